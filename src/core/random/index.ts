export { seeded } from './seeded.ts';
export { logNormalAbove, normal, normalAbove, normalBelow, normalQuantile } from './normal.ts';
