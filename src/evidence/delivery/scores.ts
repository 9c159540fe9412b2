import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { kind } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import { json } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import { deliveryId, files, organisationId, words } from './shapes.ts';

/** Entries about scores of units: what was published stands with its rule and its day; an appeal is against one line of it. */

const figure = z.number().nullable();
export const scoreLine = z.strictObject({
  organisation: organisationId,
  cases: z.number().int(),
  onTime: figure,
  returns: figure,
  unturned: figure,
  repeats: figure,
  difficulty: figure,
  score: figure,
  /** Null: too few cases. Equal scores share a rank. */
  rank: z.number().int().nullable(),
});

const published = z.strictObject({
  id: deliveryId,
  on: day,
  from: day,
  to: day,
  /** The rule as it was in force: weights in points, and the fewest cases that are ranked. */
  rule: z.strictObject({
    weights: z.strictObject({
      onTime: z.number(),
      returns: z.number(),
      unturned: z.number(),
      repeats: z.number(),
    }),
    fewest: z.number().int(),
    appealWorkdays: z.number().int(),
  }),
  appealUntil: day,
  lines: z.array(scoreLine).max(500),
});
export type PublishedScore = z.output<typeof published>;

const appealed = z.strictObject({
  score: deliveryId,
  on: day,
  organisation: organisationId,
  line: z.enum(['onTime', 'returns', 'unturned', 'repeats', 'difficulty', 'score']),
  text: words(2000),
  files,
});

const decided = z.strictObject({
  score: deliveryId,
  on: day,
  appeal: z.number().int().min(1),
  organisation: organisationId.nullable(),
  decision: z.enum(['accepted', 'rejected']),
  reason: words(2000),
});

const no = (status: 403 | 404 | 409, code: string, zh: string, en: string) => new Problem({ status, code, zh, en });

export const scoreKinds = {
  'score.publish': kind(published, async (tx, at, body) => {
    await upsert(
      tx,
      'score',
      ['jurisdiction_id', 'score_id'],
      [{ ...at, score_id: body.id, published_on: body.on, body }],
    );
  }),
  'score.appeal': kind(appealed, async (tx, at, { score, on, organisation, line, text, files }, by) => {
    const row = await tx
      .selectFrom('score')
      .select('body')
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('score_id', '=', score)
      .executeTakeFirst();
    if (!row) throw no(404, 'no-such-score', '没有这次考核通报。', 'There is no such publication.');
    const { appealUntil, lines } = row.body as PublishedScore;
    if (on > appealUntil)
      throw no(409, 'appeal-late', `申诉期到 ${appealUntil} 为止。`, `Appeals were taken until ${appealUntil}.`);
    if (!lines.some((one) => one.organisation === organisation))
      throw no(404, 'no-such-line', '通报里没有这个单位。', 'That unit is not in the publication.');
    await upsert(
      tx,
      'score_appeal',
      ['jurisdiction_id', 'score_id', 'seq'],
      [
        {
          ...at,
          score_id: score,
          organisation_id: organisation,
          line,
          body: { text, files, by: by.actor, at: by.at, on },
          decision: null,
        },
      ],
    );
  }),
  'score.decide': kind(decided, async (tx, at, { score, on, appeal, organisation, decision, reason }, by) => {
    const row = await tx
      .selectFrom('score_appeal')
      .select(['body', 'decision', 'organisation_id'])
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('score_id', '=', score)
      .where('seq', '=', appeal)
      .executeTakeFirst();
    if (!row) throw no(404, 'no-such-appeal', '没有这条申诉。', 'There is no such appeal.');
    if (row.decision) throw no(409, 'appeal-decided', '这条申诉已经处理。', 'That appeal was decided on.');
    if ((row.body as { by: string }).by === by.actor || row.organisation_id === organisation)
      throw no(403, 'own-appeal', '申诉由申诉单位以外的人处理。', 'An appeal is decided by somebody else.');
    await tx
      .updateTable('score_appeal')
      .set({ decision: json({ decision, reason, by: by.actor, at: by.at, on }) })
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('score_id', '=', score)
      .where('seq', '=', appeal)
      .execute();
  }),
} as const;
