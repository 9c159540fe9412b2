import type { Method } from '../../evidence/method.ts';
import { inThread, ThreadEnded } from '../../evidence/run/index.ts';
import { Problem } from '../../http/problem.ts';
import type * as Computing from './work.ts';

/** Longest that a computation for somebody may take, in seconds. */
const longest = 30;
const heapMb = 512;

/**
 * Computes a method in a thread of its own, checks of its input included. Throws what `compute` throws, and a Problem (422
 * `method-too-much`) where it takes longer than `seconds` or more memory than there is for it.
 */
export async function computeAside({ module, id }: Method, given: unknown, seconds = longest): Promise<unknown> {
  try {
    return await inThread<typeof Computing>(
      new URL('./work.ts', import.meta.url),
      { module, id, given },
      { seconds, megabytes: heapMb },
    );
  } catch (error) {
    if (!(error instanceof ThreadEnded && error.ranOut)) throw error;
    throw new Problem({
      status: 422,
      code: 'method-too-much',
      zh: `算不完：超过 ${seconds} 秒，或内存不够。`,
      en: `It could not be computed: more than ${seconds} s, or too little memory.`,
      hint: {
        zh: '减少数据，或在自己的机器上用 lantu compute。',
        en: 'Give it less, or use lantu compute on a machine of your own.',
      },
    });
  }
}
