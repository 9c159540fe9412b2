import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { type Filter, parseFilter, passes, type RecordState, registerItem } from '../../core/register/index.ts';
import { isProblem, unwrap, workdaysBetween } from '../../core/measure/index.ts';
import { rebuild, verifyChains } from '../book.ts';
import { Snapshots } from './snapshots.ts';
import { historyOf, listRecords } from './records.ts';

let db: TestStore;
let snapshots: Snapshots;

const firms = registerItem.parse({
  id: 'firms',
  name: { zh: '企业', en: 'Firms' },
  identify: ['name'],
  owner: 'bureau',
  fields: [
    { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    { id: 'told', name: { zh: '报告期', en: 'Period' }, type: 'period' },
    {
      id: 'kind',
      name: { zh: '类别', en: 'Kind' },
      type: 'choice',
      choices: [
        { id: 'alu', name: { zh: '铝', en: 'Aluminium' } },
        { id: 'build', name: { zh: '建材', en: 'Building' } },
      ],
    },
    { id: 'output', name: { zh: '产值', en: 'Output' }, type: 'money', unit: '万元' },
    { id: 'land', name: { zh: '用地', en: 'Land' }, type: 'number', unit: '亩' },
    {
      id: 'per_mu',
      name: { zh: '亩均产值', en: 'Output per mu' },
      type: 'number',
      unit: '万元/亩',
      computed: 'output / land',
    },
    { id: 'came', name: { zh: '引进日期', en: 'Introduced on' }, type: 'date' },
    { id: 'bureau', name: { zh: '责任单位', en: 'Owner' }, type: 'org' },
    { id: 'bought', name: { zh: '内部采购', en: 'Bought inside' }, type: 'money', unit: '万元' },
    { id: 'since', name: { zh: '年度', en: 'Year' }, type: 'number', decimals: 0, min: 2000, max: 2100 },
    { id: 'promised', name: { zh: '承诺', en: 'Promised' }, type: 'number', decimals: 0 },
    {
      id: 'due',
      name: { zh: '到期日', en: 'Due' },
      type: 'date',
      computed: 'workdays(came, promised)',
    },
    { id: 'done', name: { zh: '办结', en: 'Done' }, type: 'date' },
  ],
  stages: [
    { id: 'signed', name: { zh: '签约', en: 'Signed' } },
    { id: 'working', name: { zh: '投产', en: 'Working' } },
  ],
});

type Line = {
  id: string;
  base: number | null;
  values: Record<string, string | number>;
  stage: string | null;
  passed: Record<string, string>;
};

async function put(on: string, records: Line[], status: 'approved' | 'preliminary' = 'approved') {
  return db.ledger.submit({
    jurisdiction: 'test',
    kind: 'record.put',
    actor: 'clerk',
    demo: false,
    payload: { register: 'firms', on, source: '台账', grade: 'A', status, records },
  });
}

beforeAll(async () => {
  db = await testStore();
  snapshots = new Snapshots(db.store);
  db.ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
  const of = { jurisdiction: 'test', actor: 'x', demo: false };
  await db.ledger.submit({
    ...of,
    kind: 'organisation.put',
    payload: {
      organisations: [
        { id: 'city', name: { zh: '市', en: 'City' } },
        { id: 'miit', name: { zh: '工信局', en: 'Industry' }, parent: 'city' },
        { id: 'town', name: { zh: '镇', en: 'Town' } },
      ],
    },
  });
  await db.ledger.submit({ ...of, kind: 'register.put', payload: { registers: [firms] } });
  const indicator = (id: string, unit: string, nature: 'stock' | 'flow' | 'rate', evidence: object) => ({
    id,
    name: { zh: id, en: id },
    unit,
    nature,
    cadence: 'month' as const,
    direction: 'up' as const,
    evidence: { kind: 'register' as const, register: 'firms', ...evidence } as never,
  });
  await db.ledger.submit({
    ...of,
    kind: 'indicator.put',
    payload: {
      indicators: [
        indicator('working-firms', '家', 'stock', { fn: 'count', filter: 'stage = working' }),
        { ...indicator('entered-daily', '家', 'stock', { fn: 'count' }), cadence: 'day' as const },
        indicator('introduced', '家', 'stock', { fn: 'count', date: 'came' }),
        indicator('introduced-monthly', '家', 'flow', { fn: 'count', date: 'came' }),
        indicator('started-working', '家', 'flow', { fn: 'count', date: 'passed(working)' }),
        indicator('output', '亿元', 'stock', { fn: 'sum', field: 'output' }),
        indicator('output-per-mu', '万元/亩', 'rate', { fn: 'ratio', field: 'output', per: 'land' }),
        indicator('mean-land', '公顷', 'stock', { fn: 'mean', field: 'land' }),
        indicator('mean-by-day', '亩', 'stock', { fn: 'mean', field: 'land', date: 'came' }),
        indicator('net', '万元', 'stock', { fn: 'sum', field: 'output', minus: 'bought' }),
        {
          ...indicator('by-year', '万元', 'flow', { fn: 'sum', field: 'output', date: 'since' }),
          cadence: 'year' as const,
        },
        indicator('in-time', '%', 'rate', {
          fn: 'share',
          filter: 'done <= due',
          of: 'due is not none',
          date: 'due',
        }),
        indicator('wrong-minus', '万元', 'stock', { fn: 'sum', field: 'output', minus: 'land' }),
        indicator('alu-share', '%', 'rate', { fn: 'share', filter: 'kind = alu' }),
        indicator('still-here', '家', 'stock', { fn: 'count', date: 'came', until: 'passed(working)' }),
        indicator('land-told', '亩', 'stock', { fn: 'sum', field: 'land', date: 'told' }),
        indicator('kinds-here', '家', 'stock', { fn: 'count', date: 'came', until: 'passed(working)', once: 'told' }),
        indicator('never-returned', '家', 'stock', { fn: 'count', filter: 'returns = 0' }),
        indicator('settled', '%', 'rate', { fn: 'share', date: 'came', until: 'passed(working)' }),
        indicator('days-to-work', '工作日', 'rate', { fn: 'workdays', from: 'came', date: 'passed(working)' }),
      ],
    },
  });
  await put('2025-01-10', [
    {
      id: 'a',
      base: null,
      values: {
        name: '甲',
        kind: 'alu',
        output: 10_000,
        land: 50,
        came: '2024-12-20',
        bureau: 'miit',
        promised: 5,
        done: '2024-12-27',
        since: 2024,
        told: '2024-12',
      },
      stage: 'signed',
      passed: { signed: '2025-01-10' },
    },
    {
      id: 'b',
      base: null,
      values: {
        name: '乙',
        kind: 'build',
        output: 5000.5,
        bought: 1000,
        land: 25,
        came: '2025-01-05',
        bureau: 'town',
        promised: 10,
        done: '2025-02-05',
        since: 2024,
        told: '2025-02',
      },
      stage: 'signed',
      passed: { signed: '2025-01-10' },
    },
  ]);
  await put('2025-03-15', [
    {
      id: 'a',
      base: 1,
      values: {
        name: '甲',
        kind: 'alu',
        output: 20_000,
        land: 50,
        told: '2024-12',
        came: '2024-12-20',
        bureau: 'miit',
      },
      stage: 'working',
      passed: { signed: '2025-01-10', working: '2025-03-01' },
    },
  ]);
});
afterAll(() => db.close());

async function seriesOf(id: string, asOf: string, reach: 'all' | 'approved' | `of:${string}` = 'all') {
  const view = await snapshots.at('test', asOf, reach);
  return Object.fromEntries((view.series(id)?.points ?? []).map((point) => [point.period, point.value]));
}

describe('an indicator over a register', () => {
  it('counts what stood at the end of each month', async () => {
    expect(await seriesOf('working-firms', '2025-04-01')).toEqual({ '2025-01': 0, '2025-02': 0, '2025-03': 1 });
  });

  it('counts by a day of the record, running and month by month', async () => {
    expect(await seriesOf('introduced', '2025-02-28')).toMatchObject({
      '2024-11': 0,
      '2024-12': 1,
      '2025-01': 2,
      '2025-02': 2,
    });
    expect(await seriesOf('introduced-monthly', '2025-02-28')).toMatchObject({
      '2024-12': 1,
      '2025-01': 1,
      '2025-02': 0,
    });
    expect(await seriesOf('started-working', '2025-03-31')).toMatchObject({ '2025-03': 1 });
  });

  it('sums in the unit of the indicator, divides sums, and takes shares', async () => {
    expect(await seriesOf('output', '2025-03-31')).toEqual({
      '2025-01': 1.50005,
      '2025-02': 1.50005,
      '2025-03': 2.50005,
    });
    expect(await seriesOf('output-per-mu', '2025-03-31')).toMatchObject({
      '2025-01': expect.closeTo(200.006667, 6),
      '2025-03': 333.34,
    });
    expect(await seriesOf('alu-share', '2025-03-31')).toMatchObject({ '2025-03': 50 });
  });

  it('takes the mean of what stands there, or of the records of a period; a period without any has none', async () => {
    expect(await seriesOf('mean-land', '2025-02-28')).toEqual({ '2025-01': 2.5, '2025-02': 2.5 });
    expect(await seriesOf('mean-by-day', '2025-02-28')).toMatchObject({
      '2024-12': 50,
      '2025-01': 25,
      '2025-02': { missing: 'not-enough-points' },
    });
  });

  it('takes one field off another, and places a record by a year', async () => {
    expect(await seriesOf('net', '2025-02-28')).toEqual({ '2025-01': 14_000.5, '2025-02': 14_000.5 });
    expect(await seriesOf('by-year', '2025-02-28')).toEqual({ '2024': 15_000.5 });
    expect((await snapshots.at('test', '2025-02-28', 'all')).series('wrong-minus')).toMatchObject({
      points: [],
      problems: [{ code: 'register-field' }],
    });
  });

  it('says how many were done by the day on which they were due, in the month of that day', async () => {
    // 10 working days after Sunday, 5 January 2025, are 17 January; 5 after 20 December 2024 are the 27th.
    expect(await seriesOf('in-time', '2025-02-28')).toMatchObject({ '2024-12': 100, '2025-01': 0 });
  });

  it('stops counting a record on the day that ends it, counts what has passed, and the working days that it took', async () => {
    expect(await seriesOf('still-here', '2025-03-31')).toMatchObject({ '2025-01': 2, '2025-02': 2, '2025-03': 1 });
    expect(await seriesOf('never-returned', '2025-03-31')).toMatchObject({ '2025-03': 2 });
    expect(await seriesOf('settled', '2025-03-31')).toMatchObject({ '2024-12': 0, '2025-02': 0, '2025-03': 50 });
    const took = await seriesOf('days-to-work', '2025-03-31');
    expect(took['2025-03']).toBe(unwrap(workdaysBetween('2024-12-20', '2025-03-01')));
    expect(took['2025-02']).toMatchObject({ missing: 'not-enough-points' });
  });

  it('counts those with one key once, from the first of them to the last', async () => {
    const twice = { name: '乙二', kind: 'build', told: '2025-02', came: '2024-11-03', bureau: 'town' };
    await put('2025-03-31', [
      { id: 'b2', base: null, values: twice, stage: 'working', passed: { working: '2024-12-15' } },
    ]);
    expect(await seriesOf('kinds-here', '2025-03-31')).toMatchObject({
      '2024-11': 1,
      '2024-12': 2,
      '2025-02': 2,
      '2025-03': 1,
    });
    await db.ledger.submit({
      jurisdiction: 'test',
      actor: 'x',
      demo: false,
      kind: 'record.remove',
      payload: { register: 'firms', on: '2025-03-31', reason: '重复', records: [{ id: 'b2', base: 1 }] },
    });
    expect(await seriesOf('kinds-here', '2025-04-30')).toMatchObject({ '2024-11': 0, '2025-03': 1 });
  });

  it('takes a stock of rows of a period from the rows of that period alone, and has none where nobody said', async () => {
    expect(await seriesOf('land-told', '2025-03-31')).toEqual({ '2024-12': 50, '2025-02': 25 });
  });

  it('tells what was known on an earlier day', async () => {
    expect(await seriesOf('working-firms', '2025-03-10')).toEqual({ '2025-01': 0, '2025-02': 0 });
    expect(await seriesOf('started-working', '2025-03-14')).not.toHaveProperty('2025-03');
  });

  it('has no figure, not zero, before anybody entered anything', async () => {
    expect(await seriesOf('working-firms', '2025-01-09')).toEqual({});
    expect(await seriesOf('entered-daily', '2025-01-11')).toEqual({ '2025-01-10': 2, '2025-01-11': 2 });
  });

  it('says how a list stands from its first day, of the period that runs, until one is over', async () => {
    expect(await seriesOf('output', '2025-01-11')).toEqual({ '2025-01': 1.50005 });
    expect(Object.keys(await seriesOf('output', '2025-02-11'))).toEqual(['2025-01']);
    const [point] = (await snapshots.at('test', '2025-01-11', 'all')).series('output')?.points ?? [];
    expect(point).toMatchObject({ knownOn: '2025-01-11' });
    // What happened in a period is not known before it is over.
    expect(await seriesOf('introduced-monthly', '2025-01-11')).not.toHaveProperty('2025-01');
  });

  it('counts an unapproved record for its own organisation and those who see everything, until it is approved', async () => {
    await put(
      '2025-05-01',
      [
        {
          id: 'c',
          base: null,
          values: { name: '丙', came: '2025-04-20', bureau: 'miit' },
          stage: 'signed',
          passed: {},
        },
      ],
      'preliminary',
    );
    const april = async (reach: 'all' | 'approved' | `of:${string}`) =>
      (await seriesOf('introduced', '2025-05-31', reach))['2025-04'];
    expect([await april('all'), await april('of:city'), await april('of:town'), await april('approved')]).toEqual([
      3, 3, 2, 2,
    ]);
    await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'report.submit',
      actor: 'clerk',
      demo: false,
      payload: {
        on: '2025-05-05',
        grade: 'A',
        lines: [
          {
            about: 'register:firms',
            place: 'city',
            organisation: 'city',
            period: '2025-04',
            base: null,
            value: null,
            source: '月度确认',
          },
        ],
      },
    });
    const seq = (
      await db.store.selectFrom('report').select('seq').where('about', '=', 'register:firms').executeTakeFirstOrThrow()
    ).seq;
    await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'report.review',
      actor: 'reviewer',
      demo: false,
      payload: {
        on: '2025-05-06',
        lines: [{ about: 'register:firms', place: 'city', period: '2025-04', of: seq, decision: 'approve' }],
      },
    });
    expect(await april('approved')).toBe(3);
  });
});

describe('a record', () => {
  it('keeps every version, who made it and its computed fields', async () => {
    const snapshot = await snapshots.get('test');
    const history = await historyOf(db.store, snapshot, firms, 'all', 'a');
    expect(history.map(({ version, actor, values }) => [version, actor, values.per_mu])).toEqual([
      [2, 'clerk', 400],
      [1, 'clerk', 200],
    ]);
  });

  it('is not written over what somebody else wrote in the meantime: the conflict shows what stands', async () => {
    const late = put('2025-06-01', [{ id: 'a', base: 1, values: { name: '甲' }, stage: null, passed: {} }]);
    await expect(late).rejects.toMatchObject({
      status: 409,
      body: { code: 'record-changed', current: { version: 2, values: { output: 20_000 } } },
    });
  });

  it('cannot be entered twice under a name that differs only in width and spaces', async () => {
    await expect(
      put('2025-06-01', [{ id: 'z', base: null, values: { name: ' 甲 ' }, stage: null, passed: {} }]),
    ).rejects.toMatchObject({ body: { code: 'duplicate-record' } });
  });

  it('may exchange its name with another in one entry', async () => {
    const [a, b] = await Promise.all(
      ['a', 'b'].map(async (id) => (await historyOf(db.store, await snapshots.get('test'), firms, 'all', id))[0]),
    );
    if (!a || !b) throw new Error('the two firms are there');
    const line = (record: typeof a, name: string): Line => {
      const { per_mu: _computed, ...values } = record.values as Record<string, string | number>;
      return {
        id: record.id,
        base: record.version,
        values: { ...values, name },
        stage: record.stage,
        passed: record.passed,
      };
    };
    await put('2025-06-02', [line(a, '乙'), line(b, '甲')]);
    const { records } = await listRecords(db.store, await snapshots.get('test'), firms, 'all', {
      sort: 'id',
      limit: 2,
    });
    expect(records.map((record) => record.values.name)).toEqual(['乙', '甲']);
  });

  it('that was removed can be read in the history and entered again', async () => {
    await put('2025-07-01', [{ id: 'd', base: null, values: { name: '丁' }, stage: null, passed: {} }]);
    await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'record.remove',
      actor: 'clerk',
      demo: false,
      payload: { register: 'firms', on: '2025-07-02', reason: '重复', records: [{ id: 'd', base: 1 }] },
    });
    await put('2025-07-03', [{ id: 'd', base: null, values: { name: '丁' }, stage: null, passed: {} }]);
    const history = await historyOf(db.store, await snapshots.get('test'), firms, 'all', 'd');
    expect(history.map(({ version, removed }) => [version, removed])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
  });
});

it('verifies, and a rebuild changes nothing', async () => {
  expect((await verifyChains(db.store)).find((chain) => chain.id === 'test')).not.toHaveProperty('differing');
  await rebuild(db.store, 'test');
  expect((await verifyChains(db.store)).find((chain) => chain.id === 'test')).not.toHaveProperty('differing');
});

describe('a filter', () => {
  it('judges in SQL as it does in the core, whatever it says', async () => {
    const snapshot = await snapshots.get('test');
    const everything = (await listRecords(db.store, snapshot, firms, 'all', { sort: 'id', limit: 100 })).records;
    const leaf = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('output', 'land', 'per_mu'),
          fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
          fc.constantFrom(0, 25, 200, 5000.5, 20_000),
        )
        .map((parts) => parts.join(' ')),
      fc
        .tuple(fc.constantFrom('name', 'came', 'stage', 'kind', 'bureau'), fc.constantFrom('is none', 'is not none'))
        .map((parts) => parts.join(' ')),
      fc.constantFrom(
        'kind = alu',
        'kind != alu',
        'stage in (signed, working)',
        'stage = working',
        'name ~ 甲',
        'done <= due',
        'not done > due',
        'land < bought',
        'output >= bought',
        'came >= 2025-01-01',
        'passed(working) < 2025-03-02',
        'id in (a, c)',
        'bureau = miit',
      ),
    );
    const text = fc.letrec<{ any: string }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie('any').map((a) => `not (${a})`),
      ),
    })).any;
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const filter = parseFilter(firms, written) as Filter;
        expect(isProblem(filter)).toBe(false);
        const { records } = await listRecords(db.store, snapshot, firms, 'all', {
          filter: written,
          sort: 'id',
          limit: 100,
        });
        expect(records.map((record) => record.id)).toEqual(
          everything.filter((record: RecordState) => passes(filter, record)).map((record) => record.id),
        );
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('says where it cannot be read', async () => {
    const snapshot = await snapshots.get('test');
    await expect(
      listRecords(db.store, snapshot, firms, 'all', { filter: 'colour = red', limit: 1 }),
    ).rejects.toMatchObject({ status: 422, body: { code: 'filter-field', where: 'filter:0' } });
    await expect(
      listRecords(db.store, snapshot, firms, 'all', { filter: "name = x'; drop table record", limit: 1 }),
    ).rejects.toMatchObject({ body: { code: 'filter-syntax' } });
    await expect(
      listRecords(db.store, snapshot, firms, 'all', { sort: 'values); drop table record', limit: 1 }),
    ).rejects.toMatchObject({ body: { code: 'no-such-field' } });
  });
});
