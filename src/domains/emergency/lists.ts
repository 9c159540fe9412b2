import { addDays, unwrap } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { directiveFrom } from '../../evidence/hand-over.ts';
import { column, lacking, lit, say } from '../../evidence/judged-parts.ts';
import { type Action, type Judgement, list } from '../../evidence/judgement.ts';
import { number, required, text } from '../../core/register/index.ts';
import { cards, duty, tasks, vaccinations } from './registers.ts';

type Card = RecordOf<typeof cards>;

export const cardList = list<typeof cards>({
  register: cards,
  judge: async (view, rows) => {
    const { byId } = await view.list(tasks);
    return new Map(
      rows.map((row): [string, Judgement] => {
        const drill = byId.get(row.task.id)?.mode === 'exercise';
        const all = (light: 'red' | 'yellow' | 'green' | 'grey', zh: string, en: string): [string, Judgement] => [
          row.id,
          // A red or yellow light could become a directive or fire an alert: an exercise has neither.
          {
            light: drill ? 'grey' : light,
            why: say(`${drill ? '【演练】' : ''}${zh}`, `${drill ? 'Exercise: ' : ''}${en}`),
          },
        ];
        if (row.stage === 'done') return all('green', '已完成。', 'Done.');
        if (row.stage === 'handed') return all('grey', '已转督办单，进展见督办单。', 'A directive now; see there.');
        return row.due < view.asOf
          ? all('red', `${row.due} 到期，没有完成。`, `Due ${row.due}, not done.`)
          : all('yellow', `${row.due} 前完成。`, `Due ${row.due}.`);
      }),
    );
  },
  actions: [toDirective()],
});

/** A card of a real task becomes a directive; one of an exercise never does, and so counts for nobody. */
function toDirective(): Action<Card> {
  return {
    id: 'to-directive',
    name: { zh: '转为督办单', en: 'Make it a directive' },
    about: { zh: '演练的任务卡不能转', en: 'Not from an exercise' },
    fields: {
      demand: required(text('办理要求', 'What is to be done', { long: true })),
      workdays: required(number('时限（工作日）', 'Limit (working days)', '', { min: 1, max: 500, decimals: 0 })),
    },
    offered: ({ stage, title }) => (stage === 'sent' || stage === 'received' ? { demand: title, workdays: 1 } : null),
    run: async (order) => {
      const { row, view } = order;
      const task = (await view.list(tasks)).byId.get(row.task.id);
      return directiveFrom(order, cards, {
        refused: task?.mode === 'real' ? null : say('演练的任务卡不派督办。', 'Cards of exercises give no directives.'),
        title: `${row.task.title}：${row.title}`,
        basis: { kind: 'other', text: row.title },
        closes: '任务完成，附佐证',
        object: `record/${tasks.id}/${row.task.id}`,
        lead: row.bureau.id,
        support: [],
        person: null,
      });
    },
  };
}

interface JudgedCover extends Judgement {
  ofResidents: number | null;
  ofRegistered: number | null;
  ofEligible: number | null;
}

const share = (done: number, of: number | null) => (of === null || of <= 0 ? null : (100 * done) / of);
const percent = { unit: '%', decimals: 1 };
const coverColumn = (id: string, zh: string, en: string, of: (judged: JudgedCover) => number | null) =>
  column<JudgedCover>(id, zh, en, (judged) => of(judged) ?? lacking('分母未填', 'no denominator'), percent);

export const vaccinationList = list<typeof vaccinations, JudgedCover>({
  register: vaccinations,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, JudgedCover] => {
        const rates = {
          ofResidents: share(row.done, row.residents),
          ofRegistered: share(row.done, row.registered),
          ofEligible: share(row.done, row.eligible),
        };
        const known = Object.values(rates).filter((rate) => rate !== null);
        if (known.length === 0)
          return [row.id, { ...rates, ...lit('grey', '三种分母都没有填。', 'No denominator is filled in.') }];
        if (known.some((rate) => rate > 100))
          return [
            row.id,
            {
              ...rates,
              ...lit(
                'red',
                '超过 100%：分母旧，或有异地接种，先核对分母。',
                'More than 100 %: an old denominator, or people from elsewhere.',
              ),
            },
          ];
        if (rates.ofEligible === null)
          return [row.id, { ...rates, ...lit('grey', '应接种人数未填，不判。', 'The eligible are not filled in.') }];
        return [
          row.id,
          {
            ...rates,
            light: rates.ofEligible >= 90 ? 'green' : rates.ofEligible >= 80 ? 'yellow' : 'red',
            why: say(
              `应接种的 ${rates.ofEligible.toFixed(1)}%（90 以上绿，80 以上黄）。`,
              `${rates.ofEligible.toFixed(1)} % of the eligible (green from 90, yellow from 80).`,
            ),
          },
        ];
      }),
    ),
  columns: [
    coverColumn('of_eligible', '÷应接种', 'Of eligible', ({ ofEligible }) => ofEligible),
    coverColumn('of_residents', '÷常住', 'Of residents', ({ ofResidents }) => ofResidents),
    coverColumn('of_registered', '÷户籍', 'Of registered', ({ ofRegistered }) => ofRegistered),
  ],
  tiles: async (_view, rows, judged) => {
    const newest = rows
      .map(({ as_of }) => as_of)
      .toSorted()
      .at(-1);
    const now = rows.filter((row) => row.as_of === newest && row.group === 'all' && row.eligible !== null);
    const sum = (of: (row: (typeof now)[number]) => number) => now.reduce((total, row) => total + of(row), 0);
    return [
      {
        name: say('全程接种率', 'Vaccinated'),
        value:
          share(
            sum(({ done }) => done),
            sum(({ eligible }) => eligible ?? 0),
          ) ?? lacking('没有应接种人数', 'no eligible'),
        unit: '%',
        note: say(`截至 ${newest ?? '—'}，÷应接种`, `as of ${newest ?? '—'}, of eligible`),
      },
      { name: say('超过 100%', 'Over 100 %'), value: [...judged.values()].filter(overfull).length, unit: '条' },
      ...(rows.length === 0
        ? []
        : [
            {
              name: say('三种分母都填', 'All denominators'),
              value: complete(judged),
              unit: '条',
              share: complete(judged) / rows.length,
            },
          ]),
    ];
  },
  notes: async () => [
    say(
      '同一人异地接种会使常住、户籍两种率偏高或偏低；每个率写明分母来源。',
      'People vaccinated elsewhere move the shares of residents and registered; each names its source.',
    ),
  ],
});

const ratesOf = ({ ofResidents, ofRegistered, ofEligible }: JudgedCover) => [ofResidents, ofRegistered, ofEligible];
const overfull = (judged: JudgedCover) => ratesOf(judged).some((rate) => rate !== null && rate > 100);
const complete = (judged: ReadonlyMap<string, JudgedCover>) =>
  [...judged.values()].filter((one) => ratesOf(one).every((rate) => rate !== null)).length;

/** Days ahead for which somebody has to be named: our choice. */
const ahead = 7;
const always = ['leader', 'officer'] as const;

export const dutyList = list<typeof duty>({
  register: duty,
  tiles: async (view, rows) => {
    const days = Array.from({ length: ahead }, (_, n) => unwrap(addDays(view.asOf, n)));
    const open = days.filter((day) => always.some((post) => !rows.some((row) => row.on === day && row.post === post)));
    const today = rows.filter((row) => row.on === view.asOf);
    return [
      { name: say('今天值班', 'On duty today'), value: today.length, unit: '人', filter: `on = ${view.asOf}` },
      {
        name: say(`今后 ${ahead} 天排满`, `Next ${ahead} days`),
        value: ahead - open.length,
        unit: '天',
        share: (ahead - open.length) / ahead,
        note:
          open.length === 0
            ? say('带班和值班员都有', 'leader and officer named')
            : say(`缺：${open.join('、')}`, `open: ${open.join(', ')}`),
      },
    ];
  },
});
