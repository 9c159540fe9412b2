import { choose } from '../choose.tsx';
import type { FieldView } from '../view.ts';

/** Names come with the record; an id without one is an organisation or a place that is gone. */
export const org: FieldView<string> = { form: choose, cell: (value) => value };
