import type { RegisterType } from '../../core/register/index.ts';
import { datumIn } from '../../core/space/index.ts';
import {
  BLANK,
  cellAt,
  columnLetter,
  type SheetGrid,
  type SheetProblem,
  sheetProblem,
  type SheetRow,
  type Table,
} from '../intake/sheet/index.ts';

/** Points of a sheet: longitude and latitude in columns of their own, and what datum they are of. */

const longitude = /^(.*?)(?:经度|lng|lon|longitude)(.*)$/iu;
const latitude = /^(.*?)(?:纬度|lat|latitude)(.*)$/iu;

/** The grid with 经度 and 纬度 brought together under the name of the point field that they belong to. */
export function withPoints(grid: SheetGrid, type: RegisterType): SheetGrid {
  const fields = type.fields.filter((field) => field.type === 'point');
  if (fields.length === 0) return grid;
  return {
    ...grid,
    sheets: grid.sheets.map((sheet) => {
      const head = sheet.rows.slice(0, 12).find(({ cells }) => pairsIn(cells.map(({ text }) => text)).length > 0);
      if (!head) return sheet;
      const pairs = pairsIn(head.cells.map(({ text }) => text)).flatMap((pair) => {
        const field = fields.find(({ name }) => pair.before !== '' && name.zh.startsWith(pair.before)) ?? fields[0];
        return field ? [{ ...pair, label: `${field.name.zh}${pair.after}` }] : [];
      });
      const rows = sheet.rows.map((row): SheetRow => {
        if (row.row < head.row) return row;
        const cells = [...row.cells];
        for (const { lng, lat, label } of pairs) {
          const [east, north] = [cellAt(row, lng).text.trim(), cellAt(row, lat).text.trim()];
          const text = row === head ? label : east === '' && north === '' ? '' : `${east}, ${north}`;
          while (cells.length <= Math.max(lng, lat)) cells.push(BLANK);
          cells[lng] = text === '' ? BLANK : { value: text, text };
          cells[lat] = BLANK;
        }
        return { ...row, cells };
      });
      return { ...sheet, rows };
    }),
  };
}

interface Pair {
  lng: number;
  lat: number;
  before: string;
  after: string;
}

function pairsIn(heads: readonly string[]): Pair[] {
  const norths = heads.map((head) => latitude.exec(head.trim()));
  return heads.flatMap((head, lng): Pair[] => {
    const east = longitude.exec(head.trim());
    if (!east) return [];
    const lat = norths.findIndex((north) => north?.[1] === east[1]);
    return lat < 0 ? [] : [{ lng, lat, before: east[1] ?? '', after: east[2] ?? '' }];
  });
}

/** What the columns of points say of their datum: converted, or not told. */
export function datumNotes(type: RegisterType, table: Table): SheetProblem[] {
  return table.columns.flatMap(({ id, index, header }): SheetProblem[] => {
    if (type.fields.find((field) => field.id === id)?.type !== 'point') return [];
    const said = datumIn(header);
    const texts = table.rows.map((row) => cellAt(row, index).text).filter((text) => text.trim() !== '');
    const place = { sheet: table.sheet, column: columnLetter(index), header };
    if (said === 'gcj02' || texts.some((text) => datumIn(text) === 'gcj02'))
      return [
        sheetProblem(
          'datum-converted',
          ['坐标由 GCJ-02 换算成 CGCS2000', 'Points are converted from GCJ-02 to CGCS2000'],
          ['无需处理', 'Nothing to do'],
          place,
        ),
      ];
    if (said !== null || texts.every((text) => datumIn(text) !== null)) return [];
    return [
      sheetProblem(
        'datum-not-told',
        [
          '文件没有写坐标系，按 CGCS2000（与 WGS 84 相同）读',
          'The file names no datum: read as CGCS2000, which is WGS 84 to the decimetre',
        ],
        [
          '高德、腾讯地图导出的是 GCJ-02，会偏几百米：在表头写“坐标（GCJ-02）”',
          'Maps of Amap and Tencent are GCJ-02, some hundred metres off: write GCJ-02 into the head',
        ],
        place,
      ),
    ];
  });
}
