import { type Indicator, isMissing, isProblem, type Missing, type Text } from '../../core/measure/index.ts';
import {
  type Cell,
  cellAt,
  cellDate,
  cellNumber,
  cellPeriod,
  cellText,
  columnLetter,
  type FileChoices,
  type FileTables,
  figureUnit,
  headLabel,
  isPreliminary,
  type LeftOut,
  meant,
  nearest,
  placed,
  type SheetGrid,
  type SheetProblem,
  sheetProblem,
  type SheetChoice,
  type ShownCell,
  type Table,
  tablesOf,
  type Ties,
  type Word,
  wordKey,
} from '../intake/sheet/index.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import { acrossOf, indicatorCalled, layoutsOf, tieableColumns, withYearHeads } from './layout.ts';

/** What a person says of a whole file where its rows do not. */
export interface FigureChoices extends FileChoices {
  indicator?: string | undefined;
  place?: string | undefined;
  period?: string | undefined;
  source?: string | undefined;
  grade?: 'A' | 'B' | undefined;
  /** ISO day from which the figures were known. */
  knownOn?: string | undefined;
}

/** A figure as a sheet says it. */
export interface FigureRow {
  sheet: string;
  row: number;
  /** Letter and head of the column of the figure. */
  column: string;
  header: string;
  indicator: Indicator;
  place: string;
  period: string;
  value: number | Missing;
  preliminary: boolean;
  /** Null where neither the row nor a person says it. */
  knownOn: string | null;
  source: string | null;
  grade: 'A' | 'B' | null;
}

export interface FigureSheets extends Omit<FileTables, 'tables'> {
  rows: FigureRow[];
  read: number;
  left: LeftOut[];
  shown: ShownCell[];
}

/** Reads every table of figures of a file, one figure a row or many; what is wrong is named cell by cell. */
export function readFigureSheets(given: SheetGrid, snapshot: Snapshot, choices: FigureChoices = {}): FigureSheets {
  const grid = withYearHeads(given, snapshot);
  const { tables, ...found } = tablesOf(grid, layoutsOf(grid, snapshot), choices, 'figures');
  const read: FigureSheets = { ...found, rows: [], read: 0, left: tables.flatMap(({ left }) => left), shown: [] };
  for (const { name, unknown } of found.sheets.filter((sheet) => sheet.read))
    for (const { column, header } of unknown)
      read.notes.push(
        sheetProblem(
          'column-unknown',
          [`列“${header}”没有读`, `The column "${header}" was left out`],
          ['指定它是什么，或不管它', 'Say what it is, or leave it'],
          { sheet: name, column, header },
        ),
      );
  for (const table of tables) readTable(table, snapshot, choices, read);
  return read;
}

type Fixed = 'indicator' | 'place' | 'period' | 'unit' | 'knownOn' | 'source' | 'grade';

function readTable(table: Table, snapshot: Snapshot, choices: FigureChoices, read: FigureSheets): void {
  const at = new Map(table.columns.map((column) => [column.id, column]));
  const figures = table.columns.filter(({ id }) => id === 'value' || acrossOf(id) !== null);
  const about = aboutOf(table, snapshot, choices);
  const taken = new Set<number>();
  for (const row of table.rows) {
    const cell = (id: Fixed): Cell => {
      const column = at.get(id);
      return column ? cellAt(row, column.index) : { value: null, text: '' };
    };
    const place = (id: string) => {
      const column = at.get(id);
      return {
        sheet: table.sheet,
        row: row.row,
        column: columnLetter(column?.index ?? 0),
        header: column?.header ?? '',
      };
    };
    let failed = false;
    /** A value, or undefined where it is a problem, which is told once a row. */
    const good = <T>(result: T | SheetProblem, id: string): T | undefined => {
      if (!isProblem(result)) return result;
      if (!failed) read.problems.push(placed(result as SheetProblem, place(id)));
      failed = true;
      return undefined;
    };
    // In a table with years side by side, other indicators than those of the plan are usual.
    const named = at.has('indicator') ? namedIndicator(cell('indicator'), snapshot, choices.ties) : undefined;
    const unknown = named && isProblem(named) && named.code === 'no-such-indicator';
    if (unknown && (!at.has('value') || named.word === undefined)) {
      read.left.push({
        sheet: table.sheet,
        row: row.row,
        text: cell('indicator').text.trim().slice(0, 60),
        why: 'unknown',
        ...(named.word && { word: named.word }),
      });
      continue;
    }
    read.read += 1;
    const ofRow = named === undefined ? about.indicator : good(named, 'indicator');
    const where =
      at.has('place') && cell('place').text.trim() !== ''
        ? good(namedPlace(cell('place').text, snapshot, choices.ties), 'place')
        : about.place;
    const knownOn = cell('knownOn').text.trim() === '' ? about.knownOn : good(cellDate(cell('knownOn')), 'knownOn');
    const source = good(cellText(cell('source'), { max: 500 }), 'source');
    const grade = good(gradeOf(cell('grade'), about.grade), 'grade');
    for (const column of figures) {
      const across = acrossOf(column.id);
      const figure = cellAt(row, column.index);
      if (across && figure.text.trim() === '' && figure.error === undefined) continue;
      const indicator = across?.by === 'indicator' ? snapshot.indicators.get(across.of)?.model : ofRow;
      if (failed) break;
      if (!indicator) {
        good(required('indicator'), 'indicator');
        break;
      }
      if (indicator.evidence.kind !== 'observations') {
        good(notReported(indicator), across?.by === 'indicator' ? column.id : 'indicator');
        continue;
      }
      const written =
        across?.by === 'period'
          ? { value: across.of, text: across.of }
          : at.has('period')
            ? cell('period')
            : about.period;
      const period = good(
        written === null ? required('period') : cellPeriod(written, indicator),
        across?.by === 'period' ? column.id : 'period',
      );
      if (period !== undefined && isMissing(period)) good(required('period'), 'period');
      const unit = good(
        figureUnit({
          own: indicator.unit,
          row: cell('unit').text,
          name: headLabel(cell('indicator').text).beside,
          head: column.said,
          line: table.line,
        }),
        column.id,
      );
      if (failed || typeof period !== 'string') continue;
      const number = good(
        cellNumber(figure, { unit: indicator.unit, ...(typeof unit === 'string' && { bare: unit }) }),
        column.id,
      );
      if (number === undefined || failed) {
        failed = failed && !across;
        continue;
      }
      taken.add(row.row);
      if (figure.shown !== undefined && typeof figure.value === 'number')
        read.shown.push({ ...place(column.id), shown: figure.shown, read: String(figure.value) });
      const fraction = indicator.unit === '%' && unit === null && !isMissing(number) && isBareFraction(figure);
      if (fraction) read.notes.push(placed(fractionDoubt(number, indicator), place(column.id)));
      read.rows.push({
        ...place(column.id),
        indicator,
        place: across?.by === 'place' ? across.of : (where ?? snapshot.jurisdiction),
        period,
        value: number,
        preliminary:
          isPreliminary(`${written?.text ?? ''}${column.header}`) || (!at.has('source') && isPreliminary(about.title)),
        knownOn: typeof knownOn === 'string' ? knownOn : null,
        source: source === undefined || isMissing(source) ? about.source : source,
        grade: grade ?? null,
      });
    }
  }
}

/** What the lines around a table say of all its rows, under what a person says of the file. */
function aboutOf(table: Table, snapshot: Snapshot, choices: FigureChoices) {
  const title = [table.sheet, ...table.above].join(' ');
  const periods = [
    ...new Set(
      table.above
        .concat(table.sheet)
        .flatMap((text) =>
          [
            ...text
              .normalize('NFKC')
              .matchAll(/(?:19|20)\d\d年(?:\d{1,2}-\d{1,2}月|\d{1,2}月|上半年|[一二三四]季度)?/gu),
          ].map(([said]) => said),
        ),
    ),
  ];
  const indicators = [...snapshot.indicators.values()]
    .filter(({ item }) => title.includes(item.name.zh))
    .toSorted((a, b) => b.item.name.zh.length - a.item.name.zh.length);
  const [longest] = indicators;
  const one =
    longest && indicators.every(({ item }) => longest.item.name.zh.includes(item.name.zh)) ? longest : undefined;
  const period = choices.period ?? (periods.length === 1 ? periods[0] : undefined);
  const note = table.left.find(({ why, text }) => why === 'note' && /来源/u.test(text));
  return {
    title,
    indicator: snapshot.indicators.get(choices.indicator ?? '')?.model ?? one?.model,
    place: choices.place ?? snapshot.jurisdiction,
    period: period === undefined ? null : { value: period, text: period },
    source: choices.source ?? note?.text.replace(/^.*?来源\s*[:：]\s*/u, '') ?? null,
    grade: choices.grade ?? null,
    knownOn: choices.knownOn ?? null,
  };
}

function namedIndicator(cell: Cell, snapshot: Snapshot, ties: Ties | undefined): Indicator | SheetProblem {
  const said = meant(ties, 'indicator', cell.text);
  const id = said === undefined ? indicatorCalled(cell.text, snapshot) : said;
  const found = id === null ? undefined : snapshot.indicators.get(id)?.model;
  if (found) return found;
  const named = cell.text.trim();
  const near = nearest(headLabel(named).words, reported(snapshot));
  const problem = sheetProblem(
    'no-such-indicator',
    [`没有指标“${named}”`, `There is no indicator "${named}"`],
    near.length === 0
      ? ['写指标的代码或全名', 'Write its id or its full name']
      : [
          `是不是“${near.map(({ zh }) => zh).join('”“')}”？写指标的代码或全名`,
          `Is it ${near.map(({ en }) => `"${en}"`).join(' or ')}? Write its id or its full name`,
        ],
  );
  return said === null ? problem : { ...problem, word: wordOf('indicator', named, near) };
}

const wordOf = (of: string, said: string, near: readonly SheetChoice[]): Word => ({
  key: wordKey(of, said),
  said,
  maybe: near.map(({ code, zh, en }) => ({ id: code, name: { zh, en } })),
});

/** What a column of a file of figures may be tied to: what rows say of their figures, and the figures of an indicator. */
export function tieableFigures(snapshot: Snapshot): { id: string; name: Text; unit: string | null }[] {
  return [
    ...tieableColumns.map((one) => ({ ...one, unit: null })),
    ...reported(snapshot).map(({ code, zh, en }) => ({ id: `i:${code}`, name: { zh, en }, unit: null })),
  ];
}

/** Indicators that figures are given to: the others are computed. */
function reported(snapshot: Snapshot): SheetChoice[] {
  return [...snapshot.indicators.values()]
    .filter(({ model }) => model.evidence.kind === 'observations')
    .map(({ item }) => ({ code: item.id, ...item.name }));
}

function namedPlace(text: string, snapshot: Snapshot, ties: Ties | undefined): string | SheetProblem {
  const tied = meant(ties, 'place', text);
  if (tied) return tied;
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
  const said = plain(text);
  if (said === plain(snapshot.name.zh) || said === snapshot.jurisdiction || /^全[市县区州]$/u.test(said))
    return snapshot.jurisdiction;
  const hits = [...snapshot.places].filter(
    ([id, name]) => id === said || plain(name.zh) === said || plain(name.en) === said,
  );
  if (hits.length === 1 && hits[0]) return hits[0][0];
  const near = nearest(
    text,
    [...snapshot.places].map(([code, name]) => ({ code, ...name })),
  );
  const problem = sheetProblem(
    'no-such-place',
    [`没有地点“${text.trim()}”`, `There is no place "${text.trim()}"`],
    near.length === 0
      ? ['写地点的代码或全名', 'Write its code or its full name']
      : [`是不是“${near.map(({ zh }) => zh).join('”“')}”？`, `Is it ${near.map(({ en }) => `"${en}"`).join(' or ')}?`],
  );
  return { ...problem, word: wordOf('place', text.trim(), near) };
}

/** Only grades that are known; nobody's word makes a source official. */
function gradeOf(cell: Cell, otherwise: 'A' | 'B' | null): 'A' | 'B' | null | SheetProblem {
  const said = cell.text.trim();
  if (said === 'A' || said === 'B') return said;
  if (said === '') return otherwise;
  return sheetProblem(
    'grade-unknown',
    [`没有来源等级“${said}”`, `There is no grade "${said}"`],
    ['官方来源写 A，转引写 B', 'Write A for an official source, B for one at second hand'],
  );
}

const NAMES = { indicator: ['指标', 'indicator'], period: ['统计期', 'period'] } as const;

function required(what: keyof typeof NAMES): SheetProblem {
  const [zh, en] = NAMES[what];
  return sheetProblem(
    'required',
    [`没有写${zh}`, `The ${en} is not said`],
    [`补上${zh}，或为整份表指定`, `Fill in the ${en}, or say it for the whole file`],
  );
}

function notReported(indicator: Indicator): SheetProblem {
  return sheetProblem(
    'not-reported',
    [`“${indicator.name.zh}”由台账或公式计算，不能填数`, `${indicator.name.en} is computed; it takes no figure`],
    ['改它的台账', 'Change what it is computed from'],
  );
}

function isBareFraction(cell: Cell): boolean {
  const number = typeof cell.value === 'number' ? cell.value : Number(cell.text.normalize('NFKC'));
  return !/[%％]/u.test(cell.text) && number !== 0 && Math.abs(number) < 1;
}

function fractionDoubt(number: number, indicator: Indicator): SheetProblem {
  return {
    ...sheetProblem(
      'percent-or-fraction',
      [
        `没有写 %，按 ${number}% 读；也可能是 ${Number((number * 100).toPrecision(15))}%`,
        `It has no %: read as ${number} %, it may be ${Number((number * 100).toPrecision(15))} %`,
      ],
      ['写明 %，或写理由确认', 'Write the %, or say why it is right'],
    ),
    key: `percent ${indicator.id} ${number}`,
  };
}
