import type { Contribute } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { parks } from '../parks/registers.ts';
import { projectContributions } from './contribution.ts';
import { readProjects } from './read.ts';
import { simulate } from './simulation.ts';
import type { ProjectsState } from './state.ts';

const states = new WeakMap<ViewAt, Promise<ProjectsState>>();

/** What projects in hand add to a target whose indicator counts the output of parks, and what could be decided about them; it runs in a thread. */
export const contribute: Contribute = async (view, indicator, year) => {
  const counted = (await view.list(parks)).rows.filter((park) => park.indicator === indicator);
  const made = states.get(view) ?? readProjects(view, simulate);
  states.set(view, made);
  return projectContributions(await made, new Set(counted.map((park) => park.id)), year);
};
