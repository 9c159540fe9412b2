import { isMissing } from '../../core/measure/index.ts';
import { lacking, say } from '../../evidence/judged-parts.ts';
import type { Section, Tile } from '../../evidence/judgement.ts';
import { dayAt } from './passage.ts';
import { chancesOf, type JudgedProject, type Month, type Project } from './state.ts';
import { EVIDENCE, GATES, STAGES } from './stage-rules.ts';

/** The sheet of one project, what is said of it when it is opened; and the year of all of them together. */

/** When it will produce, with the chance by the end of every third month to come. */
export function productionSection({ production, stage }: JudgedProject, asOf: string): Section {
  const title = say('什么时候投产', 'When it will produce');
  if ('on' in production) return { title, lines: [{ name: say('投产', 'Producing since'), cells: [production.on] }] };
  if (isMissing(production)) return { title, lines: [], ...(production.note && { about: production.note }) };
  return {
    title,
    about: {
      zh: `八成可能在 ${dayAt(production, 0.1) ?? '—'} 到 ${dayAt(production, 0.9) ?? '—'}；终止的可能 ${percent(production.drop)}。`,
      en: `80 %: ${dayAt(production, 0.1) ?? '—'} to ${dayAt(production, 0.9) ?? '—'}; dropped: ${percent(production.drop)}.`,
    },
    heads: [say('到月底前投产的可能', 'Chance by the end of the month')],
    lines: (stage === 'dropped' ? [] : chancesOf(production, asOf, 24))
      .filter((_, index) => index % 3 === 0)
      .map(({ month, chance }) => ({ name: say(month, month), cells: [percent(chance)], share: chance })),
  };
}

/** Each gate with its day and its evidence. */
export function gateSection(row: Project, asOf: string): Section {
  return {
    title: say('各关口的佐证', 'Evidence of the gates'),
    heads: [say('进入日期', 'Entered'), say('文号或编号', 'Number of the paper')],
    lines: GATES.flatMap(({ stage, evidence }) => {
      const on = row.passed[stage];
      const entered = on !== undefined && on <= asOf ? on : null;
      const name = STAGES.find((one) => one.id === stage);
      return evidence.map((id) => ({
        name: say(`${name?.zh}：${EVIDENCE[id].zh}`, `${name?.en}: ${EVIDENCE[id].en}`),
        cells: [entered, row[`ev_${id}`] ?? (entered === null ? lacking('未到', 'not yet') : lacking('缺', 'missing'))],
      }));
    }),
  };
}

/** Planned and done month by month, 亿元. */
export function monthSection(months: readonly Month[]): Section {
  const most = Math.max(...months.map((month) => Math.max(month.planned ?? 0, month.done ?? 0)));
  return {
    title: say('月度投资（亿元）', 'Monthly investment (100 m yuan)'),
    ...(months.length === 0 && { about: say('没有月度计划。', 'There is no monthly plan.') }),
    heads: [say('计划', 'Planned'), say('完成', 'Done'), say('形象进度（%）', 'Physical progress (%)')],
    lines: months
      .toSorted((a, b) => (a.month < b.month ? -1 : 1))
      .map(({ month, planned, done, physical }) => ({
        name: say(month, month),
        cells: [planned, done ?? lacking('未报', 'none'), physical],
        ...(done !== null && most > 0 && { share: done / most }),
      })),
  };
}

/** How many projects there are, and what is invested in them. */
export function worth(rows: readonly Project[]): Omit<Tile, 'name'> {
  const invested = rows.reduce((sum, row) => sum + row.investment, 0).toFixed(2);
  return { value: rows.length, unit: '个', note: say(`总投资 ${invested} 亿元`, `${invested} × 100 m yuan`) };
}

/** The whole of the year's plan, and the share of it that is done. */
export function yearTile(judged: readonly JudgedProject[], year: number): Tile {
  const planned = judged.reduce((sum, one) => sum + one.year.planned, 0);
  const done = judged.reduce((sum, one) => sum + one.year.done, 0);
  return {
    name: say(`${year} 年完成投资`, `Investment done in ${year}`),
    value: Math.round(done * 100) / 100,
    unit: '亿元',
    note: say(`同期计划 ${planned.toFixed(2)} 亿元`, `${planned.toFixed(2)} planned so far`),
    ...(planned > 0 && { share: Math.min(1, done / planned) }),
  };
}
function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}
