import {
  addColumn,
  addRow,
  type Clash,
  clashOf,
  emptyMilp,
  gapOf,
  type Milp,
  type Solve,
} from '../../core/decide/index.ts';
import { problem, type Problem, type Text } from '../../core/measure/index.ts';

/** A smelter: tonnes of molten aluminium in each month. */
export interface MoltenSource {
  id: string;
  name?: string;
  supply: number[];
}

/** A firm that takes molten aluminium (铝水直供). Tonnes are those that arrive. */
export interface MoltenFirm {
  id: string;
  name: string;
  /** Tonnes that it can use in each month. */
  demand: number[];
  /** Tonnes promised by contract in each month; at most the demand. */
  contract: number[];
  /** Smallest amount worth a delivery in a month; nothing, or at least this. */
  lot: number;
  /** Value of a tonne that arrives, 万元: what the chain makes of it, times the class of the per-mu evaluation. */
  weight: number;
}

export interface MoltenRoute {
  source: string;
  firm: string;
  /** Share lost on the way (burnt, stuck in the ladle), 0 to below 1. */
  loss: number;
  minutes: number;
}

export interface AllocationInput {
  sources: MoltenSource[];
  firms: MoltenFirm[];
  routes: MoltenRoute[];
  /** Longer ways are closed: the metal would set. */
  maxMinutes: number;
  /** Every firm gets at least this share of what pro-rata would bring it over all months, 0 to 1. */
  floor: number;
}

export interface Allocation {
  /** Tonnes that leave a source for a firm in a month (from 0), and that arrive. */
  shipments: { source: string; firm: string; month: number; shipped: number; arrived: number }[];
  /** Tonnes that stay and are cast into ingots: supply − shipped, for each source and month. */
  cast: Record<string, number[]>;
  /** Tonnes that arrive at each firm over all months. */
  arrived: Record<string, number>;
  /** Σ weight · arrived, 万元. */
  value: number;
}

export type AllocationResult =
  | {
      status: 'optimal' | 'time-limit';
      gap: number;
      best: Allocation;
      proRata: Allocation;
      ratio: number | null;
      seconds: number;
    }
  | { status: 'infeasible'; clash: Clash }
  | { status: 'no-answer' };

/** The first thing that is wrong with an input: months that differ, ids, amounts out of range. */
export function checkAllocation(input: AllocationInput): AllocationInput | Problem {
  const months = input.sources[0]?.supply.length ?? 0;
  const wrong = (code: string, zh: string, en: string) => problem(`allocation-${code}`, zh, en);
  if (months === 0) return wrong('no-supply', '没有铝水供应的月份。', 'There is no month of supply.');
  const rows = [
    ...input.sources.map((source) => source.supply),
    ...input.firms.flatMap((firm) => [firm.demand, firm.contract]),
  ];
  if (rows.some((row) => row.length !== months))
    return wrong(
      'months',
      `供应、需求、合同都应有 ${months} 个月。`,
      `Supply, demand and contract must each have ${months} months.`,
    );
  if (rows.flat().some((value) => !(value >= 0 && Number.isFinite(value))))
    return wrong('negative', '供应、需求、合同不能为负。', 'Supply, demand and contract must not be negative.');
  const firm = input.firms.find(
    (one) =>
      one.contract.some((value, month) => value > (one.demand[month] ?? 0)) || !(one.lot >= 0) || !(one.weight >= 0),
  );
  if (firm)
    return wrong(
      'firm',
      `企业 ${firm.id}：合同量不大于需求量，批量和权重不为负。`,
      `Firm ${firm.id}: the contract must not exceed the demand; lot and weight must not be negative.`,
    );
  const route = input.routes.find(
    (one) =>
      !(one.loss >= 0 && one.loss < 1) ||
      !input.sources.some((source) => source.id === one.source) ||
      !input.firms.some((it) => it.id === one.firm),
  );
  if (route)
    return wrong(
      'route',
      `线路 ${route.source}→${route.firm}：两端须有定义，损耗在 0 与 1 之间。`,
      `Route ${route.source}→${route.firm}: both ends must be defined and the loss between 0 and 1.`,
    );
  if (!(input.floor >= 0 && input.floor <= 1))
    return wrong('floor', '保底比例在 0 与 1 之间。', 'The floor must lie between 0 and 1.');
  return input;
}

function openRoutes(input: AllocationInput): MoltenRoute[] {
  return input.routes.filter((route) => route.minutes <= input.maxMinutes);
}

/**
 * The practice as a baseline: month by month and source by source, contracts first, then what is left in proportion to
 * the demand that is still open; who has enough takes no more, and who would get less than his lot gets nothing (his
 * share goes to the others), unless a contract holds.
 */
export function proRata(input: AllocationInput): Allocation {
  const shipments: Allocation['shipments'] = [];
  const months = input.sources[0]?.supply.length ?? 0;
  for (let month = 0; month < months; month++) {
    const dropped = new Set<string>();
    for (;;) {
      const round = shareMonth(input, month, dropped);
      const got = sumBy(
        round,
        (one) => one.firm,
        (one) => one.arrived,
      );
      const small = input.firms.find(
        (firm) =>
          !dropped.has(firm.id) &&
          (got[firm.id] ?? 0) > 0 &&
          (got[firm.id] ?? 0) < firm.lot - 1e-9 &&
          (firm.contract[month] ?? 0) === 0,
      );
      if (!small) {
        shipments.push(...round);
        break;
      }
      dropped.add(small.id);
    }
  }
  return settle(input, shipments);
}

function shareMonth(input: AllocationInput, month: number, dropped: ReadonlySet<string>): Allocation['shipments'] {
  const routes = openRoutes(input).filter((route) => !dropped.has(route.firm));
  const owed = new Map(
    input.firms.map((firm) => [firm.id, { contract: firm.contract[month] ?? 0, demand: firm.demand[month] ?? 0 }]),
  );
  const left = new Map(input.sources.map((source) => [source.id, source.supply[month] ?? 0]));
  const shipments: Allocation['shipments'] = [];
  const fill = (kind: 'contract' | 'demand') => {
    for (const source of input.sources) {
      for (let round = 0; round <= routes.length; round++) {
        const open = routes.filter((route) => route.source === source.id && (owed.get(route.firm)?.[kind] ?? 0) > 1e-9);
        const need = open.reduce((sum, route) => sum + (owed.get(route.firm)?.[kind] ?? 0) / (1 - route.loss), 0);
        const have = left.get(source.id) ?? 0;
        if (need <= 1e-9 || have <= 1e-9) break;
        const share = Math.min(1, have / need);
        for (const route of open) {
          const firm = owed.get(route.firm);
          if (!firm) continue;
          const arrived = firm[kind] * share;
          shipments.push({ source: source.id, firm: route.firm, month, shipped: arrived / (1 - route.loss), arrived });
          firm.demand -= arrived;
          firm.contract = Math.max(0, firm.contract - arrived);
          left.set(source.id, Math.max(0, (left.get(source.id) ?? 0) - arrived / (1 - route.loss)));
        }
      }
    }
  };
  fill('contract');
  fill('demand');
  return shipments;
}

interface Model {
  milp: Milp;
  columns: { column: number; route: MoltenRoute; month: number }[];
}

/** The programme over some routes: supply, demand with lots, contracts and floors as rows. */
function modelOf(input: AllocationInput, routes: readonly MoltenRoute[], base: Allocation): Model {
  const milp = emptyMilp();
  const months = input.sources[0]?.supply.length ?? 0;
  const columns: Model['columns'] = [];
  for (const route of routes) {
    const weight = input.firms.find((firm) => firm.id === route.firm)?.weight ?? 0;
    for (let month = 0; month < months; month++)
      columns.push({ column: addColumn(milp, weight * (1 - route.loss), 0, Infinity, false), route, month });
  }
  for (const source of input.sources) {
    for (const [month, supply] of source.supply.entries())
      addRow(
        milp,
        '',
        columns
          .filter((one) => one.route.source === source.id && one.month === month)
          .map((one) => [one.column, 1] as const),
        -Infinity,
        supply,
      );
  }
  for (const firm of input.firms) {
    const arriving = (month: number | null) =>
      columns
        .filter((one) => one.route.firm === firm.id && (month === null || one.month === month))
        .map((one) => [one.column, 1 - one.route.loss] as const);
    for (const [month, demand] of firm.demand.entries()) {
      const contract = firm.contract[month] ?? 0;
      if (contract > 0) addRow(milp, `contract:${firm.id}:${month + 1}`, arriving(month), contract, Infinity);
      if (firm.lot > 0 && contract < firm.lot) {
        const on = addColumn(milp, 0, 0, demand >= firm.lot || contract > 0 ? 1 : 0, true);
        addRow(milp, '', [...arriving(month), [on, -demand]], -Infinity, 0);
        addRow(milp, '', [...arriving(month), [on, -Math.min(firm.lot, demand)]], 0, Infinity);
      } else addRow(milp, '', arriving(month), -Infinity, demand);
    }
    const due = input.floor * (base.arrived[firm.id] ?? 0);
    if (due > 0) addRow(milp, `floor:${firm.id}`, arriving(null), due, Infinity);
  }
  return { milp, columns };
}

/** What clashes, the roads that are closed among it: a contract that no open road can carry clashes with the closed one. */
function clashIn(input: AllocationInput, base: Allocation, solve: Solve): Clash {
  const { milp, columns } = modelOf(input, input.routes, base);
  const closed = input.routes.filter((route) => route.minutes > input.maxMinutes);
  for (const [n, route] of closed.entries())
    addRow(
      milp,
      `road:${n}`,
      columns.filter((one) => one.route === route).map((one) => [one.column, 1] as const),
      -Infinity,
      0,
    );
  const { rules, proven } = clashOf(milp, solve, (label) => ruleName(input, closed, label));
  const overBy = (label: string) => (closed[Number(label.split(':')[1])]?.minutes ?? 0) - input.maxMinutes;
  // What a road gives is minutes, not tonnes.
  return {
    rules: rules.map((rule) => (rule.label.startsWith('road:') ? { ...rule, give: overBy(rule.label) } : rule)),
    proven,
  };
}

/**
 * The allocation of greatest value under supply, demand, contracts, lots and the fairness floor: a linear programme, with
 * one binary a firm and month for the lot. `input` must have passed `checkAllocation`. What cannot be met gives the
 * contracts, floors and closed roads that clash.
 */
export function allocate(
  input: AllocationInput,
  solve: Solve,
  options: { gap?: number; seconds?: number } = {},
): AllocationResult {
  const base = proRata(input);
  const { milp, columns } = modelOf(input, openRoutes(input), base);
  const solved = solve(milp, { gap: options.gap ?? 1e-6, seconds: options.seconds ?? 20 });
  if (solved.status === 'infeasible') return { status: 'infeasible', clash: clashIn(input, base, solve) };
  if (!solved.x) return { status: 'no-answer' };
  const x = solved.x;
  const best = settle(
    input,
    columns.flatMap(({ column, route, month }) => {
      const shipped = Math.max(0, x[column] ?? 0);
      return shipped <= 1e-9
        ? []
        : [{ source: route.source, firm: route.firm, month, shipped, arrived: shipped * (1 - route.loss) }];
    }),
  );
  return {
    status: solved.status === 'optimal' ? 'optimal' : 'time-limit',
    gap: gapOf(solved.value, solved.bound),
    best,
    proRata: base,
    ratio: base.value > 0 ? best.value / base.value : null,
    seconds: solved.seconds,
  };
}

/** Casts what is left. Where the solver's tolerance lets a source ship more than it has, its shipments shrink to fit. */
function settle(input: AllocationInput, shipments: Allocation['shipments']): Allocation {
  const out: Allocation['shipments'] = [];
  const cast: Allocation['cast'] = {};
  for (const source of input.sources) {
    cast[source.id] = source.supply.map((supply, month) => {
      const merged = Object.values(
        shipments
          .filter((one) => one.source === source.id && one.month === month)
          .reduce<Record<string, Allocation['shipments'][number]>>((by, one) => {
            const before = by[one.firm];
            by[one.firm] = before
              ? { ...one, shipped: before.shipped + one.shipped, arrived: before.arrived + one.arrived }
              : one;
            return by;
          }, {}),
      );
      const total = merged.reduce((sum, one) => sum + one.shipped, 0);
      const fit = total > supply ? supply / total : 1;
      out.push(...merged.map((one) => ({ ...one, shipped: one.shipped * fit, arrived: one.arrived * fit })));
      return Math.max(0, supply - total * fit);
    });
  }
  const arrived = Object.fromEntries(input.firms.map((firm) => [firm.id, 0]));
  for (const one of out) arrived[one.firm] = (arrived[one.firm] ?? 0) + one.arrived;
  return {
    shipments: out,
    cast,
    arrived,
    value: input.firms.reduce((sum, firm) => sum + firm.weight * (arrived[firm.id] ?? 0), 0),
  };
}

function sumBy<T>(items: readonly T[], key: (item: T) => string, value: (item: T) => number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const item of items) sums[key(item)] = (sums[key(item)] ?? 0) + value(item);
  return sums;
}

function ruleName(input: AllocationInput, closed: readonly MoltenRoute[], label: string): Text {
  const [kind, id = '', month] = label.split(':');
  const firmName = (of: string) => input.firms.find((firm) => firm.id === of)?.name ?? of;
  if (kind === 'road') {
    const route = closed[Number(id)];
    const source = input.sources.find((one) => one.id === route?.source);
    const [from, to] = [source?.name ?? route?.source ?? '', firmName(route?.firm ?? '')];
    return {
      zh: `${from}到${to}的路：${route?.minutes} 分钟，超过上限 ${input.maxMinutes} 分钟`,
      en: `way from ${from} to ${to}: ${route?.minutes} minutes, more than ${input.maxMinutes}`,
    };
  }
  return kind === 'contract'
    ? { zh: `${firmName(id)}第 ${month} 个月的合同`, en: `contract of ${firmName(id)} in month ${month}` }
    : { zh: `${firmName(id)}的保底`, en: `floor of ${firmName(id)}` };
}
