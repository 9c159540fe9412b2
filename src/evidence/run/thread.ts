import { Worker } from 'node:worker_threads';
import { Problem, type ProblemBody, problemOf } from '../../http/problem.ts';
import { complain } from '../store/complain.ts';

/** What a module for a thread exports as `work`. `tell` says how far it is; what goes in and comes out is plain data. */
export type Work<Input, Output, News = never> = (input: Input, tell: (news: News) => void) => Output | Promise<Output>;

/** A module that can be run in a thread. */
type Module = { work: (input: never, tell: never) => unknown };
type InputOf<M extends Module> = Parameters<M['work']>[0];
type OutputOf<M extends Module> = Awaited<ReturnType<M['work']>>;
type NewsOf<M extends Module> = Parameters<M['work']> extends [unknown, (news: infer News) => void] ? News : never;

export interface ThreadLimits<News> {
  /** Nothing sane takes longer than this. */
  seconds: number;
  /** Of heap. */
  megabytes: number;
  /** Ends the thread at once; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  onNews?: (news: News) => void;
}

/** A thread that ended without an answer: it broke, took too long or needed more memory than it may have. */
export class ThreadEnded extends Problem {
  /** It needed more time or memory than it may have: less to do would have been done. */
  readonly ranOut: boolean;

  constructor(module: URL, why: string, { cause, ranOut = false }: { cause?: unknown; ranOut?: boolean } = {}) {
    super({
      status: 503,
      code: 'work-stopped',
      zh: '没有算完。',
      en: 'It was not computed to the end.',
      hint: {
        zh: '少选一些再试；一直这样请告诉系统管理员。',
        en: 'Choose less and try again; if it stays, tell the administrator.',
      },
    });
    this.ranOut = ranOut;
    this.cause = cause ?? new Error(`${module.pathname.split('/').slice(-2).join('/')} ${why}`);
  }
}

/** Milliseconds between looks at how much memory a thread has. */
const lookEvery = 200;

type Says<Output, News> = { news: News } | { answer: Output } | { problem: ProblemBody };

/**
 * Runs the `work` of a module in a thread of its own: what computes for more than some milliseconds holds up nobody else.
 * A Problem that it throws is thrown here; anything else that ends it is a `ThreadEnded`.
 *
 *     const bytes = await inThread<typeof Writing>(new URL('./writing.ts', import.meta.url), book, { seconds: 60, megabytes: 512 });
 */
export async function inThread<M extends Module>(
  module: URL,
  input: InputOf<M>,
  { seconds, megabytes, signal, onNews }: ThreadLimits<NewsOf<M>>,
): Promise<OutputOf<M>> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./entry.ts', import.meta.url), {
    workerData: { module: module.href, input },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // V8 ends the whole program where a thread asks for much at once at its limit. So that stands well above ours, which is looked at.
    resourceLimits: { maxOldGenerationSizeMb: 2 * megabytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<OutputOf<M>>();
  const cut = () => reject(signal?.reason as Error);
  signal?.addEventListener('abort', cut);
  const timer = setTimeout(
    () => reject(new ThreadEnded(module, `took more than ${seconds} s`, { ranOut: true })),
    seconds * 1000,
  );
  const looks = setInterval(async () => {
    const heap = await worker.getHeapStatistics().catch(() => null);
    if (heap && heap.used_heap_size > megabytes * 2 ** 20)
      reject(new ThreadEnded(module, `needed more than ${megabytes} MB`, { ranOut: true }));
  }, lookEvery);
  worker.on('message', (says: Says<OutputOf<M>, NewsOf<M>>) => {
    if ('news' in says) onNews?.(says.news);
    else if ('answer' in says) resolve(says.answer);
    else reject(problemOf(says.problem));
  });
  worker.on('error', (error: Error & { code?: string }) =>
    reject(new ThreadEnded(module, 'broke', { cause: error, ranOut: error.code === 'ERR_WORKER_OUT_OF_MEMORY' })),
  );
  worker.on('exit', (code) => reject(new ThreadEnded(module, `ended with ${code}`)));
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ThreadEnded) complain('thread', error.cause);
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(looks);
    signal?.removeEventListener('abort', cut);
    await worker.terminate();
  }
}
