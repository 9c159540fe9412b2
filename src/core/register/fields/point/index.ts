import type { PointValue } from '../../field.ts';
import { type FieldKind, filledIn, plain, Wrong } from '../kind.ts';
import { asNumber } from '../number/index.ts';

/** Longitude and latitude in degrees (CGCS2000). */
export const point: FieldKind<PointValue> = {
  name: { zh: '坐标', en: 'Coordinates' },
  parts: [],
  check: (_field, raw) =>
    isPoint(raw)
      ? raw
      : new Wrong(
          'not-a-point',
          '应为经度、纬度，如 106.47, 26.55',
          'is a longitude and a latitude, such as 106.47, 26.55',
        ),
  holds: isPoint,
  words: (value) => plain(value.map((part) => part.toFixed(5)).join(', ')),
  compares: 'nothing',
  ops: filledIn,
  sent: (value) => (Array.isArray(value) ? value.map((part) => (part === '' ? null : asNumber(String(part)))) : value),
  sheet: {
    kind: 'text',
    write: (value) => value.map(String).join(', '),
    read: (cell) =>
      cell.text(2000, (text) => {
        const parts = text
          .split(/[,，\s]+/)
          .filter((part) => part !== '')
          .map(Number);
        return isPoint(parts)
          ? parts
          : {
              code: 'not-a-point',
              says: [`“${text}”不是坐标`, `"${text}" is not a point`],
              fix: ['写成“经度, 纬度”，如 106.47, 26.55', 'Write longitude and latitude: 106.47, 26.55'],
            };
      }),
  },
  bulky: () => true,
};

function isPoint(raw: unknown): raw is PointValue {
  return (
    Array.isArray(raw) &&
    raw.length === 2 &&
    raw.every((part) => typeof part === 'number' && Number.isFinite(part)) &&
    Math.abs(raw[0]) <= 180 &&
    Math.abs(raw[1]) <= 90
  );
}
