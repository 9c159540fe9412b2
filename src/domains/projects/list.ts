import { isMissing } from '../../core/measure/index.ts';
import { directives } from '../../evidence/delivery/registers.ts';
import { byLight, column, related, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Cell, list } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import { dayAt } from './passage.ts';
import { readProjects } from './read.ts';
import { problems, projects } from './registers.ts';
import { gateSection, monthSection, productionSection, worth, yearTile } from './sheet.ts';
import type * as Simulating from './simulate-work.ts';
import { type JudgedProject, judgeProject, type ProjectsState } from './state.ts';

const simulateWork = new URL('./simulate-work.ts', import.meta.url);

export const projectList = list<typeof projects, JudgedProject>({
  register: projects,
  parameters: async (view, asked) => {
    const { rules, inUse } = await projectsOf(view);
    const value = rules.find((rule) => rule.id === asked.rule)?.id ?? inUse.id;
    return [{ id: 'rule', name: say('亮灯规则', 'Rule'), value, options: rules.map(({ id, name }) => ({ id, name })) }];
  },
  judge: async (view, rows, { rule }) => {
    const state = await projectsOf(view);
    const chosen = state.rules.find((one) => one.id === rule) ?? state.inUse;
    return new Map(rows.map((row) => [row.id, judgeProject(state, row, chosen)]));
  },
  columns: [
    column('due', '下一关口', 'Next gate', ({ due }) => due),
    column('left', '还有工作日', 'Working days left', ({ daysLeft }) => daysLeft, { unit: '天', decimals: 0 }),
    column('behind', '落后序时', 'Points behind', ({ year }) => year.behind, { unit: '个百分点', decimals: 1 }),
    column('production', '预计投产', 'Producing', middle),
    column('this_year', '年内投产可能性', 'Chance within the year', withinYear, { unit: '%', decimals: 0 }),
  ],
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    other.row.investment - one.row.investment,
  tiles: async (view, rows, judged) => [
    ...tilesBy('stage', projects.stages, rows, ({ id }) => judged.get(id)?.stage, worth),
    yearTile([...judged.values()], Number(view.asOf.slice(0, 4))),
  ],
  notes: async (view, { rule }) => {
    const { rules, inUse, simulation } = await projectsOf(view);
    const { lacking, passages } = simulation;
    const { source } = rules.find((one) => one.id === rule) ?? inUse;
    return [
      say(`亮灯规则出处：${source}。参数在台账“项目亮灯规则”里改。`, `Source of the rule: ${source}.`),
      lacking
        ? say(`投产日期没有推算：${lacking.note?.zh ?? ''}`, `No day of production: ${lacking.note?.en ?? ''}`)
        : say(
            `投产日期由 ${passages} 次阶段转换的历史推算。`,
            `Days of production are learned from ${passages} passages of stages.`,
          ),
    ];
  },
  sections: async (view, row, judged) => [
    ...(judged ? [productionSection(judged, view.asOf)] : []),
    gateSection(row, view.asOf),
    monthSection((await projectsOf(view)).months.get(row.id) ?? []),
    ...(await related(view, problems, 'project', row.id, ['stage', 'kind', 'solver', 'raised', 'due', 'answer'])),
    ...(await related(view, directives, 'about', `record/projects/${row.id}`, ['stage', 'level', 'lead', 'due'])),
  ],
  contribute: new URL('./contribute.ts', import.meta.url),
});

const states = new WeakMap<ViewAt, Promise<ProjectsState>>();

/** Everything about projects as of the view's day, read and simulated once for each view, in a thread. */
function projectsOf(view: ViewAt): Promise<ProjectsState> {
  const known = states.get(view);
  if (known) return known;
  const made = readProjects(view, (courses) =>
    inThread<typeof Simulating>(simulateWork, courses, { seconds: 120, megabytes: 1024 }),
  );
  made.catch(() => states.delete(view));
  states.set(view, made);
  return made;
}

function middle({ production }: JudgedProject): Cell {
  if ('on' in production) return production.on;
  if (isMissing(production)) return { missing: production.note ?? say('没有可学的历史', 'nothing to learn from') };
  return dayAt(production, 0.5);
}

function withinYear({ byYearEnd, stage }: JudgedProject): Cell {
  if (stage === 'producing') return say('已投产', 'producing');
  return byYearEnd === null ? null : 100 * byYearEnd;
}
