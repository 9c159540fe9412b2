import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room, visitor } from '../../../test/room.ts';
import { leads } from '../investment/registers.ts';
import { firms } from '../firms/index.ts';
import { parks } from '../parks/index.ts';
import { chainRecords } from './from-pack.ts';
import { chain } from './index.ts';

/** The chain of chain.test.ts, as the lists of a place show it. */

const file = `lantu: 1
chain: { id: metal-chain, name: { zh: 金属链, en: Metals }, role: main }
sources:
  plan: { name: 规划, grade: A, asOf: "2022" }
  trade: { name: 通识, grade: M, asOf: "2026-02-01" }
nodes:
${['ore', 'metal', 'sheet', 'foil', 'battery', 'cans', 'toys', 'silent']
  .map((id) => `  - { id: ${id}, name: { zh: 演示${id}, en: ${id} }, unit: 万吨, tier: middle, source: plan }`)
  .join('\n')}
edges:
${['ore metal', 'metal sheet', 'sheet foil', 'foil battery', 'sheet cans', 'metal silent']
  .map((way) => way.split(' '))
  .map(([from, to]) => `  - { from: ${from}, to: ${to}, source: trade }`)
  .join('\n')}
`;

let room: Room;
beforeAll(async () => {
  const hopes = { id: 'investment', routes: () => [], registers: [leads] };
  room = await openRoom([chain, parks, firms, hopes], '2026-10-01');
  for (const { register, on, records } of chainRecords([file]))
    await room.put(register, on, Object.fromEntries(records.map(({ id, values }) => [id, values])));
  await room.put('chain-nodes', '2026-02-01', { unitless: { name: '无单位', chain: 'metal-chain', source: '测试' } });
  const firm = (node: string, product: number | null) => ({
    node,
    name: `${node}企业${product}`,
    ...(product !== null && { product, capacity: product * 2 }),
  });
  await room.put('firms', '2026-03-01', {
    m1: firm('metal', 30),
    m2: firm('metal', 31),
    m3: firm('metal', 29),
    s1: firm('sheet', 10),
    s2: firm('sheet', 1),
    c1: firm('cans', 2),
    q1: firm('silent', null),
  });
  await room.put('chain-needs', '2026-03-01', {
    n1: { buyer: '甲', firm: 'm1', node: 'ore', amount: 60 },
    n2: { buyer: '乙', firm: 's1', node: 'metal', amount: 12 },
    n3: { buyer: '丙', firm: 'c1', node: 'sheet', amount: 3 },
    n4: { buyer: '演示电池', node: 'foil', amount: 4 },
    n5: { buyer: '演示玩具', node: 'toys', amount: 1 },
    n6: { buyer: '演示未知', node: 'silent', amount: 5 },
    n7: { buyer: '没有数量', node: 'foil' },
  });
  const lead = { firm: '投资方', bureau: 'x', channel: 'soe' };
  await room.put('leads', '2026-04-01', {
    l1: { ...lead, name: '铝箔线索', node: 'foil', stage: 'lead' },
    l2: { ...lead, name: '终止线索', node: 'foil', stage: 'dropped' },
  });
});
afterAll(() => room.close());

const judgedOf = async (list: string, query = {}, who?: Parameters<Room['list']>[2]) =>
  new Map((await room.list(list, query, who)).rows.map((row) => [row.id, row.judged]));

test('a link says whether it is missing, weak or strong, and what would mend it', async () => {
  const links = await judgedOf('chain-nodes');
  expect(links.get('ore')).toMatchObject({
    light: 'red',
    why: { zh: '需要 60 万吨，本地没有产出' },
    cells: { state: { zh: '断点' }, todo: { zh: '补链' }, output: 0, demand: 60, ratio: 0, gap: 60, neighbours: 1 },
  });
  expect(links.get('metal')).toMatchObject({
    light: 'green',
    cells: { state: { zh: '强' }, ratio: 7.5, todo: null, gap: null },
  });
  expect(links.get('sheet')).toMatchObject({ light: 'yellow', cells: { todo: { zh: '强链' }, capacity: 22 } });
  expect(links.get('battery')).toMatchObject({ light: 'grey', cells: { state: { zh: '无' } } });
  expect(links.get('cans')?.cells.ratio).toEqual({ missing: { zh: '本地没有需求', en: 'no local demand' } });
});

test('firms that do not report what they make leave a link without a figure, never with none', async () => {
  const silent = (await judgedOf('chain-nodes')).get('silent');
  expect(silent).toMatchObject({
    light: 'grey',
    why: { zh: '有企业，没有报产量' },
    cells: { state: { zh: '未报' }, output: { missing: { zh: '企业没有报' } }, gap: null },
  });
});

test('links stand by urgency; one without its unit is left out and named', async () => {
  const list = await room.list('chain-nodes');
  expect(list.rows.slice(0, 4).map((row) => row.id)).toEqual(['foil', 'ore', 'toys', 'sheet']);
  expect(list.left).toEqual([{ id: 'unitless', field: 'unit' }]);
  expect(list.tiles.map(({ name, value }) => [name.zh, value])).toEqual([
    ['断点', 3],
    ['短板', 1],
    ['未报', 1],
    ['无', 1],
    ['稳', 1],
    ['强', 1],
  ]);
  expect(list.notes.at(-1)?.zh).toContain('n7');
});

test('a need says how many links are to build, or who here could supply it', async () => {
  const needs = await judgedOf('chain-needs');
  expect(needs.get('n4')?.cells).toMatchObject({ steps: 1, answer: { zh: '还差 1 环' }, path: '演示sheet → 演示foil' });
  expect(needs.get('n5')?.cells.answer).toEqual({
    missing: { zh: '上游没有一环在本地', en: 'no link before it is here' },
  });
  expect(needs.get('n6')?.cells).toMatchObject({ steps: 0, answer: { zh: '本地已有' } });
  expect(needs.get('n2')?.cells).toMatchObject({ answer: { register: 'firms', id: 'm1' }, amount: 12 });
  expect(needs.get('n1')?.cells.answer).toEqual({
    missing: { zh: '本地没有可对接的企业', en: 'no firm here to match' },
  });
});

test('leads are shown to readers inside only, and those that were dropped to nobody', async () => {
  expect((await judgedOf('chain-nodes')).get('foil')?.cells.leads).toBe('铝箔线索');
  expect((await judgedOf('chain-nodes', {}, visitor)).get('foil')?.cells.leads).toEqual({
    missing: { zh: '不公开', en: 'not published' },
  });
  const { sections } = await room.row('chain-nodes', 'foil');
  expect(sections.map(({ title, lines }) => [title.zh, lines.length])).toEqual([
    ['上下游', 2],
    ['企业', 0],
    ['谁需要', 1],
    ['线索', 1],
  ]);
  expect(sections[0]?.lines[0]?.cells[0]).toEqual({ register: 'chain-nodes', id: 'sheet', title: '演示sheet' });
  expect((await room.row('chain-nodes', 'foil', {}, visitor)).sections.map(({ title }) => title.zh)).not.toContain(
    '线索',
  );
});

test('an earlier day gives the earlier chain: no firms yet, and before the newest source no chain', async () => {
  const february = await judgedOf('chain-nodes', { asOf: '2026-02-15' });
  expect(february.get('metal')).toMatchObject({ light: 'grey', cells: { state: { zh: '无' }, output: 0 } });
  expect((await room.list('chain-nodes', { asOf: '2026-01-31' })).rows).toEqual([]);
  expect((await room.list('chains', { asOf: '2026-01-31' })).rows).toEqual([]);
});

test('a chain counts its links by state and has its name from the pack', async () => {
  const [row] = (await room.list('chains')).rows;
  expect(row).toMatchObject({
    values: { name: '金属链' },
    judged: { cells: { missing: 3, weak: 1, strong: 1, unreported: 1 } },
  });
});

test('edges of long names that begin alike stay two records', () => {
  const long = 'a'.repeat(39);
  const text = `lantu: 1
chain: { id: c, name: { zh: 链, en: c }, role: other }
sources: { s: { name: s, grade: M, asOf: "2026" } }
nodes: [${['x', `${long}1`, `${long}2`].map((id) => `{ id: ${id}, name: { zh: x, en: x }, unit: 吨, tier: middle, source: s }`).join(', ')}]
edges: [{ from: ${long}1, to: x, source: s }, { from: ${long}2, to: x, source: s }]`;
  const [, , edges] = chainRecords([text]);
  expect(edges?.on).toBe('2026-01-01');
  expect(new Set(edges?.records.map(({ id }) => id)).size).toBe(2);
});
