import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { parseFilter, passes, registerItem } from '../../core/register/index.ts';
import { inChineseOrder, ordered } from './order.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore();
});
afterAll(() => db.close());

it('names stand as people order them, in the program and in the database: by pinyin, 2号 before 10号', async () => {
  const wanted = ['安置房', '贵阳', '清镇2号', '清镇10号', '卫城镇', '重点'];
  const mixed = ['清镇10号', '卫城镇', '清镇2号', '贵阳', '重点', '安置房'];
  expect(mixed.toSorted(inChineseOrder)).toEqual(wanted);
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${mixed}::text[]) as names(name) order by ${ordered(sql`name`)}`.execute(db.store);
  expect(rows.map(({ name }) => name)).toEqual(wanted);
});

it('a filter finds a part of a name whatever its width and capitals', () => {
  const type = registerItem.parse({
    id: 'x',
    name: { zh: '甲', en: 'X' },
    identify: ['name'],
    fields: [{ id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true }],
  });
  const filter = parseFilter(type, 'name ~ ｇｄｐ');
  if ('code' in filter) throw new Error(filter.zh);
  expect(
    ['GDP总量', 'gdp', 'ＧＤＰ（现价）', '总产值'].map((name) =>
      passes(filter, { id: 'r', stage: null, passed: {}, values: { name } }),
    ),
  ).toEqual([true, true, true, false]);
});
