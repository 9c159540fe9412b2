import { type Field, type FieldType, type RegisterType, registerItem } from './model.ts';
import type { z } from 'zod';

/** A field of a register that is written in code, in one line. */
export function field(
  id: string,
  zh: string,
  en: string,
  type: FieldType = 'text',
  more: Partial<Omit<Field, 'id' | 'name' | 'type'>> = {},
): Field {
  return { id, name: { zh, en }, type, ...more };
}

/** Choices from triples of id, Chinese and English. */
export function choices(...list: readonly (readonly [id: string, zh: string, en: string])[]): {
  choices: NonNullable<Field['choices']>;
} {
  return { choices: list.map(([id, zh, en]) => ({ id, name: { zh, en } })) };
}

/** A register that is written in code: checked when the program starts, so that a mistake in it is a mistake at once. */
export function register(type: z.input<typeof registerItem>): RegisterType {
  return registerItem.parse(type);
}
