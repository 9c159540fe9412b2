import type { Text } from '../../core/measure/index.ts';
import type { CommitmentItem } from '../../core/plan/plan-file.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { MilestoneTrace } from './api.ts';

type Step = MilestoneTrace['steps'][number];

interface Payload {
  reason?: string;
  file?: Step['file'];
  lines?: { about: string; period: string; decision?: string; reason?: string; note?: string; file?: Step['file'] }[];
}

/**
 * What the ledger says of one step, in its order. What is not approved yet, and how it was returned, is told to those who
 * see the figures of the unit before they are approved.
 */
export async function traceOf(
  store: Store,
  view: ViewAt,
  commitment: CommitmentItem,
  milestone: string,
): Promise<Step[]> {
  const rows = await store
    .selectFrom('milestone')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.jurisdiction_id', '=', 'milestone.jurisdiction_id')
        .onRef('submission.seq', '=', 'milestone.seq'),
    )
    .select([
      'milestone.seq',
      'says',
      'status',
      'title',
      'due',
      'done_on',
      'dropped',
      'organisation_id',
      'known_on',
      'source',
      'milestone.demo',
      'kind',
      'actor',
      'at',
      'hash',
      'payload',
    ])
    .where('milestone.jurisdiction_id', '=', view.snapshot.jurisdiction)
    .where('commitment_id', '=', commitment.id)
    .where('milestone_id', '=', milestone)
    .orderBy('milestone.seq')
    .execute();
  const owner = rows.at(-1)?.organisation_id ?? commitment.lead;
  const inside = view.seesPreliminary({ owner });
  let reported: { note: string | null; file: Step['file'] } | null = null;
  return rows.flatMap((row, index): Step[] => {
    const payload = row.says === 'all' ? {} : (JSON.parse(row.payload) as Payload);
    const line = payload.lines?.find(
      ({ about, period }) => about === `milestone:${commitment.id}` && period === milestone,
    );
    const step = {
      title: row.title as Text,
      due: row.due,
      doneOn: row.done_on,
      day: row.known_on,
      actor: row.actor,
      at: row.at,
      seq: row.seq,
      hash: row.hash,
      source: row.source,
      demo: row.demo,
      note: null,
      file: null,
    };
    if (row.kind === 'report.submit') {
      reported = { note: line?.note ?? null, file: line?.file ?? payload.file ?? null };
      return inside ? [{ ...step, what: 'submitted', ...reported }] : [];
    }
    if (row.kind === 'report.review') {
      if (line?.decision === 'approve') return [{ ...step, what: 'approved', ...(inside ? {} : reported) }];
      const what = line?.decision === 'reopen' ? 'reopened' : 'returned';
      return inside || what === 'reopened' ? [{ ...step, what, note: line?.reason ?? null }] : [];
    }
    if (row.says === 'all') return [{ ...step, what: 'stated' }];
    return [
      {
        ...step,
        what: row.dropped ? 'dropped' : index === 0 ? 'set' : 'changed',
        note: payload.reason ?? null,
        file: payload.file ?? null,
      },
    ];
  });
}
