import { z } from 'zod';
import { accepted, field, method, type Method, type Parameter, refuse } from '../../evidence/method.ts';
import { evaluatePerMu } from './per-mu.ts';
import { type Criterion, FIGURES, type Figure, PER_MU_METHODS, type PerMuMethod } from './per-mu-methods.ts';

const figures = Object.keys(FIGURES) as Figure[];
const amount = z.number().min(-1e12).max(1e12).nullable().default(null);
const text = z.object({ zh: z.string(), en: z.string() });
const perLine = z.record(z.string().max(20), z.number().positive().max(1e9)).optional();

const input = z.strictObject({
  rule: field(z.enum(PER_MU_METHODS.map(({ id }) => id)).default('huangyan-2022'), '评价办法', 'Rule'),
  baselines: field(perLine, '改用的基准（按指标编号）', 'Baselines in place of the published ones, by line'),
  weights: field(perLine, '改用的权重（按指标编号）', 'Weights in place of the published ones, by line'),
  cap: field(z.number().positive().max(100).optional(), '单项封顶（权重的倍数）', 'Cap of a line, times its weight'),
  firms: field(
    z
      .array(
        z.strictObject({
          id: field(z.string().min(1).max(100), '编号', 'Id'),
          name: field(z.string().max(200).optional(), '名称', 'Name'),
          above: field(z.boolean(), '规上', 'Above the threshold'),
          ...(Object.fromEntries(
            figures.map((figure) => [
              figure,
              field(amount, FIGURES[figure].zh, FIGURES[figure].en, FIGURES[figure].unit),
            ]),
          ) as Record<Figure, typeof amount>),
          vetoes: field(z.array(z.string().max(100)).max(20).optional(), '一票否决事由', 'Vetoes'),
          exempt: field(z.string().max(200).optional(), '不定等级的理由', 'Why it is not classed'),
        }),
      )
      .min(1)
      .max(3000),
    '企业',
    'Firms',
  ),
});

const output = z.object({
  firms: field(
    z.array(
      z.object({
        firm: field(z.string(), '企业', 'Firm'),
        group: field(z.enum(['above', 'below']), '规上、规下', 'Group'),
        score: field(z.number(), '得分', 'Score'),
        rank: field(z.number().nullable(), '名次', 'Place'),
        of: field(z.number(), '共', 'Of'),
        class: field(z.enum(['A', 'B', 'C', 'D']), '类别', 'Class'),
        why: field(text, '理由', 'Why'),
        lines: field(
          z.array(
            z.object({
              criterion: field(z.string(), '编号', 'Id'),
              name: field(text, '指标', 'Line'),
              unit: field(z.string(), '单位', 'Unit'),
              of: field(z.number().nullable(), '分子', 'Of'),
              by: field(z.number().nullable(), '分母', 'By'),
              ratio: field(z.number().nullable(), '值', 'Value'),
              baseline: field(z.number(), '基准', 'Baseline'),
              weight: field(z.number(), '权重', 'Weight'),
              score: field(z.number(), '得分', 'Score'),
              how: field(z.enum(['computed', 'capped', 'average', 'zero']), '怎样得来', 'How'),
              step: field(text, '算式', 'Step'),
            }),
          ),
          '逐项',
          'Lines',
        ),
      }),
    ),
    '评价结果',
    'Result',
  ),
});

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'per-mu',
    name: { zh: '亩均评价', en: 'Evaluation per mu' },
    answers: {
      zh: '每家企业得几分、第几名、哪一类，每一分怎么来的？',
      en: 'How many points, which place and which class has each firm, and where does each point come from?',
    },
    formula: [
      'S_{i} = Σ_{k} round(max(0, min(x_{ik} ÷ b_{k} × w_{k}, w_{k} × cap)), 2)',
      {
        zh: 'x_{ik} = 第 k 项的分子 ÷ 分母；b_{k} 基准，w_{k} 权重',
        en: 'x_{ik} = of ÷ by of line k; b_{k} baseline, w_{k} weight',
      },
      {
        zh: '类别：名次 ÷ 家数 ≤ 25% A、≤ 70% B、≤ 95% C、其余 D；一票否决 D；不定等级参照 B',
        en: 'Class: place ÷ firms ≤ 25% A, ≤ 70% B, ≤ 95% C, else D; vetoed D; not classed: as B',
      },
    ],
    sources: [
      { zh: '台州市黄岩区 2022 年度企业综合评价', en: 'Huangyan, Taizhou: evaluation of firms, 2022', grade: 'A' },
      { zh: '省级依据：浙政发〔2018〕5 号', en: 'Of the province: Zhejiang decree 2018/5', grade: 'A' },
      {
        zh: '缺数、并列、负数的处理见 domains/firms/per-mu.ts',
        en: 'Missing, equal and negative figures: domains/firms/per-mu.ts',
        grade: 'own',
      },
    ],
    parameters: PER_MU_METHODS.flatMap(parametersOf),
    input,
    output,
    example: {
      rule: 'huangyan-2022',
      firms: [
        {
          id: '甲',
          above: true,
          land: 40,
          tax: 1200,
          valueAdded: 6100,
          sales: 21000,
          energy: 2300,
          emission: 1.3,
          labour: 320,
          rnd: 640,
        },
        {
          id: '乙',
          above: true,
          land: 66,
          tax: 900,
          valueAdded: 5200,
          sales: 18000,
          energy: 2900,
          emission: null,
          labour: 410,
          rnd: 300,
        },
        {
          id: '丙',
          above: true,
          land: 120,
          tax: 700,
          valueAdded: 4100,
          sales: 15000,
          energy: 4100,
          emission: 2.2,
          labour: 380,
          rnd: 0,
        },
      ],
    },
    run: ({ rule, baselines = {}, weights = {}, cap, firms }) => {
      const published = PER_MU_METHODS.find(({ id }) => id === rule) as PerMuMethod;
      const lines = [...published.above, ...published.below].map(({ id }) => id);
      for (const [name, changed] of Object.entries({ baselines, weights }))
        for (const id of Object.keys(changed))
          if (!lines.includes(id)) refuse(`${name}.${id}`, '这个办法没有这一项', 'the rule has no such line');
      const twice = firms.findIndex(({ id }, at) => firms.findIndex((one) => one.id === id) !== at);
      if (twice >= 0) refuse(`firms.${twice}.id`, '编号重复', 'is given twice');
      const changed = (line: Criterion): Criterion => ({
        ...line,
        baseline: baselines[line.id] ?? line.baseline,
        weight: weights[line.id] ?? line.weight,
      });
      const results = evaluatePerMu(
        {
          ...published,
          above: published.above.map(changed),
          below: published.below.map(changed),
          cap: cap ?? published.cap,
        },
        firms.map(({ id, name = id, above, vetoes, exempt, ...given }) => ({
          id,
          name,
          above,
          figures: given,
          ...(vetoes && { vetoes }),
          ...(exempt !== undefined && { exempt }),
        })),
      );
      return { firms: accepted(results, 'firms') };
    },
  }),
];

/** Weights and baselines of a published rule, line by line. */
function parametersOf({ id, name, year, above, below, source, cuts }: PerMuMethod): Parameter[] {
  const from = year === null ? null : `${year}-01-01`;
  const where = { zh: source, en: source, grade: 'A' } as const;
  const ofGroup = (lines: readonly Criterion[], zh: string, en: string) =>
    lines.map((line): Parameter => ({
      name: {
        zh: `${name.zh} ${zh} ${line.name.zh}（${line.id}）`,
        en: `${name.en}, ${en}: ${line.name.en} (${line.id})`,
      },
      value: `w = ${line.weight}, b = ${line.baseline === 'mean' ? '参评企业平均 mean' : line.baseline}`,
      unit: line.unit,
      from,
      source: where,
      field: 'baselines',
    }));
  return [
    ...ofGroup(above, '规上', 'above'),
    ...ofGroup(below, '规下', 'below'),
    {
      name: { zh: `${name.zh} 分类（${id}）`, en: `${name.en}: classes (${id})` },
      value: cuts.map((cut) => `${cut.class} ≤ ${Math.round(100 * cut.upTo)}%`).join(' · '),
      unit: '',
      from,
      source: where,
      field: 'rule',
    },
  ];
}
