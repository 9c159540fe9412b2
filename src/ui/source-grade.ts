import type { Text } from '../core/measure/index.ts';

const grades: Readonly<Record<string, Text>> = {
  A: { zh: 'A 级（官方或主流媒体）', en: 'grade A (official or mainstream)' },
  B: { zh: 'B 级（转载）', en: 'grade B (reprint)' },
  计算: { zh: '计算得出', en: 'computed' },
  演示: { zh: '演示', en: 'demonstration' },
};

/** How sure the source of a figure is, in words. */
export function sourceGrade(grade: string): Text {
  return grades[grade] ?? { zh: `${grade} 级`, en: `grade ${grade}` };
}
