import type { Submission } from '../../evidence/book.ts';
import type { Services } from '../../evidence/domain.ts';
import { outlookAnew } from '../../work/foresight/index.ts';
import { Clauses, factsOf, promiseOf } from './content.ts';

/** Promises that the demonstration has released, by two made-up persons; what else there is waits for people. */
const most = 12;

export async function demoReleases(
  { store, ledger, snapshots, today }: Pick<Services, 'store' | 'ledger' | 'snapshots' | 'today'>,
  jurisdiction: string,
): Promise<void> {
  const on = today();
  const view = await snapshots.at(jurisdiction, on, 'approved');
  const clauses = new Clauses(store, jurisdiction);
  const heads = view.snapshot.plan?.item.groups.filter(({ headline }) => headline) ?? [];
  const headline = heads.flatMap(({ members }) => members.flatMap(({ commitments }) => commitments));
  const of = (kind: string) =>
    view.snapshot.commitments.flatMap(({ item }) =>
      item.kind === kind && view.light(item.id) !== 'grey' ? item.id : [],
    );
  const ids = [...new Set([...headline, ...of('project').slice(0, 3), ...of('target')])];
  const entries: Submission[] = [];
  for (const id of ids.slice(0, most)) {
    const content = await promiseOf(view, clauses, id, await outlookAnew(view, id));
    if (!content) continue;
    const release = `demo-${id.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}`.slice(0, 40);
    const of = { jurisdiction, demo: true };
    entries.push(
      {
        ...of,
        kind: 'release.propose',
        actor: 'pack',
        payload: { id: release, on, object: `commitment/${id}`, facts: factsOf(content), content },
      },
      {
        ...of,
        kind: 'release.decide',
        actor: 'pack/2',
        payload: { id: release, on, decision: 'release', examiner: '演示·保密审查' },
      },
    );
  }
  if (entries.length > 0) await ledger.submit(entries);
}
