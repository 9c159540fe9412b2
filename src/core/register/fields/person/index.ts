import type { FieldKind } from '../kind.ts';
import { text } from '../text/index.ts';

/** A person by name. Checked, filtered and written like a text of one line. */
export const person: FieldKind<string> = {
  ...text,
  name: { zh: '人员', en: 'Person' },
  parts: ['personal'],
};
