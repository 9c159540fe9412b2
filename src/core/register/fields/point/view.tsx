import type { PointValue } from '../../field.ts';
import type { FieldView } from '../view.ts';

/** Two boxes; while one is empty the value is the text of both, which the server names as no point. */
export const point: FieldView<PointValue> = {
  form({ value, control, pieces, onChange }) {
    const [x = '', y = ''] = Array.isArray(value) ? value.map(String) : [];
    const put = (nextX: string, nextY: string) => onChange(nextX === '' && nextY === '' ? null : [nextX, nextY]);
    return (
      <span className="point-input">
        <input
          {...control}
          className="field"
          inputMode="decimal"
          placeholder={pieces.t('经度，如 106.47', 'Longitude')}
          value={x}
          onChange={(event) => put(event.target.value, y)}
        />
        <input
          className="field"
          inputMode="decimal"
          placeholder={pieces.t('纬度，如 26.55', 'Latitude')}
          aria-label={pieces.t('纬度', 'Latitude')}
          aria-invalid={control['aria-invalid']}
          value={y}
          onChange={(event) => put(x, event.target.value)}
        />
        <pieces.Here onHere={onChange} />
      </span>
    );
  },
  cell: (value) => value.map((part) => part.toFixed(5)).join(', '),
};
