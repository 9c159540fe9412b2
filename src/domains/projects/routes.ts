import { setImmediate } from 'node:timers/promises';
import type { Text } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { numberIn, textIn } from '../../evidence/reading/all.ts';
import { type HeldRecord, titlesOf } from '../../evidence/reading/records.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { getProject, getProjects, type ProjectView } from './api.ts';
import { evidenceField, projects as projectType } from './registers.ts';
import { chancesOf, judge, type JudgedProject, productionView, type ProjectsState, readProjects } from './state.ts';
import { GATES, STAGES } from './stage-rules.ts';

export function projectRoutes(services: Services): Route[] {
  const { store, snapshots } = services;

  function view(
    snapshot: Snapshot,
    state: ProjectsState,
    titles: ReadonlyMap<string, string>,
    found: JudgedProject,
  ): ProjectView {
    const { record } = found;
    const title = (register: string, field: string): Text | null => {
      const text = titles.get(`${register}/${textIn(record, field)}`);
      return text === undefined ? null : { zh: text, en: text };
    };
    const place = textIn(record, 'place');
    return {
      id: record.id,
      name: textIn(record, 'name') ?? record.id,
      stage: found.stage,
      since: found.since,
      due: found.due,
      daysLeft: found.daysLeft,
      light: found.light.light,
      why: found.light.why,
      investment: numberIn(record, 'investment') ?? 0,
      output: numberIn(record, 'output'),
      park: title('parks', 'park'),
      node: title('chain-nodes', 'node'),
      place: place === null ? null : (snapshot.places.get(place) ?? null),
      bureau:
        record.organisation === null
          ? null
          : {
              id: record.organisation,
              name: snapshot.organisations.get(record.organisation) ?? {
                zh: record.organisation,
                en: record.organisation,
              },
            },
      leader: textIn(record, 'leader'),
      team: textIn(record, 'team'),
      year: { planned: found.year.planned, done: found.year.done, behind: found.year.behind, why: found.year.why },
      production: productionView(found.production, state.asOf),
      problems: (state.problems.get(record.id) ?? []).filter((problem) => problem.stage === 'open').length,
      demo: record.demo,
    };
  }

  const seedOf = (record: HeldRecord) =>
    [...record.id].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);

  return [
    route(
      getProjects,
      async ({ params, query, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const asOf = query.asOf ?? services.today();
        const state = await readProjects(store, snapshot, reachOf(who), asOf);
        const titles = await titlesOf(store, snapshot, projectType, state.projects, reachOf(who));
        const judged: JudgedProject[] = [];
        for (const record of state.projects) {
          judged.push(judge(state, record, query.rule, seedOf(record)));
          // Simulating sixty projects in one go would hold up every other reader.
          await setImmediate();
        }
        const rows = judged.map((found) => view(snapshot, state, titles, found));
        const planned = rows.reduce((sum, row) => sum + row.year.planned, 0);
        const done = rows.reduce((sum, row) => sum + row.year.done, 0);
        const whole = judged.reduce(
          (sum, found) => sum + (found.year.plannedShare ? found.year.planned / found.year.plannedShare : 0),
          0,
        );
        const rule = state.rules.get(query.rule ?? state.inUse);
        return {
          asOf,
          demo: rows.some((row) => row.demo),
          rule: { id: query.rule ?? state.inUse, name: rule?.rule.name.zh ?? '', source: rule?.rule.source ?? '' },
          rules: [...state.rules].map(([id, held]) => ({ id, name: held.rule.name.zh })),
          stages: [
            ...STAGES.map((stage): { id: string; name: Text } => ({
              id: stage.id,
              name: { zh: stage.zh, en: stage.en },
            })),
            { id: 'dropped', name: { zh: '终止', en: 'dropped' } },
          ].map((stage) => {
            const there = rows.filter((row) => row.stage === stage.id);
            return { ...stage, count: there.length, investment: there.reduce((sum, row) => sum + row.investment, 0) };
          }),
          projects: rows,
          year: { planned, done, behind: whole > 0 ? Math.round(((planned - done) / whole) * 1000) / 10 : null },
          learned: {
            passages: state.passages,
            missing:
              'missing' in state.model ? (state.model.note ?? { zh: '历史不足', en: 'too little history' }) : null,
          },
        };
      },
      { kept: true },
    ),
    route(
      getProject,
      async ({ params, query, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const asOf = query.asOf ?? services.today();
        const state = await readProjects(store, snapshot, reachOf(who), asOf);
        const record = state.projects.find((item) => item.id === params.project);
        if (!record)
          throw new Problem({
            status: 404,
            code: 'no-such-project',
            zh: '没有这个项目。',
            en: 'There is no such project.',
          });
        const titles = await titlesOf(store, snapshot, projectType, [record], reachOf(who));
        const found = judge(state, record, query.rule, seedOf(record));
        const name = (id: string | null) =>
          id === null ? null : (snapshot.organisations.get(id) ?? { zh: id, en: id });
        return {
          asOf,
          project: view(snapshot, state, titles, found),
          firm: textIn(record, 'firm'),
          land: numberIn(record, 'land'),
          tax: numberIn(record, 'tax'),
          jobs: numberIn(record, 'jobs'),
          stages: STAGES.map((stage) => ({
            id: stage.id,
            name: { zh: stage.zh, en: stage.en },
            entered: (record.passed[stage.id] ?? '9') <= asOf ? (record.passed[stage.id] ?? null) : null,
            evidence: (GATES.find((gate) => gate.stage === stage.id)?.evidence ?? []).map((one) => ({
              field: evidenceField(one.id),
              name: { zh: one.zh, en: one.en },
              value: textIn(record, evidenceField(one.id)),
              required: one.required,
            })),
          })),
          months: (state.months.get(record.id) ?? [])
            .map((row) => ({
              month: textIn(row, 'month') ?? '',
              planned: numberIn(row, 'planned'),
              done: numberIn(row, 'done'),
              physical: numberIn(row, 'physical'),
            }))
            .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
          problems: (state.problems.get(record.id) ?? []).map((row) => ({
            id: row.id,
            problem: textIn(row, 'problem') ?? '',
            solver: name(textIn(row, 'solver')),
            raised: textIn(row, 'raised'),
            due: textIn(row, 'due'),
            stage: row.stage ?? 'open',
            answer: textIn(row, 'answer'),
          })),
          chances: chancesOf(found.production, asOf, 24),
        };
      },
      { kept: true },
    ),
  ];
}
