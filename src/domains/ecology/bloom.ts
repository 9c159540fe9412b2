/** Lower borders of grades II to V of HJ 1098-2020, cells per litre; a border belongs to the worse grade. */
const BORDERS = [2e6, 1e7, 5e7, 1e8] as const;
export type BloomGrade = 1 | 2 | 3 | 4 | 5;

/** The grade of a bloom by the density of algae in cells per litre (1 per mL is 1000 per L). */
export function bloomGrade(perLitre: number): BloomGrade {
  return (1 + BORDERS.filter((border) => perLitre >= border).length) as BloomGrade;
}

/**
 * The grade of a whole lake by its points (DB5301/T 56-2021): I where more than 95 % of the points are below 2·10⁶; a grade that at
 * least 75 % of the points have; else that of their mean.
 */
export function lakeBloom(points: readonly number[]): {
  grade: BloomGrade;
  by: 'clear' | 'share' | 'mean';
  share: number;
} {
  const grades = points.map(bloomGrade);
  const shareOf = (grade: BloomGrade) => grades.filter((one) => one === grade).length / points.length;
  if (shareOf(1) > 0.95) return { grade: 1, by: 'clear', share: shareOf(1) };
  const most = ([1, 2, 3, 4, 5] as const).find((grade) => shareOf(grade) >= 0.75);
  if (most !== undefined) return { grade: most, by: 'share', share: shareOf(most) };
  const grade = bloomGrade(points.reduce((sum, one) => sum + one, 0) / points.length);
  return { grade, by: 'mean', share: shareOf(grade) };
}
