import type { Services } from '../evidence/domain.ts';
import { ofAnswering } from '../evidence/store/places.ts';

/** Names of things that a served place has, by the parameter of an address that takes them. */
export type Examples = Readonly<Record<string, string>>;

/**
 * What the interface is shown with: the first place that has a plan, the first of its targets whose indicator has a figure,
 * and a list that everybody may read and that has records. What the place does not have is left out.
 */
export async function examplesOf({ store, snapshots }: Pick<Services, 'store' | 'snapshots'>): Promise<Examples> {
  const row = await ofAnswering(store, (of) =>
    store
      .selectFrom('plan')
      .select(['jurisdiction_id', 'plan_id'])
      .where(of)
      .orderBy('jurisdiction_id')
      .orderBy('plan_id')
      .executeTakeFirst(),
  );
  if (!row) return {};
  const { commitments, observations, registers } = await snapshots.get(row.jurisdiction_id);
  const target = commitments.find(({ item }) => item.kind === 'target' && observations.has(item.indicator ?? ''));
  const list = [...registers.values()].find(({ type, touched, base }) => type.open && touched > base);
  return {
    jurisdiction: row.jurisdiction_id,
    plan: row.plan_id,
    ...(target && { commitment: target.item.id, indicator: target.item.indicator ?? '' }),
    ...(list && { list: list.type.id }),
  };
}
