import { endDate, isMissing, isProblem, periodLabel } from '../../core/measure/index.ts';
import type { ObservationItem } from '../../core/plan/plan-file.ts';
import { type ImportLine, importProblem, type ImportProblem, inOrder, type ReadImport } from '../intake/imported.ts';
import { type SheetGrid, sheetProblem } from '../intake/sheet/index.ts';
import type { PayloadOf, SubmissionOf } from '../ledger/kind.ts';
import { identitiesOf } from '../reading/identities.ts';
import { RegisterFigures } from '../reading/figures.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import { ViewAt } from '../reading/view.ts';
import type { Store } from '../store/store.ts';
import { type Doubt, doubtsAbout, type Given } from './doubts.ts';
import type { figureEntries } from './entries.ts';
import { type FigureChoices, type FigureRow, readFigureSheets } from './sheet.ts';

type Line = PayloadOf<(typeof figureEntries.kinds)['observation.put']>['observations'][number];
const toMend = {
  'period-not-over': ['等这一期结束、公布之后再写', 'Write it once the period is over and the figure is published'],
  'known-before-end': ['核对公布日期', 'Check the day on which it was published'],
  'known-in-future': ['核对公布日期', 'Check the day on which it was published'],
  'figure-conflict': [
    '留下正确的一个；修订的数写它自己的公布日期',
    'Keep the right one; a revision has a day of its own',
  ],
} as const;

/**
 * Reads a sheet of figures of the city, as strictly as reports: the period fits the indicator and is over, the figure was
 * known after that and not in the future, two of one period and day are a conflict, doubts are confirmed one by one.
 */
export async function readFigures(
  store: Store,
  snapshot: Snapshot,
  grid: SheetGrid,
  of: { actor: string; today: string; name: string; choices?: FigureChoices; confirmed?: ReadonlyMap<string, string> },
): Promise<ReadImport<SubmissionOf<typeof figureEntries.kinds>>> {
  const { today, choices = {}, confirmed = new Map<string, string>() } = of;
  const read = readFigureSheets(grid, snapshot, choices);
  const problems: ImportProblem[] = [
    ...read.problems.map((found) => importProblem(found)),
    ...read.notes.map((found) => importProblem(found, 'warning')),
  ];
  const rows = { read: read.rows.length, added: 0, changed: 0, unchanged: 0, refused: 0 };
  const at = (row: FigureRow, code: keyof typeof toMend, zh: string, en: string) =>
    problems.push(
      importProblem(
        sheetProblem(code, [zh, en], toMend[code], {
          sheet: row.sheet,
          row: row.row,
          column: row.column,
          header: row.header,
        }),
      ),
    );
  const seen = new Map<string, { row: FigureRow; value: number | null }>();
  const taken: { row: FigureRow; line: Line; before: number | null }[] = [];
  for (const row of read.rows) {
    const knownOn = row.knownOn ?? today;
    const value = isMissing(row.value) ? null : row.value;
    const label = periodLabel(row.period);
    const end = endDate(row.period);
    const last = isProblem(end) ? today : end;
    if (last >= today) {
      at(row, 'period-not-over', `${label.zh}还没有结束`, `${label.en} is not over`);
      continue;
    }
    if (knownOn > today) {
      at(row, 'known-in-future', `公布日期 ${knownOn} 还没有到`, `${knownOn} is in the future`);
      continue;
    }
    if (knownOn <= last) {
      at(
        row,
        'known-before-end',
        `公布日期 ${knownOn} 早于${label.zh}结束`,
        `${knownOn} is before the end of ${label.en}`,
      );
      continue;
    }
    const key = [row.indicator.id, row.place, row.period, knownOn].join(' ');
    const twin = seen.get(key);
    const standing = (snapshot.observations.get(row.indicator.id) ?? []).filter(
      (item) => item.place === row.place && item.period === row.period,
    );
    const held = standing.find((item) => item.knownOn === knownOn);
    const heldValue = held === undefined ? undefined : isMissing(held.value) ? null : held.value;
    if (twin && twin.value !== value) {
      at(
        row,
        'figure-conflict',
        `与第 ${twin.row.row} 行（${twin.value ?? '无数'}）是同一期、同一天的数，却不相同`,
        `Row ${twin.row.row} says ${twin.value ?? 'none'} for the same period and day`,
      );
      continue;
    }
    if (twin) {
      rows.unchanged += 1;
      continue;
    }
    seen.set(key, { row, value });
    if (held && heldValue === value) {
      rows.unchanged += 1;
      continue;
    }
    if (held && !held.demo) {
      at(
        row,
        'figure-conflict',
        `已有同一天公布的数 ${heldValue ?? '（无数）'}`,
        `A figure of the same day stands already: ${heldValue ?? 'none'}`,
      );
      continue;
    }
    const before = standing.toSorted((a, b) => (a.knownOn < b.knownOn ? 1 : -1))[0];
    if (before) rows.changed += 1;
    else rows.added += 1;
    taken.push({
      row,
      before: before === undefined || isMissing(before.value) ? null : before.value,
      line: {
        indicator: row.indicator.id,
        place: row.place,
        period: row.period,
        value,
        ...(isMissing(row.value) && { missing: row.value.missing }),
        status: row.preliminary ? 'preliminary' : 'approved',
        knownOn,
        source: row.source ?? of.name,
        grade: row.grade ?? 'B',
      } satisfies ObservationItem,
    });
  }
  for (const { row, doubt, key } of await doubtsOf(store, snapshot, today, taken))
    problems.push({
      ...importProblem(
        sheetProblem(
          doubt.code,
          [doubt.zh, doubt.en],
          ['核对；确实如此请写明理由后确认', 'Check it; if it is right, say why and confirm'],
          {
            sheet: row.sheet,
            row: row.row,
            column: row.column,
            header: row.header,
          },
        ),
        'warning',
      ),
      key,
    });
  for (const note of saidForAll(read.rows, of.name)) problems.push(importProblem(note, 'warning'));
  rows.refused = new Set(
    problems.filter(({ severity }) => severity === 'error').map(({ sheet, row }) => `${sheet} ${row}`),
  ).size;
  const confirmations = problems.flatMap(({ key, code }) =>
    key !== null && confirmed.has(key) ? [{ key, code, reason: confirmed.get(key) ?? '' }] : [],
  );
  return {
    rows,
    problems: inOrder(problems),
    lines: taken.map(({ row, before, line }) => lineOf(row, before, line, snapshot)),
    left: read.left,
    sheets: read.sheets,
    shown: read.shown,
    submission:
      taken.length === 0
        ? null
        : (file) => ({
            jurisdiction: snapshot.jurisdiction,
            kind: 'observation.put',
            actor: of.actor,
            demo: false,
            payload: {
              observations: taken.map(({ line }) => line),
              ...(file && { file }),
              ...(confirmations.length > 0 && { confirmed: confirmations }),
            },
          }),
  };
}

function lineOf(row: FigureRow, before: number | null, line: Line, snapshot: Snapshot): ImportLine {
  const show = (value: number | null) => (value === null ? '' : `${value} ${row.indicator.unit}`.trim());
  const where = row.place === snapshot.jurisdiction ? '' : ` ${snapshot.places.get(row.place)?.zh ?? row.place}`;
  return {
    sheet: row.sheet,
    row: row.row,
    what: before === null ? 'added' : 'changed',
    title: `${row.indicator.name.zh}${where} ${periodLabel(row.period).zh}`,
    changes: [
      {
        name: { zh: '数值', en: 'Value' },
        from: show(before),
        to: isMissing(row.value) ? (row.value.note?.zh ?? row.value.missing) : show(row.value),
      },
      { name: { zh: '公布日期', en: 'Known on' }, from: '', to: line.knownOn },
      { name: { zh: '来源', en: 'Source' }, from: '', to: `${line.source}（${line.grade}）` },
      ...(row.preliminary ? [{ name: { zh: '状态', en: 'Status' }, from: '', to: '初步数' }] : []),
    ],
  };
}

/** What stands for rows that say nothing of it themselves. */
function saidForAll(rows: readonly FigureRow[], name: string) {
  const lacking = (what: (row: FigureRow) => unknown) => rows.filter((row) => what(row) === null).length;
  const notes = [];
  const grade = lacking((row) => row.grade);
  const source = lacking((row) => row.source);
  if (grade > 0)
    notes.push(
      sheetProblem(
        'grade-not-said',
        [`${grade} 个数没有写来源等级，按 B（转引）记`, `${grade} figures name no grade; they are kept as B`],
        ['官方来源请写 A，或为整份表指定', 'Write A for an official source, or say it for the whole file'],
      ),
    );
  if (source > 0)
    notes.push(
      sheetProblem(
        'source-not-said',
        [`${source} 个数没有写来源，记为“${name}”`, `${source} figures name no source; "${name}" is kept`],
        ['加一列“来源”，或为整份表指定', 'Add a column for the source, or say it for the whole file'],
      ),
    );
  return notes;
}

async function doubtsOf(
  store: Store,
  snapshot: Snapshot,
  today: string,
  taken: readonly { row: FigureRow }[],
): Promise<{ row: FigureRow; doubt: Doubt; key: string }[]> {
  if (taken.length === 0) return [];
  const view = new ViewAt(snapshot, today, 'all', await new RegisterFigures(store).of(snapshot, today, 'all'));
  const { figures: identities } = await identitiesOf(store, snapshot.jurisdiction);
  const groups = new Map<string, Map<string, FigureRow>>();
  for (const { row } of taken) {
    const key = JSON.stringify([row.place, row.period]);
    const group = groups.get(key) ?? new Map<string, FigureRow>();
    groups.set(key, group);
    group.set(row.indicator.id, row);
  }
  return [...groups].flatMap(([of, group]) => {
    const [place = '', period = ''] = JSON.parse(of) as string[];
    const given: Given = new Map([...group].map(([id, row]) => [id, row.value]));
    return doubtsAbout(view, identities, period, given, place).flatMap((doubt) => {
      const row = group.get(doubt.indicator);
      return row
        ? [
            {
              row,
              doubt,
              key: `indicator:${doubt.indicator} ${place === snapshot.jurisdiction ? '' : `${place} `}${period} ${doubt.code}`,
            },
          ]
        : [];
    });
  });
}
