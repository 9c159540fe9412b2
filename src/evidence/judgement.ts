import type { Measure, MeasureLimit } from '../core/decide/index.ts';
import type { Contribution } from '../core/foresee/index.ts';
import type { Light, Text } from '../core/measure/index.ts';
import type { Fields, RecordOf, Register, RegisterType } from '../core/register/index.ts';
import type { Who } from '../http/route.ts';
import type { Ledger } from './book.ts';
import type { ViewAt } from './reading/view.ts';
import type { Store } from './store/store.ts';

/**
 * What an area thinks of the rows of one of its lists. A judgement is ordinary code over typed records; table, board,
 * map, drawer, sheet and the list endpoint show it, each in its way.
 */

/** What stands in a judged cell: a figure in the unit of its column, words, a record to go to, or why there is nothing. */
export type Cell = number | string | boolean | Text | { missing: Text } | RecordName | null;

/** A record that a reader can go to. */
export interface RecordName {
  register: string;
  id: string;
  title: string;
}

/** The light of a row, with the sentence that says why. An area adds scores of its own. */
export interface Judgement {
  light?: Light;
  why?: Text;
  /** It draws on figures made up for the demonstration, though the row itself may be real. */
  demo?: boolean;
}

/** A judged column: a function of the row and what was thought of it. */
export interface Column<Row, J> {
  id: string;
  name: Text;
  unit?: string;
  decimals?: number;
  of(row: Row, judged: J | undefined): Cell;
}

/** A figure at the head of a list. */
export interface Tile {
  name: Text;
  value: Cell;
  unit?: string;
  note?: Text;
  /** 0 to 1, drawn as a bar. */
  share?: number;
  /** The filter that shows the rows behind it. */
  filter?: string;
}

/** A part of what is said about one row: lines of a small table. */
export interface Section {
  title: Text;
  about?: Text | undefined;
  /** Heads of the cells; absent: none. */
  heads?: readonly Text[];
  lines: readonly { name: Text | RecordName; cells: readonly Cell[]; share?: number }[];
}

/** Something by which the reader changes what is judged: a rule, a year, a method. */
export interface Parameter {
  id: string;
  name: Text;
  value: string;
  options: readonly { id: string; name: Text }[];
}

/** What the reader chose, by parameter. */
export type Chosen = Readonly<Record<string, string>>;

/** Something that is done with a row beyond changing it. */
export interface Action<Row> {
  id: string;
  name: Text;
  about?: Text;
  /** What a person fills in first. */
  fields: Fields;
  /** Whether it is offered for a row, and with what filled in. */
  offered(row: Row): Readonly<Record<string, string | number>> | null;
  /** Everything that it writes is one act. Gives the record that it leads to. */
  run(order: {
    store: Store;
    ledger: Ledger;
    /** The ISO day on which it is done; the view is of that day. */
    today: string;
    view: ViewAt;
    who: Who;
    row: Row;
    /** Version of the row that the person saw. */
    base: number;
    values: Readonly<Record<string, unknown>>;
  }): Promise<{ register: string; id: string }>;
}

/** What a list says of an indicator in a year. */
export interface Contributed {
  /** What it adds beyond the trend. */
  entries: readonly Contribution[];
  /** How many of its rows do not count, and why not: a reader sees that they were looked at. */
  left: readonly { kind: Contribution['kind']; why: Text; n: number }[];
  /** What could be decided about its rows, and the limits that such decisions share. */
  measures: readonly Measure[];
  limits: readonly MeasureLimit[];
}

/** What a list says that has nothing to add. */
export const nothingToAdd: Contributed = { entries: [], left: [], measures: [], limits: [] };

/**
 * What a list adds to an indicator in a year beyond its trend. It may compute for as long as it needs: nobody waits on
 * its thread.
 */
export type Contribute = (view: ViewAt, indicator: string, year: number) => Promise<Contributed>;

interface ListSpec<R extends Register, Row, J extends Judgement> {
  register: R;
  /** What the reader may choose; `asked` is what stands in the address. */
  parameters?(view: ViewAt, asked: Chosen): Promise<readonly Parameter[]>;
  /** Judgements by id of the row. Everything it looks at comes from the view, so it holds for the view's day and reach. */
  judge?(view: ViewAt, rows: readonly Row[], chosen: Chosen): Promise<ReadonlyMap<string, J>>;
  columns?: readonly Column<Row, J>[];
  tiles?(view: ViewAt, rows: readonly Row[], judged: ReadonlyMap<string, J>, chosen: Chosen): Promise<readonly Tile[]>;
  /** What has to be known to read the judgements: sources, own choices. */
  notes?(view: ViewAt, chosen: Chosen): Promise<readonly Text[]>;
  /** What is said about one row when it is opened. */
  sections?(view: ViewAt, row: Row, judged: J | undefined, chosen: Chosen): Promise<readonly Section[]>;
  /** A module whose `contribute` (see `Contribute`) says what the list adds to targets; it runs in a thread. */
  contribute?: URL;
  actions?: readonly Action<Row>[];
  /** The order in which rows stand until the reader chooses another. */
  order?(one: { row: Row; judged: J | undefined }, other: { row: Row; judged: J | undefined }): number;
}

/** A row of which nothing more is known than that it is one. */
export type AnyRow = RecordOf<Register>;

/** A list as those see it who show any list. */
export interface List extends Omit<ListSpec<Register, AnyRow, Judgement>, 'register'> {
  register: RegisterType;
}

/** What an area thinks of one of its lists: typed where it is written, plain where it is shown. */
export function list<R extends Register, J extends Judgement = Judgement>(spec: ListSpec<R, RecordOf<R>, J>): List {
  return spec as unknown as List;
}

/** The lists of all areas by register. */
export function listsOf(domains: readonly { lists?: readonly List[] }[]): ReadonlyMap<string, List> {
  return new Map(domains.flatMap((domain) => domain.lists ?? []).map((one) => [one.register.id, one]));
}

/** The modules that say what lists add to targets, for the threads that compute with it. */
export function contributing(lists: ReadonlyMap<string, List>): string[] {
  return [...lists.values()].flatMap(({ contribute }) => (contribute ? [contribute.href] : []));
}
