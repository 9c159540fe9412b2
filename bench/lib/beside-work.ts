import { Ledger, type Submission } from '../../src/evidence/book.ts';
import { openStore } from '../../src/evidence/store/store.ts';
import { submitStaged } from '../../src/work/registers/hand-in.ts';

interface Task {
  databaseUrl: string;
  jurisdiction: string;
  rows: number;
  /** As one entry, or as entries that wait until one takes them. */
  staged: boolean;
}

/** Writes so many new records as an import does once it was read; gives milliseconds. */
export async function work({ databaseUrl, jurisdiction, rows, staged }: Task): Promise<number> {
  const store = openStore(databaseUrl, 2);
  try {
    const put = {
      jurisdiction,
      kind: 'record.put',
      actor: 'bench',
      demo: false,
      payload: {
        register: 'firms',
        on: '2026-01-01',
        source: 'bench',
        grade: 'A',
        status: 'approved',
        records: Array.from({ length: rows }, (_, n) => ({
          id: `${staged ? 's' : 'o'}${n}`,
          base: null,
          values: {
            name: `${staged ? '分' : '一'}${n}号企业`,
            output: (n * 37) % 90_000,
            tax: ((n * 11) % 4000) / 10,
            land: 5 + (n % 200),
          },
          stage: null,
          passed: {},
        })),
      },
    } satisfies Submission;
    const ledger = new Ledger(store);
    const began = performance.now();
    await (staged ? submitStaged(ledger, put, `bench ${Math.random()}`) : ledger.submit(put));
    return performance.now() - began;
  } finally {
    await store.destroy();
  }
}
