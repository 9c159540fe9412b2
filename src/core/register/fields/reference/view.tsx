import { type FieldView, shownText } from '../view.ts';

export const reference: FieldView<string> = {
  wide: () => true,
  form: ({ field, value, control, label, pieces, onChange }) => (
    <pieces.Reference
      {...control}
      register={field.register ?? ''}
      value={shownText(value)}
      label={label}
      onChange={onChange}
    />
  ),
  cell: (value) => value,
};
