import type { Identity, ListIdentity } from '../../core/measure/plausibility/index.ts';
import type { Store } from '../store/store.ts';

/** What must hold in a jurisdiction: between figures of a period, and between lists. */
export async function identitiesOf(
  store: Store,
  jurisdiction: string,
): Promise<{ figures: Identity[]; lists: ListIdentity[] }> {
  const rows = await store.selectFrom('identity').select('body').where('jurisdiction_id', '=', jurisdiction).execute();
  const all = rows.map(({ body }) => body as Identity | ListIdentity);
  return {
    figures: all.filter((one): one is Identity => one.kind !== 'lists'),
    lists: all.filter((one): one is ListIdentity => one.kind === 'lists'),
  };
}
