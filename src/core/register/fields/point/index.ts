import type { PointValue } from '../../field.ts';
import { type FieldKind, filledIn, plain, Wrong } from '../kind.ts';
import { datumIn, toCgcs2000 } from '../../../space/index.ts';
import type { CellFault } from '../kind.ts';
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
    read: (cell) => cell.text(2000, (text) => pointIn(text, cell.head)),
  },
  bulky: () => true,
};

/** A point in CGCS2000, converted from the datum that cell or head names; one without counts as it is. */
function pointIn(text: string, head: string): PointValue | CellFault {
  const [, lng, lat, rest = ''] = /^[（(]?\s*(-?[\d.]+)[,，\s]+(-?[\d.]+)\s*[)）]?(.*)$/su.exec(text.trim()) ?? [];
  const own = rest.trim() === '' ? null : datumIn(rest);
  const given = [Number(lng), Number(lat)];
  if (lng === undefined || !isPoint(given) || (rest.trim() !== '' && own === null))
    return {
      code: 'not-a-point',
      says: [`“${text}”不是坐标`, `"${text}" is not a point`],
      fix: ['写成“经度, 纬度”，如 106.47, 26.55', 'Write longitude and latitude: 106.47, 26.55'],
    };
  const datum = own ?? datumIn(head) ?? 'cgcs2000';
  if (datum === 'unknown')
    return {
      code: 'datum-unknown',
      says: ['这个坐标系不能换算（百度、北京54、西安80、投影坐标）', 'This datum is not converted here'],
      fix: ['先转成 CGCS2000、WGS 84 或 GCJ-02 再导入', 'Bring it to CGCS2000, WGS 84 or GCJ-02 first'],
    };
  const [east, north] = toCgcs2000([given[0]!, given[1]!], datum);
  return [east, north];
}

function isPoint(raw: unknown): raw is PointValue {
  return (
    Array.isArray(raw) &&
    raw.length === 2 &&
    raw.every((part) => typeof part === 'number' && Number.isFinite(part)) &&
    Math.abs(raw[0]) <= 180 &&
    Math.abs(raw[1]) <= 90
  );
}
