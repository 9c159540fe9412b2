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

/** One process of all listens to the broker, which would hand every message to each; gives the way to end it. */
function listenToBroker(
  { servers }: Services,
  intake: StreamIntake,
  mqtt: NonNullable<NonNullable<Services['gates']>['mqtt']>,
): () => Promise<void> {
  let broker: Promise<(() => Promise<void>) | void> = Promise.resolve();
  const close = () => {
    broker = broker.then((end) => end?.()).catch((error: unknown) => void complain('mqtt', error));
  };
  const open = () => {
    close();
    // The library is loaded where it is asked for; a broker that is away does not keep the server from starting.
    broker = broker
      .then(() => import('./mqtt.ts'))
      .then(({ openMqtt }) => openMqtt(intake, mqtt))
      .catch((error: unknown) => void complain('mqtt', error));
  };
  const giveUp = servers.seek('mqtt', open, close);
  return async () => {
    close();
    await broker;
    await giveUp();
  };
}

/** Opens the doors that were asked for, and makes values of what comes; gives the way to end it. */
export async function openDoors(services: Services): Promise<() => Promise<void>> {
  const forget = keepFrames(services);
  const intake = intakeOf(services);
  const { hj212, mqtt } = services.gates ?? {};
  const gateway = hj212 ? new Gateway(intake) : null;
  if (gateway && hj212) await gateway.listen(hj212.port, hj212.host);
  const leave = mqtt ? listenToBroker(services, intake, mqtt) : null;
  return async () => {
    await forget();
    await gateway?.close();
    await leave?.();
    await intake.end();
    intakes.delete(services.store);
  };
}
