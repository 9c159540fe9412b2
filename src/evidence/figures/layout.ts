import { canonicalName } from '../../core/plan/index.ts';
import { isMissing, isProblem, type Text } from '../../core/measure/index.ts';
import {
  type Cell,
  cellPeriod,
  type ColumnSought,
  type Layout,
  type Sheet,
  type SheetGrid,
} from '../intake/sheet/index.ts';
import type { Snapshot } from '../reading/snapshot.ts';

/** How tables of figures are laid out: one figure a row, or years, places or indicators side by side. */

/** Columns that a row of figures may have beside the figures. */
const fixed = {
  indicator: ['指标', '指标名称', '指标代码', '项目', '名称', '主要指标', 'indicator'],
  place: [
    '地区',
    '所在地',
    '区域',
    '镇街',
    '乡镇',
    '镇（街道）',
    '乡镇（街道）',
    '行政区',
    '县区',
    '地点',
    '统计区域',
    'place',
  ],
  period: ['统计期', '期', '时期', '报告期', '年份', '年度', '时间', '月份', '期间', 'period'],
  unit: ['单位', '计量单位', 'unit'],
  knownOn: ['公布日期', '已知日期', '发布日期', 'known on', 'knownOn'],
  source: ['来源', '数据来源', '资料来源', 'source'],
  grade: ['等级', '来源等级', 'grade'],
} as const;
const value = ['数值', '本期数', '值', '数据', '指标值', '绝对值', '绝对量', '总量', 'value'];

/** What stands under the head of a year where it is the figure itself. */
const ITSELF = ['绝对值', '绝对量', '总量', '数值', '本期数', '指标值', '完成数', '实际'];

/** What a column of a file of figures may be tied to, beside an indicator. */
export const tieableColumns: readonly { id: string; name: Text }[] = [
  { id: 'indicator', name: { zh: '指标名称', en: 'Name of the indicator' } },
  { id: 'place', name: { zh: '地区', en: 'Place' } },
  { id: 'period', name: { zh: '统计期', en: 'Period' } },
  { id: 'value', name: { zh: '数值', en: 'Figure' } },
  { id: 'unit', name: { zh: '单位', en: 'Unit' } },
  { id: 'knownOn', name: { zh: '公布日期', en: 'Published on' } },
  { id: 'source', name: { zh: '来源', en: 'Source' } },
  { id: 'grade', name: { zh: '来源等级', en: 'Grade' } },
];

/** What a column of figures is of, as its id says. */
export type Across = { by: 'period' | 'place' | 'indicator'; of: string };

export function acrossOf(id: string): Across | null {
  const [by, of] = [id.slice(0, 2), id.slice(2)];
  return by === 't:'
    ? { by: 'period', of }
    : by === 'p:'
      ? { by: 'place', of }
      : by === 'i:'
        ? { by: 'indicator', of }
        : null;
}

/** The layouts that are looked for in a file, the plainest first. */
export function layoutsOf(grid: SheetGrid, snapshot: Snapshot): Layout[] {
  const column = (id: keyof typeof fixed, required = false): ColumnSought => ({
    id,
    labels: fixed[id],
    ...(required && { required }),
  });
  const columns = (...required: (keyof typeof fixed)[]) =>
    (Object.keys(fixed) as (keyof typeof fixed)[]).map((id) => column(id, required.includes(id)));
  const periods = periodsIn(grid).map((text): ColumnSought => ({
    id: `t:${text}`,
    labels: [text, ...ITSELF.map((word) => `${text}${word}`)],
  }));
  const indicators = [...snapshot.indicators.values()].map(({ item }): ColumnSought => ({
    id: `i:${item.id}`,
    labels: [item.name.zh, item.name.en, item.id],
    figures: true,
  }));
  const places = [[snapshot.jurisdiction, snapshot.name] as const, ...snapshot.places].map(
    ([id, name]): ColumnSought => ({
      id: `p:${id}`,
      labels: [name.zh, name.en, ...(id === snapshot.jurisdiction ? ['全市', '全县', '全区', '全州'] : [])],
    }),
  );
  const some =
    (by: string, least = 1) =>
    (found: ReadonlySet<string>) =>
      [...found].filter((id) => id.startsWith(by)).length >= least;
  return [
    { sought: [...columns('indicator', 'period'), { id: 'value', labels: value, required: true, figures: true }] },
    { sought: [...columns('indicator'), ...periods], needs: some('t:') },
    { sought: [...columns('place'), ...periods], needs: some('t:') },
    { sought: [...columns('period'), ...indicators], needs: some('i:') },
    { sought: [...columns('place'), ...indicators], needs: some('i:') },
    { sought: [...columns('indicator'), ...places], needs: some('p:', 2) },
    { sought: [...columns('period'), ...places], needs: some('p:', 2) },
  ];
}

const WITHIN = 40;

/** Texts that name a period where heads may stand. */
function periodsIn(grid: SheetGrid): string[] {
  const texts = grid.sheets.flatMap((sheet) =>
    sheet.rows
      .slice(0, WITHIN)
      .flatMap((row) => row.cells.filter((cell) => typeof cell.value === 'string' && cell.text.length <= 24)),
  );
  return [...new Set(texts.map((cell) => cell.text.trim()))].filter(
    (text) => /(?:19|20)\d\d|[一二]\S{3}年/u.test(text.normalize('NFKC')) && isPeriod({ value: text, text }),
  );
}

function isPeriod(cell: Cell): boolean {
  const found = cellPeriod(cell);
  return !isProblem(found) && !isMissing(found);
}

const yearOf = (cell: Cell | undefined): number | null => {
  const number = typeof cell?.value === 'number' ? cell.value : null;
  return number !== null && Number.isInteger(number) && number >= 1949 && number <= 2100 ? number : null;
};

/**
 * The same file with its heads of years as texts: programs keep 2019 as a number. A corner without a word over names of
 * indicators is given one.
 */
export function withYearHeads(grid: SheetGrid, snapshot: Snapshot): SheetGrid {
  return { ...grid, sheets: grid.sheets.map((sheet) => headed(sheet, snapshot)) };
}

function headed(sheet: Sheet, snapshot: Snapshot): Sheet {
  const at = sheet.rows.findIndex((row, index) => {
    if (index >= WITHIN) return false;
    const filled = row.cells.filter((cell) => cell.text.trim() !== '');
    const years = filled.flatMap((cell) => yearOf(cell) ?? []);
    const texts = filled.filter((cell) => typeof cell.value === 'string' && isPeriod(cell));
    return (
      years.length + texts.length >= 2 &&
      filled.every((cell) => typeof cell.value === 'string' || yearOf(cell) !== null) &&
      steps(years)
    );
  });
  const row = sheet.rows[at];
  if (!row) return sheet;
  const cells = row.cells.map((cell) => {
    const year = yearOf(cell);
    return year === null ? cell : { value: `${year}年`, text: `${year}年` };
  });
  if ((cells[0]?.text.trim() ?? '') === '') {
    const word = cornerOf(sheet, at, snapshot);
    if (word !== null) cells[0] = { value: word, text: word };
  }
  return { ...sheet, rows: sheet.rows.map((one) => (one === row ? { ...row, cells } : one)) };
}

/** Years of a head count up or down; two figures of a row that look like years do not. */
function steps(years: readonly number[]): boolean {
  const gaps = years.slice(1).map((year, at) => year - (years[at] ?? 0));
  return gaps.every((gap) => gap !== 0 && Math.abs(gap) <= 10 && Math.sign(gap) === Math.sign(gaps[0] ?? 1));
}

function cornerOf(sheet: Sheet, head: number, snapshot: Snapshot): string | null {
  const below = sheet.rows.slice(head + 1, head + 30).map((row) => row.cells[0]?.text.trim() ?? '');
  const places = new Set([snapshot.name.zh, ...[...snapshot.places.values()].map(({ zh }) => zh)]);
  if (below.filter((text) => places.has(text)).length >= 2) return '地区';
  return below.some((text) => indicatorCalled(text, snapshot) !== null) ? '指标' : null;
}

/** A name as it stands in a table, without its number, 其中 and what is in brackets. */
export function bareName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(
      /^(?:[一二三四五六七八九十]+[、.]|[([][\d一二三四五六七八九十]+[)\]]|\d+(?:\.\d+)*[、.]?(?=[^\d.])|[#*※]+)/u,
      '',
    )
    .replace(/^其中:?|^#+/u, '');
}

/** The indicator that a text names: by id, name, or the official name of what it says (GDP); null where none or several are. */
export function indicatorCalled(text: string, snapshot: Snapshot): string | null {
  const known = snapshot.indicators.get(text.trim());
  if (known) return known.item.id;
  const whole = bareName(text);
  const bare = whole.replace(/[([【][^()[\]【】]*[)\]】]/gu, '').replace(/\/[^/]*$/u, '');
  const items = [...snapshot.indicators.values()].map(({ item }) => item);
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
  for (const said of [whole, bare]) {
    const exact = items.filter(({ name }) => plain(name.zh) === plain(said) || plain(name.en) === plain(said));
    if (exact.length > 0) return exact.length === 1 ? (exact[0]?.id ?? null) : null;
  }
  const official = canonicalName(bare);
  const same = items.filter(({ name }) => canonicalName(plain(name.zh)) === official);
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}
