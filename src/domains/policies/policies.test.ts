import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { openRoom, planner, type Room, visitor } from '../../../test/room.ts';
import { putRecords } from '../../work/registers/api.ts';
import { getPolicies } from './api.ts';
import { policies } from './index.ts';
import { faultsOf, readTable } from './table.ts';
import { type PolicyTable, verdictOf } from './verdict.ts';

const inputs = '年龄：数值 岁\n学历：中专|大专|本科';
const rules = '年龄 < 35 且 学历 = 大专、本科 → 购房补贴 3 万元\n年龄 < 35 且 学历 = 中专 → 无\n年龄 ≥ 35 → 无';
const read = (given = rules, asked = inputs) => readTable(asked, given) as PolicyTable;

let room: Room;
beforeAll(async () => {
  room = await openRoom([policies], '2026-11-20');
});
afterAll(() => room.close());

test('the worked case: under 30 and 25 to 35 overlap in [25,30); nobody above 35 has a rule', () => {
  const table = read('年龄 < 30 → 甲\n年龄 ≥ 25 且 年龄 ≤ 35 → 乙', '年龄：数值 岁');
  expect(faultsOf(table)).toMatchObject({
    overlaps: [{ rules: [0, 1], where: { 年龄: '[25,30)' } }],
    gaps: [{ 年龄: '(35,∞)' }],
  });
  expect(faultsOf(read())).toMatchObject({ overlaps: [], gaps: [] });
});

test('a line that cannot be read is named with what to write', () => {
  expect(readTable('年龄', rules)).toMatchObject({ part: 'inputs', line: 1 });
  expect(readTable(inputs, '年龄 < 35')).toMatchObject({ part: 'rules', line: 1 });
  expect(readTable(inputs, `${rules}\n学历 = 博士 → 奖`)).toMatchObject({
    part: 'rules',
    line: 4,
    zh: '“学历”没有选项“博士”',
  });
  expect(readTable(inputs, '收入 < 3 → 奖')).toMatchObject({ zh: '没有“收入”这一项输入' });
});

test('it says what is missing instead of no, and what is not said is asked, never taken as no', () => {
  const table = read();
  expect(verdictOf(table, { 年龄: 30, 学历: '本科' })).toEqual({ kind: 'gives', rule: 0, gives: '购房补贴 3 万元' });
  expect(verdictOf(table, { 年龄: 36, 学历: '本科' })).toMatchObject({
    kind: 'not-yet',
    nearest: { lacks: [{ question: '年龄', wants: '< 35', has: 36 }] },
  });
  expect(verdictOf(table, { 年龄: 30 })).toEqual({ kind: 'open', ask: ['学历'] });
  expect(verdictOf(table, {})).toEqual({ kind: 'open', ask: ['年龄', '学历'] });
  // Above 35 nothing more decides.
  expect(verdictOf(table, { 年龄: 40 })).toMatchObject({ kind: 'not-yet' });
  expect(verdictOf(read('年龄 < 30 → 甲', '年龄：数值'), { 年龄: 31 })).toEqual({ kind: 'no-rule' });
});

test('whatever the table, one that is proven gives exactly one rule for everybody, and its verdict is that rule', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      cuts,
      fc.integer({ min: -5, max: 70 }),
      fc.constantFrom('中专', '大专', '本科'),
      (drawn, age, degree) => {
        const at = drawn.toSorted((a, b) => a - b);
        const lines = [
          `年龄 < ${at[0]} → 无`,
          ...at.map((from, n) => `年龄 ≥ ${from}${n + 1 < at.length ? ` 且 年龄 < ${at[n + 1]}` : ''} → 第${n}档`),
        ];
        const table = read(lines.join('\n'));
        expect(faultsOf(table)).toMatchObject({ overlaps: [], gaps: [] });
        const step = at.filter((from) => from <= age).length - 1;
        const found = verdictOf(table, { 年龄: age, 学历: degree });
        if (step < 0) expect(found.kind).toBe('not-yet');
        else expect(found).toMatchObject({ kind: 'gives', gives: `第${step}档` });
        // Taking a rule out leaves a gap, saying one twice an overlap.
        expect(faultsOf(read(lines.slice(1).join('\n'))).gaps).toHaveLength(1);
        expect(faultsOf(read([...lines, lines[0]].join('\n'))).overlaps).toHaveLength(1);
      },
    ),
    { numRuns: 60 },
  );
});

const home = { name: '购房补贴', term: '2026', field: 'home', paper: '1号', from: '2026-01-01', inputs, rules };

test('a proven policy is green and open to everybody once frozen; one with a gap is red and left out', async () => {
  await room.put('policies', '2026-01-05', {
    home: { ...home, group: '住房', stage: 'frozen' },
    rent: { ...home, name: '租房补贴', group: '住房', rules: '年龄 < 40 → 租房补贴\n年龄 ≥ 40 → 无', stage: 'frozen' },
    gap: { ...home, name: '有空隙', rules: '年龄 < 30 → 甲', stage: 'frozen' },
    draft: { ...home, name: '起草中', stage: 'draft' },
    later: { ...home, name: '明年施行', from: '2027-01-01', stage: 'frozen' },
  });
  const { rows } = await room.list('policies');
  const lights = Object.fromEntries(rows.map(({ id, judged }) => [id, judged?.light]));
  expect(lights).toMatchObject({ home: 'yellow', gap: 'red', draft: 'green' });
  const { policies: shown, left } = await ask(room.routes, getPolicies, visitor, {});
  expect(shown.map(({ name }) => name)).toEqual(['购房补贴', '租房补贴']);
  expect(left).toEqual(['有空隙']);
});

test('a policy that is in force already comes in by sheet with its rules: it has passed the stage of drafting', async () => {
  const put = (values: object) =>
    ask(room.routes, putRecords, planner, {
      params: { register: 'policies' },
      body: { records: [{ id: null, base: null, values: { ...home, name: '落户', ...values }, stage: 'frozen' }] },
    });
  expect((await put({})).problems).toEqual([]);
  await expect(put({ name: '没有文号', paper: undefined })).rejects.toMatchObject({ body: { where: '0.paper' } });
});

test('the rules of a frozen period cannot be changed', async () => {
  const { record } = await room.row('policies', 'home');
  const put = (more: object) =>
    ask(room.routes, putRecords, planner, {
      params: { register: 'policies' },
      body: { records: [{ id: 'home', base: record.version, values: { ...record.values, ...more } }] },
    });
  await expect(put({ rules: '年龄 < 60 → 全给\n年龄 ≥ 60 → 无' })).rejects.toMatchObject({
    body: { code: 'records-refused', where: '0.rules' },
  });
  expect((await put({ group: '住房类' })).problems).toEqual([]);
  const { policies: shown } = await ask(room.routes, getPolicies, visitor, {});
  expect(shown[0]?.rules[0]?.gives).toBe('购房补贴 3 万元');
});
