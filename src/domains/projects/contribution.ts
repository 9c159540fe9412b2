import { addDays, isMissing, isProblem, type Text } from '../../core/measure/index.ts';
import type { Contributed } from '../../evidence/judgement.ts';
import { certain, contributions, type PassageForecast } from './passage.ts';
import type { Production } from './simulation.ts';
import type { ProjectsState } from './state.ts';

/** Output of a works that began so many days ago is not in the reported figures yet; after that it is in the trend. */
const notInTrend = 92;

/** A works is not at full output in its first year: half of it, then four fifths, is our starting value. */
const ramp = [0.5, 0.8, 1];

/**
 * What the projects in hand add to an indicator of output in a year: those in the parks (`ids`) whose output it counts,
 * weighted by stage, until they have produced long enough to be in the trend. The others are told with why they do not
 * count; what is counted could be had for certain by keeping it to its day, which takes no money that is on record.
 */
export function projectContributions(
  { asOf, simulation, projects: all }: ProjectsState,
  ids: ReadonlySet<string>,
  year: number,
): Contributed {
  const first = addDays(asOf, -notInTrend);
  const since = isProblem(first) ? asOf : first;
  // Every chance is learned from all of them: a history that is made up makes each of them so.
  const demo = all.some(({ held }) => held.demo);
  const left = new Map<keyof typeof outside, number>();
  const leave = (why: keyof typeof outside) => void left.set(why, (left.get(why) ?? 0) + 1);
  const running = all.flatMap((project) => {
    const { id, output, tax, jobs } = project;
    const production = simulation.productions.get(id);
    const forecast = forecastOf(production, since);
    if (!ids.has(project.park?.id ?? '')) leave('elsewhere');
    else if (output === null) leave('noOutput');
    else if (!forecast) leave(production && 'on' in production ? 'inTrend' : 'noDay');
    else return [{ id, forecast, output: ramp.map((share) => share * output), tax: tax ?? 0, jobs: jobs ?? 0 }];
    return [];
  });
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const coming = contributions(running, 'output', year);
  for (let late = running.length - coming.length; late > 0; late--) leave('late');
  return {
    entries: coming.map(({ id, probability, amount, from }) => ({
      id,
      kind: 'project',
      probability,
      amount,
      from: String(year),
      note: { zh: `${names.get(id)}，预计 ${from} 前后投产`, en: `${names.get(id)}, producing around ${from}` },
      demo,
    })),
    left: [...left].map(([why, n]) => ({ kind: 'project', why: outside[why](year), n })),
    measures: coming.flatMap(({ id, probability, amount }) =>
      probability < 1
        ? [
            {
              id,
              name: { zh: `${names.get(id)}：保证年内投产`, en: `${names.get(id)}: made to produce within the year` },
              gain: (1 - probability) * amount,
              money: 0,
              needs: {},
              demo,
            },
          ]
        : [],
    ),
    limits: [],
  };
}

/** Why a project does not count towards a year. */
const outside = {
  elsewhere: () => ({ zh: '所在园区的产值不计入这个指标', en: 'the output of their park does not count towards it' }),
  noOutput: () => ({ zh: '没有填达产年产值', en: 'their output is not filled in' }),
  inTrend: () => ({ zh: '已投产，已在走势里', en: 'they produce already and are in the trend' }),
  noDay: () => ({ zh: '看不出何时投产', en: 'it cannot be told when they will produce' }),
  late: (year: number) => ({ zh: `${year} 年底前投不了产`, en: `they will not produce before the end of ${year}` }),
} satisfies Record<string, (year: number) => Text>;

/** The sample of a project that is not in the trend yet; null for one that is, or of which nothing can be told. */
function forecastOf(production: Production | undefined, since: string): PassageForecast | null {
  if (!production || isMissing(production)) return null;
  if (!('on' in production)) return production;
  return production.on < since ? null : certain(production.on);
}
