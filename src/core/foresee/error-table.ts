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
    weights: [0.778, 0.291, 0.336, 0.184, -0.218, -0.141, -0.213, 0.291],
    points: [4, 96],
    quantiles: [
      -3.144, -2.494, -1.807, -1.335, -1.043, -0.825, -0.644, -0.484, -0.351, -0.225, -0.081, 0.056, 0.194, 0.331,
      0.473, 0.634, 0.835, 1.047, 1.329, 1.713, 2.432, 3.061, 3.805,
    ],
    persistence: 0.45,
  },
  quarterly: {
    weights: [0.312, 0.319, 0.409, -0.002, -0.077, -0.137, -0.153, 0.24],
    points: [8, 64],
    quantiles: [
      -3.546, -2.759, -2.178, -1.66, -1.304, -1.022, -0.821, -0.615, -0.455, -0.312, -0.187, -0.067, 0.062, 0.196, 0.33,
      0.468, 0.619, 0.804, 1.044, 1.386, 2.06, 2.606, 3.629,
    ],
    persistence: 0.55,
  },
  monthly: {
    weights: [0.317, 0.051, 0.565, 0.111, 0.069, -0.046, -0.232, 0.317],
    points: [18, 126],
    quantiles: [
      -3.252, -2.651, -2.093, -1.502, -1.136, -0.9, -0.692, -0.524, -0.361, -0.214, -0.08, 0.057, 0.191, 0.331, 0.483,
      0.639, 0.82, 1.029, 1.269, 1.594, 2.122, 2.689, 3.262,
    ],
    persistence: 0.7,
  },
};
