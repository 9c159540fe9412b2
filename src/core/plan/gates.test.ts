import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proposeGates } from './gates.ts';

const horizon = { start: 2027, end: 2031 };
const gates = (title: string, today = '2027-01-15', of = horizon) => proposeGates({ title, horizon: of, today });
const names = (title: string) => gates(title).map((gate) => gate.title.zh);

it('a thing to be built goes from its approvals to its use, each at the end of a quarter', () => {
  expect(gates('建成青龙水厂').map((gate) => [gate.title.zh, gate.due])).toEqual([
    ['完成立项、用地等前期手续', '2027-09-30'],
    ['开工', '2028-06-30'],
    ['主体工程过半', '2029-12-31'],
    ['竣工验收', '2031-06-30'],
    ['投入使用', '2031-12-31'],
  ]);
});

it.each([
  ['出台人才落户办法', '审议通过并印发'],
  ['引进铝加工企业20家', '全部签约'],
  ['治理石漠化12平方公里', '全部完成并通过复核'],
  ['创建国家卫生城市', '通过评定或达到标准'],
])('%s: %s', (title, step) => expect(names(title)).toContain(step));

it('what goes on for years is looked at every year', () =>
  expect(names('持续优化营商环境建设').filter((name) => name.includes('年度任务'))).toHaveLength(5));

it('the year that a promise names is its last', () =>
  expect(gates('到2029年底建成环湖步道').at(-1)?.due).toBe('2029-12-31'));

it('nothing is proposed for days that are over, and late in a plan only what still fits', () => {
  const late = gates('建成青龙水厂', '2031-11-27');
  expect(late.map((gate) => [gate.title.zh, gate.due])).toEqual([['投入使用', '2031-12-31']]);
});

it('any promise of any plan: dated in order, no two on a day, the last with the promise, none in the past', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('建设', '制定', '引进', '整治', '创建', '推进', '举办'),
      fc.integer({ min: 2020, max: 2030 }),
      fc.integer({ min: 0, max: 10 }),
      fc.date({ min: new Date('2019-01-01'), max: new Date('2041-12-31'), noInvalidDate: true }),
      (verb, start, years, now) => {
        const today = now.toISOString().slice(0, 10);
        const end = start + years;
        const days = gates(`${verb}某事`, today, { start, end }).map((gate) => gate.due);
        expect(days.length).toBeGreaterThan(0);
        expect(days.at(-1)).toBe(`${end}-12-31`);
        expect(days).toEqual([...new Set(days)].toSorted());
        if (today < `${end}-12-01`) for (const day of days) expect(day >= today).toBe(true);
        if (today < `${start}-06-30` && years >= 1) expect(days.length).toBeGreaterThan(1);
      },
    ),
  ));
