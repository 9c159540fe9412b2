import { Problem } from '../../http/problem.ts';
import { kind } from '../ledger/kind.ts';
import { json, type StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import {
  decided,
  hintSent,
  hintTriaged,
  type HintBody,
  proposed,
  type ReleaseBody,
  withdrawn,
} from './release-shapes.ts';

/** Entries about what the public may read: proposed by one person, released or withheld by another; and citizens' hints. */

const no = (status: 403 | 404 | 409 | 422, code: string, zh: string, en: string, where?: string) =>
  new Problem({ status, code, zh, en, ...(where !== undefined && { where }) });

const rowsOf = (tx: StoreTransaction, jurisdiction: string) =>
  tx
    .selectFrom('release')
    .select(['release_id', 'object', 'state', 'proposed_by', 'body', 'demo'])
    .where('jurisdiction_id', '=', jurisdiction);

export const releaseKinds = {
  /** One thing as the public would read it. A newer proposal takes the place of one that nobody has decided on. */
  'release.propose': kind(proposed, async (tx, at, { id, on, object, facts, content }, by) => {
    if (await rowsOf(tx, at.jurisdiction_id).where('release_id', '=', id).executeTakeFirst())
      throw no(409, 'release-exists', '这次提请已经登记。', 'That proposal is there already.');
    await tx
      .updateTable('release')
      .set({ state: 'replaced', seq: at.seq })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('object', '=', object)
      .where('state', '=', 'proposed')
      .execute();
    const body: ReleaseBody = { content, facts, proposedOn: on, decision: null, withdrawal: null };
    await upsert(
      tx,
      'release',
      ['jurisdiction_id', 'release_id'],
      [
        {
          ...at,
          demo: at.demo || content.demo,
          release_id: id,
          object,
          state: 'proposed',
          proposed_by: by.actor,
          body,
        },
      ],
    );
  }),
  /** By somebody else than who proposed it. */
  'release.decide': kind(decided, async (tx, at, { id, ...decision }, by) => {
    const row = await rowsOf(tx, at.jurisdiction_id).where('release_id', '=', id).executeTakeFirst();
    if (!row) throw no(404, 'no-such-release', '没有这次提请。', 'There is no such proposal.');
    if (row.state !== 'proposed')
      throw no(
        409,
        'release-decided',
        '这次提请已经处理，或已重新提请。',
        'That proposal was decided on, or a newer one took its place.',
      );
    if (row.proposed_by === by.actor)
      throw no(
        403,
        'own-release',
        '公开要两个人：提请人不能自己批准。',
        'A release takes two persons: whoever proposed it does not decide on it.',
      );
    if (decision.decision === 'release' && decision.examiner === null)
      throw no(422, 'not-examined', '要写明保密审查人。', 'Say who examined it for secrets.', 'examiner');
    if (decision.decision === 'withhold' && decision.reason === null)
      throw no(422, 'reason-missing', '不公开要写明依据。', 'Say by which article it is not released.', 'reason');
    if (decision.decision === 'return' && decision.text.length < 2)
      throw no(422, 'reason-missing', '退回要写明原因。', 'Say why it is returned.', 'text');
    const states = { release: 'released', withhold: 'withheld', return: 'returned' } as const;
    const body: ReleaseBody = { ...(row.body as ReleaseBody), decision: { ...decision, by: by.actor, seq: at.seq } };
    await tx
      .updateTable('release')
      .set({ state: states[decision.decision], seq: at.seq, body: json(body) })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('release_id', '=', id)
      .execute();
  }),
  /** Everything that was released of one thing is taken from the public; the note stays. */
  'release.withdraw': kind(withdrawn, async (tx, at, { object, ...said }, by) => {
    const rows = await rowsOf(tx, at.jurisdiction_id)
      .where('object', '=', object)
      .where('state', '=', 'released')
      .execute();
    if (rows.length === 0) throw no(409, 'not-released', '这一项没有公开。', 'That is not released.');
    for (const row of rows) {
      const body: ReleaseBody = { ...(row.body as ReleaseBody), withdrawal: { ...said, by: by.actor, seq: at.seq } };
      await tx
        .updateTable('release')
        .set({ state: 'withdrawn', seq: at.seq, body: json(body) })
        .where('jurisdiction_id', '=', at.jurisdiction_id)
        .where('release_id', '=', row.release_id)
        .execute();
    }
  }),
  /** A citizen's hint, without a name: what becomes of it is read under its number. */
  'hint.send': kind(hintSent, async (tx, at, { id, on, sort, object, text }) => {
    const body: HintBody = { sort, object, text, triage: null };
    await upsert(tx, 'hint', ['jurisdiction_id', 'hint_id'], [{ ...at, hint_id: id, sent_on: on, state: 'new', body }]);
  }),
  /** What became of a hint; the directive that it became stands before it in the same act. */
  'hint.triage': kind(hintTriaged, async (tx, at, { id, ...triage }, by) => {
    const row = await tx
      .selectFrom('hint')
      .select(['state', 'body'])
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('hint_id', '=', id)
      .executeTakeFirst();
    if (!row) throw no(404, 'no-such-hint', '没有这条留言。', 'There is no such hint.');
    if (row.state !== 'new') throw no(409, 'hint-triaged', '这条留言已经处理。', 'That hint was dealt with.');
    const states = { directive: 'directive', answer: 'answered', decline: 'declined' } as const;
    await tx
      .updateTable('hint')
      .set({
        state: states[triage.decision],
        seq: at.seq,
        body: json({ ...(row.body as HintBody), triage: { ...triage, by: by.actor } }),
      })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('hint_id', '=', id)
      .execute();
  }),
} as const;
