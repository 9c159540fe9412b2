import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem, unwrap } from '../measure/index.ts';
import {
  checkRecord,
  formulaProblems,
  inForce,
  kindOf,
  type Known,
  parseFilter,
  passedOn,
  type Passage,
  passes,
  type RecordState,
  registerItem,
  returnsOf,
  serialText,
  stageClock,
  stageRefusal,
  sumAmounts,
  type Writer,
} from './index.ts';

const name = (zh: string) => ({ zh, en: zh });
const type = registerItem.parse({
  id: 'matters',
  name: name('事项'),
  identify: ['matter'],
  owner: 'lead',
  fields: [
    { id: 'matter', name: name('事项'), type: 'text', required: true },
    { id: 'lead', name: name('牵头'), type: 'org' },
    { id: 'support', name: name('配合'), type: 'org', many: true },
    { id: 'accepted', name: name('受理'), type: 'date' },
    { id: 'a', name: name('甲'), type: 'amount' },
    { id: 'b', name: name('乙'), type: 'amount' },
    { id: 'sum', name: name('合计'), type: 'amount', computed: 'a + b' },
    { id: 'days', name: name('天数'), type: 'number' },
    { id: 'due', name: name('到期'), type: 'date', computed: 'workdays(accepted, days)' },
    { id: 'until', name: name('有效期至'), type: 'date', computed: 'months(accepted, 36)' },
    { id: 'no', name: name('编号'), type: 'serial', series: 'matters', form: '〔{year}〕{n}号' },
  ],
  stages: [
    { id: 'open', name: name('办理'), limits: [{ workdays: 20, from: 'accepted' }], next: ['checked'] },
    { id: 'checked', name: name('审核'), rights: { others: true }, next: ['closed', 'open'] },
    { id: 'closed', name: name('办结'), limits: [{ months: 1 }] },
  ],
});
const known: Known = {
  organisation: (id) => ['water', 'roads', 'parks'].includes(id),
  place: () => false,
  account: () => false,
  object: () => false,
  record: () => false,
};
const record = (values: RecordState['values'], more: Partial<RecordState> = {}): RecordState => ({
  id: 'm1',
  stage: 'open',
  passed: { open: '2026-09-18' },
  values,
  ...more,
});
const filter = (text: string) => unwrap(parseFilter(type, text));

test('a day is computed as the end of a limit; without one of its parts there is none; other formulas are told', () => {
  const { values } = checkRecord(type, { matter: 'x', accepted: '2026-09-18', days: 10 }, known);
  expect(values).toMatchObject({ due: '2026-10-09', until: '2029-09-18' });
  expect(checkRecord(type, { matter: 'x', accepted: '2026-09-18' }, known).values).toMatchObject({ due: null });
  const wrong = (computed: string) =>
    formulaProblems({
      ...type,
      fields: type.fields.map((field) => (field.id === 'due' ? { ...field, computed } : field)),
    });
  expect(wrong('days(accepted, 5)')).toEqual([]);
  for (const formula of ['accepted + days', 'weeks(accepted, 5)', 'workdays(matter, 5)', 'workdays(accepted, lead)'])
    expect(wrong(formula)).toMatchObject([{ code: 'formula-syntax', field: 'due' }]);
});

test('a field is compared with another of its sort; empty ones pass nothing', () => {
  const of = (values: RecordState['values']) => record({ accepted: '2026-09-18', due: '2026-10-09', ...values });
  expect(passes(filter('accepted < due'), of({}))).toBe(true);
  expect(passes(filter('until <= due'), of({ until: '2026-10-10' }))).toBe(false);
  expect([passes(filter('until <= due'), of({})), passes(filter('not until <= due'), of({}))]).toEqual([false, false]);
  expect(passes(filter('a > b'), of({ a: '10.00', b: '9.50' }))).toBe(true);
  // A word is a word to everything that is neither a number nor a day.
  expect(filter('lead = support')).toMatchObject({ kind: 'compare', value: 'support' });
  expect(parseFilter(type, 'a > due')).toMatchObject({ code: 'filter-value' });
});

describe('a field of several values', () => {
  test('keeps each once, in the order given, and names the one that is not known', () => {
    const check = (support: unknown) => checkRecord(type, { matter: 'x', support }, known);
    expect(check(['roads', 'water', 'roads']).values.support).toEqual(['roads', 'water']);
    expect(check([]).values.support).toBe(null);
    expect(check(['roads', 'sea']).problems).toMatchObject([{ code: 'no-such-organisation', field: 'support' }]);
    expect(check('roads').problems).toMatchObject([{ code: 'not-a-list' }]);
  });

  test('is equal to each of its values in a filter, and to none that it lacks', () => {
    const two = record({ support: ['roads', 'water'] });
    expect(passes(filter('support = water'), two)).toBe(true);
    expect(passes(filter('support in (parks, roads)'), two)).toBe(true);
    expect(passes(filter('support != parks'), two)).toBe(true);
    expect(passes(filter('support != roads'), two)).toBe(false);
    expect(passes(filter('support = parks'), record({}))).toBe(false);
    expect(parseFilter(type, 'support >= roads')).toMatchObject({ code: 'filter-value' });
  });

  test('cannot be of a type that holds one value', () => {
    const wrong = { ...type, fields: [...type.fields, { id: 'n', name: name('数'), type: 'number', many: true }] };
    expect(registerItem.safeParse(wrong).success).toBe(false);
  });
});

describe('exact amounts', () => {
  const amount = (raw: unknown) => {
    const { values, problems } = checkRecord(type, { matter: 'x', a: raw }, known);
    return problems[0]?.code ?? values.a;
  };

  test('0.1 and 0.2 make 0.30, as a formula and as a sum', () => {
    expect(checkRecord(type, { matter: 'x', a: '0.1', b: '0.2' }, known).values.sum).toBe('0.30');
    expect(sumAmounts(['0.10', '0.20'])).toBe('0.30');
  });

  test('are kept to the cent as they were written', () => {
    expect(amount('9,999,999,999,999.99')).toBe('9999999999999.99');
    expect(amount('１２．５')).toBe('12.50');
    expect(amount('-0')).toBe('0.00');
    expect(amount('1e3')).toBe('not-an-amount');
    expect(amount('0.001')).toBe('too-many-decimals');
    expect(amount('99999999999999.99')).toBe('number-out-of-range');
  });

  test('any two of them add up as their cents do', () => {
    const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    const text = (n: bigint) => new Decimal(n.toString()).div(100).toFixed(2);
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const { values } = checkRecord(type, { matter: 'x', a: text(a), b: text(b) }, known);
        expect(values.a).toBe(text(a));
        expect(values.sum).toBe(text(a + b));
        expect(sumAmounts([text(a), text(b)])).toBe(text(a + b));
        expect(kindOf({ type: 'amount' }).holds(values.a ?? null, type.fields[4] ?? type.fields[0]!)).toBe(true);
      }),
    );
  });
});

describe('passages', () => {
  test('every way through the stages is kept, and returns are counted', () => {
    const stage = fc.constantFrom('open', 'checked', 'closed');
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 30 }), (way) => {
        let at: { stage: string | null; passages: readonly Passage[] } = { stage: null, passages: [] };
        for (const to of way)
          at = { stage: to, passages: passedOn(type, at, { stage: to, on: '2026-01-05', by: 'li' }) };
        const entered = way.filter((one, n) => one !== way[n - 1]);
        expect(at.passages.map((one) => one.stage)).toEqual(entered);
        const order = ['open', 'checked', 'closed'];
        const back = entered.filter((one, n) => n > 0 && order.indexOf(one) < order.indexOf(entered[n - 1] ?? ''));
        expect(returnsOf(at)).toBe(back.length);
        const held = record({}, { passages: at.passages });
        expect(passes(filter(`returns = ${back.length}`), held)).toBe(true);
        expect(passes(filter(`returns > ${back.length}`), held)).toBe(false);
      }),
    );
  });
});

describe('four eyes', () => {
  const writer = (login: string): Writer => ({ login, role: 'reporter', mayWriteFor: () => true, whole: false });
  const checked = type.stages[1]!;

  test('whoever did the step before does not do the next one', () => {
    const before = record({}, { passages: [{ stage: 'open', on: '2026-09-18', by: 'li' }] });
    expect(stageRefusal(checked, writer('li'), before, null)).toMatchObject({ code: 'four-eyes' });
    expect(stageRefusal(checked, writer('wang'), before, null)).toBe(null);
  });
});

describe('the clock of a stage', () => {
  const standing = record({ accepted: '2026-09-18' }, { passed: { open: '2026-09-20' } });
  const review = { kind: 'stop', stage: 'open', document: '专审〔2026〕3号', reason: '专家评审' } as const;

  test('counts from the chosen field and stands while a paper says so', () => {
    const clock = stageClock(type, standing, [{ ...review, from: '2026-09-23', to: '2026-10-12' }]);
    expect(clock).toMatchObject({ from: '2026-09-18', due: { due: '2026-11-04', certain: true }, stopped: false });
    const open = stageClock(type, standing, [{ ...review, from: '2026-09-23', to: null }]);
    expect(open).toMatchObject({ due: { due: null }, stopped: true });
    expect(stageClock(type, record({}), [])).toBe(null);
  });

  test('keeps the first limit when it is extended', () => {
    const more = {
      kind: 'extend',
      stage: 'open',
      document: '延审〔2026〕1号',
      reason: '经批准',
      span: { workdays: 10 },
    };
    const clock = stageClock(type, standing, [more as never]);
    expect(clock).toMatchObject({ first: { due: '2026-10-22' }, due: { due: '2026-11-05' } });
  });

  test('what was done on another stage does not count', () => {
    const closed = record({ accepted: '2026-09-18' }, { stage: 'closed', passed: { closed: '2026-10-31' } });
    const clock = stageClock(type, closed, [{ ...review, from: '2026-11-03', to: null }]);
    expect(clock).toMatchObject({ due: { due: '2026-11-30' }, stopped: false });
  });
});

test('a limit names one unit, and starts from a date', () => {
  const limits = (limit: object) =>
    registerItem.safeParse({ ...type, stages: [{ id: 'open', name: name('办理'), limits: [limit] }] }).success;
  expect(limits({ days: 15 })).toBe(true);
  expect(limits({ days: 15, months: 1 })).toBe(false);
  expect(limits({})).toBe(false);
  expect(limits({ days: 15, from: 'accepted' })).toBe(true);
  expect(limits({ days: 15, from: 'matter' })).toBe(false);
});

test('a number says its year and its place in it; those of the demonstration say so', () => {
  expect(serialText('督〔{year}〕{n}号', '2026', 12, false)).toBe('督〔2026〕12号');
  expect(serialText('督〔{year}〕{n}号', '2026', 1, true)).toBe('演示督〔2026〕1号');
});

test('of versions the one in force on the day counts', () => {
  const versions = [
    { id: 'old', since: null },
    { id: 'new', since: '2026-03-01' },
    { id: 'later', since: '2031-01-01' },
  ];
  expect(['2020-01-01', '2026-02-28', '2026-03-01', '2031-01-01'].map((day) => inForce(versions, day)?.id)).toEqual([
    'old',
    'old',
    'new',
    'later',
  ]);
  expect(inForce([{ since: '2026-03-01' }], '2026-02-28')).toBe(null);
  expect(isProblem(inForce([], '2026-02-28'))).toBe(false);
});
