import { formatNumber, type Text } from '../../core/measure/index.ts';
import type { RunWork } from '../../evidence/run/index.ts';
import type { Choice } from './choice.ts';
import { solvePortfolio } from './solve.ts';

/** Longest time for the main solve; the frontier and the worth of limits come on top. */
const seconds = 20;

export const work: RunWork<Choice> = async ({ body }, tell) => {
  const began = Date.now();
  const answer = await solvePortfolio(body.input, { seconds, frontier: true, worth: true }, (step, value, bound) =>
    tell({
      // Nobody knows how long it takes: time against its limit is the honest measure.
      progress: Math.min(0.95, (Date.now() - began) / (2 * seconds * 1000)),
      step: value === null ? step : soFar(step, value, bound),
      change: { value, bound },
    }),
  );
  return { answer };
};

function soFar({ zh, en }: Text, value: number, bound: number | null): Text {
  const [best, most] = [value, bound].map((figure) => (figure === null ? '—' : formatNumber(figure, 2)));
  return { zh: `${zh}：目前 ${best}，上界 ${most}`, en: `${en}: ${best} so far, bound ${most}` };
}
