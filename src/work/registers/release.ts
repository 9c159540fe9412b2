import { personalFields, type RegisterType } from '../../core/register/index.ts';
import { record } from '../../evidence/ledger/security.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';

/** Changes of a type that show more than before: they are proposed by one person and released by another. */

/** What a changed type shows that the type before did not: fields that were personal, or the list itself to the public. */
export function showsMore(before: RegisterType | undefined, after: RegisterType): string[] {
  if (!before) return [];
  const hidden = personalFields(before);
  const now = personalFields(after);
  const unmasked = after.fields.filter((field) => hidden.has(field.id) && !now.has(field.id)).map((field) => field.id);
  // A list about people that is opened to the public says who is in it, whatever is masked.
  const opened = after.open && !before.open && (hidden.size > 0 || now.size > 0);
  return [...unmasked, ...(opened ? ['open'] : [])];
}

/** A change as it was handed in, with the entry that it was made from. */
export interface GivenType {
  type: unknown;
  base: number | undefined;
}

/** Keeps a change until somebody else has released it; an earlier one of the same list is replaced. */
export async function proposeType(
  store: Store,
  jurisdiction: string,
  register: string,
  given: GivenType,
  login: string,
  shows: string[],
): Promise<void> {
  const proposal = { body: json(given), proposed_by: login, proposed_at: new Date().toISOString() };
  await store.transaction().execute(async (tx) => {
    await tx
      .insertInto('type_proposal')
      .values({ jurisdiction_id: jurisdiction, register_id: register, ...proposal })
      .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'register_id']).doUpdateSet(proposal))
      .execute();
    await record(tx, { jurisdiction, kind: 'type-proposed', actor: login, about: { register, shows } });
  });
}

/** What waits for a second person, as those who may release it see it; null where nothing does. */
export async function waitingOf(
  store: Store,
  jurisdiction: string,
  type: RegisterType,
  login: string,
): Promise<{ by: string; at: string; mine: boolean; shows: string[] } | null> {
  const row = await store
    .selectFrom('type_proposal')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .where('register_id', '=', type.id)
    .executeTakeFirst();
  if (!row) return null;
  const names = new Map(type.fields.map((field) => [field.id, field.name.zh]));
  return {
    by: row.proposed_by,
    at: row.proposed_at,
    mine: row.proposed_by === login,
    shows: showsMore(type, (row.body as GivenType).type as RegisterType).map((id) =>
      id === 'open' ? '整份台账' : (names.get(id) ?? id),
    ),
  };
}

/** The change that waits. Throws 404 `no-proposal`, 403 `same-person` for whoever proposed it. */
export async function proposalOf(
  store: Store,
  jurisdiction: string,
  register: string,
  login: string,
): Promise<{ given: GivenType; by: string }> {
  const row = await store
    .selectFrom('type_proposal')
    .select(['body', 'proposed_by'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('register_id', '=', register)
    .executeTakeFirst();
  if (!row)
    throw new Problem({
      status: 404,
      code: 'no-proposal',
      zh: '这份台账没有待复核的改动。',
      en: 'No change of this register waits to be released.',
    });
  if (row.proposed_by === login)
    throw new Problem({
      status: 403,
      code: 'same-person',
      zh: '公开个人信息要两个人：提出的人不能自己复核。',
      en: 'Showing personal data takes two: whoever proposed it does not release it.',
      hint: { zh: '请另一位规划管理人员复核。', en: 'Ask somebody else of the plan office.' },
    });
  return { given: row.body as GivenType, by: row.proposed_by };
}

/** Ends the waiting of a change that was released, and says who did both. */
export async function releaseType(
  store: Store,
  jurisdiction: string,
  register: string,
  by: string,
  login: string,
): Promise<void> {
  await store.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('type_proposal')
      .where('jurisdiction_id', '=', jurisdiction)
      .where('register_id', '=', register)
      .execute();
    await record(tx, { jurisdiction, kind: 'type-released', actor: login, about: { register, proposedBy: by } });
  });
}
