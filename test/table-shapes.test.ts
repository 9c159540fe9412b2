import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../src/core/measure/index.ts';
import { registerItem } from '../src/core/register/index.ts';
import { readPasted, readSheet, type Cell, type SheetGrid } from '../src/evidence/intake/sheet/index.ts';
import { gridText, pastedInto } from '../src/ui/grid-text.ts';
import { readFigureSheets } from '../src/evidence/figures/sheet.ts';
import type { Snapshot } from '../src/evidence/reading/snapshot.ts';
import { readRegisterSheets } from '../src/evidence/registers/sheet.ts';
import { field } from './sheet-field.ts';

/** One table, written as different offices write it: it is read as the same records, or refused with a reason. */

const type = registerItem.parse({
  id: 'projects',
  name: { zh: '项目', en: 'Projects' },
  identify: ['name'],
  fields: [
    field('name', '项目名称', 'text', { required: true }),
    field('site', '建设地点', 'text'),
    field('cost', '总投资', 'money', { unit: '万元' }),
    field('area', '建筑面积', 'number', { unit: '平方米' }),
    field('start', '开工日期', 'date'),
    field('note', '备注', 'text', { long: true }),
  ],
});
const place = {
  jurisdiction: 'x',
  name: { zh: '某市', en: 'City' },
  organisations: new Map(),
  places: new Map([
    ['a', { zh: '甲镇', en: 'A' }],
    ['b', { zh: '乙镇', en: 'B' }],
  ]),
};

interface Row {
  name: string;
  site: string | null;
  /** In 万元, with at most four decimals: exact in 元 and 亿元 too. */
  cost: number | null;
  area: number | null;
  start: string | null;
  note: string | null;
}
/** Names that begin or look like what is no data. */
const NAMES = [
  '总计量检测中心',
  '小计量器具厂',
  '制表机房改造',
  '备注印刷厂',
  '注塑车间',
  '一号线工程',
  '第一中学扩建',
  '甲',
  '联系电话亭',
  '说明书印刷',
  '合计算科技园',
  '2号楼',
  '（二期）厂房',
  '数据来源中心',
  '其中坝水库',
  '全市一张网',
  '3.5千伏线路',
];
const row = fc.record({
  name: fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 99 })).map(([name, n]) => `${name}${n}`),
  site: fc.option(fc.constantFrom('卫城镇', '甲镇', '站街（园区）'), { nil: null }),
  cost: fc.option(
    fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 100),
    { nil: null },
  ),
  area: fc.option(fc.integer({ min: 1, max: 900_000 }), { nil: null }),
  start: fc.option(fc.constantFrom('2024-06-03', '2023-12-31', '2025-01-01'), { nil: null }),
  note: fc.option(fc.constantFrom('合计见附件', '说明：含征地', '无', '3', '分两期，一期2024年'), { nil: null }),
});

const UNITS = { 元: 10_000, 万元: 1, 亿元: 0.0001 } as const;
const shape = fc.record({
  unit: fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[])),
  where: fc.constantFrom(
    'half',
    'full',
    'square',
    'stroke',
    'comma',
    'spaced',
    'remark',
    'line',
    'row',
    'cell',
    'group',
    'none',
  ),
  order: fc.shuffledSubarray(['name', 'site', 'cost', 'area', 'start', 'note'], { minLength: 6 }),
  titles: fc.integer({ min: 0, max: 2 }),
  heads: fc.integer({ min: 1, max: 3 }),
  merged: fc.boolean(),
  serial: fc.boolean(),
  total: fc.constantFrom(null, 'top', 'bottom'),
  totalWord: fc.constantFrom('合计', '合　计', '总 计', '全市合计', '小计', '合计：'),
  sections: fc.boolean(),
  notes: fc.boolean(),
  numbering: fc.boolean(),
  again: fc.boolean(),
  gap: fc.boolean(),
  extra: fc.boolean(),
  newline: fc.boolean(),
  /** The title stands in one cell, or in one merged over the table. */
  banner: fc.boolean(),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const WORDS: Record<string, string> = {
  name: '项目名称',
  site: '建设地点',
  cost: '总投资',
  area: '建筑面积',
  start: '开工日期',
  note: '备注',
};

/** The texts of a table in a shape; `null` is a blank cell, `^` one that the cell to its left covers. */
function written(rows: readonly Row[], s: Shape): (string | number | null)[][] {
  const scale = (cost: number) => Number((cost * UNITS[s.unit]).toPrecision(12));
  const unit = s.where === 'none' ? '万元' : s.unit;
  const order = [...(s.serial ? ['serial'] : []), ...s.order, ...(s.extra ? ['extra'] : [])];
  const word = (id: string): string => {
    if (id === 'serial') return '序号';
    if (id === 'extra') return '查重';
    const plain = s.newline && id === 'name' ? '项目\n名称' : (WORDS[id] ?? id);
    if (id !== 'cost') return id === 'area' && s.where === 'full' ? `${plain}（平方米）` : plain;
    const beside: Record<string, string> = {
      half: `${plain}(${unit})`,
      full: `${plain}（${unit}）`,
      square: `${plain}[单位：${unit}]`,
      stroke: `${plain}/${unit}`,
      comma: `${plain}，${unit}`,
      spaced: `${plain} （ ${unit} ）`,
      remark: `${plain}（${unit}，含征地）`,
    };
    return beside[s.where] ?? plain;
  };
  const head: (string | null)[][] = [order.map(word)];
  if (s.where === 'group' || s.heads > 1) {
    const grouped = new Set(['cost', 'area']);
    const name = s.where === 'group' ? `投资规模（${unit}）` : '投资规模';
    // A group stands over columns side by side only.
    const side = order.map(
      (id, at) =>
        id === 'cost' ||
        (s.where !== 'group' &&
          grouped.has(id) &&
          (grouped.has(order[at - 1] ?? '') || grouped.has(order[at + 1] ?? ''))),
    );
    let first = true;
    head.unshift(
      order.map((id, at) => {
        if (!side[at]) return s.merged ? word(id) : null;
        const begins = first || !side[at - 1];
        first = false;
        return begins || s.merged ? name : null;
      }),
    );
    if (s.heads > 2)
      head.unshift(
        order.map((id, at) =>
          side[at] ? (s.merged || !side[at - 1] ? '项目情况' : null) : s.merged ? word(id) : null,
        ),
      );
  }
  if (s.where === 'row')
    head.push(order.map((id) => (id === 'cost' ? `（${unit}）` : id === 'area' ? '平方米' : null)));
  const out: (string | number | null)[][] = [];
  if (s.titles > 0)
    out.push(s.banner ? order.map((_, at) => (at === 0 ? '某市重点项目计划表' : '^')) : ['某市重点项目计划表']);
  if (s.titles > 1) out.push(['（2026年）']);
  if (s.where === 'line') out.push([null, null, `单位：${unit}、平方米`]);
  out.push(...head);
  if (s.numbering) out.push(order.map((_, at) => (at === 0 ? '甲' : String(at))));
  const line = (says: Partial<Record<string, string | number | null>>) => order.map((id) => says[id] ?? null);
  const total = () => {
    const sum = rows.reduce((all, { cost }) => all + (cost ?? 0), 0);
    const cells = line({ cost: scale(sum) });
    cells[0] = s.totalWord;
    if (order[0] === 'cost') cells[0] = s.totalWord;
    return cells;
  };
  if (s.total === 'top') out.push(total());
  for (const [at, record] of rows.entries()) {
    if (s.sections && at % 3 === 0) {
      const cells = line({});
      cells[order.indexOf(s.serial ? 'serial' : 'name')] =
        ['一、工业项目', '二、农业项目', '（三）其他'][(at / 3) % 3] ?? '四、更多';
      out.push(cells);
    }
    if (s.again && at === 2) out.push(...head);
    if (s.gap && at === 1) out.push([]);
    const cost =
      record.cost === null
        ? null
        : s.where === 'cell'
          ? `${scale(record.cost)}${unit}`
          : s.where === 'none'
            ? record.cost
            : scale(record.cost);
    out.push(
      line({
        serial: at + 1,
        name: record.name,
        site: record.site,
        cost,
        area: record.area,
        start: record.start,
        note: record.note,
        extra: at === 0 ? '是' : null,
      }),
    );
  }
  if (s.total === 'bottom') out.push(total());
  if (s.notes)
    out.push(['注：本表为计划数。'], ['制表人：张三', null, '审核人：李四'], ['数据来源：发展改革局'], ['联系电话']);
  return out;
}

function gridOf(table: (string | number | null)[][]): SheetGrid {
  const rows = table.flatMap((texts, at) => {
    const cells = texts.map((value): Cell =>
      value === null
        ? { value: null, text: '' }
        : value === '^'
          ? { value: String(texts[0]), text: String(texts[0]), master: `A${at + 1}` }
          : { value, text: String(value) },
    );
    return cells.every(({ text }) => text === '') ? [] : [{ row: at + 1, cells }];
  });
  return { format: 'xlsx', sheets: [{ name: '表', rows }], hidden: [] };
}

const dialect = fc.record({
  comma: fc.constantFrom(',', ';', '\t'),
  line: fc.constantFrom('\r\n', '\n', '\r'),
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'gb18030', 'utf16le-bom'),
  quoteAll: fc.boolean(),
});
function csvOf(
  table: (string | number | null)[][],
  d: typeof dialect extends fc.Arbitrary<infer T> ? T : never,
): Uint8Array {
  const cell = (value: string | number | null) => {
    const text = value === null || value === '^' ? '' : String(value);
    return d.quoteAll || /["\n\r]/u.test(text) || text.includes(d.comma) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const text = table.map((texts) => texts.map(cell).join(d.comma) + d.line).join('');
  if (d.encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  if (d.encoding === 'utf16le-bom') return iconv.encode(text, 'utf16le', { addBOM: true });
  return iconv.encode(text, 'utf8', { addBOM: d.encoding === 'utf8-bom' });
}

const distinct = (rows: Row[]) => new Set(rows.map(({ name }) => name)).size === rows.length;
const table = fc.array(row, { minLength: 1, maxLength: 7 }).filter(distinct);

function readBack(grid: SheetGrid): { rows: Row[]; refused: string[] } {
  const read = readRegisterSheets(type, grid, place);
  const value = (one: Record<string, unknown>, id: string) => (one[id] ?? null) as never;
  return {
    rows: read.records.map(({ values }) => ({
      name: value(values, 'name'),
      site: value(values, 'site'),
      cost: value(values, 'cost'),
      area: value(values, 'area'),
      start: value(values, 'start'),
      note: value(values, 'note'),
    })),
    refused: [...read.problems, ...read.notes.filter(({ key }) => key !== undefined)].map(({ code }) => code),
  };
}

describe('a table of records in any shape', () => {
  it('is the same records, or is refused with a reason: a thousand tables, as a sheet', () => {
    let refused = 0;
    fc.assert(
      fc.property(table, shape, (rows, s) => {
        const found = readBack(gridOf(written(rows, s)));
        if (found.refused.length > 0) refused += 1;
        else expect(found.rows).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeLessThan(30);
  });

  it('is the same in every dialect of separated text', () => {
    let refused = 0;
    fc.assert(
      fc.property(table, shape, dialect, (rows, s, d) => {
        const grid = readSheet(csvOf(written(rows, s), d), { name: d.comma === '\t' ? 'a.tsv' : 'a.csv' });
        if (isProblem(grid)) throw new Error(grid.zh);
        const found = readBack(grid);
        if (found.refused.length > 0) refused += 1;
        else expect(found.rows).toEqual(rows.map((one) => ({ ...one, note: one.note })));
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeLessThan(15);
  });

  it('is the same pasted, by way of the grid, and uploaded', () => {
    const form = ['项目名称', '建设地点', '总投资（万元）', '建筑面积（平方米）', '开工日期', '备注'];
    fc.assert(
      fc.property(table, shape, (rows, s) => {
        const text = written(rows, s)
          .map((texts) =>
            texts
              .map((value) =>
                value === null || value === '^'
                  ? ''
                  : /[\n"\t]/u.test(String(value))
                    ? `"${String(value)}"`
                    : String(value),
              )
              .join('\t'),
          )
          .join('\r\n');
        const grid = readPasted(text);
        // The same text by way of the grid that a person pastes into.
        const typed = readPasted(gridText(pastedInto({ columns: form, rows: [] }, { row: 0, column: 0 }, text)));
        if (isProblem(grid) || isProblem(typed)) throw new Error('a pasted table is a table');
        const found = readBack(grid);
        expect(readBack(typed)).toEqual(found);
        const uploaded = readBack(
          gridOf(written(rows, s).map((texts) => texts.map((value) => (value === '^' ? null : value)))),
        );
        expect(found).toEqual(uploaded);
        if (found.refused.length === 0) expect(found.rows).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});

const indicator = (id: string, zh: string, unit: string) => {
  const item = {
    id,
    name: { zh, en: id },
    unit,
    nature: 'stock' as const,
    cadence: 'year' as const,
    evidence: { kind: 'observations' as const },
  };
  return [id, { item, model: item }] as const;
};
const city = {
  ...place,
  indicators: new Map([
    indicator('gdp', '地区生产总值', '亿元'),
    indicator('people', '常住人口', '万人'),
    indicator('rate', '城镇化率', '%'),
  ]),
  observations: new Map(),
} as unknown as Snapshot;

describe('figures in any shape', () => {
  const years = fc
    .uniqueArray(fc.integer({ min: 2005, max: 2024 }), { minLength: 2, maxLength: 5 })
    .map((list) => list.toSorted((a, b) => a - b));
  const figure = fc.integer({ min: 1, max: 999_999 }).map((n) => (n + 100) / 100);
  const layout = fc.record({
    form: fc.constantFrom('long', 'years', 'indicators', 'places'),
    yearAs: fc.constantFrom('number', 'text'),
    corner: fc.constantFrom('指标', '', '项 目'),
    unitAt: fc.constantFrom('column', 'name', 'line', 'none'),
    unit: fc.constantFrom('亿元', '万元'),
    numbered: fc.boolean(),
    note: fc.boolean(),
    total: fc.boolean(),
  });
  it('are the same figures, or are refused with a reason', () => {
    let refused = 0;
    fc.assert(
      fc.property(years, fc.array(figure, { minLength: 15, maxLength: 15 }), layout, (of, values, l) => {
        const said = l.unitAt === 'name' || l.unitAt === 'line' || (l.unitAt === 'column' && l.form !== 'places');
        const scale = l.unit === '万元' && said && l.form !== 'indicators' ? 10_000 : 1;
        const unit = scale === 1 ? '亿元' : '万元';
        const year = (n: number) => (l.yearAs === 'number' ? n : `${n}年`);
        const gdp = (at: number) => Number(((values[at] ?? 1) * scale).toPrecision(12));
        const people = (at: number) => values[at + 5] ?? 1;
        const named = (zh: string, own: string, n: string) =>
          `${l.numbered && l.form === 'years' ? `${n}、` : ''}${zh}${l.unitAt === 'name' ? `（${own}）` : ''}`;
        const out: (string | number | null)[][] = [['国民经济主要指标']];
        const lineSays = l.unitAt === 'line' ? `单位：${unit}、万人` : null;
        if (lineSays !== null) out.push([null, lineSays]);
        const column = l.unitAt === 'column' && l.form !== 'indicators' && l.form !== 'places';
        if (l.form === 'long') {
          out.push(['指标', '年份', ...(column ? ['计量单位'] : []), '数值']);
          for (const [at, n] of of.entries()) {
            out.push([named('地区生产总值', unit, '一'), year(n), ...(column ? [unit] : []), gdp(at)]);
            out.push([named('常住人口', '万人', '二'), year(n), ...(column ? ['万人'] : []), people(at)]);
          }
        } else if (l.form === 'years') {
          out.push([l.corner, ...(column ? ['单位'] : []), ...of.map(year)]);
          out.push([named('地区生产总值', unit, '一'), ...(column ? [unit] : []), ...of.map((_, at) => gdp(at))]);
          out.push([named('常住人口', '万人', '二'), ...(column ? ['万人'] : []), ...of.map((_, at) => people(at))]);
        } else if (l.form === 'indicators') {
          const own = l.unitAt === 'none' || l.unitAt === 'line' ? '' : '（亿元）';
          if (lineSays !== null) out[1] = [null, '单位：亿元、万人'];
          out.push(['年份', `地区生产总值${own}`, '常住人口（万人）']);
          for (const [at, n] of of.entries()) out.push([year(n), gdp(at), people(at)]);
        } else {
          out.push(['指标', '统计期', '全市', '甲镇', '乙镇']);
          for (const [at, n] of of.entries())
            out.push(
              [named('地区生产总值', unit, '一'), `${n}年`, gdp(at), null, null],
              [named('常住人口', '万人', '二'), `${n}年`, null, people(at), null],
            );
        }
        if (l.total && l.form === 'long') out.push(['合　计', null, ...(column ? [null] : []), 1]);
        if (l.note) out.push(['数据来源：市统计局']);
        const read = readFigureSheets(gridOf(out), city);
        const wrong = [...read.problems, ...read.notes.filter(({ key }) => key !== undefined)];
        if (wrong.length > 0) {
          refused += 1;
          return;
        }
        const wanted = of
          .flatMap((n, at) => [
            `gdp ${n} x ${values[at]}`,
            `people ${n} ${l.form === 'places' ? 'a' : 'x'} ${people(at)}`,
          ])
          .toSorted();
        // A unit that is nowhere said is the indicator's own.
        const found = read.rows
          .map(({ indicator: { id }, period, place: where, value }) => `${id} ${period} ${where} ${value as number}`)
          .toSorted();
        expect(found).toEqual(wanted);
        if (l.note) expect(read.rows.every(({ source }) => source === '市统计局')).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeLessThan(40);
  });
});
