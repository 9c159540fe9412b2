import { AsyncLocalStorage } from 'node:async_hooks';

/** A row that an answer comes without, and why. */
export interface LeftOut {
  what: string;
  zh: string;
  en: string;
}

const collecting = new AsyncLocalStorage<LeftOut[]>();

/** Says that the answer under way comes without a row. */
export function leaveOut(row: LeftOut): void {
  const rows = collecting.getStore();
  if (rows && rows.length < 100 && !rows.some((known) => known.what === row.what)) rows.push(row);
}

/** Does `work` and gathers the rows that its answer comes without. */
export async function gatherLeftOut<T>(work: () => Promise<T>): Promise<{ result: T; leftOut: LeftOut[] }> {
  const leftOut: LeftOut[] = [];
  return { result: await collecting.run(leftOut, work), leftOut };
}
