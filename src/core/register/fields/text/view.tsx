import { type FieldView, shownText } from '../view.ts';

export const text: FieldView<string> = {
  wide: (field) => field.long === true,
  form: ({ field, value, control, pieces, onChange }) =>
    field.long ? (
      <textarea
        {...control}
        className="field"
        rows={4}
        value={shownText(value)}
        onChange={(event) => onChange(event.target.value)}
      />
    ) : (
      <input
        {...control}
        className="field"
        autoComplete="off"
        value={shownText(value)}
        onChange={(event) => onChange(event.target.value)}
        placeholder={field.format === 'mobile' ? pieces.t('11 位手机号', '11 digits') : undefined}
      />
    ),
  cell: (value, field) => (field.long ? <span className="long-text">{value}</span> : value),
};
