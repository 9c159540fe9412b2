import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room, visitor } from '../../../test/room.ts';
import { chain } from '../chain/index.ts';
import { firms } from '../firms/index.ts';
import { parks } from './index.ts';

/** Parks and firms as their lists show them. */

let room: Room;
const figures = (land: number, more: object) => ({ land, emission: 1, labour: 1, rnd: 1, sales: 1, ...more });

beforeAll(async () => {
  room = await openRoom([chain, parks, firms], '2026-10-01');
  await room.put('parks', '2026-01-05', {
    east: { name: '东园', area: 1000, tax_mu: 15, low_tax_mu: 6 },
    west: { name: '西园' },
  });
  await room.put('plots', '2026-01-05', {
    p1: { code: '1', park: 'east', area: 400, state: 'built' },
    p2: { code: '2', park: 'east', area: 50, state: 'vacant' },
    p3: { code: '3', park: 'east', area: 30, state: 'idle' },
    // Nobody knows how large it is.
    p4: { code: '4', park: 'east', state: 'built' },
  });
  const inEast = (name: string) => ({ name, above: true, park: 'east' });
  await room.put('firms', '2026-01-05', {
    a: inEast('甲'),
    b: inEast('乙'),
    c: inEast('丙'),
    d: inEast('丁'),
    e: inEast('戊'),
    small: { name: '小', above: false, park: 'west' },
    silent: { name: '默', above: true, park: 'west' },
    nameless: { above: true },
  });
  // The five firms whose scores are computed by hand in per-mu.test.ts.
  const five = {
    a: {
      land: 100,
      tax: 2409.7,
      value_added: 13616,
      energy: 5054.1945,
      emission: 2.761973,
      labour: 750.6064,
      rnd: 302,
      sales: 10000,
    },
    b: { land: 50, tax: 600, value_added: 3000, energy: 2000, emission: 1.5, labour: 300, rnd: 150, sales: 9000 },
    c: { land: 80, tax: 4000, value_added: 20000, energy: 4000, labour: 500, rnd: 900, sales: 30000 },
    d: { land: 200, tax: 300, value_added: 0, energy: 800, emission: 2, labour: 100, rnd: 0, sales: 2000 },
    e: { land: 30, value_added: 900, energy: 500, emission: 0.4, labour: 60, rnd: 20, sales: 1500 },
  };
  await room.put(
    'firm-figures',
    '2026-03-01',
    Object.fromEntries(Object.entries(five).map(([firm, values]) => [`${firm}-25`, { firm, year: '2025', ...values }])),
  );
  await room.put('firm-figures', '2026-03-01', {
    'small-25': { firm: 'small', year: '2025', land: 10, tax: 20, electricity: 200 },
    quarter: { firm: 'a', year: '2025Q1', land: 100, tax: 1 },
  });
  await room.put('firm-figures', '2026-08-01', {
    'a-26': { firm: 'a', year: '2026', ...figures(100, { tax: 10, value_added: 1, energy: 1 }) },
    'b-26': { firm: 'b', year: '2026', ...figures(50, { tax: 900, value_added: 9000, energy: 1 }) },
  });
  await room.put('firm-figures', '2026-08-01', { 'a-23': { firm: 'a', year: '2023', land: 100 } });
  await room.put('per-mu-appeals', '2026-06-01', {
    x: { firm: 'd', year: '2025', matter: '用地数不对', grounds: '多算了一块地', stage: 'raised' },
  });
});
afterAll(() => room.close());

const of2025 = { with: 'year:2025' };
const cells = async (list: string, query: object) =>
  new Map((await room.list(list, query)).rows.map((row) => [row.id, row.judged?.cells ?? {}]));

test('a firm has its score by hand, its class, its place and the reason', async () => {
  const firms = await cells('firms', of2025);
  expect(['a', 'b', 'c', 'd', 'e'].map((id) => firms.get(id)?.score)).toEqual([100, 49.98, 172.73, 1.87, 35.02]);
  expect(['a', 'b', 'c', 'd', 'e'].map((id) => firms.get(id)?.class)).toEqual(['B', 'B', 'A', 'D', 'C']);
  expect(firms.get('c')).toMatchObject({ rank: 1, of: 5, why: { zh: '第 1 名，共 5 家(20.0%)' }, 'tax-per-mu': 50 });
  expect(firms.get('small')).toMatchObject({ score: 29.89, rank: 1, of: 1, group: { zh: '规下' } });
});

test('firms stand by size class and place; one without figures comes last and says why, one without a name is named', async () => {
  const list = await room.list('firms', of2025);
  expect(list.rows.map((row) => row.id)).toEqual(['c', 'a', 'b', 'e', 'd', 'small', 'silent', 'nameless']);
  expect(list.rows[6]?.judged).toMatchObject({
    light: null,
    why: { zh: '没有 2025 年度指标' },
    cells: { score: { missing: { zh: '没有 2025 年度指标' } } },
  });
  expect(list.left).toEqual([{ id: 'nameless', field: 'name' }]);
  expect(list.rows[7]?.judged).toBeNull();
});

test('low-efficiency land is told by class, with the line of the park and not its threshold for newcomers, and never of class A or B', async () => {
  const firms = await cells('firms', of2025);
  expect(firms.get('b')?.low).toBeNull();
  expect(firms.get('d')?.low).toMatchObject({ zh: 'D 类，亩均税收 1.50 万元，低于 6 万元' });
  expect(firms.get('e')?.low).toMatchObject({ zh: 'C 类，没有报税收' });
});

test('the sheet of a firm can be followed by hand; its disputes are for readers inside', async () => {
  const inside = await room.row('firms', 'd', of2025);
  expect(inside.sections.map(({ title }) => title.zh)).toEqual([
    '逐项计算：值 ÷ 基准 × 权重',
    '这一类的政策',
    '亩均评价申诉',
  ]);
  expect(inside.sections[0]?.lines[0]).toMatchObject({
    name: { zh: '亩均税收（万元/亩）' },
    cells: [1.87, 30, 1.5, 24.097, { zh: '300 ÷ 200 ÷ 24.097 × 30 = 1.8674524 → 1.87' }],
  });
  expect(inside.sections[0]?.lines.at(-1)?.cells[0]).toBe(1.87);
  expect(inside.sections[2]?.lines).toMatchObject([
    {
      name: { register: 'per-mu-appeals', title: '2025 / 用地数不对' },
      cells: [{ zh: '提出' }, { missing: { zh: '未填' } }],
    },
  ]);
  const outside = await room.row('firms', 'd', of2025, visitor);
  expect(outside.sections.map(({ title }) => title.zh)).toEqual(['逐项计算：值 ÷ 基准 × 权重', '这一类的政策']);
});

test('a park shows its land, and its firms against its threshold, by the same evaluation as the firms', async () => {
  const list = await room.list('parks', of2025);
  const [east, west] = ['east', 'west'].map((id) => list.rows.find((row) => row.id === id)?.judged);
  // Firm e reports no tax: its land does not count either. (2409.7 + 600 + 4000 + 300) ÷ (100 + 50 + 80 + 200)
  expect(east).toMatchObject({
    light: 'green',
    why: { zh: '4 家企业亩均税收 17.0 万元，达到门槛 15 万元' },
    cells: {
      built: 400,
      'built-share': 40,
      vacant: 50,
      idle: 30,
      firms: 5,
      classes: 'A 1 · B 2 · C 1 · D 1',
      low: 230,
    },
  });
  expect(east?.cells['tax-per-mu']).toBeCloseTo(7309.7 / 430, 10);
  expect(west).toMatchObject({
    light: 'grey',
    why: { zh: '1 家企业亩均税收 2.0 万元，园区没有填门槛' },
    cells: { built: { missing: { zh: '没有登记地块' } } },
  });
  const tiles = async (of: string) => new Map((await room.list(of, of2025)).tiles.map((tile) => [tile.name.zh, tile]));
  expect((await tiles('parks')).get('低效用地')).toMatchObject({ value: 230, note: { zh: '2 家企业' } });
  expect((await tiles('firms')).get('低效用地')?.value).toBe(230);
  expect((await tiles('firms')).get('D 类')?.value).toBe(1);
  expect((await tiles('parks')).get('已建')).toMatchObject({ value: 400, share: 0.4 });
  expect((await room.row('parks', 'east', of2025)).sections[0]?.lines[0]).toMatchObject({
    name: { register: 'firms', id: 'c', title: '丙' },
    cells: [{ zh: '规上' }, 'A', 172.73, null],
  });
});

test('an earlier day gives the earlier evaluation, and before there are figures none', async () => {
  const newest = await room.list('firms');
  expect(newest.parameters.find(({ id }) => id === 'year')).toMatchObject({ value: '2026' });
  expect(newest.rows[0]?.id).toBe('b');
  const june = await room.list('firms', { asOf: '2026-06-30' });
  expect(june.parameters.find(({ id }) => id === 'year')).toMatchObject({ value: '2025', options: [{ id: '2025' }] });
  expect(june.rows[0]?.id).toBe('c');
  const january = await room.list('parks', { asOf: '2026-01-31' });
  expect(january.rows.find((row) => row.id === 'east')?.judged).toMatchObject({
    light: 'grey',
    cells: { firms: 0, built: 400 },
  });
  expect((await room.list('parks', { asOf: '2026-01-01' })).rows).toEqual([]);
});

test('the method is chosen by the reader, says where it comes from, and one that is not known is refused', async () => {
  const other = await room.list('firms', { with: 'year:2025,method:huangyan-2021' });
  expect(other.rows.find((row) => row.id === 'a')?.judged?.cells.score).not.toBe(100);
  expect(other.notes[0]?.zh).toContain('news169062');
  await expect(room.list('firms', { with: 'method:nowhere' })).rejects.toMatchObject({
    body: { code: 'no-such-method' },
  });
});

test('figures and plots that cannot be read are named, and where a baseline cannot be formed the reason stands in the cell', async () => {
  const notes = (await room.list('parks', of2025)).notes.map(({ zh }) => zh);
  expect(notes).toContain('没有计入的年度指标：quarter。');
  expect(notes).toContain('没有计入的地块：p4。');
  const mean = await cells('firms', { with: 'year:2023,method:city-45' });
  expect(mean.get('a')?.score).toMatchObject({ missing: { zh: expect.stringContaining('“亩均税收”没有基准') } });
  const bare = await cells('firms', { with: 'year:2024' });
  expect(bare.get('a')?.class).toEqual({ missing: { zh: '没有 2024 年度指标', en: 'no figures for 2024' } });
});
