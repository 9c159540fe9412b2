import type { Text } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { directives } from '../../evidence/delivery/registers.ts';
import type { AnyRow } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { judgedList } from '../../work/registers/index.ts';
import type { Candidate } from './api.ts';
import type { Directive } from './held.ts';

/** Rows of one list: the others are found in the list itself. */
const mostOfList = 40;
const plan: Text = { zh: '规划', en: 'Plan' };

/**
 * What is red or yellow today and could be made a directive: commitments before rows of lists, red first; each says whether one is
 * under way. `left`: rows that are not given, for their list has too many.
 */
export async function candidatesOf(
  services: Services,
  view: ViewAt,
  open: readonly Directive[],
): Promise<{ candidates: Candidate[]; left: number }> {
  const { snapshot } = view;
  const under = new Map(open.map(({ id, number, issued }) => [issued.object, { id, number }]));
  const lead = (id: string | null | undefined) => {
    const name = id ? snapshot.organisations.get(id) : undefined;
    return id && name ? { id, name } : null;
  };
  const found: Candidate[] = [];
  for (const { item } of snapshot.commitments) {
    const light = item.kind === 'theme' ? 'green' : view.light(item.id);
    if (light !== 'red' && light !== 'yellow') continue;
    const object = `commitment/${item.id}`;
    found.push({
      object,
      title: item.title.zh,
      list: plan,
      light,
      why: view.why(item.id),
      lead: lead(item.lead),
      open: under.get(object) ?? null,
      demo: view.isDemo(item.id),
    });
  }
  let left = 0;
  const promised = found.toSorted(redFirst);
  const rowsOfLists: Candidate[] = [];
  for (const [id, list] of services.lists) {
    const own: Candidate[] = [];
    const type = snapshot.registers.get(id)?.type;
    if (id === directives.id || !type || !list.judge) continue;
    const { rows, judged } = await judgedList(view, list, {});
    for (const row of rows.rows) {
      const judgement = judged.get(row.id);
      if (judgement?.light !== 'red' && judgement?.light !== 'yellow') continue;
      const object = `record/${id}/${row.id}`;
      own.push({
        object,
        title: type.identify.map((name) => wordOf(row, name)).join(' '),
        list: type.name,
        light: judgement.light,
        why: judgement.why ?? { zh: '', en: '' },
        lead: lead(row.held.organisation),
        open: under.get(object) ?? null,
        demo: row.held.demo || judgement.demo === true,
      });
    }
    rowsOfLists.push(...own.toSorted(redFirst).slice(0, mostOfList));
    left += Math.max(0, own.length - mostOfList);
  }
  return { candidates: [...promised, ...rowsOfLists.toSorted(redFirst)], left };
}

const redFirst = (a: Candidate, b: Candidate) => Number(a.light !== 'red') - Number(b.light !== 'red');

function wordOf(row: AnyRow, name: string): string {
  const value = (row as Readonly<Record<string, unknown>>)[name];
  if (typeof value === 'object' && value !== null) return 'title' in value ? String(value.title) : '';
  return String(value ?? '');
}
