import { isMissing, type Text } from '../../core/measure/index.ts';
import type { Section, Tile } from '../../evidence/judgement.ts';
import { dayAt } from './passage.ts';
import { chancesOf, type JudgedProject, type Month, type Project, type ProjectProblem } from './state.ts';
import { EVIDENCE, GATES, STAGES } from './stage-rules.ts';

/** The sheet of one project, what is said of it when it is opened; and the year of all of them together. */

/** When it will produce, with the chance by the end of every third month to come. */
export function productionSection({ production, stage }: JudgedProject, asOf: string): Section {
  const title = { zh: '什么时候投产', en: 'When it will produce' };
  if ('on' in production)
    return { title, lines: [{ name: { zh: '投产', en: 'Producing since' }, cells: [production.on] }] };
  if (isMissing(production)) return { title, lines: [], ...(production.note && { about: production.note }) };
  return {
    title,
    about: {
      zh: `八成可能在 ${dayAt(production, 0.1) ?? '—'} 到 ${dayAt(production, 0.9) ?? '—'}；终止的可能 ${percent(production.drop)}。`,
      en: `80 %: ${dayAt(production, 0.1) ?? '—'} to ${dayAt(production, 0.9) ?? '—'}; dropped: ${percent(production.drop)}.`,
    },
    heads: [{ zh: '到月底前投产的可能', en: 'Chance by the end of the month' }],
    lines: (stage === 'dropped' ? [] : chancesOf(production, asOf, 24))
      .filter((_, index) => index % 3 === 0)
      .map(({ month, chance }) => ({ name: same(month), cells: [percent(chance)], share: chance })),
  };
}

/** Each gate with its day and its evidence. */
export function gateSection(row: Project, asOf: string): Section {
  return {
    title: { zh: '各关口的佐证', en: 'Evidence of the gates' },
    heads: [
      { zh: '进入日期', en: 'Entered' },
      { zh: '文号或编号', en: 'Number of the paper' },
    ],
    lines: GATES.flatMap(({ stage, evidence }) => {
      const on = row.passed[stage];
      const entered = on !== undefined && on <= asOf ? on : null;
      const name = STAGES.find((one) => one.id === stage);
      return evidence.map((id) => ({
        name: { zh: `${name?.zh}：${EVIDENCE[id].zh}`, en: `${name?.en}: ${EVIDENCE[id].en}` },
        cells: [entered, row[`ev_${id}`] ?? { missing: entered === null ? notYet : lacking }],
      }));
    }),
  };
}

const notYet = { zh: '未到', en: 'not yet' };
const lacking = { zh: '缺', en: 'missing' };

/** Planned and done month by month, 亿元. */
export function monthSection(months: readonly Month[]): Section {
  const most = Math.max(...months.map((month) => Math.max(month.planned ?? 0, month.done ?? 0)));
  return {
    title: { zh: '月度投资（亿元）', en: 'Monthly investment (100 m yuan)' },
    ...(months.length === 0 && { about: { zh: '没有月度计划。', en: 'There is no monthly plan.' } }),
    heads: [
      { zh: '计划', en: 'Planned' },
      { zh: '完成', en: 'Done' },
      { zh: '形象进度（%）', en: 'Physical progress (%)' },
    ],
    lines: months
      .toSorted((a, b) => (a.month < b.month ? -1 : 1))
      .map(({ month, planned, done, physical }) => ({
        name: same(month),
        cells: [planned, done ?? { missing: { zh: '未报', en: 'none' } }, physical],
        ...(done !== null && most > 0 && { share: done / most }),
      })),
  };
}

/** What stands in its way and who solves it. */
export function problemSection(problems: readonly ProjectProblem[]): Section {
  return {
    title: { zh: '问题', en: 'Problems' },
    ...(problems.length === 0 && { about: { zh: '没有登记的问题。', en: 'No problem is registered.' } }),
    heads: [
      { zh: '解决单位', en: 'Who solves it' },
      { zh: '期限', en: 'Due' },
      { zh: '状态', en: 'State' },
    ],
    lines: problems.map(({ problem, solver, due, stage }) => ({
      name: same(problem),
      cells: [solver.name, due, stage === 'solved' ? { zh: '已解决', en: 'solved' } : { zh: '待解决', en: 'open' }],
    })),
  };
}

/** The whole of the year's plan, and the share of it that is done. */
export function yearTile(judged: readonly JudgedProject[], year: number): Tile {
  const planned = judged.reduce((sum, one) => sum + one.year.planned, 0);
  const done = judged.reduce((sum, one) => sum + one.year.done, 0);
  return {
    name: { zh: `${year} 年完成投资`, en: `Investment done in ${year}` },
    value: Math.round(done * 100) / 100,
    unit: '亿元',
    note: { zh: `同期计划 ${planned.toFixed(2)} 亿元`, en: `${planned.toFixed(2)} planned so far` },
    ...(planned > 0 && { share: Math.min(1, done / planned) }),
  };
}
function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}

function same(text: string): Text {
  return { zh: text, en: text };
}
