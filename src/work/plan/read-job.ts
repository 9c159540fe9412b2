import { Worker } from 'node:worker_threads';
import type { Job } from '../../evidence/domain.ts';
import type { ProblemBody } from '../../http/problem.ts';
import { advanceDraft, type DraftBody, takeUpload } from './draft.ts';

export interface ReadOrder {
  jurisdiction: string;
  draft: string;
}

/** What the worker says: where it is, then the result or what is wrong with the document. */
export type ReaderSays =
  | { step: 'compiling'; progress: number; file: { format: string; encoding: string | null } }
  | { step: 'done'; body: Pick<DraftBody, 'plan' | 'items' | 'facts' | 'groups' | 'warnings' | 'text'> }
  | { step: 'failed'; problem: ProblemBody };

/** Longest time that a document may take; the compiler is linear, so only a broken file can come near it. */
const limit = 120_000;

export const readJob: Job = {
  name: 'plan.read',
  run: async ({ store }, { jurisdiction, draft }: ReadOrder, signal) => {
    const upload = await takeUpload(store, jurisdiction, draft);
    if (!upload) return;
    const file = {
      name: upload.name,
      bytes: upload.bytes.length,
      format: null as string | null,
      encoding: null as string | null,
    };
    await advanceDraft(store, jurisdiction, draft, 'reading', 0.1, {
      step: { zh: '读取文件', en: 'Reading the file' },
    });
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: upload,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    const timer = setTimeout(stop, limit);
    try {
      // Messages come one after the other; each is written before the next is looked at.
      let written = Promise.resolve<unknown>(undefined);
      let settled = false;
      await new Promise<void>((done) => {
        worker.on('message', (says: ReaderSays) => {
          settled ||= says.step !== 'compiling';
          written = written.then(() => write(says));
          // Heard at once; thrown where it is waited for.
          written.catch(() => {});
        });
        worker.on('error', () => done());
        worker.on('exit', () => done());
      });
      await written;
      if (!settled && !signal.aborted) {
        await advanceDraft(store, jurisdiction, draft, 'failed', 1, {
          problem: {
            code: 'reading-failed',
            title: { zh: '这份文件读不下去。', en: 'This file cannot be read.' },
            hint: {
              zh: '另存为 .docx 或 .txt 再试，或直接粘贴正文。',
              en: 'Save it as .docx or .txt and try again, or paste the text.',
            },
          },
        });
      }
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    }

    function write(says: ReaderSays): Promise<boolean> {
      if (says.step === 'compiling') {
        Object.assign(file, says.file);
        return advanceDraft(store, jurisdiction, draft, 'compiling', says.progress, {
          file,
          step: { zh: '提取目标任务', en: 'Extracting the commitments' },
        });
      }
      if (says.step === 'done')
        return advanceDraft(store, jurisdiction, draft, 'review', 1, {
          ...says.body,
          file,
          step: { zh: '待审核', en: 'Ready for review' },
        });
      const { code, title, hint } = says.problem;
      return advanceDraft(store, jurisdiction, draft, 'failed', 1, {
        file,
        problem: { code, title, hint: hint ?? null },
        step: { zh: '读取失败', en: 'Reading failed' },
      });
    }
  },
};
