import { column, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { clusters, figures, measures, members } from './registers.ts';
import { type ClusterState, clusterStates } from './state.ts';

type JudgedCluster = Judgement & { state: ClusterState };
const yi = { unit: '亿元', decimals: 2 } as const;

export const clusterList = list<typeof clusters, JudgedCluster>({
  register: clusters,
  judge: async (view) =>
    new Map(
      (await clusterStates(view)).map((state): [string, JudgedCluster] => {
        const { cluster, last, path, outlook, demo } = state;
        if (last === null || path === null)
          return [
            cluster.id,
            { state, demo, ...lit('grey', '还没有同口径的年度数。', 'No yearly figure of its measure yet.') },
          ];
        const grows = path.growth === null ? '—' : path.growth.toFixed(1);
        if (outlook === null)
          return [
            cluster.id,
            {
              state,
              demo,
              ...lit(
                'grey',
                `到 ${cluster.year} 年每年要增 ${grows}%；不足三年的数，不作展望。`,
                `${grows} % a year until ${cluster.year}; fewer than three years, so no outlook.`,
              ),
            },
          ];
        const share = outlook.value / cluster.target;
        const why = say(
          `照已有年份的增速，${cluster.year} 年约 ${outlook.value.toFixed(0)} 亿元，为目标的 ${(100 * share).toFixed(0)}%；目标要求每年增 ${grows}%。`,
          `At its growth so far about ${outlook.value.toFixed(0)} by ${cluster.year}, ${(100 * share).toFixed(0)} % of the target, which asks for ${grows} % a year.`,
        );
        return [cluster.id, { state, demo, light: share >= 1 ? 'green' : share >= 0.8 ? 'yellow' : 'red', why }];
      }),
    ),
  columns: [
    column(
      'sum',
      '合计（去重）',
      'Sum, each once',
      ({ state: { last } }) => last?.sum ?? lacking('没有数', 'no figure'),
      yi,
    ),
    column('year', '年度', 'Year', ({ state: { last } }) => last && String(last.year)),
    column('cover', '有数的运营成员', 'Members in operation with a figure', ({ state: { last, running } }) =>
      say(`${last?.counted ?? 0}/${running}`, `${last?.counted ?? 0}/${running}`),
    ),
    column('internal', '填了内部交易的', 'Of them say what they sold inside', ({ state: { last } }) =>
      say(`${last?.internal ?? 0}/${last?.counted ?? 0}`, `${last?.internal ?? 0}/${last?.counted ?? 0}`),
    ),
    column('growth', '目标要求年增', 'Growth asked for', ({ state: { path } }) => path?.growth ?? null, {
      unit: '%',
      decimals: 1,
    }),
    column(
      'outlook',
      '目标年展望',
      'Outlook',
      ({ state: { outlook } }) => outlook?.value ?? lacking('不足三年', 'fewer than three years'),
      yi,
    ),
  ],
  sections: async (_view, _row, judged) =>
    judged
      ? [
          {
            title: say('各年合计（亿元）', 'Sums by year (100 m yuan)'),
            heads: [
              say('合计', 'Sum'),
              say('未扣内部交易', 'Gross'),
              say('成员', 'Members'),
              say('口径不同、没有相加的', 'Of another measure, not added'),
            ],
            lines: judged.state.years.map(({ year, sum, gross, counted, other }) => ({
              name: say(String(year), String(year)),
              cells: [
                sum.toFixed(2),
                gross.toFixed(2),
                counted,
                other.length === 0 ? null : say(other.join('、'), other.join(', ')),
              ],
            })),
            ...(judged.state.years.length === 0 && { about: say('没有数。', 'No figures.') }),
          },
        ]
      : [],
  notes: async () => [
    say(
      '营业收入、商品销售额、住餐营业额、商品房销售额不是一个量，只加同口径的；成员之间的销售扣除。',
      'Revenue, sales of goods, turnover and sales of housing are not one quantity: only one measure is added, and sales among members are taken off.',
    ),
  ],
});

type JudgedMember = Judgement & { told: string | null; measure: string | null };

export const memberList = list<typeof members, JudgedMember>({
  register: members,
  judge: async (view, rows) => {
    const states = await clusterStates(view);
    return new Map(
      rows.map((row): [string, JudgedMember] => {
        const state = states.find(({ cluster }) => cluster.id === row.cluster.id);
        const own = state?.figures.filter(({ member }) => member.id === row.id).toSorted((a, b) => b.year - a.year)[0];
        const of = { told: own ? `${own.year} 年 ${own.amount} 万元` : null, measure: own?.measure ?? null };
        if (state?.twice.has(row.id))
          return [row.id, { ...of, ...lit('red', '同一代码列了两次，合计会重复。', 'Its code stands twice.') }];
        if (row.stage !== 'running')
          return [
            row.id,
            {
              ...of,
              ...lit(
                'grey',
                row.stage === 'planned' ? '规划中，不计。' : '未运营，不计。',
                'Not in operation: not counted.',
              ),
            },
          ];
        if (!own)
          return [row.id, { ...of, ...lit('yellow', '已运营，没有年度数。', 'In operation without a figure.') }];
        return own.measure === state?.cluster.measure
          ? [row.id, { ...of, ...lit('green', `${own.year} 年的数已计入。`, `Its figure of ${own.year} counts.`) }]
          : [
              row.id,
              {
                ...of,
                ...lit(
                  'yellow',
                  `口径是${measures[own.measure][0]}，没有相加。`,
                  `Of another measure (${measures[own.measure][1]}): not added.`,
                ),
              },
            ];
      }),
    );
  },
  columns: [
    column('told', '最近年度数', 'Newest figure', ({ told }) => told ?? lacking('没有数', 'no figure')),
    column('measure', '口径', 'Measure', ({ measure }) =>
      measure === null
        ? null
        : say(measures[measure as keyof typeof measures][0], measures[measure as keyof typeof measures][1]),
    ),
  ],
  sections: (view, { id }) => related(view, figures, 'member', id, ['amount', 'internal', 'source']),
});
