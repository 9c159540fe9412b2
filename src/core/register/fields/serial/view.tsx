import { type FieldView, shownText } from '../view.ts';

export const serial: FieldView<string> = {
  form: ({ value, control, pieces }) => (
    <input
      {...control}
      className="field"
      readOnly
      value={shownText(value)}
      placeholder={pieces.t('由系统编号', 'Drawn by the system')}
    />
  ),
  cell: (value) => value,
};
