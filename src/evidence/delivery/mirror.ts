import { type Passage, passedOn, type RecordValues } from '../../core/register/index.ts';
import type { Placed } from '../ledger/kind.ts';
import { touch } from '../registers/put.ts';
import { derive, typeIn } from '../registers/types.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import type { HeldDirective } from './held.ts';
import { directives } from './registers.ts';

/**
 * Lays a directive out as a record of the register `directives`, one version for each act: filters, sheets, history and
 * indicators counted over them read it there. A place that does not have the register yet gets its records with `issue` later.
 */
export async function mirror(
  tx: StoreTransaction,
  at: Placed,
  { directive_id: id, number, issued_on, issued, standing, demo }: HeldDirective,
  act: { on: string; by: string },
): Promise<void> {
  const type = await typeIn(tx, at.jurisdiction_id, directives.id);
  const before = await tx
    .selectFrom('record')
    .select(['version', 'stage', 'passed', 'passages'])
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('register_id', '=', directives.id)
    .where('record_id', '=', id)
    .executeTakeFirst();
  const values: RecordValues = {
    no: number,
    title: issued.title,
    lead: issued.lead,
    support: issued.support.length === 0 ? null : issued.support,
    level: standing.level,
    basis: issued.basis.kind,
    about: issued.object,
    demand: issued.demand,
    issued_on,
    first_due: standing.firstDue,
    due: standing.due,
    answered_on: standing.answered,
    closed_on: standing.closedOn,
    returned: standing.returns,
    extended: standing.extensions,
    unturned: standing.unturned,
    again: issued.again,
  };
  const { key, ...derived } = derive(type, values);
  const row = {
    ...at,
    demo,
    register_id: directives.id,
    record_id: id,
    version: (before?.version ?? 0) + 1,
    stage: standing.state,
    passed: { ...(before?.passed as Record<string, string> | undefined), [standing.state]: act.on },
    passages: passedOn(
      type,
      { stage: before?.stage ?? null, passages: (before?.passages as Passage[] | undefined) ?? [] },
      { stage: standing.state, on: act.on, by: act.by },
    ),
    ...derived,
    status: 'approved',
    known_on: act.on,
    source: number,
    grade: demo ? '演示' : 'A',
  };
  await upsert(tx, 'record', ['jurisdiction_id', 'register_id', 'record_id'], [{ ...row, key }]);
  await upsert(
    tx,
    'record_version',
    ['jurisdiction_id', 'register_id', 'record_id', 'version'],
    [{ ...row, cell: null, removed: false, reason: null }],
  );
  await touch(tx, at, directives.id);
}
