import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { org, place, register, required, text } from '../../core/register/index.ts';
import type { Domain, Services } from '../../evidence/domain.ts';
import { gramsFor, gramsIn, gramsOf } from '../../evidence/find/grams.ts';
import { follow } from '../../evidence/find/lines.ts';
import { findable, fitOf, wordsOf } from '../../evidence/find/words.ts';
import type { Route } from '../../http/route.ts';
import { find, spell } from './api.ts';
import { findRoutes } from './routes.ts';

const firms = register({
  id: 'plants',
  name: ['工厂', 'Plants'],
  identify: ['name'],
  owner: 'bureau',
  open: true,
  fields: {
    name: required(text('名称', 'Name')),
    code: text('编号', 'Code'),
    boss: text('负责人', 'Boss', { personal: true }),
    town: place('镇街', 'Town'),
    bureau: org('单位', 'Unit'),
  },
  stages: { build: { name: ['在建', 'Building'] }, run: { name: ['投产', 'Running'] } },
});
const area: Domain = { id: 'plants', routes: () => [], registers: [firms] };
const planner = { role: 'planner', login: 'plan', organisation: null } as const;
const visitor = { role: 'public', login: null, organisation: null } as const;
const of = { jurisdiction: 'test', actor: '张三', demo: false };

let db: TestStore;
let services: Services;
let routes: Route[];
type Values = Record<string, string>;
const put = (on: string, status: 'approved' | 'preliminary', records: Record<string, [number | null, Values]>) =>
  db.ledger.submit({
    ...of,
    kind: 'record.put',
    payload: {
      register: 'plants',
      on,
      source: '测试',
      grade: 'A',
      status,
      records: Object.entries(records).map(([id, [base, values]]) => ({
        id,
        base,
        stage: 'build',
        passed: {},
        values,
      })),
    },
  });
const titles = async (q: string, who: typeof planner | typeof visitor = planner, asOf?: string) => {
  await follow(services.store, await services.snapshots.get('test'), () => false);
  const { groups, reading } = await ask(routes, find, who, { query: { q, ...(asOf && { asOf }) } });
  expect(reading).toEqual([]);
  return groups.flatMap(({ hits }) => hits.map(({ title }) => title.zh));
};

beforeAll(async () => {
  db = await testStore();
  services = servicesOf(db, () => '2026-10-01', [area]);
  routes = findRoutes(services);
  await db.ledger.submit([
    {
      ...of,
      kind: 'organisation.put',
      payload: { organisations: [{ id: 'water', name: { zh: '水务局', en: 'Water' }, parent: null, roles: [] }] },
    },
    {
      ...of,
      kind: 'place.put',
      payload: { places: [{ id: 'zj', name: { zh: '站街镇', en: 'Zhanjie' }, kind: 'town', parent: null }] },
    },
    { ...of, kind: 'register.program', payload: { registers: [JSON.parse(JSON.stringify(firms))] } },
  ]);
  await put('2026-03-01', 'approved', {
    a: [null, { name: '重庆铝板带加工厂', code: 'AB-2026-07', boss: '王小明', town: 'zj', bureau: 'water' }],
    b: [null, { name: '银行街豆腐坊', code: '520181', bureau: 'water' }],
    c: [null, { name: '100%天然水厂' }],
  });
  await put('2026-04-01', 'preliminary', { d: [null, { name: '未审核的铝厂' }] });
});
afterAll(() => db.close());

test('a record is found by parts, several words, full width, codes, pinyin and initials', async () => {
  for (const q of [
    '铝板',
    '加工　重庆',
    '站街 铝',
    '水务 加工',
    'ａｂ-2026',
    'chongqing',
    'lvban',
    'cqlb',
    'CQ 加工',
    'ab 2026 07',
  ])
    expect(await titles(q), q).toContain('重庆铝板带加工厂');
  expect(await titles('yinhang')).toEqual(['银行街豆腐坊']);
  expect(await titles('100%')).toEqual(['100%天然水厂']);
  expect(await titles('铝 豆腐')).toEqual([]);
  // Pinyin begins at a syllable: hongqing is in chongqing, but is not how anything here is read.
  expect(await titles('hongqing')).toEqual([]);
  expect(await titles('%%')).toEqual([]);
});

test('nobody finds what he may not see: unapproved records, personal data', async () => {
  expect(await titles('未审核')).toEqual(['未审核的铝厂']);
  expect(await titles('未审核', visitor)).toEqual([]);
  expect(await titles('铝', visitor)).toEqual(['重庆铝板带加工厂']);
  expect(await titles('王小明')).toEqual([]);
  expect(await titles('wxm')).toEqual([]);
});

test('a past day is searched as it was, and what came just now is found', async () => {
  await put('2026-09-01', 'approved', { b: [1, { name: '银行街饭店', code: '520181', bureau: 'water' }] });
  expect(await titles('饭店')).toEqual(['银行街饭店']);
  expect(await titles('豆腐')).toEqual([]);
  expect(await titles('豆腐', planner, '2026-08-01')).toEqual(['银行街豆腐坊']);
  expect(await titles('饭店', planner, '2026-08-01')).toEqual([]);
  await db.ledger.submit({
    ...of,
    kind: 'record.remove',
    payload: { register: 'plants', on: '2026-09-02', reason: '已经关停', records: [{ id: 'c', base: 1 }] },
  });
  expect(await titles('天然')).toEqual([]);
});

test('organisations are found, and names are spelled for the browser', async () => {
  expect(await titles('shuiwu')).toContain('水务局');
  expect((await ask(routes, spell, visitor, { query: { of: '总览|我的填报' } })).spelled).toEqual([
    'zonglan zl',
    'wodetianbao wdtb',
  ]);
});

test('whatever fits a word holds its grams: the index loses nothing', () => {
  const number = gramsIn('test');
  const texts = fc.string({ unit: fc.constantFrom(...'铝板重庆银行厂abc019 -，'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, fc.nat(11), fc.integer({ min: 1, max: 5 }), (title, more, from, length) => {
      const one = findable(title, [more]);
      const held = new Set(gramsOf(number, one.line, one.spelling, []));
      const shown = [title, more, one.spelling.whole, one.spelling.initials].join(' ');
      for (const word of wordsOf(shown.slice(from, from + length))) {
        if (fitOf(one, [word]) === null) continue;
        const { text, initials, pinyin } = gramsFor(number, word);
        expect([text, initials, pinyin].some((way) => way?.every((gram) => held.has(gram)))).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
