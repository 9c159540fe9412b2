import type { Contribution } from '../../core/foresee/index.ts';
import { addDays, isMissing, isProblem } from '../../core/measure/index.ts';
import { certain, contributions, type PassageForecast } from './passage.ts';
import type { Production } from './simulation.ts';
import type { ProjectsState } from './state.ts';

/** Output of a works that began so many days ago is not in the reported figures yet; after that it is in the trend. */
const notInTrend = 92;

/** A works is not at full output in its first year: half of it, then four fifths, is our starting value. */
const ramp = [0.5, 0.8, 1];

/**
 * What the projects in hand add to an indicator of output in a year: those in the parks (`ids`) whose output it counts,
 * weighted by stage, until they have produced long enough to be in the trend.
 */
export function projectContributions(
  { asOf, simulation, projects: all }: ProjectsState,
  ids: ReadonlySet<string>,
  year: number,
): Contribution[] {
  const first = addDays(asOf, -notInTrend);
  const since = isProblem(first) ? asOf : first;
  // Every chance is learned from all of them: a history that is made up makes each of them so.
  const demo = all.some(({ held }) => held.demo);
  const running = all.flatMap((project) => {
    const { id, output, tax, jobs } = project;
    const forecast = forecastOf(simulation.productions.get(id), since);
    // What it will produce is not said, so it is not counted; its row says that the field is empty.
    if (!forecast || output === null || !ids.has(project.park?.id ?? '')) return [];
    return [{ id, forecast, output: ramp.map((share) => share * output), tax: tax ?? 0, jobs: jobs ?? 0 }];
  });
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return contributions(running, 'output', year).map(({ id, probability, amount, from }) => ({
    id,
    kind: 'project',
    probability,
    amount,
    from: String(year),
    note: { zh: `${names.get(id)}，预计 ${from} 前后投产`, en: `${names.get(id)}, producing around ${from}` },
    demo,
  }));
}

/** The sample of a project that is not in the trend yet; null for one that is, or of which nothing can be told. */
function forecastOf(production: Production | undefined, since: string): PassageForecast | null {
  if (!production || isMissing(production)) return null;
  if (!('on' in production)) return production;
  return production.on < since ? null : certain(production.on);
}
