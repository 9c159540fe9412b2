import { type FieldView, shownText } from '../view.ts';

export const amount: FieldView<string> = {
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
  // Grouped as a text: through a number it would not be exact any more.
  cell: (value, field, _pieces, bare) =>
    `${value.replace(/\B(?=(\d{3})+(?:\.|$))(?<!\.\d*)/g, ',')}${bare ? '' : `\u2009${field.unit ?? '元'}`}`,
};
