import type { PortfolioInput } from '../../core/decide/index.ts';
import type { Text } from '../../core/measure/index.ts';
import type { Section, Tile } from '../../evidence/judgement.ts';
import type { NotJudged } from './input.ts';
import type { PortfolioAnswer } from './solve.ts';

/** What came out of a choice, as figures and small tables. */
export interface ShownAnswer {
  tiles: readonly Tile[];
  sections: readonly Section[];
}

type Solved = Extract<PortfolioAnswer['choice'], { status: 'optimal' | 'time-limit' }>;

/** The leads to take, beside what greedy practice takes; what a little more of a limit is worth; why the others were left out. */
export function answerShown(
  { choice, worth, frontier }: PortfolioAnswer,
  input: PortfolioInput,
  notJudged: readonly NotJudged[] = [],
): ShownAnswer {
  const unjudged = notJudgedOf(notJudged);
  if (choice.status === 'no-answer')
    return { tiles: [], sections: [said('限时内没有算出方案', 'No plan was found in the time allowed'), ...unjudged] };
  if (choice.status === 'infeasible')
    return {
      tiles: [],
      sections: [
        {
          ...said('这些限制不能同时满足', 'These limits cannot be met together'),
          heads: [{ zh: '放宽多少即可', en: 'Enough if loosened by' }],
          lines: choice.clash.rules.map(({ name, give }) => ({ name, cells: [give === null ? null : round(give, 2)] })),
        },
        ...unjudged,
      ],
    };
  const widest = Math.max(...frontier.map((point) => point.output), 1e-9);
  const limit = (id: string) => same(input.limits.find((one) => one.id === id)?.name ?? id);
  return {
    tiles: tilesOf(choice, input),
    sections: [
      picksOf(choice, input),
      {
        ...said('多给一点限额值多少', 'What a little more of a limit is worth'),
        ...(worth.length === 0 && { about: { zh: '没有限制卡住。', en: 'No limit binds.' } }),
        heads: [
          { zh: '多给', en: 'More' },
          { zh: '多得', en: 'Brings' },
        ],
        lines: worth.map((one) => ({
          name: limit(one.limit),
          cells: [
            round(one.added, 2),
            `${valued(one.gain, input)}${one.open > 1e-6 ? `（±${valued(one.open, input)}）` : ''}`,
          ],
        })),
      },
      {
        ...said('用地与产值', 'Land against output'),
        heads: [{ zh: '期望产值（亿元）', en: 'Expected output (100 m yuan)' }],
        lines: frontier.map(({ land, output }) => ({
          name: same(`${Math.round(land)} 亩`),
          cells: [round(output, 1)],
          share: output / widest,
        })),
      },
      {
        ...said('为什么没选', 'Why the others were left out'),
        heads: [
          { zh: '原因', en: 'Why' },
          { zh: '要入选', en: 'To be in' },
        ],
        lines: choice.leftOut.map(({ lead, why, charges }) => ({
          name: same(nameOf(input, lead)),
          cells: [why, waysIn(charges)],
        })),
      },
      ...unjudged,
    ],
  };
}

/** Leads that could not be weighed: not chosen and not turned down. */
function notJudgedOf(leads: readonly NotJudged[]): Section[] {
  if (leads.length === 0) return [];
  return [
    {
      ...said('没有参加比选', 'Not judged'),
      about: {
        zh: `${leads.length} 条线索没有填全，不判；填好再测算。`,
        en: `${leads.length} leads are not complete and are not judged; fill them in and choose again.`,
      },
      heads: [{ zh: '因为', en: 'Because' }],
      lines: leads.map(({ lead, name, why }) => ({ name: { register: 'leads', id: lead, title: name }, cells: [why] })),
    },
  ];
}

function tilesOf(choice: Solved, input: PortfolioInput): Tile[] {
  const { best, greedy, gap, value } = choice;
  const land = best.picks.reduce((sum, one) => sum + (leadOf(input, one.lead)?.needs.land ?? 0), 0);
  const probable = input.objective === 'probability';
  return [
    {
      name: probable ? { zh: '达成可能', en: 'Chance' } : { zh: '目标年期望产值', en: 'Expected output' },
      value: valued(value, input),
      note: { zh: `证明离最优不超过 ${percent(gap, 2)}`, en: `proven within ${percent(gap, 2)} of the best` },
    },
    {
      name: { zh: '按亩均税收排队（现行做法）', en: 'Greedy by tax per mu (practice today)' },
      value: valued(greedy.value, input),
      ...(greedy.breaks.length > 0 && {
        note: { zh: `违反：${greedy.breaks.join('、')}`, en: `breaks: ${greedy.breaks.join(', ')}` },
      }),
    },
    {
      name: { zh: '比现行做法', en: 'Against practice' },
      value: greedy.ratio === null ? null : { zh: `${round(greedy.ratio, 2)} 倍`, en: `${round(greedy.ratio, 2)}×` },
    },
    { name: { zh: '选中项目', en: 'Projects chosen' }, value: best.picks.length, unit: '个' },
    { name: { zh: '用地', en: 'Land' }, value: Math.round(land), unit: '亩' },
    { name: { zh: '年税收', en: 'Tax a year' }, value: Math.round(best.tax), unit: '万元' },
    { name: { zh: '用工', en: 'Jobs' }, value: Math.round(best.jobs), unit: '人' },
  ];
}

function picksOf({ best, greedy }: Solved, input: PortfolioInput): Section {
  return {
    ...said('选中的', 'Chosen'),
    heads: [
      { zh: '线索', en: 'Lead' },
      { zh: '开工年', en: 'Start' },
      { zh: '达产产值（亿元）', en: 'Output' },
      { zh: '用地（亩）', en: 'Land (mu)' },
      { zh: '地块', en: 'Plot' },
      { zh: '排队法', en: 'Greedy' },
    ],
    lines: best.picks.map(({ lead, year, plot }, at) => {
      const of = leadOf(input, lead);
      const too = greedy.picks.some((other) => other.lead === lead);
      return {
        name: same(String(at + 1)),
        cells: [
          { register: 'leads', id: lead, title: nameOf(input, lead) },
          String(year),
          of?.output.at(-1) ?? null,
          of?.needs.land ?? null,
          plot ?? null,
          too ? { zh: '也选', en: 'too' } : { zh: '未选', en: 'not' },
        ],
      };
    }),
  };
}

function waysIn(charges: Solved['leftOut'][number]['charges']): Text | null {
  const ways = charges.flatMap(({ label, cut }) => (cut === null ? [] : [{ label, cut: percent(cut, 0) }])).slice(0, 3);
  if (ways.length === 0) return null;
  return {
    zh: ways.map(({ label, cut }) => `${label} 少 ${cut}`).join('，或 '),
    en: ways.map(({ label, cut }) => `${label} less by ${cut}`).join(', or '),
  };
}

function leadOf(input: PortfolioInput, id: string) {
  return input.leads.find((lead) => lead.id === id);
}

function nameOf(input: PortfolioInput, id: string): string {
  return leadOf(input, id)?.name ?? id;
}

/** A value of the objective: 亿元, or a chance. */
function valued(value: number, { objective }: PortfolioInput): string {
  return objective === 'probability' ? percent(value, 0) : `${round(value, 2)}\u2009亿元`;
}

function percent(share: number, decimals: number): string {
  return `${(100 * share).toFixed(decimals)}%`;
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function said(zh: string, en: string): Section {
  return { title: { zh, en }, lines: [] };
}

function same(text: string): Text {
  return { zh: text, en: text };
}
