import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { capacity } from './capacity.ts';

/** What the area computes, for anybody's own numbers. */
export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'capacity',
    name: { zh: '景区承载量', en: 'Carrying capacity' },
    answers: {
      zh: '景区一时、一天最多能容多少人？',
      en: 'How many visitors does the area hold at once, and in a day?',
    },
    formula: [
      { zh: '瞬时 = Σ_{i} 面积_{i} ÷ 人均空间_{i}', en: 'at once = Σ_{i} area_{i} ÷ space for each_{i}' },
      {
        zh: '日 = 瞬时 × 周转率；周转率 = 开放时长 ÷ 平均停留（可取整）',
        en: 'a day = at once × turns; turns = open ÷ stay',
      },
    ],
    sources: [{ zh: 'LB/T 034-2014《景区最大承载量核定导则》', en: 'LB/T 034-2014', grade: 'A' }],
    parameters: [],
    input: z.strictObject({
      spots: field(
        z
          .array(
            z.strictObject({
              area: field(z.number().min(0).max(1e9), '有效面积', 'Area', 'm²'),
              perPerson: field(z.number().positive().max(1e5), '人均空间', 'Space for each', 'm²/人'),
            }),
          )
          .min(1)
          .max(1000),
        '景点',
        'Spots',
      ),
      openHours: field(z.number().positive().max(24), '每日开放', 'Open', 'h'),
      stayHours: field(z.number().positive().max(24), '平均停留', 'Stay', 'h'),
      whole: field(z.boolean(), '周转率取整', 'Whole turns'),
    }),
    output: z.object({
      momentary: field(z.number(), '瞬时承载量', 'At once'),
      turns: field(z.number(), '周转率', 'Turns'),
      daily: field(z.number(), '日承载量', 'In a day'),
    }),
    example: {
      spots: [
        { area: 3000, perPerson: 2.5 },
        { area: 9000, perPerson: 40 },
      ],
      openHours: 10,
      stayHours: 3,
      whole: true,
    },
    run: ({ spots, ...times }) => capacity(spots, times),
  }),
];
