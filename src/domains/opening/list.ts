import { sumAmounts } from '../../core/register/index.ts';
import { byDay, column, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { calibres, type Consignment } from './calibres.ts';
import { agreements, agreementSteps, exports, items } from './registers.ts';

/** Days without progress after which an agreement counts as stalled, and as one in name only (our choice). */
const stalledAfter = 180;
const idleAfter = 365;
const daysTo = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

type JudgedAgreement = Judgement & { quiet: number; steps: { done: number; of: number } };

export const agreementList = list<typeof agreements, JudgedAgreement>({
  register: agreements,
  judge: async (view, rows) => {
    const steps = (await view.list(agreementSteps)).rows;
    return new Map(
      rows.map((row): [string, JudgedAgreement] => {
        const own = steps.filter(({ agreement }) => agreement.id === row.id);
        const done = own.flatMap((step) => step.done ?? []);
        const last =
          [row.signed, row.progress, row.passed.landed, ...done]
            .flatMap((day) => (typeof day === 'string' && day <= view.asOf ? [day] : []))
            .toSorted()
            .at(-1) ?? row.signed;
        const quiet = Math.max(0, daysTo(last, view.asOf));
        const of = { quiet, steps: { done: done.length, of: own.length } };
        const late = own.find((step) => step.done === null && step.due < view.asOf);
        if (row.stage === 'ended') return [row.id, { ...of, ...lit('grey', '已终止。', 'Ended.') }];
        if (row.stage === 'landed')
          return [
            row.id,
            {
              ...of,
              ...lit('green', `已有成果：${row.result ?? ''}。`, `It has a result: ${row.result ?? ''}.`),
            },
          ];
        if (quiet > idleAfter)
          return [
            row.id,
            {
              ...of,
              ...lit('red', `十二个月没有进展（最近 ${last}）。`, `Twelve months without progress (last ${last}).`),
            },
          ];
        if (late)
          return [
            row.id,
            {
              ...of,
              ...lit('red', `“${late.step}”应在 ${late.due} 完成。`, `${late.step} was due on ${late.due}.`),
            },
          ];
        if (row.ends !== null && row.ends < view.asOf)
          return [
            row.id,
            {
              ...of,
              ...lit('red', `${row.ends} 已到期，没有成果。`, `Ended on ${row.ends} without a result.`),
            },
          ];
        return quiet > stalledAfter
          ? [row.id, { ...of, ...lit('yellow', `${quiet} 天没有进展。`, `${quiet} days without progress.`) }]
          : [
              row.id,
              {
                ...of,
                ...lit('yellow', '在推进，还没有可量化成果。', 'Under way, no result in figures yet.'),
              },
            ];
      }),
    );
  },
  columns: [
    column('quiet', '距最近进展', 'Since last progress', ({ quiet }) => quiet, { unit: '天', decimals: 0 }),
    column('steps', '里程碑', 'Milestones', ({ steps: { done, of } }) =>
      of === 0 ? lacking('没有里程碑', 'none') : say(`${done}/${of}`, `${done}/${of}`),
    ),
  ],
  tiles: async (_view, rows, judged) => {
    const landed = rows.filter(({ stage }) => stage === 'landed').length;
    const idle = [...judged.values()].filter(({ quiet, light }) => light === 'red' && quiet > idleAfter).length;
    return [
      {
        name: say('有成果的协议', 'Agreements with a result'),
        value: landed,
        unit: '个',
        note: say(`共 ${rows.length} 个`, `of ${rows.length}`),
        filter: 'stage = landed',
        ...(rows.length > 0 && { share: landed / rows.length }),
      },
      { name: say('十二个月没有进展', 'Twelve months without progress'), value: idle, unit: '个' },
    ];
  },
  sections: async (view, { id }) => [
    ...(await related(view, agreementSteps, 'agreement', id, ['due', 'done', 'proof'])),
    ...(await related(view, items, 'agreement', id, ['year', 'done', 'result'])),
  ],
});

export const itemList = list<typeof items>({
  register: items,
  judge: async (view, rows) =>
    new Map(
      rows.map(({ id, due, done, result, count, unit }): [string, Judgement] => {
        const told = count === null ? result : `${count}${unit ?? ''}`;
        if (done !== null && done <= view.asOf)
          return [
            id,
            told === null
              ? lit('yellow', `${done} 完成，没有写结果。`, `Done on ${done}, no result said.`)
              : lit('green', `${done} 完成：${told}。`, `Done on ${done}: ${told}.`),
          ];
        return [id, byDay(due, view.asOf)];
      }),
    ),
  tiles: async (_view, rows) =>
    (items.fields.find(({ id }) => id === 'topic')?.choices ?? []).map(({ id, name }) => {
      const own = rows.filter(({ topic }) => topic === id);
      return {
        name,
        value: own.length,
        unit: '项',
        note: say(
          `完成 ${own.filter(({ done }) => done !== null).length}`,
          `${own.filter(({ done }) => done !== null).length} done`,
        ),
        filter: `topic = ${id}`,
      };
    }),
});

export const exportList = list<typeof exports>({
  register: exports,
  judge: async (_view, rows) =>
    new Map(
      rows.map(({ id, here, registered }): [string, Judgement] => [
        id,
        here && !registered
          ? lit(
              'yellow',
              '本地货源，外地报关：注册地口径里没有它。',
              'Made here, declared elsewhere: missing by registration.',
            )
          : here
            ? lit('green', '本地货源，本地报关。', 'Made here, declared here.')
            : lit(
                'grey',
                registered ? '外地货源，本地报关：只在注册地口径里。' : '两个口径都不含。',
                registered ? 'Made elsewhere, declared here.' : 'In neither calibre.',
              ),
      ]),
    ),
  tiles: async (view, rows) => {
    const year = view.asOf.slice(0, 4);
    return (['export', 'import'] as const).flatMap((flow) => {
      const own = rows
        .filter((row) => row.flow === flow && row.month.startsWith(year))
        .map(({ here, registered, value }): Consignment => ({ here, registered, value }));
      const { registered, source, leaked, kept } = calibres(own);
      const [zh, en] = flow === 'export' ? ['出口', 'Exports'] : ['进口', 'Imports'];
      const nothing = own.length === 0 ? lacking('没有填报', 'nothing reported') : null;
      return [
        {
          name: say(`${year} 年${zh}（注册地）`, `${en} by registration, ${year}`),
          value: nothing ?? Number(registered),
          unit: '万元',
          filter: `flow = ${flow} and registered = true`,
        },
        {
          name: say(`${year} 年${zh}（${flow === 'export' ? '货源地' : '目的地'}）`, `${en} by place, ${year}`),
          value: nothing ?? Number(source),
          unit: '万元',
          filter: `flow = ${flow} and here = true`,
          ...(kept !== null && {
            note: say(`外地报关 ${leaked} 万元，回流率 ${kept}%`, `${leaked} declared elsewhere; ${kept} % kept`),
          }),
        },
      ];
    });
  },
  notes: async (_view, _chosen) => [
    say(
      '出口按离岸价、进口按到岸价；月度数年内会修订。两个口径都列，不能只看一个。',
      'Exports FOB, imports CIF; months are revised within the year. Both calibres stand: one alone misleads.',
    ),
  ],
  sections: async (view, { firm, month }) => {
    const own = (await view.list(exports)).rows.filter(
      (row) => row.firm === firm && row.month.slice(0, 4) === month.slice(0, 4) && row.flow === 'export',
    );
    const { registered, source, leaked, kept } = calibres(own);
    return [
      {
        title: say(`${firm} ${month.slice(0, 4)} 年出口（万元）`, `${firm}: exports of ${month.slice(0, 4)}`),
        about: say(
          `共 ${sumAmounts(own.map(({ value }) => value))} 万元`,
          `${sumAmounts(own.map(({ value }) => value))} in all`,
        ),
        lines: [
          { name: say('注册地口径', 'By registration'), cells: [registered] },
          { name: say('货源地口径', 'By place made'), cells: [source] },
          { name: say('外地报关', 'Declared elsewhere'), cells: [leaked] },
          {
            name: say('回流率', 'Kept'),
            cells: [kept === null ? lacking('没有本地货源', 'nothing made here') : `${kept}%`],
          },
        ],
      },
    ];
  },
});
