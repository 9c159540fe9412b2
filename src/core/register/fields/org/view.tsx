import { type FieldView, shownText } from '../view.ts';

/** Names come with the record; an id without one is an organisation or a place that is gone. */
export const org: FieldView<string> = {
  form: ({ value, control, options, pieces, onChange }) => (
    <pieces.One
      {...control}
      options={options ?? []}
      value={shownText(value)}
      onChange={(id) => onChange(id === '' ? null : id)}
    />
  ),
  cell: (value) => value,
};
