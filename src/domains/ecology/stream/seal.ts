import type { Services } from '../../../evidence/domain.ts';
import { underKey } from '../../../evidence/ledger/act-key.ts';
import { canonicalJson, type Json, sm3 } from '../../../evidence/ledger/canonical.ts';
import { digestOf, sealedUpTo, sealingKey } from '../../../evidence/streams/frames.ts';
import type { HourValue } from '../../../evidence/streams/values.ts';
import { localTime } from '../hj212/time.ts';

/** Frames that one entry seals at most. */
const most = 100_000;

/** Seals every frame of a place that no entry seals yet, with the hourly values that were made of them. */
export async function seal(
  { store, ledger }: Pick<Services, 'store' | 'ledger'>,
  jurisdiction: string,
  made: readonly HourValue[],
): Promise<void> {
  let hours = made.length === 0 ? null : { n: made.length, hash: hashOf(made) };
  for (;;) {
    const above = await sealedUpTo(store, jurisdiction);
    const { upto, frames, hashes, stations, demo } = await digestOf(store, jurisdiction, above, most);
    if (frames === 0) return;
    await underKey(await sealingKey(store, jurisdiction, above), () =>
      ledger.submit({
        jurisdiction,
        kind: 'stream.batch',
        actor: 'lantu',
        demo: demo === frames,
        payload: {
          above,
          upto,
          frames,
          ...(demo > 0 && demo < frames && { demo }),
          hash: sm3(hashes),
          stations,
          hours,
        },
      }),
    );
    hours = null;
    if (frames < most) return;
  }
}

/** What seals hourly values: their canonical JSON. */
function hashOf(made: readonly HourValue[]): string {
  return sm3(
    canonicalJson(
      made.map(({ mn, factor, at, value, flag, made: how, frame }) => ({
        mn,
        factor,
        at: localTime(at),
        value,
        flag,
        made: how,
        frame,
      })) as Json,
    ),
  );
}
