import { type PlaceItem, placeKinds } from '../../core/plan/plan-file.ts';
import { spelled } from '../../evidence/find/spelling.ts';
import type { ColumnSought } from '../../evidence/intake/sheet/index.ts';
import type { SheetProblemRow } from './entry-api.ts';
import { freeId } from './entry-sheet.ts';
import type { TextRow } from './sheet-work.ts';

/** Rows of towns and villages as they would be written. Pure: what stands is handed in. */

export const placeColumns: readonly ColumnSought[] = [
  { id: 'name', labels: ['名称', '地名', '行政区划名称', '村（社区）', '村名', '镇街', 'name'], required: true },
  { id: 'kind', labels: ['类别', '类型', '区划类型', 'kind'] },
  { id: 'parent', labels: ['上级', '所在镇街', '所属镇街', '所属乡镇', '上级区划', 'under'] },
  { id: 'id', labels: ['代码', '区划代码', '统计用区划代码', '编码', 'id'] },
];

type Kind = PlaceItem['kind'];
export const placeKindNames: Readonly<Record<Kind, readonly [zh: string, en: string]>> = {
  jurisdiction: ['行政区', 'Jurisdiction'],
  street: ['街道', 'Subdistrict'],
  town: ['镇', 'Town'],
  township: ['乡', 'Township'],
  village: ['村', 'Village'],
  community: ['社区', 'Community'],
  park: ['园区', 'Park'],
  stretch: ['河湖段', 'Stretch'],
};
/** What a name says of itself: 红枫湖镇 is a town. */
const endings: readonly (readonly [RegExp, Kind])[] = [
  [/街道(办事处)?$/u, 'street'],
  [/镇$/u, 'town'],
  [/乡$/u, 'township'],
  [/(社区|居委会|社区居委会)$/u, 'community'],
  [/(村|村委会|嘎查)$/u, 'village'],
  [/(园区|开发区)$/u, 'park'],
];
const below: ReadonlySet<Kind> = new Set(['village', 'community']);

export interface PlaceRow {
  row: number;
  what: 'added' | 'changed' | 'same';
  id: string;
  name: string;
  kind: Kind;
  /** Id of the one above; null: the place itself. */
  parent: string | null;
}
export type StandingPlace = Omit<PlaceRow, 'row' | 'what'>;

const fault = (row: number, column: string, zh: string, en: string): SheetProblemRow => ({ row, column, zh, en });

/** Villages of one name stand in several towns: a place is told by its name and what it is under, or by its code. */
export function placeRows(
  rows: readonly TextRow[],
  standing: readonly StandingPlace[],
): { rows: PlaceRow[]; problems: SheetProblemRow[] } {
  const problems: SheetProblemRow[] = [];
  const taken = new Set(standing.map(({ id }) => id));
  const all = new Map(standing.map((one) => [one.id, one]));
  const seen = new Set<string>();
  const read = rows.flatMap(({ row, texts }) => {
    const { name = '', kind: said = '' } = texts;
    if (name === '') return (problems.push(fault(row, '名称', '没有写名称', 'There is no name')), []);
    const kind =
      placeKinds.find((one) => one !== 'jurisdiction' && [one, placeKindNames[one][0]].includes(said)) ??
      endings.find(([ending]) => ending.test(said || name))?.[1];
    if (!kind) {
      const words = placeKinds.flatMap((one) => (one === 'jurisdiction' ? [] : [placeKindNames[one][0]])).join('、');
      problems.push(
        fault(row, '类别', `看不出“${name}”是什么，类别可写：${words}`, `What "${name}" is cannot be told`),
      );
      return [];
    }
    return [{ row, name, kind, texts }];
  });
  // Towns first: villages stand under them wherever they are in the sheet.
  const found = read.toSorted((a, b) => Number(below.has(a.kind)) - Number(below.has(b.kind)));
  const made = found.flatMap(({ row, name, kind, texts }): PlaceRow[] => {
    const { parent: above = '', id: said = '' } = texts;
    const over =
      above === '' ? [] : [...all.values()].filter((one) => !below.has(one.kind) && [one.name, one.id].includes(above));
    if ((above === '' && below.has(kind)) || (above !== '' && over.length !== 1)) {
      const zh = above === '' ? '村和社区要写所在镇街' : `没有镇街“${above}”，先写镇街`;
      problems.push(fault(row, '上级', zh, above === '' ? 'A village is under a town' : `There is no town "${above}"`));
      return [];
    }
    const parent = over[0]?.id ?? null;
    const before =
      standing.find(({ id }) => said !== '' && id === said) ??
      standing.find((one) => said === '' && one.name === name && one.parent === parent);
    if (said !== '' && !/^(\d{6,12}|[a-z][a-z0-9-]{0,39})$/u.test(said))
      problems.push(
        fault(
          row,
          '代码',
          '代码是 6 到 12 位数字，或小写字母开头',
          'A code has 6 to 12 digits, or begins with a letter',
        ),
      );
    const id = before?.id ?? (said || freeId(spelled(name).initials, taken));
    if (seen.has(`${parent} ${name}`) || seen.has(id))
      problems.push(fault(row, '名称', `“${name}”写了两次`, `"${name}" stands twice`));
    seen.add(`${parent} ${name}`).add(id);
    taken.add(id);
    all.set(id, { id, name, kind, parent });
    const same = before && before.name === name && before.kind === kind && before.parent === parent;
    return [{ row, what: !before ? 'added' : same ? 'same' : 'changed', id, name, kind, parent }];
  });
  return { rows: made.toSorted((a, b) => a.row - b.row), problems };
}
