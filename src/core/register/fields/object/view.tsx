import { type FieldView, shownText } from '../view.ts';

export const object: FieldView<string> = {
  wide: () => true,
  form: ({ value, control, label, pieces, onChange }) => (
    <pieces.Anything {...control} value={shownText(value)} label={label} onChange={onChange} />
  ),
  cell: (value) => value,
};
