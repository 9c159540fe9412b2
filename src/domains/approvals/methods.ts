import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { timed, timesOf } from './times.ts';

const day = z.iso.date();
const days = z.int().min(0);
const share = z.number().nullable();

/** What the area computes, for anybody's own numbers. */
export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'approval-times',
    name: { zh: '审批用时', en: 'Times of approvals' },
    answers: {
      zh: '每件哪天到期、用了几个工作日、超期没有；停表占几成，九成办件几天办完？',
      en: 'When is each case due, how many working days did it take, was it late; how much time stood, what takes 90 %?',
    },
    formula: [
      {
        zh: '用时 = 受理次日至办结的工作日 − 停表的工作日',
        en: 'used = working days after acceptance − those within stops',
      },
      { zh: '停表占比 = Σ停表 ÷ Σ(用时 + 停表)', en: 'stopped = Σ stopped ÷ Σ (used + stopped)' },
      { zh: 'P90：至少九成办件不超过的天数', en: 'P90: least days that nine of ten cases do not exceed' },
    ],
    sources: [
      {
        zh: '《行政许可法》第四十二、四十五、八十二条',
        en: 'Administrative Licence Law, arts. 42, 45, 82',
        grade: 'A',
      },
      { zh: 'P90 取最近秩', en: 'P90 by nearest rank', grade: 'own' },
    ],
    parameters: [],
    input: z.strictObject({
      day: field(day, '截至', 'On the day'),
      cases: field(
        z
          .array(
            z.strictObject({
              from: field(day, '受理日期', 'Accepted on'),
              limit: field(z.int().min(1).max(2500), '时限（工作日）', 'Limit (working days)'),
              end: field(day.nullable().default(null), '办结日期', 'Decided on'),
              stops: field(
                z
                  .array(
                    z.strictObject({
                      from: field(day, '起', 'From'),
                      to: field(day.nullable().default(null), '止', 'To'),
                    }),
                  )
                  .max(50),
                '停表',
                'Stops',
              ),
            }),
          )
          .min(1)
          .max(5000),
        '办件',
        'Cases',
      ),
    }),
    output: z.object({
      cases: field(
        z.array(
          z.object({
            due: field(z.string().nullable(), '到期日', 'Due'),
            certain: field(z.boolean(), '确定', 'Certain'),
            used: field(days, '用时', 'Used'),
            stopped: field(days, '停表', 'Stopped'),
            late: field(z.boolean(), '超期', 'Late'),
          }),
        ),
        '逐件',
        'Case by case',
      ),
      n: field(days, '已办结', 'Decided'),
      late: field(share, '超期率', 'Late', '%'),
      median: field(share, '中位用时', 'Median'),
      p90: field(share, 'P90 用时', 'P90'),
      stopped: field(share, '停表占比', 'Stopped', '%'),
    }),
    example: {
      day: '2026-11-20',
      cases: [
        { from: '2026-09-18', limit: 20, end: '2026-11-05', stops: [{ from: '2026-09-23', to: '2026-10-12' }] },
        { from: '2026-11-03', limit: 5, end: '2026-11-11', stops: [{ from: '2026-11-06', to: '2026-11-09' }] },
      ],
    },
    run: (input) => {
      const cases = input.cases.map((one, n) => {
        const wrong = one.stops.findIndex(({ from, to }) => to !== null && to < from);
        if (wrong >= 0) refuse(`cases.${n}.stops.${wrong}`, '止日早于起日', 'it ends before it begins');
        if (one.end !== null && one.end < one.from) refuse(`cases.${n}.end`, '办结早于受理', 'before it was accepted');
        return timed(one, input.day);
      });
      return { cases, ...timesOf(cases.filter((_, n) => input.cases[n]?.end !== null)) };
    },
  }),
];
