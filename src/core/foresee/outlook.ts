import { describeMissing, isMissing, type Light, type Missing, type Text } from '../measure/index.ts';
import type { Attainment } from './attain.ts';

/** 前景: whether a promise will be kept, in a word. */
export type OutlookWord = 'likely' | 'at-risk' | 'unlikely' | 'unknown';

/** From which probability on a promise is likely, and below which it is unlikely to be kept; shares, likely ≥ unlikely. */
export interface OutlookRules {
  likely: number;
  unlikely: number;
}

/** IPCC, Guidance note on the consistent treatment of uncertainties (2010): likely from 66 %, unlikely below 33 %. */
export const OUTLOOK_RULES: OutlookRules = { likely: 0.66, unlikely: 0.33 };

/**
 * The one outlook of a target on a day, in the indicator's unit: every face shows these very figures. All null and
 * `unknown` where it cannot be told; the sentence then says why.
 */
export interface Outlook {
  expected: number | null;
  low80: number | null;
  high80: number | null;
  low95: number | null;
  high95: number | null;
  probability: number | null;
  word: OutlookWord;
  /** True where the goal's period is over and its figure known. */
  decided: boolean;
  restsOn: Text | null;
  sentence: Text;
  demo: boolean;
}

export function outlookWord(probability: number | null, rules: OutlookRules = OUTLOOK_RULES): OutlookWord {
  if (probability === null) return 'unknown';
  return probability >= rules.likely ? 'likely' : probability < rules.unlikely ? 'unlikely' : 'at-risk';
}

export function outlookOf(found: Attainment | Missing, rules: OutlookRules = OUTLOOK_RULES): Outlook {
  if (isMissing(found)) {
    const why = describeMissing(found);
    return noOutlook({ zh: `不能预测：${why.zh}。`, en: `Cannot be foreseen: ${why.en}.` });
  }
  const { expected, low80, high80, low95, high95, probability, decided, restsOn, sentence, demo } = found;
  const word = outlookWord(probability, rules);
  return { expected, low80, high80, low95, high95, probability, word, decided, restsOn, sentence, demo };
}

export function noOutlook(sentence: Text): Outlook {
  const none = { expected: null, low80: null, high80: null, low95: null, high95: null, probability: null };
  return { ...none, word: 'unknown', decided: false, restsOn: null, sentence, demo: false };
}

/** Below this chance a promise never looks plainly green. */
const EVEN = 0.5;

/**
 * The light that is shown and counted: where we stand, and never plainly green below an even chance. The forecast alone
 * makes no red light, and a good one makes no light better.
 */
export function shownLight(stands: Light, outlook: Pick<Outlook, 'probability'> | null): Light {
  return stands === 'green' && outlook?.probability != null && outlook.probability < EVEN ? 'yellow' : stands;
}
