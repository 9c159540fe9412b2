export interface TalentLine {
  key: string;
  kind: string;
  since: string;
  until: string | null;
}
export interface Stock {
  /** Lines, a person of two kinds twice. */
  gross: number;
  /** Persons. */
  net: number;
  byKind: ReadonlyMap<string, number>;
}

/** Who counts on a day: from `since` on, up to the day before `until`. */
export const countsOn = ({ since, until }: TalentLine, day: string): boolean =>
  since <= day && (until === null || until > day);

/** The stock on a day, gross and net of those counted twice. */
export function stockOn(lines: readonly TalentLine[], day: string): Stock {
  const own = lines.filter((line) => countsOn(line, day));
  const byKind = new Map<string, number>();
  for (const { kind } of own) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  return { gross: own.length, net: new Set(own.map(({ key }) => key)).size, byKind };
}

/** Lines that came and went after one day and up to another: the stock at the end is that at the begin, plus, minus. */
export function flowBetween(lines: readonly TalentLine[], from: string, to: string): { came: number; went: number } {
  return {
    came: lines.filter((line) => countsOn(line, to) && !countsOn(line, from)).length,
    went: lines.filter((line) => countsOn(line, from) && !countsOn(line, to)).length,
  };
}
