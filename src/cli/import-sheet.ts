import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { isMissing, isPeriodKey, isProblem } from '../core/measure/index.ts';
import { readRegister, type ImportProblem, importProblem } from '../evidence/registers/import.ts';
import {
  cellDate,
  cellNumber,
  cellPeriod,
  cellText,
  type Cell,
  columnLetter,
  findTable,
  placed,
  readRows,
  readSheet,
  type SheetGrid,
  type SheetProblem,
  sheetProblem,
} from '../evidence/intake/sheet/index.ts';
import { putBlob } from '../evidence/ledger/blob.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import type { Snapshot } from '../evidence/reading/snapshot.ts';
import type { PayloadOf } from '../evidence/book.ts';
import { Problem } from '../http/problem.ts';
import { todayInChina, withStore } from './command.ts';

type Values = Record<string, string | boolean | undefined>;
type Line = PayloadOf<'observation.put'>['observations'][number];

const actor = 'lantu import';

async function gridOf(file: string): Promise<{ bytes: Uint8Array; grid: SheetGrid }> {
  const bytes = await readFile(file).catch(() => {
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  });
  const grid = await readSheet(bytes, { name: basename(file) });
  if (isProblem(grid)) throw new Problem({ status: 422, code: grid.code, zh: grid.zh, en: grid.en, hint: grid.do });
  return { bytes, grid };
}

function jurisdictionIn(values: Values): string {
  if (typeof values.jurisdiction === 'string') return values.jurisdiction;
  throw new Problem({
    status: 422,
    code: 'usage',
    zh: '要写明 --jurisdiction 行政区代码。',
    en: 'Give --jurisdiction ID.',
  });
}

/** Prints what is wrong, cell by cell; returns whether anything may be written. */
function told(problems: readonly ImportProblem[]): boolean {
  for (const { sheet, row, column, header, zh, en, fix, severity } of problems) {
    process.stderr.write(
      `${severity === 'error' ? '错误 error' : '提醒 note'} ${sheet}!${column}${row}${header ? ` ${header}` : ''}：${zh} ${en}${fix ? ` → ${fix.zh} ${fix.en}` : ''}\n`,
    );
  }
  return !problems.some((problem) => problem.severity === 'error');
}

/** `lantu import register FILE --register ID`: a sheet into a register; the same checks as in the browser. */
export async function importRegister(file: string, values: Values): Promise<number> {
  const jurisdiction = jurisdictionIn(values);
  const register = String(values.register ?? '');
  const { bytes, grid } = await gridOf(file);
  return withStore(values, async (store, ledger) => {
    const snapshot = await new Snapshots(store).get(jurisdiction);
    const found = await readRegister(
      store,
      snapshot,
      register,
      grid,
      { login: actor, name: actor, role: 'planner', organisation: null },
      todayInChina(),
    );
    const { read, added, changed, unchanged, refused } = found.rows;
    process.stdout.write(
      `读 ${read} 行 read · 新增 ${added} added · 修改 ${changed} changed · 不变 ${unchanged} unchanged · 不收 ${refused} refused\n`,
    );
    const clean = told(found.problems);
    if (!values.commit) return preview();
    if (!clean) return 1;
    if (found.submission)
      await ledger.submit(
        found.submission({
          hash: await putBlob(store, jurisdiction, bytes),
          name: basename(file),
          bytes: bytes.length,
        }),
      );
    process.stdout.write('已写入 written\n');
    return 0;
  });
}

const columns = {
  indicator: ['指标', '指标代码', 'indicator'],
  period: ['统计期', '期', '时期', 'period'],
  value: ['数值', '本期数', '值', 'value'],
  unit: ['单位', 'unit'],
  knownOn: ['公布日期', '已知日期', 'known on', 'knownOn'],
  source: ['来源', '数据来源', 'source'],
  grade: ['等级', 'grade'],
} as const;

/** `lantu import observations FILE`: approved figures with their source, one a row; those that stand already are left out. */
export async function importObservations(file: string, values: Values): Promise<number> {
  const jurisdiction = jurisdictionIn(values);
  const { grid } = await gridOf(file);
  return withStore(values, async (store, ledger) => {
    const snapshot = await new Snapshots(store).get(jurisdiction);
    const problems: SheetProblem[] = [...grid.problems];
    const lines: Line[] = [];
    let unchanged = 0;
    for (const sheet of grid.sheets) {
      const table = findTable(
        sheet,
        Object.entries(columns).map(([id, labels]) => ({
          id,
          labels: [...labels],
          required: id === 'indicator' || id === 'period' || id === 'value' || id === 'source',
        })),
      );
      if (isProblem(table)) {
        problems.push(table);
        continue;
      }
      for (const { row, values: cells } of readRows<Cell>(
        table,
        Object.fromEntries(Object.keys(columns).map((id) => [id, (cell: Cell) => cell])),
      ).rows) {
        const cell = (id: string): Cell => (cells[id] as Cell | undefined) ?? { value: null, text: '' };
        const wrong = (id: string, found: SheetProblem) => {
          const column = table.columns.find((one) => one.id === id);
          problems.push(
            placed(found, {
              sheet: sheet.name,
              row,
              column: columnLetter(column?.index ?? 0),
              header: column?.header ?? '',
            }),
          );
        };
        const line = lineOf(snapshot, jurisdiction, cell, wrong);
        if (!line) continue;
        const stands = (snapshot.observations.get(line.indicator) ?? []).some(
          (item) =>
            item.period === line.period &&
            item.value === line.value &&
            item.knownOn === line.knownOn &&
            item.source === line.source,
        );
        if (stands) unchanged += 1;
        else lines.push(line);
      }
    }
    process.stdout.write(
      `新数 ${lines.length} new · 已有 ${unchanged} there already · 错误 ${problems.length} faults\n`,
    );
    const clean = told(problems.map((found) => importProblem(found)));
    if (!values.commit) return preview();
    if (!clean) return 1;
    if (lines.length > 0)
      await ledger.submit({
        jurisdiction,
        kind: 'observation.put',
        actor,
        demo: false,
        payload: { observations: lines },
      });
    process.stdout.write('已写入 written\n');
    return 0;
  });
}

function lineOf(
  snapshot: Snapshot,
  place: string,
  cell: (id: string) => Cell,
  wrong: (id: string, found: SheetProblem) => void,
): Line | null {
  const named = cell('indicator').text.trim();
  const indicator =
    snapshot.indicators.get(named)?.item ??
    [...snapshot.indicators.values()].find(({ item }) => item.name.zh === named || item.name.en === named)?.item;
  if (!indicator) {
    wrong(
      'indicator',
      sheetProblem(
        'no-such-indicator',
        [`没有指标“${named}”`, `There is no indicator "${named}"`],
        ['写指标的代码或全名', 'Write its id or its full name'],
      ),
    );
    return null;
  }
  if (indicator.evidence.kind !== 'observations') {
    wrong(
      'indicator',
      sheetProblem(
        'not-reported',
        [`“${indicator.name.zh}”由台账或公式计算，不能填数`, `${indicator.name.en} is computed; it takes no figure`],
        ['改它的台账', 'Change what it is computed from'],
      ),
    );
    return null;
  }
  const text = cell('period').text.trim();
  const period = isPeriodKey(text)
    ? text
    : cellPeriod(cell('period'), { cadence: indicator.cadence, nature: indicator.nature });
  const unit = cell('unit').text.trim();
  const value = cellNumber(cell('value'), { unit: indicator.unit, ...(unit !== '' && { bare: unit }) });
  const day = cell('knownOn').text.trim() === '' ? todayInChina() : cellDate(cell('knownOn'));
  const source = cellText(cell('source'), { max: 500 });
  for (const [id, found] of [
    ['period', period],
    ['value', value],
    ['knownOn', day],
    ['source', source],
  ] as const) {
    if (isProblem(found)) {
      wrong(id, found);
      return null;
    }
  }
  if (typeof period !== 'string' || typeof day !== 'string' || isMissing(source) || isProblem(source)) {
    wrong(
      isMissing(source) ? 'source' : 'period',
      sheetProblem(
        'required',
        ['统计期和来源必填', 'The period and the source are required'],
        ['补上', 'Fill them in'],
      ),
    );
    return null;
  }
  const grade = cell('grade').text.trim() === 'B' ? 'B' : 'A';
  return {
    indicator: indicator.id,
    place,
    period,
    value: isMissing(value) || isProblem(value) ? null : value,
    ...(isMissing(value) && { missing: value.missing }),
    status: 'approved',
    knownOn: day,
    source,
    grade,
  };
}

function preview(): number {
  process.stderr.write('仅预览,未写入;加 --commit 写入。 Preview only, nothing was written; add --commit to write.\n');
  return 0;
}
