import { isMissing } from '../../core/measure/index.ts';
import type { Who } from '../../http/route.ts';
import { importProblem, type ImportProblem, inOrder, type ReadImport } from '../intake/imported.ts';
import { scopeOf } from '../reading/scope.ts';
import type { FileChoices, SheetGrid } from '../intake/sheet/index.ts';
import { RegisterFigures } from '../reading/figures.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { PayloadOf, SubmissionOf } from '../ledger/kind.ts';
import { ViewAt } from '../reading/view.ts';
import { identitiesOf } from '../reading/identities.ts';
import { doubtsAbout, type Given } from '../figures/doubts.ts';
import type { reportEntries } from './entries.ts';
import { readReportSheets, type ReportRow } from './sheet.ts';
import { reportingAt } from './reporting.ts';
import { isTheirs, tasksOf } from './tasks.ts';

/**
 * Reads a filled form: every problem with its cell, every doubt as a warning with the key by which it is confirmed, and
 * the entry that would be written. Rows of other organisations are refused.
 */
export async function readReports(
  store: Store,
  snapshot: Snapshot,
  grid: SheetGrid,
  who: Who,
  today: string,
  confirmed: ReadonlyMap<string, string>,
  choices: FileChoices = {},
): Promise<ReadImport<SubmissionOf<typeof reportEntries.kinds>>> {
  const view = new ViewAt(snapshot, today, 'all', await new RegisterFigures(store).of(snapshot, today, 'all'));
  const reporting = await reportingAt(store, snapshot);
  const mayWrite = scopeOf(who, snapshot);
  const mine = tasksOf(view, reporting).filter(
    (task) => mayWrite(task.organisation) && isTheirs(task, who.login, today, reporting),
  );
  const read = readReportSheets(grid, mine, choices);
  const problems: ImportProblem[] = [
    ...read.problems.map((found) => importProblem(found)),
    ...read.notes.map((found) => importProblem(found, 'warning')),
  ];
  const rows = { read: read.read, added: 0, changed: 0, unchanged: 0, refused: 0 };
  const lines: { row: ReportRow; line: PayloadOf<(typeof reportEntries.kinds)['report.submit']>['lines'][number] }[] =
    [];
  const at = (
    row: ReportRow,
    code: string,
    zh: string,
    en: string,
    fix: readonly [string, string],
    severity: 'error' | 'warning' = 'error',
    key: string | null = null,
  ): ImportProblem => ({
    sheet: row.sheet,
    row: row.row,
    column: row.column,
    header: row.header,
    code,
    zh,
    en,
    fix: { zh: fix[0], en: fix[1] },
    severity,
    key,
  });
  const seen = new Map<string, number>();
  for (const row of read.rows) {
    const { task } = row;
    const same = `${task.about} ${task.place} ${task.period}`;
    const value = isMissing(row.value) ? null : row.value;
    const unproven = task.kind === 'milestone' ? unprovenStep(row, today) : null;
    const twin = seen.get(same);
    seen.set(same, row.row);
    if (twin !== undefined)
      problems.push(
        at(row, 'twice-in-file', `与第 ${twin} 行报的是同一个数`, `It reports the same figure as row ${twin}`, [
          '删去其中一行',
          'Delete one of the two rows',
        ]),
      );
    else if (unproven) problems.push(at(row, unproven.code, unproven.zh, unproven.en, unproven.fix));
    else if (
      task.report &&
      task.kind !== 'milestone' &&
      task.report.state !== 'returned' &&
      task.report.value === value &&
      (value !== null || task.report.missing !== null)
    )
      rows.unchanged += 1;
    else if ((task.report?.seq ?? null) !== row.base)
      problems.push(
        at(row, 'report-changed', '下载之后这一期已经有人报过或审核过', 'The report moved on after the form was made', [
          '重新下载填报表再填',
          'Download the form again',
        ]),
      );
    else if (task.report?.state === 'approved' && row.revision === null)
      problems.push(
        at(row, 'report-locked', '已审核通过，不能直接改', 'The figure is approved and locked', [
          '在“修订理由”里写明为什么要改',
          'Give the reason in the column for revisions',
        ]),
      );
    else {
      if (task.report) rows.changed += 1;
      else rows.added += 1;
      lines.push({
        row,
        line: {
          about: task.about,
          place: task.place,
          period: task.period,
          organisation: task.organisation ?? '',
          base: row.base,
          value,
          ...(row.doneOn !== null && { doneOn: row.doneOn }),
          ...(isMissing(row.value) && row.doneOn === null && { missing: row.value.missing as 'refused' }),
          source: row.source ?? `${snapshot.organisations.get(task.organisation ?? '')?.zh ?? ''}填报`,
          ...(row.note !== null && { note: row.note }),
          ...(row.revision !== null && { revision: row.revision }),
          confirmed: [],
          cell: { sheet: row.sheet, row: row.row, column: row.column },
        },
      });
    }
  }
  const { figures: identities } = await identitiesOf(store, snapshot.jurisdiction);
  const given = new Map<string, Map<string, ReportRow['value']>>();
  for (const { row } of lines) {
    if (row.task.kind !== 'indicator') continue;
    const key = JSON.stringify([row.task.place, row.task.period]);
    const figures = given.get(key) ?? new Map<string, ReportRow['value']>();
    given.set(key, figures);
    figures.set(row.task.about.slice('indicator:'.length), row.value);
  }
  for (const [key, figures] of given) {
    const [place = '', period = ''] = JSON.parse(key) as string[];
    for (const doubt of doubtsAbout(view, identities, period, figures as Given, place)) {
      const found = lines.find(
        ({ row: { task } }) =>
          task.place === place && task.period === period && task.about === `indicator:${doubt.indicator}`,
      );
      if (!found) continue;
      const doubted = `${found.row.task.about} ${place === snapshot.jurisdiction ? '' : `${place} `}${period} ${doubt.code}`;
      const reason = confirmed.get(doubted);
      if (reason !== undefined) found.line.confirmed.push({ code: doubt.code, reason });
      problems.push(
        at(
          found.row,
          doubt.code,
          doubt.zh,
          doubt.en,
          ['核对；确实如此请写明理由后确认', 'Check it; if it is right, say why and confirm'],
          'warning',
          doubted,
        ),
      );
    }
  }
  rows.refused = new Set(
    problems.filter((item) => item.severity === 'error').map((item) => `${item.sheet} ${item.row}`),
  ).size;
  const shown = (value: ReportRow['value'] | null, unit: string | null) =>
    value === null ? '' : isMissing(value) ? value.missing : `${value} ${unit ?? ''}`.trim();
  return {
    rows,
    problems: inOrder(problems),
    lines: lines.map(({ row }) => ({
      sheet: row.sheet,
      row: row.row,
      what: row.task.report ? 'changed' : 'added',
      title: `${row.task.name.zh} ${row.task.periodName.zh}`,
      changes: [
        {
          name: { zh: '本期数', en: 'Value' },
          from: shown(row.task.report?.value ?? null, row.task.unit),
          to: row.doneOn ?? shown(row.value, row.task.unit),
        },
      ],
    })),
    left: read.left,
    sheets: read.sheets,
    shown: read.shown,
    submission:
      lines.length === 0
        ? null
        : (file) => ({
            jurisdiction: snapshot.jurisdiction,
            kind: 'report.submit',
            actor: who.login ?? '',
            demo: false,
            payload: { on: today, grade: 'A', ...(file && { file }), lines: lines.map(({ line }) => line) },
          }),
  };
}

/** What keeps a step of a sheet from being reported as done; null: nothing. */
function unprovenStep(
  { doneOn, note, task }: ReportRow,
  today: string,
): { code: string; zh: string; en: string; fix: readonly [string, string] } | null {
  if (doneOn !== null && doneOn > today)
    return {
      code: 'done-in-future',
      zh: `完成日期 ${doneOn} 晚于今天`,
      en: `${doneOn} is in the future`,
      fix: ['核对日期', 'Check the day'],
    };
  if ((note ?? '').trim().length < 2)
    return {
      code: 'sentence-missing',
      zh: '“说明”里没有写完成情况',
      en: 'The note does not say what was done',
      fix: ['写一句完成情况', 'Say in a sentence what was done'],
    };
  return task.evidence
    ? {
        code: 'proof-missing',
        zh: `这个节点要附佐证材料：${task.evidence.zh}`,
        en: `Proof is asked for: ${task.evidence.en}`,
        fix: ['在“我的填报”页面上报这个节点并附文件', 'Report this one on the page, with the file'],
      }
    : null;
}
