import { Worker } from 'node:worker_threads';
import type { allocate, AllocationInput, AllocationResult } from '../../core/decide/index.ts';
import { isMissing, isProblem } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { allRecords, numberIn, textIn } from '../../evidence/reading/all.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { type Reach, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { getChain, getMolten } from './api.ts';
import { chainCandidates, type ChainInput, measureChain, targetDistances } from './graph.ts';
import { matchTrades } from './match.ts';
import { moltenWeight } from './molten.ts';
import { chainNodes } from './registers.ts';

const chainNames = chainNodes.fields.find((field) => field.id === 'chain')?.choices ?? [];

export function chainRoutes(services: Services): Route[] {
  const { store, snapshots } = services;

  async function readGraph(snapshot: Snapshot, reach: Reach, chain: string) {
    const [nodes, edges, firms, needs, leads] = await Promise.all(
      ['chain-nodes', 'chain-edges', 'firms', 'chain-needs', 'leads'].map((register) =>
        allRecords(store, snapshot, register, reach),
      ),
    );
    const own = (nodes ?? []).filter((node) => node.values.chain === chain);
    const ids = new Set(own.map((node) => node.id));
    const ways = (edges ?? []).filter(
      (edge) => ids.has(textIn(edge, 'from') ?? '') && ids.has(textIn(edge, 'to') ?? ''),
    );
    const demand = (needs ?? []).filter((need) => ids.has(textIn(need, 'node') ?? ''));
    const input: ChainInput = {
      nodes: own.map((node) => ({
        id: node.id,
        name: { zh: textIn(node, 'name') ?? node.id, en: textIn(node, 'name_en') ?? textIn(node, 'name') ?? node.id },
        unit: textIn(node, 'unit') ?? '',
      })),
      edges: ways.map((edge) => ({ from: textIn(edge, 'from') ?? '', to: textIn(edge, 'to') ?? '' })),
      firms: (firms ?? [])
        .filter((firm) => ids.has(textIn(firm, 'node') ?? ''))
        .map((firm) => ({
          id: firm.id,
          name: textIn(firm, 'name') ?? firm.id,
          node: textIn(firm, 'node') ?? '',
          capacity: numberIn(firm, 'capacity') ?? 0,
          output: numberIn(firm, 'product') ?? 0,
          needs: demand
            .filter((need) => textIn(need, 'firm') === firm.id)
            .map((need) => ({ node: textIn(need, 'node') ?? '', amount: numberIn(need, 'amount') ?? 0 })),
        })),
      targets: demand
        .filter(
          (need) =>
            textIn(need, 'firm') === null ||
            !(firms ?? []).some((firm) => firm.id === textIn(need, 'firm') && ids.has(textIn(firm, 'node') ?? '')),
        )
        .map((need) => ({
          customer: textIn(need, 'buyer') ?? '',
          node: textIn(need, 'node') ?? '',
          amount: numberIn(need, 'amount') ?? 0,
        })),
    };
    return {
      input,
      own,
      ways,
      demand,
      leads: leads ?? [],
      demo: [...(firms ?? []), ...demand].some((record) => record.demo),
    };
  }

  return [
    route(
      getChain,
      async ({ params, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const name = chainNames.find((choice) => choice.id === params.chain);
        if (!name)
          throw new Problem({
            status: 404,
            code: 'no-such-chain',
            zh: `没有产业链 ${params.chain}。`,
            en: `There is no chain ${params.chain}.`,
          });
        const { input, own, ways, demand, leads, demo } = await readGraph(snapshot, reachOf(who), params.chain);
        const records = new Map(own.map((node) => [node.id, node]));
        const measures = measureChain(input);
        const firmNames = new Map(input.firms.map((firm) => [firm.id, firm.name]));
        const open = leads.filter((lead) => lead.stage !== 'dropped');
        const leadNames = new Map(open.map((lead) => [lead.id, textIn(lead, 'name') ?? lead.id]));
        const targets = input.targets.filter(
          (target) =>
            !demand.some((need) => textIn(need, 'buyer') === target.customer && textIn(need, 'firm') !== null),
        );
        const matches = matchTrades(
          input.firms
            .filter((firm) => firm.output > 0)
            .map((firm) => ({ firm: firm.id, node: firm.node, amount: firm.output })),
          input.firms.flatMap((firm) =>
            firm.needs.map((need) => ({ firm: firm.id, node: need.node, amount: need.amount })),
          ),
          // Without a value of its own a unit counts as one: the matching then is by amount.
          Object.fromEntries(own.map((node) => [node.id, numberIn(node, 'value') ?? 1])),
        );
        return {
          chain: { id: name.id, name: name.name },
          chains: chainNames.map((choice) => ({ id: choice.id, name: choice.name })),
          demo,
          nodes: measures.map((measure) => {
            const record = records.get(measure.node);
            const node = input.nodes.find((item) => item.id === measure.node);
            return {
              id: measure.node,
              name: node?.name ?? { zh: measure.node, en: measure.node },
              tier: record ? textIn(record, 'tier') : null,
              unit: node?.unit ?? '',
              industry: record ? textIn(record, 'industry') : null,
              source: record ? (textIn(record, 'source') ?? '') : '',
              asOf: record ? textIn(record, 'as_of') : null,
              state: measure.state,
              why: measure.why,
              output: measure.output,
              capacity: measure.capacity,
              demand: measure.demand,
              ratio: isMissing(measure.ratio) ? null : measure.ratio,
              firms: measure.firms.map((id) => ({ id, name: firmNames.get(id) ?? id })),
              singleSupplier:
                measure.singleSupplier === null
                  ? null
                  : (firmNames.get(measure.singleSupplier) ?? measure.singleSupplier),
            };
          }),
          edges: ways.map((edge) => ({
            from: textIn(edge, 'from') ?? '',
            to: textIn(edge, 'to') ?? '',
            source: textIn(edge, 'source') ?? '',
            asOf: textIn(edge, 'as_of'),
          })),
          targets: targetDistances({ ...input, targets }).map((target) => ({
            customer: target.customer,
            node: target.node,
            steps: isMissing(target.steps) ? null : target.steps,
            path: target.path,
            missing: isMissing(target.steps) ? (target.steps.note ?? null) : null,
          })),
          candidates: chainCandidates(
            input,
            open.flatMap((lead) =>
              textIn(lead, 'node') === null ? [] : [{ id: lead.id, node: textIn(lead, 'node') ?? '' }],
            ),
          ).map((candidate) => ({
            ...candidate,
            leads: candidate.leads.map((id) => ({ id, name: leadNames.get(id) ?? id })),
          })),
          matches: matches.matches.map((match) => ({
            ...match,
            supplier: firmNames.get(match.supplier) ?? match.supplier,
            buyer: firmNames.get(match.buyer) ?? match.buyer,
          })),
        };
      },
      { kept: true },
    ),
    route(
      getMolten,
      async ({ params, query, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const reach = reachOf(who);
        const [terms, supply, firms] = await Promise.all(
          ['molten-terms', 'molten-supply', 'firms'].map((register) => allRecords(store, snapshot, register, reach)),
        );
        const months = [...new Set((supply ?? []).flatMap((row) => textIn(row, 'month') ?? []))].toSorted();
        const sources = [...new Set((supply ?? []).map((row) => textIn(row, 'source') ?? ''))];
        const demo = [...(terms ?? []), ...(supply ?? [])].some((record) => record.demo);
        const nameOf = (id: string) => {
          const firm = (firms ?? []).find((item) => item.id === id);
          return firm ? (textIn(firm, 'name') ?? id) : id;
        };
        const list = (terms ?? []).map((row) => ({
          id: textIn(row, 'firm') ?? row.id,
          demand: numberIn(row, 'demand') ?? 0,
          contract: Math.min(numberIn(row, 'contract') ?? 0, numberIn(row, 'demand') ?? 0),
          lot: numberIn(row, 'lot') ?? 0,
          added: numberIn(row, 'added') ?? 0,
          minutes: numberIn(row, 'minutes') ?? 0,
          loss: (numberIn(row, 'loss') ?? 0) / 100,
        }));
        const nothing = { demo, months, gap: null, ratio: null, value: null, firms: [], cast: [] };
        if (months.length === 0 || list.length === 0)
          return {
            ...nothing,
            status: 'nothing' as const,
            why: { zh: '还没有供应计划或直供企业', en: 'There is no supply or no firm yet' },
          };
        const input: AllocationInput = {
          sources: sources.map((id) => ({
            id,
            supply: months.map((month) =>
              (supply ?? [])
                .filter((row) => textIn(row, 'source') === id && textIn(row, 'month') === month)
                .reduce((sum, row) => sum + (numberIn(row, 'amount') ?? 0), 0),
            ),
          })),
          firms: list.map((firm) => ({
            id: firm.id,
            name: nameOf(firm.id),
            demand: months.map(() => firm.demand),
            contract: months.map(() => firm.contract),
            lot: firm.lot,
            weight: moltenWeight(firm.added, null),
          })),
          routes: sources.flatMap((source) =>
            list.map((firm) => ({ source, firm: firm.id, loss: firm.loss, minutes: firm.minutes })),
          ),
          maxMinutes: query.maxMinutes,
          floor: query.floor,
        };
        const result = await allocated(input);
        if (isProblem(result))
          return { ...nothing, status: 'no-answer' as const, why: { zh: result.zh, en: result.en } };
        if (result.status === 'infeasible')
          return {
            ...nothing,
            status: 'infeasible' as const,
            why: {
              zh: `这些要求不能同时满足：${result.clash.rules.map((rule) => rule.name.zh).join('、')}`,
              en: `These cannot be met together: ${result.clash.rules.map((rule) => rule.name.en).join(', ')}`,
            },
          };
        if (result.status === 'no-answer')
          return {
            ...nothing,
            status: 'no-answer' as const,
            why: { zh: '限时内没有算出方案', en: 'No plan was found in the time allowed' },
          };
        const byMonth = (
          made: AllocationResult & { status: 'optimal' | 'time-limit' },
          which: 'best' | 'proRata',
          firm: string,
        ) =>
          months.map((_, month) =>
            made[which].shipments
              .filter((one) => one.firm === firm && one.month === month)
              .reduce((sum, one) => sum + one.arrived, 0),
          );
        return {
          demo,
          months,
          status: result.status,
          why: {
            zh: '在合同、批量、运距和保底约束下，按增加值最大分配',
            en: 'The greatest value added under contracts, lots, ways and the floor',
          },
          gap: result.gap,
          ratio: result.ratio,
          value: { best: result.best.value, proRata: result.proRata.value },
          firms: list.map((firm) => ({
            id: firm.id,
            name: nameOf(firm.id),
            demand: firm.demand,
            contract: firm.contract,
            minutes: firm.minutes,
            best: byMonth(result, 'best', firm.id),
            proRata: byMonth(result, 'proRata', firm.id),
          })),
          cast: months.map((_, month) =>
            Object.values(result.best.cast).reduce((sum, row) => sum + (row[month] ?? 0), 0),
          ),
        };
      },
      { kept: true },
    ),
  ];
}

/** The optimiser holds its thread until it is done: it gets one of its own. */
async function allocated(input: AllocationInput): Promise<ReturnType<typeof allocate>> {
  const worker = new Worker(new URL('./molten-worker.ts', import.meta.url), {
    workerData: input,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  try {
    return await new Promise((done, failed) => {
      worker.on('message', done);
      worker.on('error', failed);
      worker.on('exit', (code) => failed(new Error(`the allocation ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}
