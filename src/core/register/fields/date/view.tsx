import { type FieldView, shownText } from '../view.ts';

export const date: FieldView<string> = {
  form: ({ value, control, pieces, onChange }) => (
    <pieces.Day {...control} value={shownText(value)} onChange={onChange} />
  ),
  cell: (value, _field, pieces) => <span className="nowrap">{pieces.day(value)}</span>,
};
