import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Filter, parseFilter, registerItem, type Subject } from '../../core/register/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { bothFilters, conditionsOf, filterText, filterWords } from './filter-text.ts';

const type = registerItem.parse({
  id: 'shops',
  name: { zh: '店', en: 'Shops' },
  identify: ['name'],
  fields: [
    { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text' },
    { id: 'area', name: { zh: '面积', en: 'Area' }, type: 'number', unit: '亩' },
    {
      id: 'kind',
      name: { zh: '类别', en: 'Kind' },
      type: 'choice',
      choices: [
        { id: 'food', name: { zh: '餐饮', en: 'Food' } },
        { id: 'inn', name: { zh: '住宿', en: 'Inn' } },
      ],
    },
    { id: 'place', name: { zh: '地点', en: 'Place' }, type: 'place' },
  ],
  stages: [
    { id: 'built', name: { zh: '建设', en: 'Built' } },
    { id: 'open', name: { zh: '开业', en: 'Open' } },
  ],
});
const field = (id: string): Subject => {
  const found = type.fields.find((item) => item.id === id);
  if (!found) throw new Error(id);
  return { kind: 'field', field: found };
};

const word = fc.string({
  minLength: 1,
  maxLength: 8,
  unit: fc.constantFrom('a', '0', ' ', '"', '\\', '(', ')', ',', '=', '~', '<', '!', '镇', '-', '.'),
});
const textOps = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ kind: fc.constant('compare'), of: fc.constant(field('name')), op: textOps, value: word }),
  fc.record({
    kind: fc.constant('compare'),
    of: fc.constant(field('area')),
    op: textOps,
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  }),
  fc.record({
    kind: fc.constant('beside'),
    of: fc.constant(field('area')),
    op: textOps,
    other: fc.constant(field('area')),
  }),
  fc.record({
    kind: fc.constant('in'),
    of: fc.constant(field('name')),
    values: fc.array(word, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('in'),
    of: fc.constant({ kind: 'stage' } as const),
    values: fc.array(fc.constantFrom('built', 'open'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('contains'), of: fc.constant(field('name')), text: word }),
  fc.record({
    kind: fc.constant('none'),
    of: fc.constantFrom<Subject>(field('kind'), { kind: 'passed', stage: 'open' }, { kind: 'id' }),
  }),
) as fc.Arbitrary<Filter>;
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      parts: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Filter>,
    fc.record({ kind: fc.constant('not'), part: tie('filter') }) as fc.Arbitrary<Filter>,
  ),
}));

it('writes every filter so that it is read back as the same filter', () => {
  fc.assert(
    fc.property(filter, (made) => {
      const text = filterText(made);
      fc.pre(text.length <= 2000);
      expect(parseFilter(type, text)).toEqual(made);
    }),
    { numRuns: 500 },
  );
});

it('joins two filters so that both hold', () => {
  const both = parseFilter(type, bothFilters('area > 1 or kind = inn', 'stage = open'));
  expect(both).toMatchObject({ kind: 'and', parts: [{ kind: 'or' }, { kind: 'compare' }] });
});

it('says a filter in words, condition by condition', () => {
  const parsed = parseFilter(
    type,
    'stage in (built, open) and area >= 50 and kind is not none and place = 520181101 and passed(open) < 2026-01-01 and name ~ 铝',
  );
  if (isProblem(parsed)) throw new Error(parsed.zh);
  const names = new Map([['520181101', { zh: '站街镇', en: 'Zhanjie' }]]);
  expect(conditionsOf(parsed).map((part) => filterWords(part, type, names).zh)).toEqual([
    '阶段 是 建设或开业',
    '面积 ≥ 50 亩',
    '类别已填',
    '地点 是 站街镇',
    '进入“开业”的日期 < 2026-01-01',
    '名称 含 “铝”',
  ]);
});
