import { choose } from '../choose.tsx';
import type { FieldView } from '../view.ts';

export const flag: FieldView<boolean> = {
  form: choose,
  cell: (value, _field, pieces) => (value ? pieces.t('是', 'yes') : pieces.t('否', 'no')),
};
