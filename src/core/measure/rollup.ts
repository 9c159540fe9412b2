import type { Light, Standing, Text } from './model.ts';
import { formatNumber, THIN } from './quantity.ts';

/** One child of a theme: a target, a to-do, or a theme with its own roll-up. */
export interface RollupChild {
  id: string;
  name: Text;
  light: Light;
  /** Not negative; 0 keeps the child out of the light but not out of the counts. */
  weight: number;
  /** 约束性. */
  binding: boolean;
  /** True when the child is itself a roll-up that a binding indicator kept from green. */
  vetoed?: boolean;
  why?: Text;
}

export interface RollupRules {
  id: string;
  green: number;
  yellow: number;
  /** Grey when more than this share of the weight is grey. */
  greyShare: number;
}

/** Green counts 1, yellow ½, red 0; the weighted mean over what is not grey: green from 0.8, yellow from 0.4. */
export const ROLLUP_DEFAULT: RollupRules = { id: 'weighted-veto', green: 0.8, yellow: 0.4, greyShare: 0.5 };

export interface Rollup {
  light: Light;
  why: Text;
  rule: string;
  /** Weighted mean, 0 to 1; null when nothing can be judged. */
  score: number | null;
  counts: Record<Light, number>;
  /** Id of the child that needs attention first; null when all are green. */
  worst: string | null;
  /** A missed binding indicator below kept it from green. Pass it on to the parent's child entry. */
  vetoed: boolean;
}

const VALUE = { green: 1, yellow: 0.5, red: 0 } as const;
const ORDER: Readonly<Record<Light, number>> = { red: 0, yellow: 1, grey: 2, green: 3 };
const WORD: Readonly<Record<Light, Text>> = {
  red: { zh: '红灯', en: 'red' },
  yellow: { zh: '黄灯', en: 'yellow' },
  grey: { zh: '无据', en: 'without evidence' },
  green: { zh: '绿灯', en: 'green' },
};

/** Red first, then yellow, grey, green; binding first, then the heavier, then by id: the same for any order of input. */
function worstFirst(a: RollupChild, b: RollupChild): number {
  return (
    ORDER[a.light] - ORDER[b.light] ||
    Number(b.binding) - Number(a.binding) ||
    b.weight - a.weight ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/**
 * A parent's light from its children.
 *
 * - Score: weighted mean of green 1, yellow ½, red 0 over the children that are not grey; equal children give their
 *   own light back.
 * - Veto: a red binding child keeps the parent from green (at best yellow), and the veto is handed up through
 *   `vetoed`, so that no theme above is green either. It does not by itself make the parent red: the plan office
 *   wants to see one missed binding indicator and a failing theme apart.
 * - Grey: when more than half of the weight is grey the parent is grey, whatever the rest says — unless the rest
 *   holds a missed binding indicator, which is evidence enough for yellow.
 */
export function rollup(children: readonly RollupChild[], rules: RollupRules = ROLLUP_DEFAULT): Rollup {
  const counts: Record<Light, number> = { green: 0, yellow: 0, red: 0, grey: 0 };
  const sorted = [...children].sort(worstFirst);
  let known = 0;
  let total = 0;
  let sum = 0;
  for (const c of sorted) {
    counts[c.light]++;
    const weight = Number.isFinite(c.weight) && c.weight > 0 ? c.weight : 0;
    total += weight;
    if (c.light === 'grey') continue;
    known += weight;
    sum += weight * VALUE[c.light];
  }
  const vetoing = sorted.find((c) => c.binding && c.light === 'red') ?? sorted.find((c) => c.vetoed === true);
  const vetoed = vetoing !== undefined;
  const first = sorted[0];
  const worst = first === undefined || first.light === 'green' ? null : first;
  const base = { rule: rules.id, counts, worst: worst?.id ?? null, vetoed };
  if (total <= 0 || known <= 0 || first === undefined) {
    const why =
      first === undefined
        ? { zh: '下面没有目标任务。', en: 'Nothing below it.' }
        : { zh: '下面各项都没有可用的实据。', en: 'Nothing below it has usable evidence.' };
    return {
      ...base,
      light: vetoed ? 'yellow' : 'grey',
      score: null,
      why: vetoed ? whyOf('yellow', sorted, worst, vetoing, counts) : why,
    };
  }
  const score = sum / known;
  // Sums of weights in doubles: 0.8 must count as 0.8.
  const s = Math.round(score * 1e9) / 1e9;
  const plain: Light = s >= rules.green ? 'green' : s >= rules.yellow ? 'yellow' : 'red';
  const blind = (total - known) / total > rules.greyShare + 1e-9;
  const light: Light = blind ? (vetoed ? 'yellow' : 'grey') : vetoed && plain === 'green' ? 'yellow' : plain;
  return { ...base, light, score, why: whyOf(light, sorted, worst, vetoing, counts) };
}

function whyOf(
  light: Light,
  sorted: readonly RollupChild[],
  worst: RollupChild | null,
  vetoing: RollupChild | undefined,
  counts: Record<Light, number>,
): Text {
  const n = sorted.length;
  if (worst === null)
    return { zh: `${n}${THIN}项全部绿灯。`, en: n === 1 ? 'The one item is green.' : `All ${n} items are green.` };
  const parts = (['red', 'yellow', 'grey'] as const).filter((l) => counts[l] > 0);
  const zh = parts.map((l) => `${formatNumber(counts[l])}${THIN}项${WORD[l].zh}`).join('、');
  const en = parts.map((l) => `${formatNumber(counts[l])} ${WORD[l].en}`).join(', ');
  const named = vetoing ?? worst;
  const reason = named.why;
  const veto =
    vetoing === undefined
      ? { zh: '先看', en: 'first' }
      : vetoing.binding
        ? { zh: '约束性指标未达，不得评绿：', en: 'a binding indicator is missed, so not green:' }
        : { zh: '下级有约束性指标未达，不得评绿：', en: 'a binding indicator below is missed, so not green:' };
  const blind =
    light === 'grey' ? { zh: '过半没有实据：', en: 'More than half is without evidence: ' } : { zh: '', en: '' };
  const tailZh = reason === undefined ? '。' : `——${reason.zh}`;
  const tailEn = reason === undefined ? '.' : `: ${reason.en}`;
  return {
    zh: `${blind.zh}${n}${THIN}项中${THIN}${zh}；${veto.zh}“${named.name.zh}”${tailZh}`,
    en: `${blind.en}${en} of ${n}; ${veto.en} "${named.name.en}"${tailEn}`,
  };
}

/** The child entry of a target or to-do. */
export function childOf(id: string, name: Text, s: Standing, weight: number, binding: boolean): RollupChild {
  return { id, name, light: s.light, weight, binding, why: s.why };
}
