export type { Warning } from './warning.ts';
export { outOfBounds, staleRepetition } from './bounds.ts';
export { jump, JUMP_RULE, type JumpRule } from './jump.ts';
export { checkIdentity, type Identity, type Lookup } from './identity.ts';
export { duplicatedRows, duplicatedValues } from './duplicates.ts';
export { firstDigits, lastDigits, type Screen } from './digits.ts';
export { brokenLists, type ListIdentity, type ListSide, type SideSums } from './lists.ts';
