import { type Field, kindOf, Wrong } from '../../core/register/index.ts';
import type { Pair } from '../../ui/text.tsx';

/** Whether things exist is for the server to say. */
const trusting = {
  organisation: () => true,
  place: () => true,
  account: () => true,
  object: () => true,
  record: () => true,
};

/**
 * What is wrong with what somebody is typing: of figures at once, of everything else when he has left the field, because a
 * code is wrong until it is whole. Undefined: nothing, as far as can be told here.
 */
export function typedFault(field: Field, value: unknown, left: boolean): Pair | undefined {
  if (value === null || value === '' || field.many || field.type === 'file') return undefined;
  const kind = kindOf(field);
  if (kind.compares !== 'number' && field.type !== 'amount' && !left) return undefined;
  const found = kind.check(field, value, trusting);
  return found instanceof Wrong ? { zh: `${found.zh}。`, en: `It ${found.en}.` } : undefined;
}
