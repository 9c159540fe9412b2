import { Worker } from 'node:worker_threads';
import type { Method } from '../../evidence/method.ts';
import { Problem, type ProblemBody } from '../../http/problem.ts';

/** Longest that a computation for somebody may take, in seconds. */
const longest = 10;
const heapMb = 512;

export interface Order {
  module: string;
  id: string;
  given: unknown;
}

export type Said = { result: unknown } | { problem: ProblemBody };

/**
 * Computes a method in a thread of its own, checks of its input included. Throws what `compute` throws, and a Problem (422
 * `method-too-much`) where it takes longer than 10 s or more memory than there is for it.
 */
export async function computeAside({ module, id }: Method, given: unknown, seconds = longest): Promise<unknown> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { module, id, given } satisfies Order,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const said = await new Promise<Said>((done, failed) => {
      timer = setTimeout(() => failed(tooMuch(`超过 ${seconds} 秒`, `more than ${seconds} s`)), seconds * 1000);
      worker.on('message', done);
      worker.on('error', (error: Error & { code?: string }) =>
        failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('内存不够', 'too little memory') : error),
      );
      worker.on('exit', (code) => failed(new Error(`the computation of ${id} ended with ${code}`)));
    });
    if ('result' in said) return said.result;
    const { title, status, code, hint, where } = said.problem;
    throw new Problem({ ...title, status, code, ...(hint && { hint }), ...(where !== undefined && { where }) });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function tooMuch(zh: string, en: string): Problem {
  return new Problem({
    status: 422,
    code: 'method-too-much',
    zh: `算不完：${zh}。`,
    en: `It could not be computed: ${en}.`,
    hint: {
      zh: '减少数据，或在自己的机器上用 lantu compute。',
      en: 'Give it less, or use lantu compute on a machine of your own.',
    },
  });
}
