import type { Placed } from '../ledger/kind.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';

/** What a review makes of a reported figure. */

interface Line {
  about: string;
  place: string;
  period: string;
}

const ofPeriod = (at: Placed, line: Line) => ({
  jurisdiction_id: at.jurisdiction_id,
  indicator_id: line.about.slice('indicator:'.length),
  place: line.place,
  period: line.period,
});

/** The approved figure is a revision of its own: what was preliminary, and for how long, stays readable. */
export async function approveFigure(
  tx: StoreTransaction,
  at: Placed,
  on: string,
  index: number,
  line: Line,
  submitted: number,
): Promise<void> {
  const of = tx.selectFrom('observation').where((e) => e.and(ofPeriod(at, line)));
  const handed = await of.selectAll().where('seq', '=', submitted).executeTakeFirstOrThrow();
  const approved = await of
    .select('seq')
    .where('status', '!=', 'preliminary')
    .where('withdrawn_on', 'is', null)
    .limit(1)
    .executeTakeFirst();
  await upsert(
    tx,
    'observation',
    ['jurisdiction_id', 'indicator_id', 'place', 'period', 'seq', 'line'],
    [{ ...handed, ...at, demo: handed.demo, line: index, known_on: on, status: approved ? 'revised' : 'approved' }],
  );
}

/** Returned: the newest figure is taken back, and with it those that it had replaced unseen since the last approved one. */
export async function takeBackFigure(tx: StoreTransaction, at: Placed, on: string, line: Line): Promise<void> {
  const approved = await tx
    .selectFrom('observation')
    .select((e) => e.fn.max('seq').as('seq'))
    .where((e) => e.and(ofPeriod(at, line)))
    .where('status', '!=', 'preliminary')
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst();
  await tx
    .updateTable('observation')
    .set({ withdrawn_on: on, withdrawn_seq: at.seq })
    .where((e) => e.and(ofPeriod(at, line)))
    .where('withdrawn_on', 'is', null)
    .where('seq', '>', approved?.seq ?? 0)
    .execute();
}

/** Reopened: the approval is taken back; what was handed in stands as preliminary until it is reported anew. */
export async function reopenFigure(
  tx: StoreTransaction,
  at: Placed,
  on: string,
  line: Line,
  reviewed: number,
): Promise<void> {
  await tx
    .updateTable('observation')
    .set({ withdrawn_on: on, withdrawn_seq: at.seq })
    .where((e) => e.and(ofPeriod(at, line)))
    .where('seq', '=', reviewed)
    .execute();
}
