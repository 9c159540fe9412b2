import type { ChannelSettings } from './channels.ts';

/** When a channel may speak. All times of day are those of China, which has one zone and no summer time. */

const east = 8 * 3_600_000;
const day = 86_400_000;

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Milliseconds of the next moment at or after `from` that has this time of day. */
function next(clock: string, from: number): number {
  const midnight = Math.floor((from + east) / day) * day - east;
  const at = midnight + minutesOf(clock) * 60_000;
  return at >= from ? at : at + day;
}

/** The moment from which what came up at `from` may go out: its digest's, or the end of the quiet hours. */
export function mayGoFrom({ quiet, digestAt }: Pick<ChannelSettings, 'quiet' | 'digestAt'>, from: number): number {
  const at = digestAt === null ? from : next(digestAt, from);
  if (!quiet || quiet.from === quiet.to) return at;
  const time = ((at + east) % day) / 60_000;
  const [begins, ends] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const isQuiet = begins < ends ? time >= begins && time < ends : time >= begins || time < ends;
  return isQuiet ? next(quiet.to, at) : at;
}

/** 飞书 refuses much around full and half hours (11232): a minute after each is left out. */
export function afterRush(kind: string, at: number): number {
  if (kind !== 'feishu') return at;
  const into = at % (30 * 60_000);
  return into < 60_000 ? at - into + 60_000 : at;
}
