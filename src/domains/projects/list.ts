import { setImmediate } from 'node:timers/promises';
import { isMissing } from '../../core/measure/index.ts';
import { type Cell, list, type Tile } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { parks } from '../parks/registers.ts';
import { projectContributions } from './contribution.ts';
import { dayAt } from './passage.ts';
import { problems, progress, projects, rules } from './registers.ts';
import { gateSection, monthSection, problemSection, productionSection, yearTile } from './sheet.ts';
import { type JudgedProject, judgeProject, type ProjectsState, projectsState } from './state.ts';
import { STAGES } from './stage-rules.ts';

const rank = { red: 0, yellow: 1, grey: 2, green: 3 } as const;

export const projectList = list({
  register: projects,
  parameters: async (view, asked) => {
    const { rules, inUse } = await projectsOf(view);
    const value = rules.find((rule) => rule.id === asked.rule)?.id ?? inUse.id;
    return [
      { id: 'rule', name: { zh: '亮灯规则', en: 'Rule' }, value, options: rules.map(({ id, name }) => ({ id, name })) },
    ];
  },
  judge: async (view, rows, { rule }) => {
    const state = await projectsOf(view);
    const chosen = state.rules.find((one) => one.id === rule) ?? state.inUse;
    const judged = new Map<string, JudgedProject>();
    for (const row of rows) {
      judged.set(row.id, judgeProject(state, row, chosen));
      // Simulating sixty projects in one go would hold up every other reader.
      await setImmediate();
    }
    return judged;
  },
  columns: [
    { id: 'due', name: { zh: '下一关口', en: 'Next gate' }, of: (_row, judged) => judged?.due ?? null },
    {
      id: 'left',
      name: { zh: '还有工作日', en: 'Working days left' },
      unit: '天',
      decimals: 0,
      of: (_row, judged) => judged?.daysLeft ?? null,
    },
    {
      id: 'behind',
      name: { zh: '落后序时', en: 'Points behind' },
      unit: '个百分点',
      decimals: 1,
      of: (_row, judged) => judged?.year.behind ?? null,
    },
    {
      id: 'production',
      name: { zh: '预计投产', en: 'Producing' },
      of: (_row, judged) => (judged ? middle(judged) : null),
    },
    {
      id: 'this_year',
      name: { zh: '年内投产可能性', en: 'Chance within the year' },
      unit: '%',
      decimals: 0,
      of: (_row, judged) => (judged ? withinYear(judged) : null),
    },
  ],
  order: (one, other) =>
    rank[one.judged?.light ?? 'grey'] - rank[other.judged?.light ?? 'grey'] ||
    other.row.investment - one.row.investment,
  tiles: async (view, rows, judged) => [
    ...[...STAGES, { id: 'dropped', zh: '终止', en: 'dropped' } as const].map(({ id, zh, en }): Tile => {
      const there = rows.filter((row) => judged.get(row.id)?.stage === id);
      const invested = there.reduce((sum, row) => sum + row.investment, 0).toFixed(2);
      return {
        name: { zh, en },
        value: there.length,
        unit: '个',
        note: { zh: `总投资 ${invested} 亿元`, en: `${invested} × 100 m yuan` },
        filter: `stage = ${id}`,
      };
    }),
    yearTile([...judged.values()], Number(view.asOf.slice(0, 4))),
  ],
  notes: async (view, { rule }) => {
    const { rules, inUse, model, passages } = await projectsOf(view);
    const { source } = rules.find((one) => one.id === rule) ?? inUse;
    return [
      { zh: `亮灯规则出处：${source}。参数在台账“项目亮灯规则”里改。`, en: `Source of the rule: ${source}.` },
      isMissing(model)
        ? { zh: `投产日期没有推算：${model.note?.zh ?? ''}`, en: `No day of production: ${model.note?.en ?? ''}` }
        : {
            zh: `投产日期由 ${passages} 次阶段转换的历史推算。`,
            en: `Days of production are learned from ${passages} passages of stages.`,
          },
    ];
  },
  sections: async (view, row, judged) => [
    ...(judged ? [productionSection(judged, view.asOf)] : []),
    gateSection(row, view.asOf),
    monthSection((await projectsOf(view)).months.get(row.id) ?? []),
    problemSection((await projectsOf(view)).problems.get(row.id) ?? []),
  ],
  contribute: async (view, indicator, year) => {
    const counted = (await view.list(parks)).rows.filter((park) => park.indicator === indicator);
    if (counted.length === 0) return null;
    return projectContributions(await projectsOf(view), new Set(counted.map((park) => park.id)), year);
  },
});

const states = new WeakMap<ViewAt, Promise<ProjectsState>>();

/** Everything about projects as of the view's day, read and fitted once for each view. */
function projectsOf(view: ViewAt): Promise<ProjectsState> {
  const made = states.get(view) ?? read(view);
  states.set(view, made);
  return made;
}

async function read(view: ViewAt): Promise<ProjectsState> {
  const [list, months, problemList, ruleList] = await Promise.all([
    view.list(projects),
    view.list(progress),
    view.list(problems),
    view.list(rules),
  ]);
  return projectsState(view.asOf, {
    projects: list.rows,
    months: months.rows,
    problems: problemList.rows,
    rules: ruleList.rows,
  });
}

function middle({ production }: JudgedProject): Cell {
  if ('on' in production) return production.on;
  if (isMissing(production))
    return { missing: production.note ?? { zh: '没有可学的历史', en: 'nothing to learn from' } };
  return dayAt(production, 0.5);
}

function withinYear({ byYearEnd, stage }: JudgedProject): Cell {
  if (stage === 'producing') return { zh: '已投产', en: 'producing' };
  return byYearEnd === null ? null : 100 * byYearEnd;
}
