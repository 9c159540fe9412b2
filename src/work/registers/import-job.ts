import { complain } from '../../evidence/store/complain.ts';
import { Worker } from 'node:worker_threads';
import type { Job } from '../../evidence/domain.ts';
import { writtenUnder } from '../../evidence/ledger/ledger.ts';
import { moveImport } from './import-draft.ts';

export interface ImportOrder {
  jurisdiction: string;
  draft: string;
  login: string;
  /** False: read and check only. */
  write: boolean;
  today: string;
}

/** A sheet of 50,000 rows takes seconds; nothing sane takes longer than this. */
const limit = 600_000;

/**
 * Reads, checks and writes sheets in a thread of its own with its own connection to the database: neither the cells nor
 * the hashing of a large entry holds up a reader.
 */
/** Under which the ledger remembers that an import was written: it is written once, however often it is tried. */
export const actKeyOf = (draft: string) => `import ${draft}`;

export const importJob: Job = {
  name: 'registers.import',
  run: async ({ store, databaseUrl }, order: ImportOrder, signal) => {
    const { jurisdiction, draft } = order;
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      workerData: { databaseUrl, order },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    const timer = setTimeout(stop, limit);
    try {
      await new Promise<void>((done) => {
        worker.on('error', (error) => complain('import', error));
        worker.on('exit', () => done());
      });
      // Cut by the end of the server: it is taken up again. Cut by a person: the draft is gone.
      if (signal.aborted) return;
      const seq = await writtenUnder(store, jurisdiction, actKeyOf(draft));
      if (seq !== null) {
        await moveImport(store, jurisdiction, draft, ['writing'], 'done', 1, {
          seq,
          step: { zh: '已写入', en: 'Written' },
        });
        return;
      }
      // A thread that ended without a word leaves the draft where it was: it is told as a failure, never left hanging.
      await moveImport(store, jurisdiction, draft, ['waiting', 'reading', 'writing'], 'failed', 1, {
        problem: {
          code: 'import-stopped',
          title: { zh: '导入中断了，没有写入任何数据。', en: 'The import stopped; nothing was written.' },
          hint: { zh: '再试一次；仍不行请拆成几份。', en: 'Try again; if it fails again, split the file.' },
        },
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    }
  },
};
