import type { PackRecords } from '../../core/plan/plan-file.ts';
import { reachRules } from './registers.ts';

/** Radii of GB 50180-2018 and TD/T 1062-2021 with their grades; a place writes its own with a later day. Read against both at 60 m a minute. */
const standard: readonly [
  kind: string,
  by: string,
  minutes: number,
  radius: number | null,
  demand: string,
  source: string,
  grade: string,
][] = [
  ['kindergarten', 'foot', 5, 300, 'people', 'GB 50180-2018 附录C：五分钟生活圈', 'B'],
  ['primary', 'foot', 10, 500, 'pupils', 'GB 50180-2018 附录C：十分钟生活圈', 'A'],
  ['junior', 'foot', 15, 1000, 'juniors', 'GB 50180-2018 附录C：十五分钟生活圈', 'A'],
  ['hospital', 'car', 30, null, 'people', '自定：车行 30 分钟', 'M'],
  ['clinic', 'foot', 15, 1000, 'people', 'GB 50180-2018 附录C', 'B'],
  ['care', 'foot', 5, 300, 'old', 'GB 50180-2018 附录C', 'M'],
  ['nursery', 'foot', 5, 300, 'infants', 'GB 50180-2018 附录C', 'M'],
  ['market', 'foot', 10, 500, 'people', 'GB 50180-2018 附录C', 'M'],
  ['sports', 'foot', 15, 1000, 'people', 'GB 50180-2018 附录C', 'M'],
  ['culture', 'foot', 15, 1000, 'people', 'GB 50180-2018 附录C', 'M'],
  ['park', 'foot', 10, 500, 'people', '城市体检 2021：5000 平方米及以上按 500 米', 'A'],
  ['shelter', 'foot', 15, 1000, 'people', '自定', 'M'],
  ['fire', 'car', 5, null, 'people', '消防站 5 分钟到达', 'M'],
];

export function reachRecords(): PackRecords[] {
  const records = standard.map(([kind, by, minutes, radius, demand, source, grade]) => ({
    id: `gb-${kind}`,
    stage: null,
    passed: {},
    values: {
      kind,
      since: '2018-12-01',
      by,
      minutes,
      ...(radius !== null && { radius }),
      detour: 1.3,
      demand,
      source,
      grade,
    },
  }));
  return [{ register: reachRules.id, on: '2018-12-01', source: 'GB 50180-2018 等', grade: 'B', records }];
}
