import { describe, expect, it } from 'vitest';
import { compile, type DraftCommitment } from './index.ts';

const brief = (c: DraftCommitment): string =>
  `${c.subject} ${c.op} ${c.value} ${c.unit} ${c.owner} ${c.stated?.due ?? '—'}`;
const targets = (text: string): string[] =>
  compile(text, { asOf: '2024-01-15' })
    .commitments.filter((c) => c.kind === 'target')
    .map(brief);

const EXPECTED = [
  '新建农村公路 = 200 公里 县交通运输局 2024-10-31',
  '改造危桥 = 3 座 县交通运输局 2024-10-31',
  '新增学位 = 3000 个 县教育局 2024-08-31',
];

describe('tables of tasks', () => {
  it.each([
    [
      'tabs',
      '序号\t重点任务\t责任单位\t完成时限\n1\t新建农村公路200公里，改造危桥3座\t县交通运输局\t2024年10月底前\n2\t新增学位3000个\t县教育局\t2024年8月底',
    ],
    [
      'bars',
      '| 序号 | 重点任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 新建农村公路200公里，改造危桥3座 | 县交通运输局 | 2024年10月底前 |\n| 2 | 新增学位3000个 | 县教育局 | 2024年8月底 |',
    ],
    [
      'spaces',
      '序号 重点任务 责任单位 完成时限\n1 新建农村公路200公里，改造危桥3座 县交通运输局 2024年10月底前\n2 新增学位3000个 县教育局 2024年8月底',
    ],
    [
      'columns in another order',
      '责任单位\t完成时限\t任务\t序号\n县交通运输局\t2024年10月底前\t新建农村公路200公里，改造危桥3座\t1\n县教育局\t2024年8月底\t新增学位3000个\t2',
    ],
    [
      'the head on its side',
      '任务\t新建农村公路200公里，改造危桥3座\t新增学位3000个\n责任单位\t县交通运输局\t县教育局\n完成时限\t2024年10月底前\t2024年8月底',
    ],
  ])('with %s give the same commitments', (_, text) => {
    expect(targets(text)).toEqual(EXPECTED);
  });

  it('hands a merged cell down to the rows that it spans', () => {
    const text = '责任单位\t完成时限\t任务\n县住建局\t2024年6月30日\t改造老旧小区20个\n\t\t新增停车位2000个';
    expect(targets(text)).toEqual([
      '改造老旧小区 = 20 个 县住建局 2024-06-30',
      '新增停车位 = 2000 个 县住建局 2024-06-30',
    ]);
  });

  it('tells who leads from who helps, and points at the cell that says so', () => {
    const text =
      '任务\t牵头单位\t配合单位\n新建农村公路200公里\t县交通运输局\t县财政局、各乡镇\n完善联席会议制度\t县发改局\t县司法局';
    const [road, meeting] = compile(text).commitments;
    expect(road!.stated).toMatchObject({ lead: ['县交通运输局'], support: ['县财政局', '各乡镇'] });
    expect(text.slice(...road!.stated!.span)).toBe('县交通运输局');
    expect(meeting).toMatchObject({ kind: 'action', subject: '完善联席会议制度', owner: '县发改局' });
  });

  it('reads a value in its own cell, and the money of the year but not what a work costs as a whole', () => {
    const text =
      '项目名称\t目标任务\t目标值\t总投资（万元）\t年度投资（万元）\t责任单位\n城区路网\t新建城区道路\t12公里\t90000\t3000\t县住建局';
    expect(targets(text)).toEqual(['城区路网 = 12 公里 县住建局 —', '城区路网年度投资 = 3000 万元 县住建局 —']);
  });

  it('takes an account of what was done for results', () => {
    const draft = compile(
      '2023年工作完成情况\n序号\t任务\t责任单位\t完成情况\n1\t新建农村公路200公里\t县交通运输局\t已完成210公里',
    );
    expect(draft.commitments.filter((c) => c.kind !== 'theme')).toEqual([]);
    expect(draft.facts.map((f) => f.value)).toEqual([200]);
  });

  it('gives indicators the owner in their row', () => {
    const text =
      '指标名称\t单位\t2023年实绩\t2024年目标\t责任单位\n粮食产量\t万吨\t15\t15以上\t县农业农村局\n地区生产总值\t亿元\t300\t320\t县发改局';
    expect(targets(text)).toEqual(['粮食产量 >= 15 万吨 县农业农村局 —', '地区生产总值 = 320 亿元 县发改局 —']);
  });

  it('keeps a rate in the column of yearly growth a level', () => {
    const text = '指标\t单位\t2020年\t2025年\t年均增长\t属性\n城镇登记失业率\t%\t4.2\t—\t＜4.5\t预期性';
    expect(targets(text)).toEqual(['城镇登记失业率 < 4.5 % 人力资源和社会保障局 —']);
  });
});

describe('stated owners and deadlines', () => {
  const only = (text: string): DraftCommitment => {
    const rows = compile(text, { asOf: '2024-01-15' }).commitments;
    expect(rows).toHaveLength(1);
    return rows[0]!;
  };
  it.each([
    ['in brackets', '到2025年，规上工业总产值突破300亿元。（牵头单位：县商务局；配合单位：县财政局）'],
    [
      'in brackets inside the sentence',
      '到2025年，规上工业总产值突破300亿元（牵头单位：县商务局，配合单位：县财政局）。',
    ],
    ['on a line of its own', '到2025年，规上工业总产值突破300亿元。\n牵头单位：县商务局\n配合单位：县财政局'],
    ['in a sentence', '到2025年，规上工业总产值突破300亿元，县商务局牵头，县财政局配合。'],
  ])('%s beat the rules of keywords', (_, text) => {
    expect(only(text)).toMatchObject({
      owner: '县商务局',
      stated: { lead: ['县商务局'], support: ['县财政局'] },
      period: { end: '2025-12-31' },
    });
  });
  it('gives the day by which it is due, and no action of its own', () => {
    expect(only('新建农村公路200公里。责任单位：县交通运输局；完成时限：2024年9月底前')).toMatchObject({
      value: 200,
      stated: { due: '2024-09-30' },
      period: { end: '2024-09-30' },
    });
  });
  it('reads a month without its year in the year of the promise', () => {
    expect(only('2024年，新建农村公路200公里（完成时限：6月底）。').stated!.due).toBe('2024-06-30');
  });
  it('speaks of its own sentence where each has one', () => {
    const owners = compile(
      '今年，新建农村公路200公里（责任单位：县交通运输局）。新增学位3000个（责任单位：县教育局）。',
    ).commitments.map((c) => c.owner);
    expect(owners).toEqual(['县交通运输局', '县教育局']);
  });
});
