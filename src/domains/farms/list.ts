import { column, covered, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { labelEnds } from './label.ts';
import { farmEntities, harvests, herds, labels, processing } from './registers.ts';

type JudgedEntity = Judgement & {
  told: boolean;
  value: number | null;
  sold: number | null;
  processed: { of: number; output: number };
};

export const entityList = list<typeof farmEntities, JudgedEntity>({
  register: farmEntities,
  judge: async (view, rows) => {
    const [grown, kept] = [
      await view.list(harvests, { output: '吨', processed: '吨', value: '万元' }),
      await view.list(herds),
    ];
    // The newest year that anybody reported: a business without it has not updated its data.
    const newest = Math.max(0, ...grown.rows.map(({ year }) => year), ...kept.rows.map(({ year }) => year));
    return new Map(
      rows.map((row): [string, JudgedEntity] => {
        const own = grown.rows.filter(({ entity, year }) => entity.id === row.id && year === newest);
        const animals = kept.rows.filter(({ entity, year }) => entity.id === row.id && year === newest);
        const values = own.flatMap(({ value }) => value ?? []);
        const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
        const figures = {
          value: values.length === 0 ? null : sum(values),
          told: own.length + animals.length > 0,
          sold: animals.length === 0 ? null : sum(animals.map(({ sold }) => sold)),
          processed: {
            of: sum(own.flatMap(({ processed }) => processed ?? [])),
            output: sum(own.flatMap(({ processed, output }) => (processed === null ? [] : output))),
          },
        };
        if (row.kind === 'farm' && row.code === null)
          return [row.id, { ...figures, ...lit('red', '家庭农场没有一码通。', 'A family farm without its code.') }];
        return !figures.told
          ? [
              row.id,
              {
                ...figures,
                ...lit(
                  'grey',
                  newest === 0 ? '还没有产量和存栏。' : `没有 ${newest} 年的产量和存栏。`,
                  newest === 0 ? 'No figures yet.' : `No figures of ${newest}.`,
                ),
              },
            ]
          : [row.id, { ...figures, ...lit('green', `${newest} 年数据已更新。`, `Its data of ${newest} are in.`) }];
      }),
    );
  },
  columns: [
    column('value', '产值', 'Value', ({ value }) => value ?? lacking('没有产值', 'no value'), {
      unit: '万元',
      decimals: 2,
    }),
    column('sold', '出栏', 'Sold', ({ sold }) => sold ?? lacking('没有存栏', 'no animals'), { decimals: 0 }),
    column(
      'processed',
      '加工转化率',
      'Processed',
      ({ processed: { of, output } }) => (output === 0 ? lacking('没有填加工', 'not said') : (100 * of) / output),
      { unit: '%', decimals: 1 },
    ),
  ],
  tiles: async (_view, rows, judged) => {
    const told = [...judged.values()].filter((one) => one.told).length;
    return [
      ...(farmEntities.fields.find(({ id }) => id === 'kind')?.choices ?? []).map(({ id, name }) => ({
        name,
        value: rows.filter(({ kind }) => kind === id).length,
        unit: '家',
        filter: `kind = ${id}`,
      })),
      ...covered('当年数据覆盖', 'With figures of the year', told, rows.length, '家'),
    ];
  },
  sections: async (view, { id }) => [
    ...(await related(view, harvests, 'entity', id, ['area', 'rate', 'output', 'value'])),
    ...(await related(view, herds, 'entity', id, ['opening', 'sold', 'closing'])),
    ...(await related(view, labels, 'entity', id, ['kind', 'expires'])),
  ],
});

export const harvestList = list<typeof harvests>({
  register: harvests,
  tiles: async (_view, rows) => {
    const year = Math.max(0, ...rows.map((row) => row.year));
    return (harvests.fields.find(({ id }) => id === 'trade')?.choices ?? []).map(({ id, name }) => {
      const own = rows.filter((row) => row.trade === id && row.year === year);
      return {
        name: say(`${year} 年${name.zh}产量`, `${name.en}, ${year}`),
        value:
          own.length === 0
            ? lacking('没有登记', 'nothing entered')
            : Math.round(own.reduce((sum, { output }) => sum + output, 0) * 10) / 10,
        unit: '吨',
        filter: `trade = ${id} and year = ${year}`,
      };
    });
  },
  columns: [
    {
      id: 'index',
      name: say('复种指数', 'Cropping index'),
      unit: '%',
      decimals: 1,
      of: ({ area, land }) => (land === null || land === 0 ? lacking('没有耕地面积', 'no land') : (100 * area) / land),
    },
  ],
});

export const herdList = list<typeof herds>({
  register: herds,
  columns: [
    {
      id: 'rate',
      name: say('出栏率（出栏÷期初）', 'Sold over begin'),
      unit: '%',
      decimals: 1,
      of: ({ sold, opening }) => (opening === 0 ? lacking('期初为 0', 'nothing at the begin') : (100 * sold) / opening),
    },
    {
      id: 'died',
      name: say('死亡率', 'Died'),
      unit: '%',
      decimals: 2,
      of: ({ died, opening, born, bought }) =>
        opening + born + bought === 0 ? lacking('没有存栏', 'no animals') : (100 * died) / (opening + born + bought),
    },
  ],
});

type JudgedLabel = Judgement & { ends: string | null };

export const labelList = list<typeof labels, JudgedLabel>({
  register: labels,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, JudgedLabel] => {
        const ends = labelEnds(row);
        if (ends === null) return [row.id, { ends, ...lit('green', '长期有效。', 'It does not end.') }];
        if (ends < view.asOf) return [row.id, { ends, ...lit('red', `${ends} 已到期。`, `Ended on ${ends}.`) }];
        const days = Math.round((Date.parse(ends) - Date.parse(view.asOf)) / 86_400_000);
        if (days > 90) return [row.id, { ends, ...lit('green', `还有 ${days} 天到期。`, `${days} days left.`) }];
        return row.renewing !== null
          ? [
              row.id,
              {
                ends,
                ...lit('green', `${row.renewing} 已申请续展。`, `Renewal asked for on ${row.renewing}.`),
              },
            ]
          : [
              row.id,
              {
                ends,
                ...lit(
                  'yellow',
                  `还有 ${days} 天到期，应在期满 90 日前申请续展。`,
                  `${days} days left: renewal is asked for 90 days before.`,
                ),
              },
            ];
      }),
    ),
  columns: [column('ends', '到期', 'Ends on', ({ ends }) => ends ?? say('长期', 'never'))],
});

export const processingList = list<typeof processing>({
  register: processing,
  judge: async (view, rows) =>
    new Map(
      rows.map(({ id, stage, clock, capacity, output }): [string, Judgement] => {
        const due = clock?.due.due ?? null;
        if (stage === 'dropped') return [id, lit('grey', '已终止。', 'Dropped.')];
        if (due !== null && due < view.asOf)
          return [id, lit('red', `本阶段应在 ${due} 前走完。`, `Its stage was to end by ${due}.`)];
        if (stage !== 'running')
          return [
            id,
            lit(
              'yellow',
              `还没有投产${due === null ? '' : `，本阶段到 ${due}`}。`,
              `Not running yet${due === null ? '' : `; this stage until ${due}`}.`,
            ),
          ];
        return output === null || capacity === null
          ? [id, lit('grey', '已投产，没有报加工量。', 'Running; what it processes is not reported.')]
          : [
              id,
              lit(
                'green',
                `已投产，年加工 ${output} 吨，为能力的 ${capacity === 0 ? '—' : Math.round((100 * output) / capacity)}%。`,
                `Running: ${output} t a year.`,
              ),
            ];
      }),
    ),
});
