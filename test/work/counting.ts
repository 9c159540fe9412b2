import { setTimeout as sleep } from 'node:timers/promises';
import type { RunWork } from '../../src/evidence/run/index.ts';
import { Problem } from '../../src/http/problem.ts';

/** What the work of run.test.ts is told to do. */
export interface Counting {
  /** Steps of 20 milliseconds. */
  steps: number;
  ending: 'end' | 'refuse' | 'break' | 'exit' | 'fill';
  counted: number;
}

export const work: RunWork<Counting> = async ({ body: { steps, ending } }, tell) => {
  for (let step = 1; step <= steps; step += 1) {
    await sleep(20);
    tell({ progress: step / steps, step: { zh: `第 ${step} 步`, en: `Step ${step}` }, change: { counted: step } });
  }
  if (ending === 'refuse')
    throw new Problem({ status: 422, code: 'not-countable', zh: '数不了。', en: 'Not countable.' });
  if (ending === 'break') throw new Error('broken');
  if (ending === 'exit') process.exit(3);
  const filled: object[] = [];
  while (ending === 'fill') filled.push({ step: filled.length });
  return { counted: steps };
};
