import { Decimal } from 'decimal.js';

/** One line of a checklist; points in the units of the standard, null where nobody scored it yet. */
export interface RatingItem {
  version: string;
  part: 'service' | 'sights' | 'opinion' | 'premise';
  full: number;
  score: number | null;
}
export interface RatingPart {
  zh: string;
  en: string;
  /** Reaches the grade; null: not everything was scored, or the version has no published threshold. */
  reaches: boolean | null;
}

/** GB/T 17775-2003, its detailed rules: service of 1000, sights and opinion of 100 (4A, 3A grade B; 5A grade M). */
const thresholds = {
  a5: { service: 950, sights: 95, opinion: 95 },
  a4: { service: 850, sights: 85, opinion: 85 },
  a3: { service: 750, sights: 75, opinion: 75 },
} as const;
const names = {
  service: ['服务环境', 'service'],
  sights: ['景观', 'sights'],
  opinion: ['游客意见', 'opinion'],
  premise: ['前提', 'premises'],
} as const;
const versions: Readonly<Record<string, string>> = { v2003: 'GB/T 17775-2003', v2024: 'GB/T 17775-2024' };

/**
 * How a checklist of its newest version stands for the grade aimed at, part by part. What was not scored lowers the coverage
 * and is never taken as full or as nothing.
 */
export function ratingParts(
  items: readonly RatingItem[],
  aims: keyof typeof thresholds | null,
): { version: string | null; parts: RatingPart[] } {
  const newest = items
    .map(({ version }) => version)
    .toSorted()
    .at(-1);
  if (newest === undefined) return { version: null, parts: [] };
  const own = items.filter(({ version }) => version === newest);
  const parts = (['premise', 'service', 'sights', 'opinion'] as const).flatMap((part): RatingPart[] => {
    const lines = own.filter((one) => one.part === part);
    if (lines.length === 0) return [];
    const scored = lines.flatMap(({ score }) => score ?? []);
    const sum = scored.reduce((total, one) => total.plus(one), new Decimal(0));
    const wanted = newest === 'v2003' && aims !== null && part !== 'premise' ? thresholds[aims][part] : null;
    const whole = scored.length === lines.length;
    const cover = whole ? '' : `（${scored.length}/${lines.length} 项已评）`;
    const coverEn = whole ? '' : ` (${scored.length}/${lines.length} scored)`;
    const against = wanted === null ? '' : `/${wanted}`;
    return [
      {
        zh: `${names[part][0]} ${sum.toFixed()}${against}${cover}`,
        en: `${names[part][1]} ${sum.toFixed()}${against}${coverEn}`,
        reaches: wanted === null ? null : sum.gte(wanted) ? true : whole ? false : null,
      },
    ];
  });
  return { version: versions[newest] ?? newest, parts };
}
