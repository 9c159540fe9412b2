import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { calibres } from './calibres.ts';

const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, '金额写成 660000 或 660000.50 an amount such as 660000.50');

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'trade-calibres',
    name: { zh: '外贸两口径与回流率', en: 'Foreign trade by both calibres' },
    answers: {
      zh: '按注册地和按货源地各是多少，多少由外地报关？',
      en: 'What is it by registration and by place made, and how much is declared elsewhere?',
    },
    formula: [
      {
        zh: '注册地 = Σ 本地注册的收发货人；货源地 = Σ 本地生产或使用',
        en: 'by registration = Σ registered here; by place = Σ made or used here',
      },
      {
        zh: '外地报关 = Σ 本地生产、外地注册；回流率 = 1 − 外地报关 ÷ 货源地',
        en: 'elsewhere = Σ made here, registered elsewhere; kept = 1 − elsewhere ÷ by place',
      },
    ],
    sources: [
      { zh: '出口按离岸价、进口按到岸价（海关统计）', en: 'exports FOB, imports CIF (customs statistics)', grade: 'A' },
      { zh: '注册地与境内货源地、目的地两口径', en: 'registration, and place made or used', grade: 'M' },
    ],
    parameters: [],
    input: z.strictObject({
      lines: field(
        z
          .array(
            z.strictObject({
              here: field(z.boolean(), '本地生产或使用', 'Made or used here'),
              registered: field(z.boolean(), '收发货人在本地注册', 'Registered here'),
              value: field(amount, '金额', 'Value'),
            }),
          )
          .max(10_000),
        '明细',
        'Lines',
      ),
    }),
    output: z.object({
      registered: field(z.string(), '注册地口径', 'By registration'),
      source: field(z.string(), '货源地或目的地口径', 'By place'),
      leaked: field(z.string(), '外地报关', 'Declared elsewhere'),
      passing: field(z.string(), '外地货源、本地报关', 'Passing through'),
      kept: field(z.number().nullable(), '回流率', 'Kept', '%'),
      why: field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is none'),
    }),
    example: {
      lines: [
        { here: true, registered: true, value: '250' },
        { here: true, registered: false, value: '150' },
        { here: false, registered: true, value: '40' },
      ],
    },
    run: ({ lines }) => {
      const made = calibres(lines);
      return { ...made, ...(made.kept === null && { why: { zh: '没有本地货源', en: 'nothing is made here' } }) };
    },
  }),
];
