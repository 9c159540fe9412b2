import { type FieldView, shownText } from '../view.ts';

export const period: FieldView<string> = {
  form: ({ value, control, onChange }) => (
    <input
      {...control}
      className="field"
      autoComplete="off"
      placeholder="2026、2026Q1、2026-05"
      value={shownText(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  ),
  cell: (value, _field, pieces) => <span className="nowrap">{pieces.period(value)}</span>,
};
