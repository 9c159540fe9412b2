import { isMissing, type Missing, missing } from '../../core/measure/index.ts';
import { type Dates, fitPassages, forecastPassage, type PassageForecast, staysOf } from './passage.ts';

/** When a project produces: a sample of courses, the day on which it began, or why it cannot be told. */
export type Production = PassageForecast | { on: string } | Missing;

/** The dates of projects as they were known on a day (ISO). */
export interface Courses {
  asOf: string;
  projects: readonly (Dates & { id: string })[];
}

/** When each project will produce, learned from the history of all. Pages, contributions and gaps read the same one. */
export interface Simulation {
  productions: ReadonlyMap<string, Production>;
  /** Passages of stages that it was learned from; why there is nothing to learn, where that is so. */
  passages: number;
  lacking: Missing | null;
}

/** Equally likely courses of each project: a chance is within 3 points, nineteen times out of twenty. */
const paths = 1000;

/** Fits the history and simulates every project. It holds its thread: while serving, call it in one (simulate-work.ts). */
export function simulate({ asOf, projects }: Courses): Simulation {
  const stays = staysOf(projects, asOf);
  const model = fitPassages(stays);
  const productionOf = ({ id, entered, dropped }: Courses['projects'][number]): Production => {
    const last = entered.at(-1);
    if (typeof dropped === 'string') return missing('not-applicable', { zh: '已终止', en: 'dropped' });
    if (!last) return missing('not-applicable', { zh: '还没有签约', en: 'not signed yet' });
    if (last.stage === 'producing') return { on: last.on };
    if (isMissing(model)) return model;
    // The same project has the same sample wherever it is shown.
    const seed = [...id].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
    return forecastPassage(model, last.stage, last.on, asOf, { seed, paths });
  };
  return {
    productions: new Map(projects.map((project) => [project.id, productionOf(project)])),
    passages: stays.filter((stay) => stay.end === 'passed').length,
    lacking: isMissing(model) ? model : null,
  };
}
