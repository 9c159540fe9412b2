import type { Allocation, AllocationInput, AllocationResult } from './allocation.ts';
import { isProblem, type Problem, type Text } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import type { Molten } from './api.ts';
import type { moltenSupply, moltenTerms } from './registers.ts';
import { type MoltenClass, moltenWeight } from './weight.ts';

/** What is to be divided, in tonnes, 万元, minutes; `loss` as a share. */
export interface MoltenLists {
  terms: readonly RecordOf<typeof moltenTerms>[];
  supply: readonly RecordOf<typeof moltenSupply>[];
  /** Class of the per-mu evaluation, by firm; a firm that was not evaluated is not in it. */
  classes: ReadonlyMap<string, MoltenClass>;
}

/** The months that have supply, in order. */
export function monthsOf({ supply }: Pick<MoltenLists, 'supply'>): string[] {
  return [...new Set(supply.map(({ month }) => month))].toSorted();
}

/** A contract binds as far as the demand goes; an empty one is none. */
const contractOf = ({ contract, demand }: MoltenLists['terms'][number]) => Math.min(contract ?? 0, demand);

/** The task for `allocate`; null where there is no supply or no firm. Every source may supply every firm. */
export function allocationOf(lists: MoltenLists, rules: { floor: number; maxMinutes: number }): AllocationInput | null {
  const months = monthsOf(lists);
  if (months.length === 0 || lists.terms.length === 0) return null;
  const bySource = Map.groupBy(lists.supply, ({ source }) => source.id);
  return {
    ...rules,
    sources: [...bySource].map(([id, rows]) => ({
      id,
      name: rows[0]?.source.title ?? id,
      supply: months.map((month) =>
        rows.filter((row) => row.month === month).reduce((sum, { amount }) => sum + amount, 0),
      ),
    })),
    firms: lists.terms.map((row) => ({
      id: row.firm.id,
      name: row.firm.title,
      demand: months.map(() => row.demand),
      contract: months.map(() => contractOf(row)),
      lot: row.lot ?? 0,
      weight: moltenWeight(row.added, lists.classes.get(row.firm.id) ?? null),
    })),
    routes: [...bySource.keys()].flatMap((source) =>
      lists.terms.map(({ firm, loss, minutes }) => ({ source, firm: firm.id, loss, minutes })),
    ),
  };
}

type Division = Omit<Molten, 'demo' | 'left'>;

/** What came of the task, firm by firm and month by month; where nothing did, why. Null: there was no task. */
export function divisionOf(lists: MoltenLists, result: AllocationResult | Problem | null): Division {
  const months = monthsOf(lists);
  const without = (status: Division['status'], why: Text): Division => {
    return { status, why, months, gap: null, ratio: null, value: null, firms: [], cast: [] };
  };
  if (result === null)
    return without('nothing', { zh: '还没有供应计划或直供企业', en: 'There is no supply or no firm yet' });
  if (isProblem(result)) return without('no-answer', { zh: result.zh, en: result.en });
  if (result.status === 'no-answer')
    return without('no-answer', { zh: '限时内没有算出方案', en: 'No plan was found in the time allowed' });
  if (result.status === 'infeasible') {
    const rules = result.clash.rules.map(({ name }) => name);
    return without('infeasible', {
      zh: `这些要求不能同时满足：${rules.map(({ zh }) => zh).join('、')}`,
      en: `These cannot be met together: ${rules.map(({ en }) => en).join(', ')}`,
    });
  }
  const { status, gap, ratio, best, proRata } = result;
  const arrived = ({ shipments }: Allocation, firm: string) =>
    months.map((_, month) =>
      shipments.filter((one) => one.firm === firm && one.month === month).reduce((sum, one) => sum + one.arrived, 0),
    );
  return {
    status,
    why: {
      zh: '在合同、批量、运距和保底约束下，按加权增加值（每吨增加值 × 亩均类别系数）最大分配',
      en: 'The greatest weighted value added (of a tonne, by the per-mu class) under contracts, lots, ways and the floor',
    },
    months,
    gap,
    ratio,
    value: { best: best.value, proRata: proRata.value },
    firms: lists.terms.map((row) => ({
      id: row.firm.id,
      name: row.firm.title,
      demand: row.demand,
      contract: contractOf(row),
      minutes: row.minutes,
      class: lists.classes.get(row.firm.id) ?? null,
      weight: moltenWeight(row.added, lists.classes.get(row.firm.id) ?? null),
      best: arrived(best, row.firm.id),
      proRata: arrived(proRata, row.firm.id),
    })),
    cast: months.map((_, month) => Object.values(best.cast).reduce((sum, row) => sum + (row[month] ?? 0), 0)),
  };
}
