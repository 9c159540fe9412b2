import { addWorkdays, isProblem, type Text } from '../../core/measure/index.ts';
import { nextStages, type RegisterType, stageLimit } from '../../core/register/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { allRecords, numberIn, textIn } from '../../evidence/reading/all.ts';
import { type HeldRecord, titlesOf } from '../../evidence/reading/records.ts';
import { prepareRecords } from '../../evidence/registers/write.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { allows, type Reach, reachOf } from '../../http/access.ts';
import { within } from '../../evidence/store/quota.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import {
  cancelRun,
  convertLead,
  getLead,
  getLeads,
  getRun,
  type LeadView,
  listRuns,
  type RunView,
  startPortfolio,
} from './api.ts';
import { findDuplicates } from './duplicates.ts';
import { keptBy, promisedBy, screened } from './lead.ts';
import { portfolioInput } from './portfolio-input.ts';
import { moveRun, openRun, portfolioJob, rememberJob, type RunBody, runOf } from './portfolio-job.ts';
import { weighPromise } from './promise.ts';
import { leads as leadType } from './registers.ts';
import { SCREENING, SCREENS } from './screening.ts';

export function investmentRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, jobs } = services;

  async function viewsOf(snapshot: Snapshot, reach: Reach): Promise<{ records: HeldRecord[]; views: LeadView[] }> {
    const records = await allRecords(store, snapshot, 'leads', reach);
    const titles = await titlesOf(store, snapshot, leadType, records);
    const open = records.filter((record) => record.stage !== 'dropped');
    const doubles = findDuplicates(
      open.map((record) => ({ id: record.id, name: textIn(record, 'firm') ?? '' })),
      [snapshot.name.zh, snapshot.name.zh.replace(/[市县区]$/, '')],
    );
    const nameOf = new Map(records.map((record) => [record.id, textIn(record, 'name') ?? record.id]));
    const type = snapshot.registers.get('leads')?.type ?? leadType;
    const views = records.map((record): LeadView => {
      const result = screened(record);
      const title = (register: string, field: string): Text | null => {
        const text = titles.get(`${register}/${textIn(record, field)}`);
        return text === undefined ? null : { zh: text, en: text };
      };
      const land = numberIn(record, 'land');
      const tax = numberIn(record, 'tax');
      return {
        id: record.id,
        name: textIn(record, 'name') ?? record.id,
        firm: textIn(record, 'firm') ?? '',
        stage: record.stage ?? 'lead',
        since: record.stage === null ? null : (record.passed[record.stage] ?? null),
        due: dueOf(type, record),
        channel: textIn(record, 'channel') ?? '',
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
        park: title('parks', 'park'),
        node: title('chain-nodes', 'node'),
        investment: numberIn(record, 'investment'),
        output: numberIn(record, 'output'),
        land,
        taxPerMu: tax === null || land === null || land === 0 ? null : tax / land,
        score: result.score,
        scoreMissing: result.scoreMissing,
        screens: result.screens.map(({ screen, score }) => ({
          screen,
          name: SCREENS.find((one) => one.id === screen) ?? { zh: screen, en: screen },
          score: typeof score === 'number' ? score : null,
          missing: typeof score === 'number' ? null : (score.note ?? null),
        })),
        vetoes: result.vetoes.map((veto) => veto.name),
        duplicates: doubles.flatMap((found) =>
          found.a === record.id || found.b === record.id
            ? [
                {
                  id: found.a === record.id ? found.b : found.a,
                  name: nameOf.get(found.a === record.id ? found.b : found.a) ?? '',
                  certainty: found.certainty,
                  why: found.why,
                },
              ]
            : [],
        ),
        project: textIn(record, 'project'),
        demo: record.demo,
      };
    });
    return { records, views };
  }

  return [
    route(
      getLeads,
      async ({ params, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const { records, views } = await viewsOf(snapshot, reachOf(who));
        const sum = (rows: readonly LeadView[]) => rows.reduce((total, row) => total + (row.investment ?? 0), 0);
        const channels = leadType.fields.find((field) => field.id === 'channel')?.choices ?? [];
        return {
          demo: records.some((record) => record.demo),
          stages: leadType.stages.map((stage) => ({
            id: stage.id,
            name: stage.name,
            count: views.filter((view) => view.stage === stage.id).length,
            investment: sum(views.filter((view) => view.stage === stage.id)),
          })),
          channels: channels.map((channel) => {
            const own = views.filter((view) => view.channel === channel.id);
            return {
              id: channel.id,
              name: channel.name,
              count: own.length,
              signed: own.filter((view) => view.stage === 'signed').length,
              investment: sum(own),
            };
          }),
          leads: views,
          mayWrite: allows(who.role, 'evidence.write'),
        };
      },
      { kept: true },
    ),
    route(
      getLead,
      async ({ params, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const reach = reachOf(who);
        const { records, views } = await viewsOf(snapshot, reach);
        const record = records.find((item) => item.id === params.lead);
        const view = views.find((item) => item.id === params.lead);
        if (!record || !view) throw noLead();
        const [parks, figures, firms] = await Promise.all([
          allRecords(store, snapshot, 'parks', reach),
          allRecords(store, snapshot, 'firm-figures', reach),
          allRecords(store, snapshot, 'firms', reach),
        ]);
        const park = parks.find((item) => item.id === textIn(record, 'park'));
        const nodeOf = new Map(firms.map((firm) => [firm.id, textIn(firm, 'node') ?? '']));
        const newest = figures
          .map((row) => textIn(row, 'year') ?? '')
          .toSorted()
          .at(-1);
        const comparables = figures
          .filter((row) => textIn(row, 'year') === newest)
          .flatMap((row) => {
            const land = numberIn(row, 'land') ?? 0;
            const group = nodeOf.get(textIn(row, 'firm') ?? '') ?? '';
            if (land <= 0) return [];
            return [
              ...(numberIn(row, 'tax') === null
                ? []
                : [{ group, measure: 'tax' as const, value: (numberIn(row, 'tax') ?? 0) / land }]),
              ...(numberIn(row, 'sales') === null
                ? []
                : [{ group, measure: 'output' as const, value: (numberIn(row, 'sales') ?? 0) / land }]),
            ];
          });
        const threshold = (field: string) => (park ? numberIn(park, field) : null);
        const thresholds = Object.fromEntries(
          [
            ['tax', threshold('tax_mu')],
            ['investment', threshold('investment_mu')],
            ['output', threshold('output_mu')],
          ].filter(([, value]) => value !== null),
        ) as Partial<Record<'tax' | 'investment' | 'output', number>>;
        const result = screened(record);
        return {
          lead: view,
          lines: result.lines.map((line) => {
            const criterion = SCREENING.criteria.find((one) => one.id === line.criterion);
            return {
              ...line,
              name: criterion?.name ?? { zh: line.criterion, en: line.criterion },
              screen: criterion?.screen ?? '',
              unit: criterion?.unit ?? '',
            };
          }),
          promises: weighPromise(
            promisedBy(record),
            textIn(record, 'node') ?? '',
            thresholds,
            comparables,
            keptBy(records),
          ),
          next: nextStages(snapshot.registers.get('leads')?.type ?? leadType, record.stage).map((stage) => stage.id),
        };
      },
      { kept: true },
    ),
    route(convertLead, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const record = (await allRecords(store, snapshot, 'leads', reachOf(who))).find((item) => item.id === params.lead);
      if (!record) throw noLead();
      if (textIn(record, 'project') !== null)
        throw new Problem({
          status: 409,
          code: 'already-project',
          zh: '这条线索已经转为项目。',
          en: 'The lead has become a project already.',
        });
      const projectType = snapshot.registers.get('projects')?.type;
      const type = snapshot.registers.get('leads')?.type;
      if (!projectType || !type) throw noLead();
      const today = services.today();
      const copied = Object.fromEntries(
        ['firm', 'bureau', 'park', 'node', 'investment', 'land', 'output', 'tax', 'jobs'].flatMap((field) =>
          record.values[field] === undefined ? [] : [[field, record.values[field]]],
        ),
      );
      const project = await checked(
        who,
        snapshot,
        projectType,
        { id: null, base: null, values: { ...copied, name: body.name, ev_contract: body.contract }, stage: 'signed' },
        today,
      );
      const signed = await checked(
        who,
        snapshot,
        type,
        {
          id: record.id,
          base: body.base,
          values: record.values,
          ...(record.stage === 'signed' ? {} : { stage: 'signed' }),
        },
        today,
      );
      const source = `${snapshot.organisations.get(who.organisation ?? '')?.zh ?? who.name}填报`;
      const of = {
        jurisdiction: params.jurisdiction,
        kind: 'record.put' as const,
        actor: who.login ?? '',
        demo: record.demo,
      };
      // The lead first: when somebody else changed it in the meantime, no project is left behind without its lead.
      await ledger.submit({
        ...of,
        payload: {
          register: 'leads',
          on: today,
          source,
          grade: record.demo ? '演示' : 'A',
          status: 'approved',
          records: [{ ...signed, values: { ...signed.values, project: project.id } }],
        },
      });
      await ledger.submit({
        ...of,
        payload: {
          register: 'projects',
          on: today,
          source,
          grade: record.demo ? '演示' : 'A',
          status: 'approved',
          records: [project],
        },
      });
      return { project: project.id };
    }),
    route(startPortfolio, async ({ params, body, who }) => {
      await within(
        store,
        'run',
        { jurisdiction: params.jurisdiction, login: who.login ?? '', state: ['waiting', 'running'] },
        { person: 2, city: 10 },
        { zh: '未完成的测算', en: 'choices under way' },
      );
      const snapshot = await snapshots.get(params.jurisdiction);
      const { input, demo } = await portfolioInput(store, snapshot, reachOf(who), body);
      const id = await openRun(
        store,
        params.jurisdiction,
        who.login ?? '',
        { request: body, input, demo },
        new Date().toISOString(),
      );
      const job = await jobs.send(portfolioJob.name, { jurisdiction: params.jurisdiction, run: id }, who.login ?? '');
      await rememberJob(store, params.jurisdiction, id, job);
      return { id };
    }),
    route(listRuns, async ({ params }) => {
      const rows = await store
        .selectFrom('run')
        .select('run_id')
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('kind', '=', 'portfolio')
        .orderBy('created_at', 'desc')
        .limit(20)
        .execute();
      return {
        runs: await Promise.all(rows.map(async (row) => shown(await runOf(store, params.jurisdiction, row.run_id)))),
      };
    }),
    route(getRun, async ({ params }) => shown(await runOf(store, params.jurisdiction, params.run))),
    route(cancelRun, async ({ params, who }) => {
      const { body, createdBy } = await runOf(store, params.jurisdiction, params.run);
      if (createdBy !== who.login)
        throw new Problem({
          status: 403,
          code: 'not-yours',
          zh: '这次测算是别人开始的。',
          en: 'Somebody else began this choice.',
          hint: { zh: '请本人取消。', en: 'Ask that person to stop it.' },
        });
      await moveRun(store, params.jurisdiction, params.run, 'cancelled', 1, {
        step: { zh: '已取消', en: 'Cancelled' },
      });
      if (body.job) await jobs.cancel(body.job);
      return {};
    }),
  ];

  async function checked(
    who: Who,
    snapshot: Snapshot,
    type: RegisterType,
    input: Parameters<typeof prepareRecords>[4][number],
    today: string,
  ) {
    const { lines, problems } = await prepareRecords(store, snapshot, type, who, [input], today);
    const [line] = lines;
    const [first] = problems;
    if (!line || first)
      throw new Problem({
        status: 422,
        code: first?.code ?? 'refused',
        zh: first?.zh ?? '不能写入。',
        en: first?.en ?? 'It cannot be written.',
        ...(first && { where: first.field }),
      });
    const { row: _row, before: _before, ...rest } = line;
    return rest;
  }
}

function noLead(): Problem {
  return new Problem({ status: 404, code: 'no-such-lead', zh: '没有这条线索。', en: 'There is no such lead.' });
}

function dueOf(type: RegisterType, record: HeldRecord): string | null {
  const since = record.stage === null ? undefined : record.passed[record.stage];
  const limit = stageLimit(type, record);
  const due = since === undefined || limit === null ? null : addWorkdays(since, limit);
  return due === null || isProblem(due) ? null : due.day;
}

function shown({ id, state, progress, body, createdBy, createdAt }: Awaited<ReturnType<typeof runOf>>): RunView {
  return {
    id,
    state,
    progress,
    step: body.step,
    value: body.value,
    bound: body.bound,
    createdAt,
    createdBy,
    request: body.request,
    demo: body.demo,
    answer: body.answer && answerOf(body.answer, body.input),
    problem: body.problem,
  };
}

function answerOf(
  { choice, worth, frontier }: NonNullable<RunBody['answer']>,
  input: RunBody['input'],
): NonNullable<RunView['answer']> {
  const byId = new Map(input.leads.map((lead) => [lead.id, lead]));
  const none = {
    value: null,
    bound: null,
    gap: null,
    seconds: null,
    best: null,
    greedy: null,
    limits: [],
    worth: [],
    frontier: [],
    leftOut: [],
    clash: [],
  };
  if (choice.status === 'infeasible')
    return {
      ...none,
      status: 'infeasible',
      clash: choice.clash.rules.map((rule) => ({ name: rule.name, give: rule.give })),
    };
  if (choice.status === 'no-answer') return { ...none, status: 'no-answer' };
  const portfolio = (made: {
    picks: { lead: string; year: number; plot?: string }[];
    output: number;
    probability: number | null;
    tax: number;
    jobs: number;
  }) => ({
    picks: made.picks.map((one) => ({
      lead: one.lead,
      name: byId.get(one.lead)?.name ?? one.lead,
      year: one.year,
      plot: one.plot ?? null,
      output: byId.get(one.lead)?.output.at(-1) ?? 0,
      land: byId.get(one.lead)?.needs.land ?? 0,
    })),
    output: made.output,
    probability: made.probability,
    tax: made.tax,
    jobs: made.jobs,
    land: made.picks.reduce((sum, one) => sum + (byId.get(one.lead)?.needs.land ?? 0), 0),
  });
  const limitName = (id: string) => input.limits.find((limit) => limit.id === id)?.name ?? id;
  return {
    status: choice.status,
    value: choice.value,
    bound: choice.bound,
    gap: choice.gap,
    seconds: choice.seconds,
    best: portfolio(choice.best),
    greedy: {
      ...portfolio(choice.greedy),
      value: choice.greedy.value,
      ratio: choice.greedy.ratio,
      breaks: choice.greedy.breaks,
    },
    limits: choice.limits.map(({ limit, name, year, used, max, price }) => ({ limit, name, year, used, max, price })),
    worth: worth.map((one) => ({ ...one, name: limitName(one.limit) })),
    frontier,
    leftOut: choice.leftOut.map((left) => ({
      lead: left.lead,
      name: byId.get(left.lead)?.name ?? left.lead,
      reason: left.reason,
      why: left.why,
      surplus: left.surplus,
      cut: left.charges.flatMap((charge) => (charge.cut === null ? [] : [{ label: charge.label, cut: charge.cut }])),
    })),
    clash: [],
  };
}
