import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '../../core/plan/index.ts';
import { readDocument } from '../../evidence/intake/document/index.ts';
import { Problem } from '../../http/problem.ts';
import { reviewOf } from './draft.ts';
import type { ReaderSays } from './read-job.ts';

/** Reads and compiles one document away from the event loop. */
const { bytes, name, asOf } = workerData as { bytes: Uint8Array; name: string; asOf: string | null };
const say = (message: ReaderSays) => parentPort?.postMessage(message);

try {
  const { text, format, encoding } = await readDocument(bytes, { name });
  say({ step: 'compiling', progress: 0.4, file: { format, encoding } });
  // PostgreSQL's jsonb holds no NUL; a space of the same length keeps the spans.
  const kept = text.replaceAll('\u0000', ' ').toWellFormed();
  const draft = compile(kept, asOf ? { asOf } : {});
  say({ step: 'done', body: { ...reviewOf(draft), text: kept } });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say({ step: 'failed', problem: error.body });
}
