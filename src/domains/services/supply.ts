import { convert, isNumber } from '../../core/measure/index.ts';
import type { FacilityKind } from '../../core/space/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { facilities, settlements } from '../places/registers.ts';
import { isOpen } from '../places/index.ts';
import type { SupplyItem, SupplyView } from './api.ts';
import { schools } from './registers.ts';

type Measure = Pick<SupplyItem, 'id' | 'name' | 'unit' | 'line' | 'better' | 'source' | 'grade'> & {
  kinds: readonly FacilityKind[];
  /** What is counted of a facility, and of what; `per` absent: for a thousand people. */
  of: 'capacity' | 'staff' | 'nursing' | 'students';
  per?: 'capacity' | 'staff';
};
const health: readonly FacilityKind[] = ['hospital', 'clinic'];
const measures: readonly Measure[] = [
  {
    id: 'nursery',
    name: { zh: '每千人口托位', en: 'Nursery places for a thousand' },
    unit: '个',
    kinds: ['nursery'],
    of: 'capacity',
    line: 4.5,
    better: 'more',
    source: '“十四五”规划纲要：2025 年每千人口 4.5 个',
    grade: 'A',
  },
  {
    id: 'beds',
    name: { zh: '每千人口床位', en: 'Beds for a thousand' },
    unit: '张',
    kinds: health,
    of: 'capacity',
    line: 7.4,
    better: 'more',
    source: '卫生服务体系规划 2025 年 7.4 张（待核）',
    grade: 'M',
  },
  {
    id: 'doctors',
    name: { zh: '每千人口医师', en: 'Doctors for a thousand' },
    unit: '人',
    kinds: health,
    of: 'staff',
    line: 3.2,
    better: 'more',
    source: '卫生服务体系规划 2025 年 3.2 人（待核）',
    grade: 'M',
  },
  {
    id: 'nursing',
    name: { zh: '护理型床位占比', en: 'Nursing beds' },
    unit: '%',
    kinds: ['care'],
    of: 'nursing',
    per: 'capacity',
    line: 55,
    better: 'more',
    source: '“十四五”规划纲要：2025 年 55%',
    grade: 'A',
  },
  {
    id: 'primary-teachers',
    name: { zh: '小学生师比', en: 'Pupils for a teacher, primary' },
    unit: '',
    kinds: ['primary'],
    of: 'students',
    per: 'staff',
    line: 19,
    better: 'less',
    source: '教职工编制标准 1:19，城乡统一（待核）',
    grade: 'M',
  },
  {
    id: 'junior-teachers',
    name: { zh: '初中生师比', en: 'Pupils for a teacher, junior' },
    unit: '',
    kinds: ['junior'],
    of: 'students',
    per: 'staff',
    line: 13.5,
    better: 'less',
    source: '教职工编制标准 1:13.5，城乡统一（待核）',
    grade: 'M',
  },
];

/** People by the newest figure of an indicator of the place, in persons, and the period that it is of. */
function told(view: ViewAt, indicator: string): { people: number; period: string } | null {
  const series = view.series(indicator);
  const point = series?.points.filter(({ value }) => isNumber(value)).at(-1);
  const people = point && isNumber(point.value) ? convert(point.value, series!.unit, '人') : null;
  return point && typeof people === 'number' ? { people: Math.round(people), period: point.period } : null;
}

/** What there is for how many, by whom it is divided, against its line, and in each town. */
export async function supplyIn(view: ViewAt): Promise<SupplyView> {
  const [living, standing, taught] = await Promise.all([
    view.list(settlements),
    view.list(facilities),
    view.list(schools),
  ]);
  const counted = living.rows.reduce((sum, row) => sum + row.people, 0);
  const residents = told(view, 'residents') ?? (counted > 0 ? { people: counted, period: null } : null);
  const registered = told(view, 'registered-population');
  const pupils = new Map<string, number>();
  const newest = Math.max(0, ...taught.rows.map(({ year }) => year));
  for (const { facility, year, students } of taught.rows)
    if (facility && year === newest) pupils.set(facility.id, (pupils.get(facility.id) ?? 0) + students);
  const open = standing.rows.filter((row) => isOpen(row, view.asOf));
  const peopleOf = Map.groupBy(living.rows, (row) => row.town.id);
  const itemOf = ({ kinds, of, per, ...measure }: Measure): SupplyItem => {
    const own = open.filter(({ kind }) => kinds.includes(kind));
    const amount = (row: (typeof own)[number], what: NonNullable<typeof of>) =>
      what === 'students' ? (pupils.get(row.id) ?? null) : row[what];
    const known = own.filter((row) => amount(row, of) !== null && (per === undefined || amount(row, per) !== null));
    const sum = (rows: typeof own, what: typeof of) => rows.reduce((all, row) => all + (amount(row, what) ?? 0), 0);
    /** For a thousand people, in per cent, or heads for one; null: nothing to divide by. */
    const rate = (rows: typeof own, people: number | null): number | null => {
      const below = per === undefined ? people : sum(rows, per);
      if (below === null || below === 0 || (per !== undefined && rows.length === 0)) return null;
      return (sum(rows, of) * (per === undefined ? 1000 : measure.unit === '%' ? 100 : 1)) / below;
    };
    const nothing = known.length === 0 && own.length > 0;
    const value = nothing ? null : rate(known, residents?.people ?? null);
    return {
      ...measure,
      total: sum(known, of),
      facilities: own.length,
      unknown: own.length - known.length,
      perThousand: per === undefined,
      value,
      ofRegistered: per === undefined && !nothing ? rate(known, registered?.people ?? null) : null,
      short:
        per === undefined && residents && !nothing
          ? Math.max(0, Math.ceil((measure.line * residents.people) / 1000 - sum(known, of) - 1e-9))
          : null,
      towns: [...peopleOf]
        .map(([id, rows]) => ({
          id,
          name: rows[0]!.town.name.zh,
          people: rows.reduce((all, row) => all + row.people, 0),
          value: rate(
            known.filter((row) => row.town?.id === id),
            rows.reduce((all, row) => all + row.people, 0),
          ),
        }))
        .toSorted((a, b) => (measure.better === 'more' ? 1 : -1) * ((a.value ?? 0) - (b.value ?? 0))),
    };
  };
  return {
    demo: living.demo || standing.demo || taught.demo,
    residents,
    registered,
    counted,
    year: newest === 0 ? null : newest,
    items: measures.map(itemOf).filter((item) => item.facilities > 0 || item.perThousand),
  };
}
