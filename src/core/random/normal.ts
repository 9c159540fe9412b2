/** The standard normal distribution: numbers from it, its distribution function and the inverse of that. */

/** A standard normal number from two uniform ones (Box and Muller 1958). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const polynomial = (coefficients: readonly number[], x: number) => {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
};

// Hart 1968 (algorithm 5666), as printed by West 2005, "Better approximations to cumulative normal functions", Wilmott.
const hartAbove = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const hartBelow = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

/** The factor of exp(−z²/2) in the upper tail of z ≥ 0. */
function tailFactor(z: number): number {
  return z < 7.07106781186547
    ? polynomial(hartAbove, z) / polynomial(hartBelow, z)
    : 1 / (2.506628274631 * (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))));
}

/** Probability of more than z; relative error below 1e-8, also far out in the tail. */
export function normalAbove(z: number): number {
  return z < 0 ? 1 - normalAbove(-z) : tailFactor(z) * Math.exp((-z * z) / 2);
}

/** Distribution function: probability of at most z. */
export function normalBelow(z: number): number {
  return normalAbove(-z);
}

/** Logarithm of `normalAbove`, finite where that has become 0. */
export function logNormalAbove(z: number): number {
  return z < 0 ? Math.log1p(-normalAbove(-z)) : Math.log(tailFactor(z)) - (z * z) / 2;
}

// Wichura 1988, Applied Statistics 37:477–484, algorithm AS 241 (PPND16).
const middle = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
] as const;
const near = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;
const far = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
] as const;

const ratio = ([above, below]: readonly [readonly number[], readonly number[]], x: number) =>
  polynomial(above, x) / polynomial(below, x);

/** The z with `normalBelow(z) = p`; infinite for 0 and 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(middle, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (tail <= 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const z = r <= 5 ? ratio(near, r - 1.6) : ratio(far, r - 5);
  return q < 0 ? -z : z;
}
