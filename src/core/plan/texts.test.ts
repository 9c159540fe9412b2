import { describe, expect, it } from 'vitest';
import { compile, type DraftCommitment } from './index.ts';

const brief = (c: DraftCommitment): string => `${c.subject} ${c.op} ${c.value} ${c.unit}`;
const targets = (text: string): string[] =>
  compile(text)
    .commitments.filter((c) => c.kind === 'target' && c.value !== null)
    .map(brief);
const facts = (text: string): string[] => compile(text).facts.map(brief);

describe('tables of indicators', () => {
  const table = [
    '专栏1 “十四五”时期主要指标',
    '指标 单位 2020年 2025年 年均增速 属性',
    '地区生产总值 亿元 215.6 320 7% 预期性',
    '城镇登记失业率 % 3.4 <4 — 预期性',
    '单位GDP能源消耗降低 % — — 〔13.5〕 约束性',
    '粮食综合生产能力 万吨 38 40以上 约束性',
  ].join('\n');
  it('reads a row to a line', () => {
    expect(targets(table)).toEqual([
      '地区生产总值 = 320 亿元',
      '地区生产总值年均增速 = 7 %',
      '城镇登记失业率 < 4 %',
      '单位GDP能源消耗降低 = 13.5 %',
      '粮食综合生产能力 >= 40 万吨',
    ]);
    expect(facts(table)).toEqual(['地区生产总值 = 215.6 亿元', '城镇登记失业率 = 3.4 %', '粮食综合生产能力 = 38 万吨']);
  });
  it('reads a cell to a line, as .docx gives it', () => {
    expect(
      targets(
        '指标\n单位\n2020年\n2025年\n属性\n森林覆盖率\n%\n61.2\n62\n约束性\n人均预期寿命\n岁\n77.5\n78.6\n预期性',
      ),
    ).toEqual(['森林覆盖率 = 62 %', '人均预期寿命 = 78.6 岁']);
  });
  it('keeps empty cells of a tabbed row in their columns', () => {
    const text =
      '指标名称\t单位\t2022年实绩\t2023年目标\t增长（%）\n进出口总额\t亿美元\t\t4\t11\n城镇登记失业率\t%\t3.1\t3.5以内\t';
    expect(targets(text)).toEqual(['进出口总额 = 4 亿美元', '进出口总额增速 = 11 %', '城镇登记失业率 <= 3.5 %']);
    expect(facts(text)).toEqual(['城镇登记失业率 = 3.1 %']);
  });
  it('gives spans of the source', () => {
    const row = compile(table).commitments.find((c) => c.subject === '城镇登记失业率')!;
    expect(table.slice(...row.quantitySpan!)).toBe('<4');
    expect(row.text).toBe('城镇登记失业率 % 3.4 <4 — 预期性');
  });
});

describe('goal and what came of it', () => {
  it('tells the goal from the result', () => {
    const text =
      '关于2023年上半年重点工作的通报\n一是固定资产投资方面。全年目标增长12%，上半年完成增长9.6%。二是税收方面。目标任务18亿元，累计完成10.3亿元，占年度任务的57.2%。';
    expect(targets(text)).toEqual(['固定资产投资增速 = 12 %', '税收 = 18 亿元']);
    expect(facts(text)).toEqual(['固定资产投资增速 = 9.6 %', '税收累计 = 10.3 亿元']);
  });
  it('reads the sum of what is to come as a promise', () => {
    expect(targets('今后五年，固定资产投资累计完成1500亿元以上。')).toEqual(['固定资产投资累计 >= 1500 亿元']);
  });
  it('does not take a comparison with a plan for a goal', () => {
    expect(
      targets('一、2023年工作回顾\n一般公共预算收入55.8亿元，高于计划1.4个百分点，完成年度目标的117.5%。'),
    ).toEqual([]);
  });
  it('keeps an account of results past a head without a number', () => {
    expect(
      facts('一、2016年工作回顾\n过去一年，新建公路1900公里。\n城市轨道交通\n建设加快。\n新开工水利工程21项。'),
    ).toContain('新开工水利工程 = 21 项');
  });
  it('reads this year as past where the text plans for the next', () => {
    const text = '今年全市地区生产总值预计可突破1800亿元。明年，力争地区生产总值增长7%左右。';
    expect(targets(text)).toEqual(['地区生产总值增速 approx 7 %']);
    expect(facts(text)).toEqual(['地区生产总值 > 1800 亿元']);
  });
});

describe('shapes of clauses', () => {
  it.each([
    ['人均停留时间由1.2天提高到2天', ['人均停留时间 to 2 天']],
    ['技术合同成交额翻两番，突破80亿元', ['技术合同成交额 > 80 亿元']],
    ['工业总产值达到1800亿元（其中新兴产业占比35%以上）', ['工业总产值 = 1800 亿元', '新兴产业占比 >= 35 %']],
    ['孕产妇死亡率控制在12/10万以内', ['孕产妇死亡率 <= 12 /10万']],
    ['数据中心PUE值降至1.3以下', ['数据中心PUE值 <= 1.3 ']],
    ['确保投资20亿元的电池项目投产', []],
    ['城市公交站点500米覆盖率达到100%', ['城市公交站点500米覆盖率 = 100 %']],
    ['培育2个千亿级产业集群、4个百亿级产业集群', ['培育千亿级产业集群 = 2 个', '百亿级产业集群 = 4 个']],
    ['交通项目42个、投资126亿元', ['交通项目 = 42 个', '交通项目投资 = 126 亿元']],
    [
      '从失业保险基金结余中拿出1000亿元，用于1500万人次以上的技能培训',
      ['失业保险基金结余 = 1000 亿元', '技能培训 >= 1500 万人次'],
    ],
    ['婴幼儿照护关系千家万户', []],
    ['现行16%的税率降至13%', ['税率 to 13 %']],
    ['旅游人数和旅游综合收入年均分别增长20%和22%以上', ['旅游人数年均增速 >= 20 %', '旅游总收入年均增速 >= 22 %']],
  ])('%s', (clause, expected) => {
    expect(targets(`到2027年，${clause}。`)).toEqual(expected);
  });
});

describe('actions that bind nobody', () => {
  it('has none in words that only say where', () => {
    expect(compile('今后五年，在新型城镇化建设上，加快建设农贸市场。').commitments.map((c) => c.subject)).toEqual([
      '建设农贸市场',
    ]);
  });
  it.each([
    '坚持以高质量发展统揽全局',
    '以城镇建设为突破',
    '抓好七个方面工作',
    '实现全县持续快速健康发展',
    '为建设美丽家园而努力奋斗',
  ])('has none in %s', (clause) => {
    expect(compile(`今后五年，${clause}。`).commitments).toEqual([]);
  });
  it('has no second one in the lead-in of a target', () => {
    const kinds = compile('今年，加快高标准农田建设，新建高标准农田3万亩。').commitments.map((c) => c.kind);
    expect(kinds).toEqual(['target']);
  });
  it('folds away what every national report says', () => {
    expect(compile('今年，建设现代化经济体系。').commitments[0]!.confidence).toBeLessThan(0.5);
  });
});

describe('works with a day and no number', () => {
  it.each([
    ['到2018年底，全县脱贫摘帽。', '2018-12-31'],
    ['2026年，地铁14号线通车。', '2026-12-31'],
  ])('%s is a project', (text, end) => {
    const [row] = compile(text, { asOf: '2017-02-01' }).commitments;
    expect(row).toMatchObject({ kind: 'project', period: { end } });
  });
});

describe('signs and rests of numbers', () => {
  it.each([
    ['规上工业增加值增速不低于-0.5%', ['规上工业增加值增速 >= -0.5 %']],
    ['居民消费价格涨幅控制在负0.2%以内', ['居民消费价格涨幅 <= -0.2 %']],
    ['每吨水价调整为5元3角', ['每吨水价 to 5.3 元']],
    ['粮食产量达到1万吨半', ['粮食产量 = 1.5 万吨']],
    ['办理时限压缩到3个半小时', ['办理时限 to 3.5 个小时']],
    ['固定资产投资达到1 250亿元', ['固定资产投资 = 1250 亿元']],
  ])('%s', (clause, expected) => {
    expect(targets(`到2027年，${clause}。`)).toEqual(expected);
  });
  it('takes a dash between two dates for no sign', () => {
    expect(compile('2024年1月-5月，新增企业30家。').facts.map((f) => f.value)).toEqual([30]);
  });
  it('keeps two numbers apart that a space parts', () => {
    expect(targets('到2027年，编号12 35家企业上市。').join()).not.toContain('1235');
  });
});

describe('traditional script', () => {
  const traditional = '到2025年，地區生產總值達到320億元，城鎮新增就業2萬人以上。';
  it('reads as simplified', () => {
    expect(targets(traditional)).toEqual(['地区生产总值 = 320 亿元', '城镇新增就业 >= 2 万人']);
  });
  it('keeps the words and offsets of the source', () => {
    const row = compile(traditional).commitments.find((c) => c.unit === '亿元')!;
    expect(traditional.slice(...row.quantitySpan!)).toBe('320億元');
    expect(row.text).toBe('地區生產總值達到320億元');
  });
  it('leaves simplified texts as they are', () => {
    expect(compile('到2025年，著名商标达到10件。').commitments[0]!.subject).toBe('著名商标');
  });
});
