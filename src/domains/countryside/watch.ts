/** Days of the board that count: both ends in. Null where one is missing. */
export function boardDays(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : daysBetween(from, to) + 1;
}

/** Natural days from one ISO day to another; 0: the same. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export interface Household {
  labour: number | null;
  income: number | null;
  spending: number | null;
  guarantees: readonly (boolean | null)[];
  stableSince: string | null;
}

export type LiftFault = 'no-labour' | 'guarantee' | 'unknown-guarantee' | 'line' | 'unknown-line' | 'half-year';

/**
 * What keeps the risk of a household from being said to be lifted: nobody able to work (help alone, never lifted), a guarantee
 * that is not met or not known, an income below the line, less than six months stable. `line` 元 a head; null: not known.
 */
export function liftFaults(household: Household, line: number | null, day: string): LiftFault[] {
  const { labour, income, spending, guarantees, stableSince } = household;
  const left = income === null ? null : income - (spending ?? 0);
  const halfYear = stableSince !== null && addSixMonths(stableSince) <= day;
  return [
    ...(labour === 0 ? (['no-labour'] as const) : []),
    ...(guarantees.includes(false) ? (['guarantee'] as const) : []),
    ...(guarantees.includes(null) ? (['unknown-guarantee'] as const) : []),
    ...(line === null || left === null ? (['unknown-line'] as const) : left <= line ? (['line'] as const) : []),
    ...(halfYear ? [] : (['half-year'] as const)),
  ];
}

function addSixMonths(day: string): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
  return new Date(Date.UTC(year, month + 5, Math.min(of, last))).toISOString().slice(0, 10);
}
