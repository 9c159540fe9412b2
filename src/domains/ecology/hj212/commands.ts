import type { FrameKind } from '../../../evidence/streams/frames.ts';

/** Which figures a command brings (HJ 212-2017, table 9; those of 2025 after public implementations). */
const kinds: Readonly<Record<string, FrameKind>> = {
  '2011': 'raw',
  '2013': 'raw',
  '2051': 'minute',
  '2061': 'hour',
  '2031': 'day',
};

/** Commands of a station that bring data, and are answered by 9014. */
const uploads =
  /^(2011|2013|2021|2031|2041|2051|2052|2061|2062|2081|2111|3015|3017|3018|3019|3020|3022|1001|1011|1061|1063)$/;
/** Notices of a station, answered by 9013: it asks for the time, or says that it lives. */
const notices = /^(1013|9015)$/;
/** What a station says to what it was asked. */
const replies = /^(9011|9012|9013|9014)$/;
/** What only the centre may ask of a station, and its notices to it: from a station it is refused by 9011. */
const ours = /^(1000|1002|1012|1062|1064|1072|2012|2022|3011|3012|3013|3014|3016|3021|3024)$/;
/** What a station may ask of the centre and this one does not do: keys are agreed with the platform of the ministry. */
const refused = /^1014$/;

export type Sort = 'upload' | 'notice' | 'reply' | 'ours' | 'refused' | 'unknown';
const sorts: readonly (readonly [RegExp, Sort])[] = [
  [uploads, 'upload'],
  [notices, 'notice'],
  [replies, 'reply'],
  [ours, 'ours'],
  [refused, 'refused'],
];

export const sortOf = (cn: string): Sort => sorts.find(([which]) => which.test(cn))?.[1] ?? 'unknown';

export const kindOfCommand = (cn: string): FrameKind => kinds[cn] ?? 'other';
