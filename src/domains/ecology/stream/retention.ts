import { Problem } from '../../../http/problem.ts';
import type { Services } from '../../../evidence/domain.ts';
import { underKey } from '../../../evidence/ledger/act-key.ts';
import { monthBefore } from '../month-values.ts';
import { complain } from '../../../evidence/store/complain.ts';
import { sealedBefore, waitsBefore } from '../../../evidence/streams/frames.ts';
import { dropFramesBefore } from '../../../evidence/streams/partitions.ts';

/** A year of frames is what an appeal about a year's figure needs. */
const least = 12;

/** Whole months for which raw frames are kept (`LANTU_FRAMES_MONTHS`, at least 12); null: for ever. Throws `bad-setting`. */
export function monthsOfFrames(setting: string | undefined = process.env.LANTU_FRAMES_MONTHS): number | null {
  if (setting === undefined || setting.trim() === '') return null;
  const months = Number(setting);
  if (Number.isInteger(months) && months >= least && months <= 1200) return months;
  throw new Problem({
    status: 500,
    code: 'bad-setting',
    zh: `LANTU_FRAMES_MONTHS 应是 ${least} 到 1200 的整数（月），现在是“${setting}”。`,
    en: `LANTU_FRAMES_MONTHS must be a whole number of months from ${least} to 1200; it is "${setting}".`,
    hint: { zh: '改正设置，或去掉它以永久保留。', en: 'Correct it, or leave it out to keep frames for ever.' },
  });
}

/** First day of what is kept, so many whole months before the month of a day. */
export function keptFrom(today: string, months: number): string {
  return `${monthBefore(today, months)}-01`;
}

/** First day of which frames are kept by the setting; null: for ever. Throws `bad-setting`. */
export function framesFrom(today: string): string | null {
  const months = monthsOfFrames();
  return months === null ? null : keptFrom(today, months);
}

/** Batches that one entry tells of. */
const most = 100_000;

/**
 * Lets go of frames of days before `before`. Each place says first in its ledger which of its batches lose how many; while a frame of
 * that time waits to be sealed nothing goes. May be cut off anywhere and begun again.
 */
export async function keepFramesFrom(
  { store, ledger }: Pick<Services, 'store' | 'ledger'>,
  before: string,
): Promise<void> {
  const places = await store.selectFrom('jurisdiction').select('jurisdiction_id').execute();
  for (const { jurisdiction_id: jurisdiction } of places) {
    if (await waitsBefore(store, jurisdiction, before)) return;
    for (;;) {
      const batches = (await sealedBefore(store, jurisdiction, before)).slice(0, most);
      const [first] = batches;
      if (!first) break;
      await underKey(`stream drop ${before} ${first.seq}`, () =>
        ledger.submit({
          jurisdiction,
          kind: 'stream.drop',
          actor: 'lantu',
          demo: false,
          payload: { before, batches },
        }),
      );
    }
  }
  await dropFramesBefore(store, before);
}

const often = 6 * 3_600_000;

/** Lets go of frames whose time is over, now and four times a day, in one process; gives the way to end it. Throws `bad-setting`. */
export function keepFrames(services: Pick<Services, 'store' | 'ledger' | 'today' | 'servers'>): () => Promise<void> {
  const { servers } = services;
  const months = monthsOfFrames();
  if (months === null) return async () => {};
  let under = Promise.resolve();
  const go = () => {
    under = keepFramesFrom(services, keptFrom(services.today(), months)).catch((error: unknown) =>
      complain('stream', error),
    );
  };
  const giveUp = servers.seek('retention', go);
  const clock = setInterval(() => servers.mine('retention') && go(), often).unref();
  return async () => {
    clearInterval(clock);
    await under;
    await giveUp();
  };
}
