import type { Rhythm } from './errors.ts';

/** What was learned of forecast errors of one rhythm. */
export interface ErrorTable {
  /** Weights of `errorRow`: the logarithm of the error's expected size. */
  weights: readonly number[];
  /** Shortest and longest history that was learned from; others count as these. */
  points: readonly [number, number];
  /** Quantiles of the standardised error (along the direction of the forecast) at PROBABILITIES. */
  quantiles: readonly number[];
  /** Exponent of the correlation between the errors of two steps. */
  persistence: number;
}

/** The outermost two are p and 2p on either side, which the tails in errors.ts rely on. */
export const PROBABILITIES: readonly number[] = [
  0.0125, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.9875,
];

/** Learned from the choosing half of M3 by `npm run bench -- forecast-table`, which prints the three entries anew. */
export const ERROR_TABLES: Readonly<Record<Rhythm, ErrorTable>> = {
  annual: {
    weights: [0.488, 0.492, 0.289, 0.286, -0.114, 0.093],
    points: [4, 96],
    quantiles: [-3.363, -2.472, -1.864, -1.406, -1.118, -0.882, -0.669, -0.513, -0.367, -0.228, -0.102, 0.03, 0.176, 0.318, 0.467, 0.63, 0.803, 1.014, 1.302, 1.667, 2.22, 3.005, 3.874],
    persistence: 0.44,
  },
  quarterly: {
    weights: [0.21, 0.501, 0.373, 0.051, -0.057, -0.179],
    points: [8, 64],
    quantiles: [-3.565, -2.755, -2.164, -1.64, -1.306, -1.032, -0.831, -0.635, -0.468, -0.321, -0.196, -0.076, 0.052, 0.177, 0.319, 0.459, 0.614, 0.804, 1.04, 1.367, 2.027, 2.574, 3.618],
    persistence: 0.55,
  },
  monthly: {
    weights: [0.512, 0.211, 0.613, 0.36, 0.122, -0.106],
    points: [18, 126],
    quantiles: [-3.459, -2.725, -2.047, -1.45, -1.102, -0.857, -0.658, -0.49, -0.34, -0.204, -0.08, 0.048, 0.169, 0.301, 0.442, 0.595, 0.768, 0.982, 1.239, 1.586, 2.164, 2.814, 3.481],
    persistence: 0.68,
  },
};
