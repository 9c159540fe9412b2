/** TLI(Σ), 总站生字〔2001〕090 号: each part 10 (a + b ln x), weighed by its squared correlation with chlorophyll. */
const PARTS = {
  chla: { a: 2.5, b: 1.086, r: 1 },
  tp: { a: 9.436, b: 1.624, r: 0.84 },
  tn: { a: 5.453, b: 1.694, r: 0.82 },
  sd: { a: 5.118, b: -1.94, r: -0.83 },
  codmn: { a: 0.109, b: 2.661, r: 0.83 },
} as const;
export type TrophicPart = keyof typeof PARTS;
export type TrophicGrade = 'oligo' | 'meso' | 'light' | 'middle' | 'hyper';

/**
 * The trophic state of a lake: chlorophyll a in mg/m³, total phosphorus, total nitrogen and permanganate index in mg/L,
 * transparency in m, all above 0. Weights are r² over their sum, so that they add up to 1.
 */
export function trophicIndex(values: Readonly<Record<TrophicPart, number>>): {
  tli: number;
  parts: Record<TrophicPart, number>;
  grade: TrophicGrade;
} {
  const names = Object.keys(PARTS) as TrophicPart[];
  const parts = Object.fromEntries(
    names.map((name) => [name, 10 * (PARTS[name].a + PARTS[name].b * Math.log(values[name]))]),
  ) as Record<TrophicPart, number>;
  const weights = names.reduce((sum, name) => sum + PARTS[name].r ** 2, 0);
  const tli = names.reduce((sum, name) => sum + (PARTS[name].r ** 2 / weights) * parts[name], 0);
  const grade = tli < 30 ? 'oligo' : tli <= 50 ? 'meso' : tli <= 60 ? 'light' : tli <= 70 ? 'middle' : 'hyper';
  return { tli, parts, grade };
}
