import type { z } from 'zod';
import type { Domain } from '../src/evidence/domain.ts';
import { installRegisters } from '../src/evidence/pack/install.ts';
import type { Route, Who } from '../src/http/route.ts';
import { getList, getListRow } from '../src/work/registers/list-api.ts';
import { registers } from '../src/work/registers/index.ts';
import { ask } from './ask.ts';
import { servicesOf } from './services.ts';
import { testStore } from './store.ts';

type Somebody = Pick<Who, 'login' | 'role' | 'organisation'>;
export const planner: Somebody = { role: 'planner', login: 'plan', organisation: null };
export const visitor: Somebody = { role: 'public', login: null, organisation: null };

type Given = { readonly stage?: string } & Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly [number, number]>
>;

/** A place with the lists of some areas, for tests that put records and read what is thought of them. */
export interface Room {
  routes: readonly Route[];
  /** Records by id: their values; `stage` among them is the stage. */
  put(register: string, on: string, records: Readonly<Record<string, Given>>): Promise<void>;
  list(list: string, query?: object, who?: Somebody): Promise<z.output<typeof getList.response>>;
  row(list: string, record: string, query?: object, who?: Somebody): Promise<z.output<typeof getListRow.response>>;
  close(): Promise<void>;
}

/** Opens a place with the areas; `today` is the day that counts as today, which a function may move. */
export async function openRoom(areas: readonly Domain[], today: string | (() => string)): Promise<Room> {
  const db = await testStore();
  await installRegisters(db.store, db.ledger, 'test', areas);
  const services = servicesOf(db, typeof today === 'string' ? () => today : today, areas);
  const routes = [registers, ...areas].flatMap((area) => area.routes(services));
  return {
    routes,
    put: async (register, on, records) => {
      const lines = Object.entries(records).map(([id, { stage = null, ...values }]) => {
        return { id, base: null, values: values as Record<string, string>, stage, passed: {} };
      });
      const payload = {
        register,
        on,
        source: '测试',
        grade: 'A' as const,
        status: 'approved' as const,
        records: lines,
      };
      await db.ledger.submit({ jurisdiction: 'test', kind: 'record.put', actor: 'x', demo: false, payload });
    },
    list: (list, query = {}, who = planner) => ask(routes, getList, who, { params: { list }, query }),
    row: (list, record, query = {}, who = planner) => ask(routes, getListRow, who, { params: { list, record }, query }),
    close: () => db.close(),
  };
}
