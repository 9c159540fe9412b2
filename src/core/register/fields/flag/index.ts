import type { Choice } from '../../field.ts';
import { chosen, type FieldKind, Wrong } from '../kind.ts';

const answers: readonly Choice[] = [
  { id: 'true', name: { zh: '是', en: 'yes' } },
  { id: 'false', name: { zh: '否', en: 'no' } },
];

/** Yes or no. */
export const flag: FieldKind<boolean> = {
  name: { zh: '是否', en: 'Yes or no' },
  parts: [],
  check: (_field, raw) => (typeof raw === 'boolean' ? raw : new Wrong('not-a-flag', '应填“是”或“否”', 'is yes or no')),
  holds: (value) => typeof value === 'boolean',
  words: (value) => answers.find((answer) => answer.id === String(value))?.name ?? { zh: '', en: '' },
  compares: 'text',
  ops: chosen,
  options: () => answers,
  sent: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  sheet: { kind: 'text', read: (cell, field) => cell.yesNo(field.name.zh) },
};
