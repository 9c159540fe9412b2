import type { ViewAt } from '../../evidence/reading/view.ts';
import { problems, progress, projects, rules } from './registers.ts';
import type { Courses, Simulation } from './simulation.ts';
import { coursesOf, type ProjectsState, projectsState } from './state.ts';

/** Everything about projects as of the view's day. */
export async function readProjects(
  view: ViewAt,
  simulate: (courses: Courses) => Simulation | Promise<Simulation>,
): Promise<ProjectsState> {
  const [list, months, problemList, ruleList] = await Promise.all([
    view.list(projects),
    view.list(progress),
    view.list(problems),
    view.list(rules),
  ]);
  return projectsState(
    view.asOf,
    { projects: list.rows, months: months.rows, problems: problemList.rows, rules: ruleList.rows },
    await simulate(coursesOf(view.asOf, list.rows)),
  );
}
