import {
  type WaterBody,
  type WaterClass,
  waterClass,
  waterItems,
  type WaterResult,
  type WaterValues,
} from './water-class.ts';

export type BodyState = 'excellent' | 'good' | 'light' | 'middle' | 'heavy';

export interface BodyResult {
  by: 'mean' | 'shares';
  state: BodyState;
  /** The class of the means; null where the body is judged by shares. */
  water: WaterResult | null;
  /** Classes of the sections in their order; null where one has no value that counts. */
  sections: (WaterClass | null)[];
}

const items = [...waterItems, 'tn'] as const;
const stateOf = (of: WaterClass): BodyState =>
  of <= 2 ? 'excellent' : of === 3 ? 'good' : of === 4 ? 'light' : of === 5 ? 'middle' : 'heavy';

/**
 * A river or a lake by its sections (环办〔2011〕22 号): a lake, and a river of fewer than five sections, by the means of each item;
 * a river of five or more by the shares of classes. Null where nothing counts.
 */
export function waterBody(body: WaterBody, sections: readonly WaterValues[]): BodyResult | null {
  const classes = sections.map((values) => waterClass(body, values)?.class ?? null);
  const known = classes.filter((one) => one !== null);
  if (body === 'river' && sections.length >= 5) {
    if (known.length === 0) return null;
    const share = (test: (one: WaterClass) => boolean) => known.filter(test).length / known.length;
    const [good, worst] = [share((one) => one <= 3), share((one) => one === 6)];
    const state =
      good >= 0.9 ? 'excellent' : good >= 0.75 ? 'good' : worst < 0.2 ? 'light' : worst < 0.4 ? 'middle' : 'heavy';
    return { by: 'shares', state, water: null, sections: classes };
  }
  const water = waterClass(body, meanValues(sections));
  return water && { by: 'mean', state: stateOf(water.class), water, sections: classes };
}

/** The mean of each item over the sections that have it. */
function meanValues(sections: readonly WaterValues[]): WaterValues {
  return Object.fromEntries(
    items.flatMap((item) => {
      const values = sections.flatMap((section) => section[item] ?? []);
      return values.length === 0 ? [] : [[item, values.reduce((sum, one) => sum + one, 0) / values.length]];
    }),
  );
}
