import { type FormProps, shownText } from './view.ts';

/** A box with the closed set that a value is chosen from. */
export function choose({ value, control, options, pieces, onChange }: FormProps) {
  return (
    <select
      {...control}
      className="field"
      value={shownText(value)}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{pieces.t('请选择', 'Choose')}</option>
      {(options ?? []).map((choice) => (
        <option key={choice.id} value={choice.id}>
          {pieces.tx(choice.name)}
        </option>
      ))}
    </select>
  );
}
