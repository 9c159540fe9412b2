import type { FileRef } from '../../field.ts';
import type { FieldView } from '../view.ts';

export const file: FieldView<FileRef[]> = {
  wide: () => true,
  form: ({ field, value, control, pieces, onChange }) => (
    <pieces.Upload
      id={control.id}
      label={pieces.tx(field.name)}
      described={control['aria-describedby']}
      files={Array.isArray(value) ? (value as FileRef[]) : []}
      onChange={onChange}
    />
  ),
  cell: (value, _field, pieces) => <pieces.Files files={value} />,
};
