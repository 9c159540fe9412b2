import type { PortfolioInput } from '../../core/decide/index.ts';
import { runKind } from '../../evidence/run/index.ts';
import type { NotJudged, PortfolioRequest } from './input.ts';
import type { PortfolioAnswer } from './solve.ts';

/** A choice that somebody asked for: what was asked, the problem made of it, and what came out. */
export interface Choice {
  request: PortfolioRequest;
  input: PortfolioInput;
  demo: boolean;
  /** Leads that took no part, and why. Absent in runs of an older version. */
  notJudged?: readonly NotJudged[];
  /** Best value and bound so far. */
  value: number | null;
  bound: number | null;
  answer: PortfolioAnswer | null;
}

export const choices = runKind<Choice>({
  id: 'portfolio',
  name: { zh: '未完成的测算', en: 'choices under way' },
  work: new URL('./work.ts', import.meta.url),
  seconds: 300,
  megabytes: 2048,
  most: { person: 2, city: 10 },
  shared: true,
  failed: {
    code: 'portfolio-failed',
    title: { zh: '测算出错，请再试一次。', en: 'The choice failed; try again.' },
    hint: null,
  },
});
