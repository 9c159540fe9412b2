import { Problem } from '../../http/problem.ts';

/** A table as the database describes it. */
export interface TableShape {
  name: string;
  columns: readonly string[];
  /** The columns of its primary key and of every unique index. */
  unique: readonly (readonly string[])[];
  /** Tables that its foreign keys name. */
  refers: readonly string[];
}

/**
 * Where the rows of a table lie in a cluster: `by-place` with their place on one of the workers, `everywhere` on all of them, or on
 * the coordinator.
 */
export type Where = 'by-place' | 'everywhere' | 'coordinator';

/** The column that says which place a row is of. */
export const placeColumn = 'jurisdiction_id';

/** Tables that do not lie with their place, and why. All others do, and every unique key of theirs names the place. */
const elsewhere: Readonly<Record<string, Exclude<Where, 'by-place'>>> = {
  // Every other table refers to it.
  jurisdiction: 'everywhere',
  // A login, a token, a code and a station are told from all others, whatever the place.
  account: 'coordinator',
  membership: 'coordinator',
  session: 'coordinator',
  invitation: 'coordinator',
  sign_in_known: 'coordinator',
  sign_in_wait: 'coordinator',
  notice_preference: 'coordinator',
  access_token: 'coordinator',
  station_door: 'coordinator',
  // One queue for all places, and what comes of a run in its own transaction: nobody sees the one without the other.
  run: 'coordinator',
  plan_draft: 'coordinator',
  import_page: 'coordinator',
  paper_file: 'coordinator',
  // What servers share, of no place.
  given_answer: 'coordinator',
  begun: 'coordinator',
  program: 'coordinator',
  vault_check: 'coordinator',
  stream_counter: 'coordinator',
  schema_migration: 'coordinator',
};

/**
 * Where each table lies. Throws 422 `table-without-layout` with every table that can lie nowhere: it has no place, a unique key
 * without it, or refers to a table that lies elsewhere, and is not named above.
 */
export function layoutOf(tables: readonly TableShape[]): Map<string, Where> {
  const layout = new Map(tables.map(({ name }) => [name, elsewhere[name] ?? 'by-place'] as const));
  const faults = tables.flatMap((table) => {
    if (layout.get(table.name) !== 'by-place') return [];
    const why = hindrance(table, layout);
    return why ? [{ table: table.name, ...why }] : [];
  });
  if (faults.length > 0)
    throw new Problem({
      status: 422,
      code: 'table-without-layout',
      zh: `有表无法按行政区分布：${faults.map(({ table, zh }) => `${table}（${zh}）`).join('、')}。什么都没有改。`,
      en: `Some tables cannot be laid out by place: ${faults.map(({ table, en }) => `${table} (${en})`).join(', ')}. Nothing was changed.`,
      hint: {
        zh: `这些表若不是蓝图建的，移到别的 schema；若是，请升级本程序。`,
        en: 'Where these tables are not of Lantu, move them to another schema; where they are, upgrade this program.',
      },
    });
  return layout;
}

function hindrance(table: TableShape, layout: ReadonlyMap<string, Where>): { zh: string; en: string } | null {
  if (!table.columns.includes(placeColumn)) return { zh: `没有 ${placeColumn} 列`, en: `no column ${placeColumn}` };
  if (table.unique.length === 0) return { zh: '没有主键', en: 'no primary key' };
  const key = table.unique.find((columns) => !columns.includes(placeColumn));
  if (key)
    return {
      zh: `唯一键 ${key.join('、')} 不含 ${placeColumn}`,
      en: `unique key ${key.join(', ')} without ${placeColumn}`,
    };
  const far = table.refers.find((name) => layout.get(name) === 'coordinator');
  return far === undefined ? null : { zh: `引用协调节点上的 ${far}`, en: `refers to ${far} on the coordinator` };
}
