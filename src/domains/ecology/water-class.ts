/** Limits of GB 3838-2002, table 1, classes I to V, mg/L. Oxygen is a least value, all others are largest ones. */
const LIMITS = {
  do: [7.5, 6, 5, 3, 2],
  codmn: [2, 4, 6, 10, 15],
  cod: [15, 15, 20, 30, 40],
  bod5: [3, 3, 4, 6, 10],
  nh3n: [0.15, 0.5, 1, 1.5, 2],
  cu: [0.01, 1, 1, 1, 1],
  zn: [0.05, 1, 1, 2, 2],
  f: [1, 1, 1, 1.5, 1.5],
  se: [0.01, 0.01, 0.01, 0.02, 0.02],
  as: [0.05, 0.05, 0.05, 0.1, 0.1],
  hg: [0.00005, 0.00005, 0.0001, 0.001, 0.001],
  cd: [0.001, 0.005, 0.005, 0.005, 0.01],
  cr6: [0.01, 0.05, 0.05, 0.05, 0.1],
  pb: [0.01, 0.01, 0.05, 0.05, 0.1],
  cn: [0.005, 0.05, 0.2, 0.2, 0.2],
  phenol: [0.002, 0.002, 0.005, 0.01, 0.1],
  oil: [0.05, 0.05, 0.05, 0.5, 1],
  las: [0.2, 0.2, 0.2, 0.3, 0.3],
  sulfide: [0.05, 0.1, 0.2, 0.5, 1],
} as const;
/** Phosphorus and nitrogen: a lake is judged more strictly than a river. */
const PHOSPHORUS = { river: [0.02, 0.1, 0.2, 0.3, 0.4], lake: [0.01, 0.025, 0.05, 0.1, 0.2] } as const;
const NITROGEN = [0.2, 0.5, 1, 1.5, 2] as const;
const ACIDITY = [6, 9] as const;

export type WaterBody = 'lake' | 'river';
/** The items of table 1 that a class is judged by, without temperature, nitrogen and coliforms (环办〔2011〕22 号). */
export const waterItems = ['ph', ...(Object.keys(LIMITS) as (keyof typeof LIMITS)[]), 'tp'] as const;
export type WaterItem = (typeof waterItems)[number];
export type WaterValues = { readonly [K in WaterItem | 'tn']?: number | null | undefined };
/** 1 to 5 for I to V, 6 for 劣Ⅴ. */
export type WaterClass = 1 | 2 | 3 | 4 | 5 | 6;

export interface WaterResult {
  class: WaterClass;
  /** The items that set it. */
  worst: WaterItem[];
  /** By how many times an item exceeds the limit of class III; oxygen and acidity have no such multiple. */
  exceed: Partial<Record<WaterItem, number>>;
  /** The class of a lake by its nitrogen alone, which never sets the class; null for rivers and where it is not given. */
  tn: { class: WaterClass } | null;
}

const within = (value: number, limits: readonly number[], least = false): WaterClass => {
  const at = limits.findIndex((limit) => (least ? value >= limit : value <= limit));
  return (at < 0 ? 6 : at + 1) as WaterClass;
};

export function limitsOf(body: WaterBody, item: Exclude<WaterItem, 'ph'>): readonly number[] {
  return item === 'tp' ? PHOSPHORUS[body] : LIMITS[item];
}

function classOf(body: WaterBody, item: WaterItem, value: number): WaterClass {
  if (item === 'ph') return value >= ACIDITY[0] && value <= ACIDITY[1] ? 1 : 6;
  return within(value, limitsOf(body, item), item === 'do');
}

/**
 * The class of water by its worst item (单因子, GB 3838-2002 and 环办〔2011〕22 号); values in mg/L, acidity without a unit. Null
 * where no item that counts has a value.
 */
export function waterClass(body: WaterBody, values: WaterValues): WaterResult | null {
  const judged = waterItems.flatMap((item) => {
    const value = values[item];
    return value === null || value === undefined ? [] : [{ item, value, class: classOf(body, item, value) }];
  });
  if (judged.length === 0) return null;
  const worst = Math.max(...judged.map((one) => one.class)) as WaterClass;
  const { tn } = values;
  return {
    class: worst,
    worst: judged.filter((one) => one.class === worst).map(({ item }) => item),
    exceed: Object.fromEntries(
      judged.flatMap(({ item, value }) => {
        if (item === 'ph' || item === 'do') return [];
        const third = limitsOf(body, item)[2] ?? Number.POSITIVE_INFINITY;
        return value > third ? [[item, (value - third) / third]] : [];
      }),
    ),
    tn: body === 'lake' && tn !== null && tn !== undefined ? { class: within(tn, NITROGEN) } : null,
  };
}
