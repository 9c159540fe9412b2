import { z } from 'zod';
import { dueAfter, type Span } from '../../core/measure/index.ts';
import { accepted, field, method, type Method, refuse, type Source } from '../../evidence/method.ts';
import { dayShape } from '../../http/shapes.ts';
import { why } from './parts.ts';

const licence: Source = {
  zh: '《行政许可法》第四十二、四十五、八十二条',
  en: 'Administrative Licence Law, arts. 42, 45, 82',
  grade: 'A',
};
const civil: Source = { zh: '《民法典》第二百零一、二百零二条', en: 'Civil Code, arts. 201, 202', grade: 'M' };

const length = (most: number) => z.int().min(1).max(most).optional();

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'due-day',
    name: { zh: '到期日', en: 'Day by which it is due' },
    answers: {
      zh: '从受理那天起算，扣除停表的日子，哪天到期？跨到假期通知未发布的年份时是否确定？',
      en: 'Counted from a day, without the time in which the clock stood: when is it due, and is that certain?',
    },
    formula: [
      {
        zh: '第 1 日 = from 的次日；工作日不含法定节假日、含调休；停表扣除其中的工作日（自然日期限扣除其天数）',
        en: 'day 1 = the day after from; working days leave out public holidays and hold the weekends worked instead; a stop takes out its working days (of a limit in natural days: its days)',
      },
      { zh: '到期日 = 第 n 个计入的日子', en: 'due = the n-th day that counts' },
    ],
    sources: [
      licence,
      civil,
      {
        zh: '国务院办公厅年度放假通知（chinese-days）',
        en: 'Yearly notices of the State Council (chinese-days)',
        grade: 'A',
      },
    ],
    parameters: [],
    input: z.strictObject({
      from: field(dayShape, '起算日', 'From'),
      workdays: field(length(36_600), '工作日', 'Working days', '天'),
      days: field(length(36_600), '自然日', 'Natural days', '天'),
      months: field(length(1220), '月', 'Months', '个月'),
      stops: field(
        z
          .array(z.strictObject({ from: dayShape, to: dayShape.nullable() }))
          .max(500)
          .default([]),
        '停表（首尾都算；to 为 null 表示仍停着）',
        'Stops of the clock (both ends in; to null: it still stands)',
      ),
    }),
    output: z.object({
      due: field(z.string().nullable(), '到期日', 'Due'),
      certain: field(z.boolean(), '确定', 'Certain'),
      why,
    }),
    example: { from: '2026-09-18', workdays: 20, stops: [{ from: '2026-09-23', to: '2026-10-12' }] },
    run: ({ from, workdays, days, months, stops }) => {
      const spans = [
        ...(workdays === undefined ? [] : [{ workdays }]),
        ...(days === undefined ? [] : [{ days }]),
        ...(months === undefined ? [] : [{ months }]),
      ] satisfies Span[];
      const [span] = spans;
      if (!span || spans.length > 1)
        refuse('workdays', 'workdays、days、months 写且只写一个', 'give exactly one of workdays, days, months');
      const { due, certain } = accepted(dueAfter(from, span, stops), 'stops');
      return { due, certain, ...(due === null && { why: { zh: '停表还没有结束', en: 'the clock still stands' } }) };
    },
  }),
];
