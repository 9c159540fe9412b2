import { alikeness, headLabel, type HeadLabel, makesAnother, stemOf } from './head-label.ts';
import { isUnitCell, unitBehind, unitBeside, type UnitSaid } from './head-unit.ts';

/** A column that is looked for: every wording of its head that counts, units and marks left out. */
export interface ColumnSought {
  id: string;
  labels: readonly string[];
  /** Without it there is no table. */
  required?: boolean;
  /** Of a column of numbers: the unit that they are kept in, `''` for pure ones. */
  unit?: string;
  /** Of a column of figures whose rows are kept in units of their own. */
  figures?: true;
  /** A day or a period: what stands in a group (计划, 实际) makes another one of it, as it does of a number. */
  time?: true;
}

/** The columns that a table may have; `needs` says whether those that were found make one. */
export interface Layout {
  sought: readonly ColumnSought[];
  needs?: (found: ReadonlySet<string>) => boolean;
}

/** What a person said of a column: the field that it is of (null: of none), and the unit of its figures. */
export interface Tie {
  field: string | null;
  unit?: string | undefined;
}
/** By the column's key, see `HeadColumn`. */
export type Ties = Readonly<Record<string, Tie>>;

/** A column as its head says: the heads above one another, from the outermost group down. */
export interface HeadColumn {
  /** From 0. */
  index: number;
  /** `计划/总投资`. */
  header: string;
  /** The header, numbered where another column has the same: 备注, 备注#2. */
  key: string;
  path: readonly string[];
  /** What a row of units under the head says of it. */
  unitRow?: string;
}

export interface Matched {
  column: HeadColumn;
  id: string;
  unit: UnitSaid;
}
/** Which column is which; `twice`: several columns say the same, and a person chooses. */
export interface Matching {
  matched: Matched[];
  unmatched: HeadColumn[];
  twice: { id: string; columns: HeadColumn[] }[];
}

interface Label extends HeadLabel {
  stem: string;
  text: string;
}
interface Sought extends ColumnSought {
  heads: readonly Label[];
}

const prepared = new WeakMap<readonly ColumnSought[], readonly Sought[]>();

function preparedOf(sought: readonly ColumnSought[]): readonly Sought[] {
  const known = prepared.get(sought);
  if (known) return known;
  const made = sought.map((one) => ({
    ...one,
    heads: [...new Set(one.labels)].map((text) => {
      const label = headLabel(text);
      return { ...label, stem: stemOf(label.words), text };
    }),
  }));
  prepared.set(sought, made);
  return made;
}

/** How well a head names a label, best first; null: not at all. */
const EXACT = 1;
const STEM = 5;
function levelOf(
  head: HeadLabel,
  joined: readonly string[],
  qualified: boolean,
  label: Label,
  { unit: own, figures }: ColumnSought,
): number | null {
  if (joined.includes(label.whole) || joined.includes(label.words)) return EXACT;
  if (qualified) return null;
  if (head.whole === label.whole) return EXACT;
  if (head.beside.length > 0) {
    // The brackets that belong to the label stay, those of a unit go: 固定资产投资（不含农户）（亿元）.
    const without = head.beside.reduce(
      (text, said) =>
        label.beside.includes(said) ? text : text.replace(new RegExp(`[([{【〔]${escaped(said)}[)\\]}】〕]`, 'u'), ''),
      head.whole,
    );
    if (without === label.whole) return EXACT + 1;
  }
  if (head.words === label.whole) return EXACT + 2;
  if (head.words === label.words) return EXACT + 3;
  if (stemOf(head.words) === label.stem) return STEM;
  if (own !== undefined && unitBehind(head.whole, label.words, own) !== null) return STEM + 1;
  if (
    figures &&
    head.whole.startsWith(label.words) &&
    isUnitCell(head.whole.slice(label.words.length).replace(/^[/,:;、_-]/u, ''))
  )
    return STEM + 1;
  return null;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/**
 * Finds out which column is which, by the words of their heads and what a person tied. One column a field: the best
 * wording counts; equals, and a leaf under groups that make different figures of it, are left to a person.
 */
export function matchColumns(
  columns: readonly HeadColumn[],
  sought: readonly ColumnSought[],
  ties: Ties = {},
): Matching {
  const wanted = preparedOf(sought);
  const found: { column: HeadColumn; id: string; level: number; unit: UnitSaid }[] = [];
  const tied = new Set(columns.flatMap(({ key }) => ties[key]?.field ?? []));
  for (const column of columns) {
    const tie = ties[column.key];
    if (tie?.field === null) continue;
    const leaf = headLabel(column.path.at(-1) ?? '');
    const groups = column.path.slice(0, -1).map((text) => headLabel(text).words);
    const joined = groups.length === 0 ? [] : [`${groups.join('')}${leaf.words}`, `${groups.at(-1)}${leaf.words}`];
    for (const one of wanted) {
      const qualified =
        groups.some(makesAnother) && (one.unit !== undefined || one.time === true || one.figures === true);
      const level =
        tie?.field === one.id
          ? 0
          : tie?.field !== undefined || tied.has(one.id)
            ? null
            : least(one.heads.map((label) => levelOf(leaf, joined, qualified, label, one)));
      if (level !== null) found.push({ column, id: one.id, level, unit: unitOf(column, leaf, one, tie) });
    }
  }
  const matched: Matched[] = [];
  const twice: Matching['twice'] = [];
  const taken = new Set<HeadColumn>();
  for (const { id } of wanted) {
    const mine = found.filter((one) => one.id === id);
    const best = Math.min(...mine.map(({ level }) => level));
    // A column that names another field better is that field's.
    const own = mine.filter(
      ({ column, level }) => level === best && !found.some((other) => other.column === column && other.level < level),
    );
    if (own.length === 1 && own[0]) {
      matched.push(own[0]);
      taken.add(own[0].column);
    } else if (own.length > 1) {
      twice.push({ id, columns: own.map(({ column }) => column) });
      for (const { column } of own) taken.add(column);
    }
  }
  const unmatched = columns.filter((column) => !taken.has(column));
  return { matched: matched.toSorted((a, b) => a.column.index - b.column.index), unmatched, twice };
}

function least(levels: readonly (number | null)[]): number | null {
  const known = levels.filter((level) => level !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** What the head, its groups, or the row of units under it say of a column's unit. */
function unitOf(column: HeadColumn, leaf: HeadLabel, sought: Sought, tie: Tie | undefined): UnitSaid {
  const own = sought.unit;
  if (own === undefined) return null;
  if (tie?.unit !== undefined) return unitBeside([tie.unit], own) ?? { unclear: tie.unit };
  if (column.unitRow !== undefined) return unitBeside([column.unitRow], own);
  const ofLabel = new Set(sought.heads.flatMap(({ beside }) => beside));
  for (const text of column.path.toReversed()) {
    const label = headLabel(text);
    const said = unitBeside(
      label.beside.filter((part) => !ofLabel.has(part)),
      own,
    );
    if (said !== null) return said;
  }
  for (const { words } of sought.heads) {
    const said = unitBehind(leaf.whole, words, own);
    if (said !== null) return said;
  }
  return null;
}

/** Ids of what an unmatched column may be, the likeliest first. */
export function maybeOf(column: HeadColumn, sought: readonly ColumnSought[]): string[] {
  const leaf = headLabel(column.path.at(-1) ?? '').words;
  return preparedOf(sought)
    .filter(({ id }) => !id.startsWith('_'))
    .map(({ id, heads }) => ({
      id,
      like: Math.max(
        ...heads.map(({ words, stem }) => Math.max(alikeness(leaf, words), alikeness(stemOf(leaf), stem))),
      ),
    }))
    .filter(({ like }) => like >= 0.3)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, 3)
    .map(({ id }) => id);
}
