import type { Services } from '../../../evidence/domain.ts';
import { Gateway } from '../hj212/gateway.ts';
import { keepFrames } from './retention.ts';
import { complain } from '../../../evidence/store/complain.ts';
import { StreamIntake } from './intake.ts';

/** One intake for a server: all doors lead to it. */
const intakes = new WeakMap<Services['store'], StreamIntake>();

export function intakeOf(services: Services): StreamIntake {
  const known = intakes.get(services.store) ?? new StreamIntake(services);
  intakes.set(services.store, known);
  return known;
}

/** Opens the doors that were asked for, and makes values of what comes; gives the way to end it. */
export async function openDoors(services: Services): Promise<() => Promise<void>> {
  const forget = keepFrames(services);
  const intake = intakeOf(services);
  const { hj212, mqtt } = services.gates ?? {};
  const gateway = hj212 ? new Gateway(intake) : null;
  if (gateway && hj212) await gateway.listen(hj212.port, hj212.host);
  // The library is loaded where it is asked for; a broker that is away does not keep the server from starting.
  const broker = mqtt
    ? import('./mqtt.ts')
        .then(({ openMqtt }) => openMqtt(intake, mqtt))
        .catch((error: unknown) => void complain('mqtt', error))
    : null;
  return async () => {
    await forget();
    await gateway?.close();
    await (
      await broker
    )?.();
    await intake.end();
    intakes.delete(services.store);
  };
}
