import { type FieldView, shownText } from '../view.ts';

export const number: FieldView<number> = {
  form: ({ value, control, onChange }) => (
    <input
      {...control}
      className="field"
      inputMode="decimal"
      autoComplete="off"
      value={shownText(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  ),
  cell: (value, field, pieces, bare) =>
    `${pieces.figure(value, field.decimals)}${bare || !field.unit ? '' : `\u2009${field.unit}`}`,
};
