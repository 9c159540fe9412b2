import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { isProblem } from '../../core/measure/index.ts';
import { parseFilter, registerItem } from '../../core/register/index.ts';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Route } from '../../http/route.ts';
import {
  countRecords,
  exportRecords,
  getFile,
  getRecord,
  getRegister,
  listRecords,
  listRegisters,
  putRecords,
  putRegister,
  releaseRegister,
  removeRecord,
  revealRecord,
  uploadFile,
  type RecordView,
} from './api.ts';
import { readingLimits } from './reading.ts';
import { registers } from './index.ts';

/** A register from its description to its records, through the routes. */

let db: TestStore;
let routes: Route[];
const today = '2026-03-10';
const name = (zh: string) => ({ zh, en: zh });
const markets = {
  id: 'markets',
  name: name('农贸市场'),
  identify: ['name'],
  owner: 'bureau',
  open: true,
  fields: [
    { id: 'name', name: name('名称'), type: 'text', required: true },
    { id: 'bureau', name: name('责任单位'), type: 'org', required: true },
    { id: 'town', name: name('镇街'), type: 'place' },
    {
      id: 'kind',
      name: name('类别'),
      type: 'choice',
      choices: [
        { id: 'new', name: name('新建') },
        { id: 'rebuilt', name: name('改造') },
      ],
    },
    { id: 'area', name: name('面积'), type: 'number', unit: '平方米', min: 0 },
    { id: 'cost', name: name('投资'), type: 'money', unit: '万元' },
    { id: 'done', name: name('完工'), type: 'flag' },
    { id: 'phone', name: name('电话'), type: 'text', format: 'mobile', personal: true },
  ],
  stages: [
    { id: 'plan', name: name('前期'), limits: [{ filter: 'cost >= 100', workdays: 5 }, { workdays: 20 }] },
    { id: 'open', name: name('开业'), requires: ['area', 'cost'] },
  ],
};

beforeAll(async () => {
  db = await testStore();
  const services = servicesOf(db, () => today);
  routes = [...registers.routes(services)];
  const of = { jurisdiction: 'test', actor: 'x', demo: false };
  await db.ledger.submit({
    ...of,
    kind: 'organisation.put',
    payload: { organisations: ['commerce', 'water'].map((id) => ({ id, name: name(id) })) },
  });
  await db.ledger.submit({
    ...of,
    kind: 'place.put',
    payload: { places: [{ id: '990001', name: name('东镇'), kind: 'town' }] },
  });
});
afterAll(() => db.close());

type Somebody = Parameters<typeof ask>[2];
const call = <E extends Endpoint>(who: Somebody, endpoint: E, more: Parameters<typeof ask>[3] = {}) =>
  ask(routes, endpoint, who, { ...more, params: { register: 'markets', ...more.params } });
const planner = { role: 'planner', login: 'plan', organisation: null } as const;
const clerk = { role: 'reporter', login: 'wang', organisation: 'commerce' } as const;
const other = { role: 'reporter', login: 'sun', organisation: 'water' } as const;
const visitor = { role: 'public', login: '', organisation: null } as const;
const put = (who: Somebody, records: object[], more = {}) => call(who, putRecords, { body: { records, ...more } });
const list = (who: Somebody, query: object = {}) => call(who, listRecords, { query });
/** The one record that the filter finds. */
async function only(filter: string): Promise<RecordView> {
  const { records } = await list(clerk, { filter });
  if (records.length !== 1 || !records[0]) throw new Error(`${records.length} records`);
  return records[0];
}
const market = (values: object, more: object = {}) => ({
  id: null,
  base: null,
  values: { bureau: 'commerce', ...values },
  ...more,
});

it('says in words what is wrong with the description of a register', async () => {
  const refused = (change: object) => call(planner, putRegister, { body: { type: { ...markets, ...change } } });
  await expect(refused({ name: { zh: '', en: '' } })).rejects.toMatchObject({
    status: 422,
    body: { code: 'register-malformed', where: 'name.zh', title: { zh: '名称：没有填。' } },
  });
  await expect(refused({ fields: [{ ...markets.fields[0], id: '面积', name: name('面积') }] })).rejects.toMatchObject({
    body: { where: 'fields.0.id', title: { zh: expect.stringMatching(/^第 1 个栏目“面积”的代码：应以小写字母开头/) } },
  });
  await expect(
    refused({ fields: [...markets.fields, { id: 'x', name: name('缺选项'), type: 'choice' }] }),
  ).rejects.toMatchObject({
    body: { where: 'fields.8.choices', title: { zh: expect.stringContaining('选项字段没有选项') } },
  });
  await expect(
    refused({
      fields: [
        ...markets.fields,
        { id: 'per', name: name('单价'), type: 'number', unit: '万元/平方米', computed: 'cost / land' },
      ],
    }),
  ).rejects.toMatchObject({ body: { where: 'fields.per' } });
  await expect(
    refused({ stages: [{ id: 'plan', name: name('前期'), limits: [{ filter: 'size > 1', workdays: 5 }] }] }),
  ).rejects.toMatchObject({ body: { code: 'filter-field', where: 'stages.plan' } });
  await expect(
    refused({ fields: [...markets.fields, { id: 'ref', name: name('引用'), type: 'reference', register: 'nothing' }] }),
  ).rejects.toMatchObject({ body: { code: 'no-such-register' } });
  expect(await call(planner, putRegister, { body: { type: markets } })).toMatchObject({ id: 'markets' });
});

it('writes all records or none, and names every fault at its field', async () => {
  const faulty = [
    market({ name: '东市场', phone: '13800001111', area: 900 }),
    market({ name: ' ', area: '很大', phone: '1234' }),
    market({ name: '西市场', bureau: 'nobody' }),
  ];
  const { problems } = await put(clerk, faulty, { dry: true });
  expect(problems.map((problem) => [problem.row, problem.field, problem.code])).toEqual([
    [1, 'name', 'required'],
    [1, 'area', 'not-a-number'],
    [1, 'phone', 'wrong-form'],
    [2, 'bureau', 'no-such-organisation'],
    [2, 'bureau', 'out-of-scope'],
  ]);
  await expect(put(clerk, faulty)).rejects.toMatchObject({
    status: 422,
    body: { code: 'records-refused', current: problems },
  });
  expect((await list(planner)).total).toBe(0);
  const done = await put(clerk, [
    market({ name: '东市场', town: '990001', kind: 'new', area: 900, cost: 120, done: false, phone: '13800001111' }),
    market({ name: '西市场', kind: 'rebuilt', area: 400, done: true }, { stageDay: '2026-03-02', stage: 'plan' }),
  ]);
  expect(done.records).toHaveLength(2);
  await expect(put(clerk, [market({ name: '东　市场' })])).rejects.toMatchObject({
    status: 409,
    body: { code: 'duplicate-record' },
  });
});

it('filters, orders and counts, and points at what is wrong in a filter', async () => {
  const names = async (filter: string) =>
    (await list(visitor, { filter, sort: 'name' })).records.map((record) => record.values.name).toSorted();
  expect(await names('area >= 500')).toEqual(['东市场']);
  expect(await names('done = true')).toEqual(['西市场']);
  expect(await names('done = false or cost is none')).toEqual(['东市场', '西市场']);
  expect(await names('passed(plan) < 2026-03-05 and not kind = new')).toEqual(['西市场']);
  expect((await list(visitor, { sort: '-area' })).records.map((record) => record.values.area)).toEqual([900, 400]);
  await expect(list(visitor, { filter: 'area >= 500 and size > 3' })).rejects.toMatchObject({
    status: 422,
    body: { code: 'filter-field', where: 'filter:16' },
  });
  expect((await call(visitor, countRecords, { query: { by: 'kind' } })).counts).toEqual(
    expect.arrayContaining([
      { value: 'new', count: 1 },
      { value: 'rebuilt', count: 1 },
    ]),
  );
});

it('keeps personal data from filters, orders and counts, masks them everywhere, and logs who reads them', async () => {
  for (const query of [
    { filter: 'phone ~ 1380' },
    { filter: 'not (area > 1 and phone = 13800001111)' },
    { sort: 'phone' },
  ])
    await expect(list(visitor, query)).rejects.toMatchObject({ body: { code: 'personal-field' } });
  await expect(call(visitor, countRecords, { query: { by: 'phone' } })).rejects.toMatchObject({
    body: { code: 'personal-field' },
  });
  const shownTo = async (who: Somebody) =>
    (await list(who, { filter: 'phone is not none' })).records.map((record) => record.values);
  expect(await shownTo(clerk)).toEqual([expect.objectContaining({ name: '东市场', phone: '138****1111' })]);
  // The public does not see so much as the mask.
  expect(await shownTo(visitor)).toEqual([expect.objectContaining({ name: '东市场', phone: null })]);
  const { id, version, values } = await only('name = 东市场');
  const everything = JSON.stringify([
    await call(planner, getRecord, { params: { record: id } }),
    await put(clerk, [{ id, base: 99, values: { ...values, area: 1 } }]).catch((error) => error.body),
  ]);
  expect(everything).toContain('record-changed');
  expect(everything).not.toContain('13800001111');
  // Sent back masked, it stays what it was.
  await put(clerk, [{ id, base: version, values: { ...values, area: 950 } }]);
  const reveal = (who: Somebody) => call(who, revealRecord, { params: { record: id }, body: { purpose: '电话核实' } });
  await expect(reveal(other)).rejects.toMatchObject({ body: { code: 'out-of-scope' } });
  expect(await reveal(clerk)).toEqual({ values: { phone: '13800001111' } });
  expect(
    await db.store.selectFrom('personal_reading').select(['login', 'record_id', 'fields', 'purpose']).execute(),
  ).toEqual([{ login: 'wang', record_id: id, fields: 'phone', purpose: '电话核实' }]);
});

it('asks for the evidence of a stage, and keeps it while the record stands there', async () => {
  const west = await only('name = 西市场');
  // The limit that holds is that without a filter: 20 working days from 2 March.
  expect(west.stageDue).toBe('2026-03-30');
  const detail = await call(clerk, getRecord, { params: { record: west.id } });
  expect(detail.next).toMatchObject([{ id: 'open', missing: ['cost'] }]);
  await expect(
    put(clerk, [{ id: west.id, base: west.version, values: west.values, stage: 'open' }]),
  ).rejects.toMatchObject({ body: { current: [{ field: 'cost', code: 'evidence-missing' }] } });
  const opening = (stageDay: string) => [
    { id: west.id, base: west.version, values: { ...west.values, cost: 80 }, stage: 'open', stageDay },
  ];
  // Nothing is opened tomorrow.
  await expect(put(clerk, opening('2026-03-11'))).rejects.toMatchObject({
    body: { current: [{ field: 'stage', code: 'stage-day-future', zh: expect.stringContaining('2026-03-11') }] },
  });
  await put(clerk, opening('2026-03-09'));
  const opened = await only('stage = open');
  expect(opened.passed).toEqual({ plan: '2026-03-02', open: '2026-03-09' });
  const { cost: _cost, ...without } = opened.values;
  await expect(put(clerk, [{ id: west.id, base: opened.version, values: without }])).rejects.toMatchObject({
    body: { current: [{ field: 'cost', code: 'evidence-missing' }] },
  });
});

it('refuses a change of an old version with what stands now, and another bureau', async () => {
  const west = await only('name = 西市场');
  await expect(
    put(other, [{ id: west.id, base: west.version, values: { ...west.values, area: 1 } }]),
  ).rejects.toMatchObject({ body: { current: [{ code: 'out-of-scope' }] } });
  await put(planner, [{ id: west.id, base: west.version, values: { ...west.values, area: 410 } }]);
  await expect(
    put(clerk, [{ id: west.id, base: west.version, values: { ...west.values, area: 420 } }]),
  ).rejects.toMatchObject({
    status: 409,
    body: { code: 'record-changed', current: { version: west.version + 1, values: { area: 410 } } },
  });
  expect((await list(clerk, { filter: 'name = 西市场', asOf: '2026-03-09' })).total).toBe(0);
});

it('takes a record out with its reason; every version stays', async () => {
  const west = await only('name = 西市场');
  const remove = (who: Somebody) =>
    call(who, removeRecord, { params: { record: west.id }, body: { base: west.version, reason: '并入东市场' } });
  await expect(remove(other)).rejects.toMatchObject({ body: { code: 'out-of-scope' } });
  await remove(clerk);
  const { record, history } = await call(clerk, getRecord, { params: { record: west.id } });
  expect(record).toBeNull();
  expect(history.map((version) => [version.version, version.removed, version.actor, version.reason])).toEqual([
    [4, true, 'wang', '并入东市场'],
    [3, false, 'plan', null],
    [2, false, 'wang', null],
    [1, false, 'wang', null],
  ]);
  // The public sees that and when, not who.
  expect((await call(visitor, getRecord, { params: { record: west.id } })).history[0]?.actor).toBe('');
});

it('does not let a description drop what records hold', async () => {
  const { base } = await call(planner, getRegister);
  const change = (type: object) => call(planner, putRegister, { body: { type, base } });
  await expect(call(planner, putRegister, { body: { type: markets } })).rejects.toMatchObject({
    status: 422,
    body: { code: 'base-missing', current: { base } },
  });
  await expect(
    change({ ...markets, fields: markets.fields.filter((field) => field.id !== 'town') }),
  ).rejects.toMatchObject({ status: 409, body: { code: 'register-in-use' } });
  await expect(
    change({
      ...markets,
      fields: markets.fields.map((field) =>
        field.id === 'kind' ? { ...field, choices: [{ id: 'rebuilt', name: name('改造') }] } : field,
      ),
    }),
  ).rejects.toMatchObject({ status: 409 });
  await expect(change({ ...markets, stages: markets.stages.slice(1) })).rejects.toMatchObject({ status: 409 });
  await change({
    ...markets,
    fields: [
      ...markets.fields,
      { id: 'per', name: name('单价'), type: 'number', unit: '万元/平方米', computed: 'cost / area' },
    ],
  });
  expect((await list(clerk)).records[0]?.values.per).toBeCloseTo(120 / 950, 12);
});

it('keeps a register that is not open, and what was not reviewed, from those outside', async () => {
  await call(planner, putRegister, {
    params: { register: 'inner' },
    body: { type: { ...markets, id: 'inner', open: false, cadence: 'month', dueWorkdays: 5 } },
  });
  await call(clerk, putRecords, { params: { register: 'inner' }, body: { records: [market({ name: '内部' })] } });
  const names = async (who: Somebody) =>
    (await call(who, listRegisters)).registers.map((register) => [register.id, register.total]);
  expect(await names(visitor)).toEqual([['markets', 1]]);
  expect(await names(clerk)).toEqual([
    ['inner', 1],
    ['markets', 1],
  ]);
  expect(await names(other)).toEqual([
    ['inner', 0],
    ['markets', 1],
  ]);
  await expect(call(visitor, getRegister, { params: { register: 'inner' } })).rejects.toMatchObject({ status: 404 });
});

it('hands out a sheet with masked personal data, and keeps files by their content', async () => {
  const csv = new TextDecoder().decode(
    (await call(clerk, exportRecords, { query: { format: 'csv', filter: 'area > 0' } })).bytes,
  );
  expect(csv).toContain('138****1111');
  expect(csv).not.toContain('13800001111');
  const file = await call(clerk, uploadFile, {
    file: { name: '许可.txt', type: '', bytes: new TextEncoder().encode('许可') },
  });
  expect(file).toMatchObject({ name: '许可.txt', bytes: 6 });
  expect((await call(clerk, getFile, { params: { hash: file.hash }, query: { name: 'a/b\u0000.txt' } })).name).toBe(
    'a_b_.txt',
  );
});

it('reads the example and the filters of docs/registers.md', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'registers.md'), 'utf8');
  const type = registerItem.parse(JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? ''));
  const filters = [...page.replace(/^```[^]*?^```$/gm, '').matchAll(/^ {4}(\S.*)$/gm)].map((match) => match[1] ?? '');
  expect(filters).toHaveLength(2);
  expect(filters.map((filter) => parseFilter(type, filter)).filter(isProblem)).toEqual([]);
});

it('shows personal data by a change of type only when a second person has released it', async () => {
  const people = {
    id: 'people',
    name: name('人员'),
    identify: ['code'],
    fields: [
      { id: 'code', name: name('编号'), type: 'text', required: true },
      { id: 'phone', name: name('电话'), type: 'text', personal: true },
      { id: 'age', name: name('年龄'), type: 'number', unit: '岁', personal: true },
      { id: 'double', name: name('两倍'), type: 'number', unit: '岁', computed: 'age * 2' },
    ],
  };
  const define = (who: Somebody, type: object, base?: number) =>
    call(who, putRegister, { params: { register: 'people' }, body: { type, base } });
  const release = (who: Somebody) => call(who, releaseRegister, { params: { register: 'people' } });
  const shown = async (who: Somebody) =>
    (await call(who, listRecords, { params: { register: 'people' } })).records[0]?.values;
  const { base } = await define(planner, people);
  const values = { code: 'a1', phone: '13800002222', age: 40 };
  await call(planner, putRecords, {
    params: { register: 'people' },
    body: { records: [{ id: null, base: null, values }] },
  });
  // Numbers are masked, and what is computed from them.
  expect(await shown(planner)).toEqual({ code: 'a1', phone: '138****2222', age: '***', double: '***' });

  const bare = {
    ...people,
    fields: people.fields.map(({ id, name, type, ...rest }) => ({
      id,
      name,
      type,
      ...('computed' in rest && { computed: rest.computed }),
      ...('unit' in rest && { unit: rest.unit }),
    })),
  };
  expect(await define(planner, bare, base)).toEqual({ id: 'people', base, pending: true });
  expect(await shown(planner)).toMatchObject({ phone: '138****2222', age: '***', double: '***' });
  await expect(release(planner)).rejects.toMatchObject({ status: 403, body: { code: 'same-person' } });
  expect(await define(planner, { ...people, open: true }, base)).toEqual({ id: 'people', base, pending: true });
  await expect(call(visitor, listRecords, { params: { register: 'people' } })).rejects.toMatchObject({ status: 404 });
  const second = { ...planner, login: 'second' };
  await release(second);
  // Opened by two, it still shows the public nothing personal.
  expect(await shown(visitor)).toEqual({ code: 'a1', phone: null, age: null, double: null });
  await expect(release(second)).rejects.toMatchObject({ body: { code: 'no-proposal' } });
  const book = await db.store
    .selectFrom('security_entry')
    .select(['kind', 'actor'])
    .where('kind', 'like', 'type-%')
    .orderBy('seq')
    .execute();
  expect(book.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
    'type-proposed plan',
    'type-proposed plan',
    'type-released second',
  ]);
});

it('has personal data read with a purpose in words, and not without end', async () => {
  const { id } = await only('name = 东市场');
  const reveal = (purpose: string) => call(clerk, revealRecord, { params: { record: id }, body: { purpose } });
  for (const purpose of ['', '....', '    ', 'aaaa', '1']) await expect(reveal(purpose)).rejects.toThrow();
  await db.store
    .insertInto('personal_reading')
    .values(
      Array.from({ length: readingLimits.hour }, () => ({
        jurisdiction_id: 'test',
        login: 'wang',
        at: new Date().toISOString(),
        register_id: 'markets',
        record_id: id,
        fields: 'phone',
        purpose: '电话核实',
      })),
    )
    .execute();
  await expect(reveal('电话核实')).rejects.toMatchObject({ status: 429, body: { code: 'too-many-readings' } });
});
