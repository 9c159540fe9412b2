import type { PackRecords } from '../../core/plan/plan-file.ts';
import type { Submission } from '../book.ts';

/**
 * Directives that a pack brings are written like records of their register, and handed in as the acts that they tell of:
 * issued, and then whatever stages they have passed.
 */
export function directiveActs(
  of: { jurisdiction: string; demo: boolean },
  { records }: Pick<PackRecords, 'records'>,
): Submission[] {
  return records.flatMap(({ id, values, passed }) => {
    const text = (name: string, otherwise = '') => String(values[name] ?? otherwise);
    const [on, due, lead] = [text('issued_on'), text('first_due'), text('lead')];
    const days = Math.round((Date.parse(due) - Date.parse(on)) / 86_400_000);
    const by = (actor: string) => ({ ...of, actor });
    const act = (organisation: string | null, day: string) => ({ directive: id, base: null, on: day, organisation });
    const acts: Submission[] = [
      {
        ...by('pack'),
        kind: 'directive.issue',
        payload: {
          on,
          directives: [
            {
              id,
              series: '督办',
              title: text('title'),
              demand: text('demand', '限期办结'),
              closes: '附办结佐证',
              basis: { kind: 'project', text: text('title') },
              object: typeof values.about === 'string' ? values.about : null,
              atIssue: null,
              lead,
              support: [],
              person: null,
              limit: { days },
              due,
              certain: true,
              level: 'none',
              chosen: 'none',
              again: null,
              files: [],
            },
          ],
        },
      },
    ];
    const { received, answered, closed } = passed;
    if (received) acts.push({ ...by('pack unit'), kind: 'directive.receive', payload: act(lead, received) });
    if (answered)
      acts.push({
        ...by('pack unit'),
        kind: 'directive.answer',
        payload: { ...act(lead, answered), text: text('answer', '已办结，附佐证') },
      });
    if (closed)
      acts.push({
        ...by('pack office'),
        kind: 'directive.verify',
        payload: { ...act(null, closed), decision: 'close', reason: '佐证齐全', now: null },
      });
    return acts;
  });
}
