import type { Contribution } from '../../core/foresee/index.ts';
import { addDays, isMissing, isProblem } from '../../core/measure/index.ts';
import { contributions } from './passage.ts';
import { enteredOf, isDropped, type ProjectsState } from './state.ts';

/** Output of a works that began so many days ago is not in the reported figures yet; after that it is in the trend. */
const notInTrend = 92;

/** A works is not at full output in its first year: half of it, then four fifths, is our starting value. */
const ramp = [0.5, 0.8, 1];

/**
 * What the projects in hand add to an indicator of output in a year: those in the parks (`ids`) whose output it counts,
 * weighted by stage, until they have produced long enough to be in the trend.
 */
export function projectContributions(
  { asOf, model, projects: all }: ProjectsState,
  ids: ReadonlySet<string>,
  year: number,
): Contribution[] {
  if (isMissing(model)) return [];
  const first = addDays(asOf, -notInTrend);
  const since = isProblem(first) ? asOf : first;
  const running = all.flatMap((project) => {
    const last = enteredOf(project, asOf).at(-1);
    if (!last || isDropped(project, asOf) || !ids.has(project.park?.id ?? '')) return [];
    if (last.stage === 'producing' && last.on < since) return [];
    // What it will produce is not said, so it is not counted; its row says that the field is empty.
    if (project.output === null) return [];
    const { id, output, tax, jobs } = project;
    return [
      {
        id,
        stage: last.stage,
        since: last.on,
        output: ramp.map((share) => share * output),
        tax: tax ?? 0,
        jobs: jobs ?? 0,
      },
    ];
  });
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return contributions(running, model, 'output', year, asOf).map(({ id, probability, amount, from }) => ({
    id,
    kind: 'project',
    probability,
    amount,
    from: String(year),
    note: { zh: `${names.get(id)}，预计 ${from} 前后投产`, en: `${names.get(id)}, producing around ${from}` },
  }));
}
