/** Which table of errors a series uses: by the number of points a year. */
export type Rhythm = 'annual' | 'quarterly' | 'monthly';

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
  0.0125, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
  0.95, 0.975, 0.9875,
];

/* oxlint-disable oxc/approx-constant -- a quantile may look like one */

/** Learned from the choosing half of M3 by `npm run bench -- forecast-table`, which prints the three entries anew. */
export const ERROR_TABLES: Readonly<Record<Rhythm, ErrorTable>> = {
  annual: {
    weights: [0.113, 0.667, 0.156, 0.064, -0.234, 0.119, 0.617, 0.191],
    points: [4, 96],
    quantiles: [
      -3.71, -2.539, -2.024, -1.495, -1.158, -0.935, -0.742, -0.588, -0.432, -0.274, -0.13, 0.017, 0.16, 0.295, 0.447,
      0.617, 0.833, 1.072, 1.357, 1.766, 2.352, 3.059, 3.833,
    ],
    persistence: 0.45,
  },
  quarterly: {
    weights: [-0.037, 0.516, 0.271, 0.057, -0.123, 0.259, 0.362, 0.387],
    points: [8, 64],
    quantiles: [
      -3.603, -2.972, -2.32, -1.684, -1.326, -1.076, -0.861, -0.705, -0.55, -0.416, -0.271, -0.135, -0.002, 0.128,
      0.275, 0.423, 0.59, 0.789, 1.037, 1.363, 2.011, 2.65, 3.768,
    ],
    persistence: 0.55,
  },
  monthly: {
    weights: [-0.276, 0.269, 0.346, 0.178, -0.012, 0.511, 0.426, 0.464],
    points: [18, 126],
    quantiles: [
      -3.197, -2.679, -2.076, -1.488, -1.132, -0.887, -0.701, -0.524, -0.359, -0.212, -0.08, 0.046, 0.176, 0.311, 0.451,
      0.605, 0.78, 0.988, 1.248, 1.604, 2.144, 2.706, 3.311,
    ],
    persistence: 0.74,
  },
};
