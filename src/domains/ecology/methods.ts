import { z } from 'zod';
import { field, method, type Method, refuse, type Source } from '../../evidence/method.ts';
import { airQuality, pollutants } from './air-quality.ts';
import { frameCheck } from './frame-check.ts';
import { hourOfWater } from './hourly-water.ts';
import { trophicIndex } from './trophic-index.ts';
import { waterClass, waterItems } from './water-class.ts';

/** What the area computes, for anybody's own numbers. */

const source = (zh: string, en: string, grade: Source['grade']): Source => ({ zh, en, grade });
const concentration = z.number().min(0).max(1e6);
const why = field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is no result');
const four = (n: number) => Math.round(n * 1e4) / 1e4;

const items = [...waterItems, 'tn'] as const;
const waterValues = z.partialRecord(z.enum(items), concentration.nullable());
const air = z.partialRecord(z.enum(pollutants), concentration.nullable());

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'hj212-crc',
    name: { zh: 'HJ 212 数据段校验', en: 'Check of a frame of HJ 212' },
    answers: { zh: '这个数据段的 CRC 应是多少？', en: 'What check does this data segment carry?' },
    formula: [
      'crc = FFFF',
      {
        zh: '每字节：crc = (crc >> 8) ⊕ 字节；再 8 次：右移一位，移出 1 则 ⊕ A001',
        en: 'each byte: crc = (crc >> 8) ⊕ byte; then eight times: shift right, ⊕ A001 where a 1 falls out',
      },
    ],
    sources: [source('HJ 212-2017 附录 A（2005、2025 版同）', 'HJ 212-2017, appendix A (2005 and 2025 alike)', 'A')],
    parameters: [],
    input: z.strictObject({
      segment: field(z.string().max(4096), '数据段（按 UTF-8 字节）', 'Data segment (UTF-8 bytes)'),
    }),
    output: z.object({ crc: field(z.string(), '校验（四位大写十六进制）', 'Check (four capital hexadecimal digits)') }),
    example: { segment: 'ST=32;CN=1062;PW=000000;MN=DEMO00000000000000000001;Flag=5;CP=&&RtdInterval=60&&' },
    run: ({ segment }) => ({ crc: frameCheck(segment) }),
  }),
  method(import.meta.url, {
    id: 'water-class',
    name: { zh: '地表水类别', en: 'Class of surface water' },
    answers: { zh: '这组监测值属几类水，由哪一项定的？', en: 'In which class is this water, and which item set it?' },
    formula: [
      {
        zh: '类别 = 参评各项类别中最差者（单因子）；总氮单独评，不参与定类',
        en: 'class = the worst of its items; nitrogen is judged apart and never sets it',
      },
      {
        zh: '超标倍数 = (C − S_{Ⅲ}) ÷ S_{Ⅲ}；溶解氧和 pH 不计倍数',
        en: 'excess = (C − S_{III}) ÷ S_{III}; none for oxygen and acidity',
      },
    ],
    sources: [
      source('GB 3838-2002 表 1', 'GB 3838-2002, table 1', 'A'),
      source(
        '环办〔2011〕22 号《地表水环境质量评价办法（试行）》',
        'Huanban (2011) 22, evaluation of surface water',
        'A',
      ),
    ],
    parameters: [],
    input: z.strictObject({
      body: field(z.enum(['lake', 'river']), '水体（湖库、河流）', 'Lake or river'),
      values: field(
        waterValues,
        '监测值（按项目：ph、do、codmn、cod、bod5、nh3n、tp、tn、cu、zn、f、se、as、hg、cd、cr6、pb、cn、phenol、oil、las、sulfide）',
        'Values by item',
        'mg/L',
      ),
    }),
    output: z.object({
      class: field(z.int().min(1).max(6), '类别（6 为劣Ⅴ）', 'Class (6: worse than V)'),
      worst: field(z.array(z.enum(waterItems)), '定类项目', 'Items that set it'),
      exceed: field(z.partialRecord(z.enum(waterItems), z.number()), '超Ⅲ类倍数', 'Excess over class III'),
      tn: field(z.object({ class: z.int().min(1).max(6) }).nullable(), '湖库总氮类别', 'Class by nitrogen, lakes'),
    }),
    example: { body: 'lake', values: { tp: 0.03, tn: 0.9, codmn: 2.6, do: 8.4, nh3n: 0.12, ph: 8.1 } },
    run: ({ body, values }) => {
      if ((values.ph ?? 7) > 14) refuse('values.ph', 'pH 在 0 到 14 之间', 'acidity lies between 0 and 14');
      const found = waterClass(body, values);
      return found ?? refuse('values', '没有一项可以定类（总氮不参与）', 'nothing to judge by: nitrogen sets no class');
    },
  }),
  method(import.meta.url, {
    id: 'tli',
    name: { zh: '综合营养状态指数 TLI(Σ)', en: 'Trophic level index TLI(Σ)' },
    answers: { zh: '湖库处在什么营养状态？', en: 'In what trophic state is the lake?' },
    formula: [
      'TLI(Σ) = Σ_{j} W_{j} TLI(j)',
      {
        zh: 'W_{j} = r_{j}^{2} ÷ Σ r_{j}^{2}；r：叶绿素 1、总磷 0.84、总氮 0.82、透明度 −0.83、高锰酸盐指数 0.83',
        en: 'W_{j} = r_{j}^{2} ÷ Σ r_{j}^{2}; r: chlorophyll 1, TP 0.84, TN 0.82, transparency −0.83, permanganate 0.83',
      },
      'TLI(chla) = 10 (2.5 + 1.086 ln chla)',
      'TLI(TP) = 10 (9.436 + 1.624 ln TP); TLI(TN) = 10 (5.453 + 1.694 ln TN)',
      'TLI(SD) = 10 (5.118 − 1.94 ln SD); TLI(CODMn) = 10 (0.109 + 2.661 ln CODMn)',
    ],
    sources: [source('总站生字〔2001〕090 号', 'China National Environmental Monitoring Centre (2001) 090', 'A')],
    parameters: [],
    input: z.strictObject({
      chla: field(z.number().positive().max(1e5), '叶绿素 a', 'Chlorophyll a', 'mg/m³'),
      tp: field(z.number().positive().max(1e4), '总磷', 'Total phosphorus', 'mg/L'),
      tn: field(z.number().positive().max(1e4), '总氮', 'Total nitrogen', 'mg/L'),
      codmn: field(z.number().positive().max(1e4), '高锰酸盐指数', 'Permanganate index', 'mg/L'),
      sd: field(z.number().positive().max(100), '透明度', 'Transparency', 'm'),
    }),
    output: z.object({
      tli: field(z.number(), 'TLI(Σ)', 'TLI(Σ)'),
      parts: field(z.record(z.string(), z.number()), '分项', 'Parts'),
      grade: field(
        z.enum(['oligo', 'meso', 'light', 'middle', 'hyper']),
        '状态（贫、中、轻度富、中度富、重度富营养）',
        'State',
      ),
    }),
    example: { chla: 6, tp: 0.03, tn: 0.9, codmn: 2.6, sd: 2 },
    run: (values) => {
      const { tli, parts, grade } = trophicIndex(values);
      return {
        tli: four(tli),
        parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, four(part)])),
        grade,
      };
    },
  }),
  method(import.meta.url, {
    id: 'hourly-water',
    name: { zh: '污水小时值', en: 'An hour of waste water' },
    answers: {
      zh: '六个 10 分钟值合成的小时水量、排放量和浓度是多少？',
      en: 'What do ten-minute values make of the hour?',
    },
    formula: [
      'D = Σ Q_{i} × 600 ÷ 1000; G = Σ C_{i} D_{i} ÷ 1000',
      {
        zh: '加权 C = G ÷ D × 1000；算术 C = Σ C_{i} ÷ n',
        en: 'weighted C = G ÷ D × 1000; arithmetic C = Σ C_{i} ÷ n',
      },
    ],
    sources: [source('HJ 212-2017 附录 D.1', 'HJ 212-2017, appendix D.1', 'A')],
    parameters: [],
    input: z.strictObject({
      tenMinutes: field(
        z
          .array(
            z.strictObject({
              flow: field(z.number().min(0).max(1e7), '流量', 'Flow', 'L/s'),
              conc: field(concentration.nullable(), '浓度', 'Concentration', 'mg/L'),
            }),
          )
          .min(1)
          .max(6),
        '10 分钟值',
        'Values of ten minutes',
      ),
    }),
    output: z.object({
      volume: field(z.number(), '水量', 'Volume', 'm³'),
      mass: field(z.number().nullable(), '排放量', 'Mass', 'kg'),
      weighted: field(z.number().nullable(), '流量加权浓度', 'Mean weighted by flow', 'mg/L'),
      arithmetic: field(z.number().nullable(), '算术平均浓度', 'Arithmetic mean', 'mg/L'),
      flow: field(z.number(), '平均流量', 'Mean flow', 'L/s'),
      why,
    }),
    example: { tenMinutes: [12, 14, 15, 15, 16, 18].map((flow, n) => ({ flow, conc: 30 + n })) },
    run: ({ tenMinutes }) => {
      const made = hourOfWater(tenMinutes);
      return made.weighted === null
        ? { ...made, why: { zh: '没有一个时段有有效浓度和水量', en: 'no value has both a concentration and a flow' } }
        : made;
    },
  }),
  method(import.meta.url, {
    id: 'aqi',
    name: { zh: '空气质量指数（日）', en: 'Daily air quality index' },
    answers: {
      zh: '按 2012 或 2026 标准，这一天的 AQI 和首要污染物是什么？',
      en: 'What are the index and the primary pollutant of the day, by the standard of 2012 or of 2026?',
    },
    formula: [
      'IAQI = ⌈(IAQI_{h} − IAQI_{l}) ÷ (B_{h} − B_{l}) × (C − B_{l}) + IAQI_{l}⌉',
      {
        zh: '浓度先按 GB/T 8170 四舍六入五成双（CO 一位小数，其余取整），指数一律进位',
        en: 'concentrations rounded half to even first (CO to one decimal, others whole), indices always up',
      },
      {
        zh: '缺项：其余算得 AQI > 100 照发，否则不发 AQI（2026 版 5.3）',
        en: 'with one missing: the index of the others only above 100 (2026, 5.3)',
      },
    ],
    sources: [
      source('HJ 633-2026，2026-03-01 起；GB 3095-2026', 'HJ 633-2026, from 2026-03-01; GB 3095-2026', 'A'),
      source('HJ 633-2012', 'HJ 633-2012', 'A'),
    ],
    parameters: [
      {
        name: { zh: 'PM2.5 良与轻度的界（2026）', en: 'PM2.5, good below (2026)' },
        value: 60,
        unit: 'µg/m³',
        from: '2026-03-01',
        source: source('HJ 633-2026 表 3', 'HJ 633-2026, table 3', 'A'),
        field: 'standard',
      },
      {
        name: { zh: 'PM10 良与轻度的界（2026）', en: 'PM10, good below (2026)' },
        value: 120,
        unit: 'µg/m³',
        from: '2026-03-01',
        source: source('HJ 633-2026 表 3', 'HJ 633-2026, table 3', 'A'),
        field: 'standard',
      },
    ],
    input: z.strictObject({
      standard: field(z.enum(['2012', '2026']), '标准', 'Standard'),
      daily: field(
        air,
        '日均值（so2、no2、co、o3_8h、pm10、pm25；臭氧为日最大 8 小时，CO 为 mg/m³）',
        'Daily means (ozone: largest of eight hours; CO in mg/m³)',
        'µg/m³',
      ),
    }),
    output: z.object({
      iaqi: field(z.record(z.string(), z.number()), '分指数', 'Sub-indices'),
      aqi: field(z.number().nullable(), 'AQI', 'AQI'),
      primary: field(z.array(z.string()), '首要污染物', 'Primary pollutants'),
      why,
    }),
    example: { standard: '2026', daily: { so2: 10, no2: 25, co: 0.8, o3_8h: 110, pm10: 60, pm25: 38 } },
    run: ({ standard, daily }) => {
      const { lacking, ...made } = airQuality(standard, daily);
      if (lacking.length === 0) return made;
      const why = {
        zh: `缺 ${lacking.join('、')}${made.aqi === null ? '，其余不超过 100，不发 AQI' : ''}`,
        en: `missing: ${lacking.join(', ')}${made.aqi === null ? '; the others are not above 100, so there is no index' : ''}`,
      };
      return { ...made, why };
    },
  }),
];
