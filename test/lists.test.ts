import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';

import type { Domain, Services } from '../src/evidence/domain.ts';
import { readSheet } from '../src/evidence/intake/sheet/index.ts';
import { list } from '../src/evidence/judgement.ts';
import { installRegisters, loadRecords, registersOf } from '../src/evidence/pack/install.ts';
import { loadPack, readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import type { Endpoint } from '../src/http/endpoint.ts';
import type { Route } from '../src/http/route.ts';
import { domains } from '../src/server/domains.ts';
import { exportRecords, getRegister, putRegister } from '../src/work/registers/api.ts';
import { checkedType } from '../src/work/registers/define.ts';
import { getList, getListRow, runAction } from '../src/work/registers/list-api.ts';
import { registers } from '../src/work/registers/index.ts';
import { isProblem, updateDebt } from '../src/core/measure/index.ts';
import { asksOf } from '../src/evidence/reports/asks.ts';
import { reportingAt } from '../src/evidence/reports/reporting.ts';
import { ask } from './ask.ts';
import { bridges, newerBridges } from './bridges.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** One contract for every judged list: those of the shipped areas on the demonstration layer, and one that is made here. */

let db: TestStore;
let services: Services;
let routes: Route[];
const today = '2026-11-24';
/** A day before the demonstration records were known. */
const before = '2026-11-19';
const pack = readPack(shippedPack('qingzhen'));
const place = pack.jurisdiction.id;

/** A whole area as a newcomer writes it: a list, what it thinks of it, what it adds to a target. */
const toy: Domain = {
  id: 'bridges',
  routes: () => [],
  registers: [bridges],
  lists: [
    list({
      register: bridges,
      judge: async (_view, rows) =>
        new Map(
          rows.map((row) => [
            row.id,
            row.stage === 'open'
              ? { light: 'green' as const, why: { zh: '已通车。', en: 'Open.' }, length: row.span }
              : { light: 'yellow' as const, why: { zh: '还未通车。', en: 'Not open.' }, length: row.span },
          ]),
        ),
      columns: [
        {
          id: 'length',
          name: { zh: '跨径（公里）', en: 'Span (km)' },
          of: (_row, judged) => (judged ? judged.length / 1000 : null),
        },
      ],
      tiles: async (_view, rows) => [
        { name: { zh: '座数', en: 'Bridges' }, value: rows.length, filter: 'stage = open' },
      ],
      contribute: new URL('./bridges.ts', import.meta.url),
    }),
  ],
};
const all = [...domains, toy];
const judgedLists = all.flatMap((domain) => domain.lists ?? []).map((one) => one.register.id);

beforeAll(async () => {
  db = await testStore();
  await loadPack(db.store, db.ledger, pack, { actor: 'pack', demo: true });
  await installRegisters(db.store, db.ledger, place, all);
  await loadRecords(db.store, db.ledger, place, all, pack, { demo: true });
  await db.ledger.submit({
    jurisdiction: place,
    kind: 'record.put',
    actor: 'test',
    demo: false,
    payload: {
      register: 'bridges',
      on: '2026-11-20',
      source: '测试',
      grade: 'A',
      status: 'approved',
      records: [
        {
          id: 'b1',
          base: null,
          values: { name: '一号桥', span: 1200, built: 2020 },
          stage: 'open',
          passed: { open: '2020-01-01' },
        },
        {
          id: 'b2',
          base: null,
          values: { name: '二号桥', span: 800 },
          stage: 'planned',
          passed: { planned: '2026-01-01' },
        },
      ],
    },
  });
  services = servicesOf(db, () => today, all);
  routes = [...registers.routes(services)];
}, 120_000);
afterAll(() => db.close());

type Somebody = Parameters<typeof ask>[2];
const leader = { role: 'leader', login: 'head', organisation: null } as const;
const planner = { role: 'planner', login: 'plan', organisation: null } as const;
const visitor = { role: 'public', login: '', organisation: null } as const;
const call = <E extends Endpoint>(who: Somebody, endpoint: E, params: object, query: object = {}, body: object = {}) =>
  ask(routes, endpoint, who, { params: { jurisdiction: place, ...params }, query, body });

describe.each(judgedLists)('the list %s', (id) => {
  it('shows every record with every judged column, and tiles and notes that are words', async () => {
    const found = await call(leader, getList, { list: id }, { limit: 500 });
    expect(found.fault).toBeNull();
    expect(found.total).toBeGreaterThan(0);
    expect(new Set(found.columns.map((column) => column.id)).size).toBe(found.columns.length);
    for (const row of found.rows) {
      if (found.left.some((one) => one.id === row.id)) continue;
      expect(Object.keys(row.judged?.cells ?? {})).toEqual(found.columns.map((column) => column.id));
      if (row.judged?.light) expect(row.judged.why?.zh).toBeTruthy();
    }
    for (const { name, filter } of found.tiles) {
      expect(name.zh).toBeTruthy();
      if (filter !== undefined)
        expect((await call(leader, getList, { list: id }, { filter })).total).toBeLessThanOrEqual(found.total);
    }
  });

  it('says what was known on the day that is asked for', async () => {
    const now = await call(leader, getList, { list: id }, { limit: 500 });
    const then = await call(leader, getList, { list: id }, { limit: 500, asOf: before });
    expect(then.asOf).toBe(before);
    const began = await db.store
      .selectFrom('record_version')
      .select('record_id')
      .where('jurisdiction_id', '=', place)
      .where('register_id', '=', id)
      .where('known_on', '<=', before)
      .distinct()
      .execute();
    const known = new Set(began.map((row) => row.record_id));
    expect(then.rows.map((row) => row.id).toSorted()).toEqual([...known].toSorted());
    expect(then.rows.every((row) => row.knownOn <= before)).toBe(true);
    expect(then.total).toBeLessThanOrEqual(now.total);
  });

  it('is ordered by every judged column, both ways, with what is empty last', async () => {
    const { columns } = await call(leader, getList, { list: id }, { limit: 1 });
    for (const { id: column } of columns) {
      const up = await call(leader, getList, { list: id }, { limit: 500, sort: column });
      const down = await call(leader, getList, { list: id }, { limit: 500, sort: `-${column}` });
      const figures = (rows: typeof up.rows) =>
        rows.flatMap((row) => {
          const cell = row.judged?.cells[column];
          return typeof cell === 'number' ? [cell] : [];
        });
      const sorted = figures(up.rows).toSorted((a, b) => a - b);
      expect(figures(up.rows)).toEqual(sorted);
      expect(figures(down.rows)).toEqual(sorted.toReversed());
    }
  });

  it('counts its lights, and shows only those that are asked for', async () => {
    const whole = await call(leader, getList, { list: id }, { limit: 500 });
    for (const light of ['red', 'yellow', 'grey', 'green'] as const) {
      const some = await call(leader, getList, { list: id }, { limit: 500, light });
      expect(some.total).toBe(whole.lights[light]);
      expect(some.rows.every((row) => row.judged?.light === light)).toBe(true);
    }
  });

  it('opens a row with its sections, on either day', async () => {
    const { rows } = await call(leader, getList, { list: id }, { limit: 1 });
    const [row] = rows;
    const opened = await call(leader, getListRow, { list: id, record: row?.id });
    expect(opened.record.id).toBe(row?.id);
    expect(opened.judged).toEqual(row?.judged);
    for (const section of opened.sections) {
      expect(section.title.zh).toBeTruthy();
      expect(section.lines.length > 0 || section.about !== undefined).toBe(true);
    }
    const earlier = await call(leader, getList, { list: id }, { limit: 1, asOf: before });
    const [old] = earlier.rows;
    if (old) await call(leader, getListRow, { list: id, record: old.id }, { asOf: before });
  });

  it('is closed to the public unless its register is open, and shows nobody personal data', async () => {
    const { type } = await call(leader, getRegister, { register: id });
    const asked = call(visitor, getList, { list: id }, { limit: 500 });
    if (!type.open) await expect(asked).rejects.toMatchObject({ status: 404 });
    else expect((await asked).list).toBe(id);
    const personal = type.fields.filter((field) => field.personal).map((field) => field.id);
    for (const row of (await call(leader, getList, { list: id }, { limit: 500 })).rows)
      for (const name of personal) expect(String(row.values[name] ?? '**')).toContain('**');
  });

  it('goes into a sheet with its judgements, which are not read back as fields', async () => {
    const { bytes } = await call(planner, exportRecords, { register: id });
    const grid = readSheet(bytes, { name: 'x.xlsx' });
    if ('code' in grid) throw new Error(grid.code);
    const texts = grid.sheets.flatMap((sheet) =>
      sheet.rows.flatMap((row) => row.cells.map((cell) => String(cell.text ?? ''))),
    );
    const { columns } = await call(leader, getList, { list: id }, { limit: 1 });
    for (const column of columns) expect(texts.some((cell) => cell.startsWith(`判断·${column.name.zh}`))).toBe(true);
  });
});

it('a real list says that it was judged with figures of the demonstration', async () => {
  const links = await call(planner, getList, { list: 'chain-nodes' });
  expect(links.rows.some((row) => row.demo)).toBe(false);
  expect(links.demo).toBe(true);
  expect((await call(planner, getList, { list: 'chain-nodes' }, { asOf: before })).demo).toBe(false);
});

it('registers of the program pass the checks that a place’s own pass: formulas, time limits, references', async () => {
  const snapshot = await services.snapshots.get(place);
  for (const { id } of registersOf(domains)) {
    const type = snapshot.registers.get(id)?.type;
    await expect(checkedType(db.store, snapshot, id, type), id).resolves.toMatchObject({ type: { id } });
  }
});

describe('a list of its own', () => {
  it('converts units by the unit engine, and one that cannot be converted is a fault of the program', async () => {
    const view = await services.snapshots.at(place, today, 'all');
    expect((await view.list(bridges, { span: '公里' })).rows.map((row) => row.span)).toEqual([1.2, 0.8]);
    await expect(view.list(bridges, { span: '万元' })).rejects.toBeInstanceOf(RangeError);
  });

  it('takes a new field of the place into list, row and sheet, and refuses to lose one of the program', async () => {
    const { type, base, locked } = await call(planner, getRegister, { register: 'bridges' });
    expect(locked.fields).toEqual(['name', 'bureau', 'span', 'built']);
    const own = { id: 'load', name: { zh: '限载', en: 'Load' }, type: 'number', unit: '吨' };
    const put = (fields: unknown[], on = base) =>
      call(planner, putRegister, { register: 'bridges' }, {}, { base: on, type: { ...type, fields } });
    await expect(put(type.fields.filter((field) => field.id !== 'span'))).rejects.toMatchObject({
      status: 422,
      body: { code: 'locked' },
    });
    const { base: next } = await put([...type.fields, own]);
    await expect(put([...type.fields, own])).rejects.toMatchObject({
      status: 409,
      body: { code: 'register-changed', current: { base: next } },
    });
    expect((await call(planner, getRegister, { register: 'bridges' })).type.fields.map((field) => field.id)).toContain(
      'load',
    );
    // The program's next version reaches the register although the place has made it its own.
    await installRegisters(db.store, db.ledger, place, [{ id: 'x', routes: () => [], registers: [newerBridges] }]);
    const now = await call(planner, getRegister, { register: 'bridges' });
    expect(now.type.fields.map((field) => field.id)).toEqual(['name', 'bureau', 'span', 'built', 'lanes', 'load']);
  });

  it('one row that code cannot read is left out and named; the page stands', async () => {
    await sql`update record set values = values - 'span' where jurisdiction_id = ${place} and register_id = 'bridges' and record_id = 'b2'`.execute(
      db.store,
    );
    await sql`update record_version set values = values - 'span' where jurisdiction_id = ${place} and register_id = 'bridges' and record_id = 'b2'`.execute(
      db.store,
    );
    // Another entry, so that what was read before counts no more.
    await db.ledger.submit({
      jurisdiction: place,
      kind: 'record.put',
      actor: 'test',
      demo: false,
      payload: {
        register: 'bridges',
        on: today,
        source: '测试',
        grade: 'A',
        status: 'approved',
        records: [
          { id: 'b3', base: null, values: { name: '三号桥', span: 10 }, stage: 'planned', passed: { planned: today } },
        ],
      },
    });
    const found = await call(leader, getList, { list: 'bridges' });
    expect(found.left).toEqual([{ id: 'b2', field: 'span' }]);
    expect(found.total).toBe(3);
    expect(found.rows.find((row) => row.id === 'b2')?.judged).toBeNull();
    expect(found.tiles[0]?.value).toBe(2);
  });

  it('belongs to the organisation that has its role in the place', async () => {
    const { rows } = await call(leader, getList, { list: 'bridges' });
    expect(rows[0]?.organisation).toMatchObject({ id: 'transport' });
  });
});

describe('a lead that becomes a project', () => {
  it('stands in both lists by one act, or in neither', async () => {
    const { rows } = await call(planner, getList, { list: 'leads' }, { filter: 'stage = visit', limit: 500 });
    const opened = await Promise.all(
      rows.slice(0, 10).map((row) => call(planner, getListRow, { list: 'leads', record: row.id })),
    );
    const ready = opened.find((one) => one.actions.length > 0 && one.record.values.tax !== undefined);
    if (!ready) throw new Error('no lead is ready');
    const body = { base: ready.record.version, values: { name: '合同里的项目', contract: '2026-1 号' } };
    const params = { list: 'leads', record: ready.record.id, action: 'to-project' };
    await expect(call(planner, runAction, params, {}, { ...body, base: 99 })).rejects.toMatchObject({ status: 409 });
    await expect(call(planner, runAction, params, {}, { ...body, values: { name: '缺合同' } })).rejects.toMatchObject({
      status: 422,
      body: { where: 'contract' },
    });
    const projects = async () => (await call(planner, getList, { list: 'projects' }, { limit: 1 })).total;
    const count = await projects();
    const made = await call(planner, runAction, params, {}, body);
    expect(await projects()).toBe(count + 1);
    const lead = await call(planner, getListRow, { list: 'leads', record: ready.record.id });
    expect(lead.record).toMatchObject({ stage: 'signed', values: { project: made.id } });
    expect(lead.actions).toEqual([]);
    await expect(call(planner, runAction, params, {}, body)).rejects.toMatchObject({ body: { code: 'not-offered' } });
  });
});

it('the demonstration gives a varied picture in which no figure is at fault', async () => {
  const view = await services.snapshots.at(place, today, 'all');
  const lights = { red: 0, yellow: 0, green: 0, grey: 0 };
  for (const { item } of view.snapshot.commitments)
    if (item.kind !== 'theme') lights[view.standing(item.id).light] += 1;
  expect(lights.red).toBeGreaterThanOrEqual(8);
  expect(lights.red).toBeLessThanOrEqual(15);
  expect(lights.yellow).toBeGreaterThanOrEqual(15);
  expect(lights.yellow).toBeLessThanOrEqual(30);
  expect(lights.grey).toBeGreaterThanOrEqual(5);
  expect(['A-01', 'A-02', 'A-03'].map((id) => view.standing(id).light)).toEqual(['red', 'yellow', 'green']);
  for (const id of view.snapshot.indicators.keys()) expect(view.series(id)?.problems ?? [], id).toEqual([]);
  for (const result of view.indices()) {
    expect(result.value, result.id).toBeGreaterThan(50);
    expect(result.value, result.id).toBeLessThan(90);
  }
  const owed = updateDebt(asksOf(view, await reportingAt(db.store, view.snapshot)), view.asOf);
  expect(isProblem(owed) ? owed : owed.organisations[0]?.organisation).toBe('labour');
});

it('what indicators count over lists of the demonstration is what these lists show', async () => {
  const view = await services.snapshots.at(place, today, 'all');
  const newest = (indicator: string) => view.series(indicator)?.points.at(-1)?.value;
  const items = await call(leader, getList, { list: 'approval-items' }, { limit: 1 });
  expect(newest('approval-days')).toBeCloseTo(items.tiles[0]?.value as number, 9);
  const cells = async (list: string, id: string) =>
    (await call(leader, getList, { list }, { limit: 500 })).rows.find((row) => row.id === id)?.judged?.cells;
  expect(newest('services-cluster-output')).toBeCloseTo((await cells('clusters', 'services'))?.sum as number, 2);
  expect(newest('risk-pool')).toBeCloseTo(((await cells('funds', 'risk-pool'))?.bank as number) / 10_000, 6);
});

it('no word of a sheet means two choices of one field, or two stages', () => {
  for (const { id, fields, stages } of domains.flatMap(({ registers = [] }) => registers))
    for (const options of [...fields.map(({ choices = [] }) => choices), stages]) {
      const fold = (word: string) => word.normalize('NFKC').toLowerCase();
      const folded = options.flatMap(({ id, name, aliases = [] }) => [
        ...new Set([id, name.zh, name.en, ...aliases].map(fold)),
      ]);
      expect([id, folded.filter((word, at) => folded.indexOf(word) !== at)]).toEqual([id, []]);
    }
});
