import { choose } from '../choose.tsx';
import type { FieldView } from '../view.ts';
import { choice as kind } from './index.ts';

const noNames = { organisations: new Map(), places: new Map() };

export const choice: FieldView<string> = {
  form: choose,
  cell: (value, field, pieces) => pieces.tx(kind.words(value, field, noNames)),
};
