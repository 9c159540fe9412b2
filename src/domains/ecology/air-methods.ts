import { z } from 'zod';
import { field, method, type Method, refuse, type Source } from '../../evidence/method.ts';
import { hourIndex, hourly } from './air-quality.ts';
import { airStandardOn, airStandards, beyondYear, yearly } from './air-standard.ts';
import { patrolDuty } from './patrol-duty.ts';

/** What the area computes of air, of whole periods, and of patrols. */

const source = (zh: string, en: string, grade: Source['grade']): Source => ({ zh, en, grade });
const gb2026 = source(
  'GB 3095-2026 表 1，2026-03-01 起；过渡至 2030-12-31',
  'GB 3095-2026, table 1, from 2026-03-01; transition to 2030-12-31',
  'A',
);
const means = z.partialRecord(z.enum(yearly), z.number().min(0).max(1e5).nullable());

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'air-year',
    name: { zh: '空气年均值达标（按当日有效的标准）', en: 'Means of a year of air by the standard in force' },
    answers: {
      zh: '按那一天有效的标准，年均值超不超？按新旧各版又如何？',
      en: 'Do the means of a year keep the limits in force on the day, and those of each version?',
    },
    formula: [
      {
        zh: '二级年均限值；浓度取整；超标倍数 = (C − S) ÷ S',
        en: 'limits of class 2; whole µg/m³; excess = (C − S) ÷ S',
      },
    ],
    sources: [gb2026, source('GB 3095-2012', 'GB 3095-2012', 'A')],
    parameters: airStandards.map(({ name, from, limits }) => ({
      name: { zh: `${name} PM2.5 年均`, en: `${name}, PM2.5 of the year` },
      value: limits.pm25,
      unit: 'µg/m³',
      from,
      source: gb2026,
      field: 'on',
    })),
    input: z.strictObject({
      on: field(z.iso.date(), '日期', 'Day'),
      means: field(means, '年均值（so2、no2、pm10、pm25）', 'Means of the year', 'µg/m³'),
    }),
    output: z.object({
      standard: field(z.string(), '当日有效的标准', 'Standard in force'),
      keeps: field(z.boolean(), '达标', 'Within the limits'),
      versions: field(
        z.array(
          z.object({
            standard: field(z.string(), '标准', 'Standard'),
            from: field(z.string(), '起', 'From'),
            exceed: field(z.record(z.string(), z.number()), '超标倍数', 'Excess'),
          }),
        ),
        '各版',
        'Each version',
      ),
    }),
    example: { on: '2026-06-30', means: { so2: 10, no2: 22, pm10: 52, pm25: 31 } },
    run: ({ on, means: given }) => {
      const version = airStandardOn(on);
      if (!version)
        return refuse('on', '这一天还没有收录的标准（2016 年起）', 'no standard is held for this day (from 2016 on)');
      return {
        standard: version.name,
        keeps: Object.keys(beyondYear(version, given)).length === 0,
        versions: airStandards.map((one) => ({ standard: one.name, from: one.from, exceed: beyondYear(one, given) })),
      };
    },
  }),
  method(import.meta.url, {
    id: 'iaqi-hour',
    name: { zh: '空气小时分指数', en: 'Sub-index of an hour of air' },
    answers: { zh: '这个小时浓度的分指数是多少？', en: 'Which sub-index has a mean of an hour?' },
    formula: ['IAQI = ⌈(IAQI_{h} − IAQI_{l}) ÷ (B_{h} − B_{l}) × (C − B_{l}) + IAQI_{l}⌉'],
    sources: [source('HJ 633-2026 表 3', 'HJ 633-2026, table 3', 'A')],
    parameters: [],
    input: z.strictObject({
      pollutant: field(z.enum(hourly), '污染物', 'Pollutant'),
      value: field(z.number().min(0).max(1e6), '小时均值（CO 为 mg/m³）', 'Mean of the hour (CO in mg/m³)', 'µg/m³'),
    }),
    output: z.object({ iaqi: field(z.int(), '分指数', 'Sub-index') }),
    example: { pollutant: 'o3', value: 180 },
    run: ({ pollutant, value }) => ({ iaqi: hourIndex(pollutant, value) }),
  }),
  method(import.meta.url, {
    id: 'valid-mean',
    name: { zh: '时段均值有效性', en: 'Whether a mean is valid' },
    answers: {
      zh: '这些值够不够算一个小时（一日）的均值？',
      en: 'Are these values enough for the mean of an hour or a day?',
    },
    formula: [
      {
        zh: '有效值个数 ≥ 最低数：算术平均；不足：无效，不按比例放大',
        en: 'enough valid values: their mean; too few: none, never scaled up',
      },
    ],
    sources: [source('HJ 212-2017 附录 D；GB 3095-2026 表 4', 'HJ 212-2017, appendix D; GB 3095-2026, table 4', 'A')],
    parameters: [
      {
        name: { zh: '烟气、空气小时（分钟值）', en: 'An hour of gas or air (minutes)' },
        value: 45,
        unit: '',
        from: null,
        source: source('HJ 212-2017 D.2.2；GB 3095-2026 表 4', 'HJ 212-2017, D.2.2; GB 3095-2026, table 4', 'A'),
        field: 'needed',
      },
      {
        name: { zh: '日（小时值）', en: 'A day (hours)' },
        value: 20,
        unit: '',
        from: null,
        source: source('HJ 212-2017 D.2.2；GB 3095-2026 表 4', 'HJ 212-2017, D.2.2; GB 3095-2026, table 4', 'A'),
        field: 'needed',
      },
    ],
    input: z.strictObject({
      values: field(
        z.array(z.number().min(-1e9).max(1e9).nullable()).max(1_440),
        '值（无效为空）',
        'Values (null: not valid)',
      ),
      needed: field(z.int().min(1).max(1_440), '最低有效数', 'Valid values needed'),
    }),
    output: z.object({
      mean: field(z.number().nullable(), '均值', 'Mean'),
      n: field(z.int(), '有效数', 'Valid values'),
      why: field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is no result'),
    }),
    example: { values: [1, 2, 3], needed: 3 },
    run: ({ values, needed }) => {
      const known = values.filter((value) => value !== null);
      if (known.length < needed)
        return {
          mean: null,
          n: known.length,
          why: {
            zh: `有效值 ${known.length} 个，少于 ${needed} 个`,
            en: `${known.length} valid values, fewer than ${needed}`,
          },
        };
      return { mean: known.reduce((sum, one) => sum + one, 0) / known.length, n: known.length };
    },
  }),
  method(import.meta.url, {
    id: 'patrol-rate',
    name: { zh: '巡查履职率', en: 'How a duty of patrols was kept' },
    answers: {
      zh: '按周（月、季）看，应巡的做到了几成，哪些不算数、为什么？',
      en: 'Period by period, how much of the duty was done, and what did not count?',
    },
    formula: [
      {
        zh: '履职率 = Σ min(有效次数, 应巡次数) ÷ Σ 应巡次数，按周期分别算',
        en: 'rate = Σ min(valid, due) ÷ Σ due, period by period',
      },
      {
        zh: '有效：时长、里程、与上次有效巡查的间隔都够，且在应巡月份内',
        en: 'valid: long enough, far enough, not too soon after the last valid one, in a month that asks for it',
      },
    ],
    sources: [
      source('各地规定不一：阿合奇 2022、泗县丁湖、广州 2019', 'places differ: Akqi 2022, Sixian, Guangzhou 2019', 'A'),
    ],
    parameters: [],
    input: z.strictObject({
      duty: field(
        z.strictObject({
          per: field(z.enum(['week', 'month', 'quarter']), '周期', 'Per'),
          times: field(z.int().min(1).max(31), '次数', 'Times'),
          firstMonth: field(z.int().min(1).max(12).default(1), '起月', 'First month'),
          lastMonth: field(z.int().min(1).max(12).default(12), '止月', 'Last month'),
          minutes: field(z.number().min(0).max(1_440).default(0), '每次至少', 'At least', '分钟'),
          metres: field(z.number().min(0).max(1e6).default(0), '里程至少', 'Way of at least', '米'),
          gap: field(z.number().min(0).max(8_784).default(0), '间隔至少', 'Between two', '小时'),
        }),
        '规则',
        'Rule',
      ),
      patrols: field(
        z
          .array(
            z.strictObject({
              at: field(z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]), '时刻', 'When'),
              minutes: field(z.number().min(0).max(1e5), '时长', 'Lasted', '分钟'),
              metres: field(z.number().min(0).max(1e7), '里程', 'Way', '米'),
            }),
          )
          .max(10_000),
        '巡查',
        'Patrols',
      ),
      from: field(z.iso.date(), '自', 'From'),
      to: field(z.iso.date(), '至', 'To'),
      partial: field(
        z.boolean().default(true),
        '不满的首末周期计入',
        'A first or last period that is not whole counts',
      ),
    }),
    output: z.object({
      periods: field(z.int(), '应巡周期', 'Periods'),
      due: field(z.int(), '应巡次数', 'Due'),
      done: field(z.int(), '计入次数', 'Done'),
      rate: field(z.number().nullable(), '履职率', 'Rate', '%'),
      valid: field(z.int(), '有效巡查', 'Valid patrols'),
      faults: field(
        z.array(z.string().nullable()),
        '每次不算数的原因（时长、里程、间隔、不在应巡期）',
        'Why each does not count',
      ),
      missed: field(z.array(z.string()), '缺巡周期', 'Periods missed'),
    }),
    example: {
      duty: { per: 'week', times: 1, minutes: 5, metres: 300 },
      patrols: [
        { at: '2026-03-03', minutes: 20, metres: 900 },
        { at: '2026-03-04', minutes: 3, metres: 900 },
      ],
      from: '2026-03-02',
      to: '2026-03-15',
    },
    run: ({ duty, patrols, from, to, partial }) => {
      if (to < from || Date.parse(to) - Date.parse(from) > 20 * 366 * 86_400_000)
        refuse('to', '起讫不对，最多二十年', 'the span is wrong; at most twenty years');
      return patrolDuty(duty, patrols, from, to, partial);
    },
  }),
];
