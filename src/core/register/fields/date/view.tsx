import { type FieldView, shownText } from '../view.ts';

export const date: FieldView<string> = {
  form: ({ value, control, onChange }) => (
    <input
      {...control}
      className="field"
      type="date"
      value={shownText(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  ),
  cell: (value, _field, pieces) => <span className="nowrap">{pieces.day(value)}</span>,
};
