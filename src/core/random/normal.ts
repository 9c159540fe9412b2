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
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const hartBelow = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
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
    2.509080928730122673e3, 3.343057558358812811e4, 6.72657709270087009e4, 4.592195393154987146e4,
    1.373169376550946113e4, 1.971590950306551443e3, 1.331416678917843775e2, 3.387132872796366608,
  ],
  [
    5.226495278852854561e3, 2.872908573572194267e4, 3.930789580009271061e4, 2.121379430158659587e4,
    5.394196021424751108e3, 6.871870074920579083e2, 4.231333070160091125e1, 1,
  ],
] as const;
const near = [
  [
    7.745450142783414076e-4, 2.272384498926918458e-2, 2.41780725177450611770e-1, 1.270458252452368383,
    3.647848324763204605, 5.769497221460691406, 4.630337846156545296, 1.423437110749683577,
  ],
  [
    1.05075007164441684e-9, 5.475938084995344946e-4, 1.519866656361645720e-2, 1.481039764274800746e-1,
    6.897673349851000046e-1, 1.676384830183803849, 2.053191626637758822, 1,
  ],
] as const;
const far = [
  [
    2.01033439929228813e-7, 2.711555568743487578e-5, 1.242660947388078439e-3, 2.653218952657612309e-2,
    2.965605718285048912e-1, 1.784826539917291336, 5.463784911164114370, 6.657904643501103777,
  ],
  [
    2.04426310338993979e-15, 1.421511758316445889e-7, 1.846318317510054682e-5, 7.868691311456132591e-4,
    1.487536129085061485e-2, 1.369298809227358053e-1, 5.998322065558879377e-1, 1,
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
