import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type DraftCommitment } from './index.ts';

/** subject, op, value, unit of the quantified targets. */
const targets = (text: string, asOf?: string): string[] =>
  compile(text, asOf ? { asOf } : {})
    .commitments.filter((c) => c.kind === 'target' && c.value !== null)
    .map(brief);
const facts = (text: string, asOf?: string): string[] => compile(text, asOf ? { asOf } : {}).facts.map(brief);
const brief = (c: DraftCommitment): string =>
  `${c.subject} ${c.op} ${c.value}${c.value2 === null ? '' : `—${c.value2}`} ${c.unit}`;

describe('comparators', () => {
  it.each([
    ['地区生产总值突破300亿元', '地区生产总值 > 300 亿元'],
    ['常住人口超60万人', '常住人口 > 60 万人'],
    ['森林覆盖率不低于58%', '森林覆盖率 >= 58 %'],
    ['引进制造企业80家以上', '引进制造企业 >= 80 家'],
    ['城镇登记失业率控制在4%以内', '城镇登记失业率 <= 4 %'],
    ['居民消费价格涨幅控制在3%左右', '居民消费价格涨幅 approx 3 %'],
    ['人才总量8万人左右', '人才总量 approx 8 万人'],
    ['财政总收入力争40亿元', '财政总收入 >= 40 亿元'],
    ['财政总收入力争突破40亿元', '财政总收入 > 40 亿元'],
    ['财政总收入达到40亿元', '财政总收入 = 40 亿元'],
    ['经济总量迈上千亿元台阶', '地区生产总值 >= 1000 亿元'],
    ['常住人口达到45—50万人', '常住人口 range 45—50 万人'],
    ['地区生产总值增长5%至6%', '地区生产总值增速 range 5—6 %'],
    ['城乡居民收入比缩小到1.8:1以内', '城乡收入比 <= 1.8 比'],
  ])('%s', (clause, expected) => {
    expect(targets(`未来五年的目标是：${clause}。`)).toEqual([expected]);
  });
});

describe('levels and increments', () => {
  it.each([
    ['提高风险补偿资金池到3000万元', '风险补偿资金池 to 3000 万元'],
    ['提高风险补偿资金池3000万元', '风险补偿资金池 + 3000 万元'],
    ['社会消费品零售总额增长5%', '社会消费品零售总额增速 = 5 %'],
    ['社会消费品零售总额年均增长5%以上', '社会消费品零售总额年均增速 >= 5 %'],
    ['单位GDP能耗下降13%', '单位GDP能耗下降 = 13 %'],
    ['税收占比提高2个百分点', '税收占比 + 2 个百分点'],
    ['PM2.5浓度降到30微克/立方米', 'PM2.5平均浓度 to 30 微克/立方米'],
    ['主要农产品加工率达到七成', '主要农产品加工率 = 70 %'],
    ['固定资产投资实现正增长', '固定资产投资增速 > 0 %'],
  ])('%s', (clause, expected) => {
    if (clause.startsWith('提高风险补偿资金池3'))
      return expect(targets(`今后五年，风险补偿资金池提高3000万元。`)).toEqual([expected]);
    return expect(targets(`今后五年的目标是：${clause}。`)).toEqual([expected]);
  });

  it('takes the first of two levels as the baseline', () => {
    const text = '未来五年，高新技术企业由40家增加到120家以上。';
    expect(targets(text)).toEqual(['高新技术企业 >= 120 家']);
    expect(facts(text)).toEqual(['高新技术企业 = 40 家']);
  });
});

describe('subjects', () => {
  it('completes the members of a list that share a number', () => {
    expect(targets('今后五年，城镇、农村居民人均可支配收入达到5万元、2.6万元。')).toEqual([
      '城镇居民人均可支配收入 = 5 万元',
      '农村居民人均可支配收入 = 2.6 万元',
    ]);
    expect(targets('到2027年，茶叶、水果综合产值分别达60亿元、30亿元。')).toEqual([
      '茶叶综合产值 = 60 亿元',
      '水果综合产值 = 30 亿元',
    ]);
    expect(facts('某县2022年城乡居民收入分别增长5.1%和7.2%。')).toEqual([
      '城镇居民人均可支配收入增速 = 5.1 %',
      '农村居民人均可支配收入增速 = 7.2 %',
    ]);
  });

  it('carries the subject to a growth rate, and the growth to the subjects that follow', () => {
    expect(targets('年度预期：GDP增长6%以上，规上工业增加值8%，社零7%。')).toEqual([
      '地区生产总值增速 >= 6 %',
      '规上工业增加值增速 = 8 %',
      '社会消费品零售总额增速 = 7 %',
    ]);
    expect(targets('五年目标：财政总收入30亿元、年均递增9%。')).toEqual([
      '财政总收入 = 30 亿元',
      '财政总收入年均增速 = 9 %',
    ]);
  });

  it('hands several rates to the subjects in front of them', () => {
    expect(facts('某市2021年GDP800亿元、税费收入90亿元，较2016年分别增长40%、25%。').slice(2)).toEqual([
      '地区生产总值较2016年增长 = 40 %',
      '税费收入较2016年增长 = 25 %',
    ]);
  });

  it('finds the thing counted behind the number', () => {
    expect(targets('未来五年，设立3亿元产业引导基金，新增50家规上企业。')).toEqual([
      '产业引导基金 = 3 亿元',
      '新增规上企业 = 50 家',
    ]);
  });

  it('gives a rate to each member of a list', () => {
    expect(targets('未来五年，单位GDP用水、能耗降幅10%以上。')).toEqual([
      '单位GDP用水量下降 >= 10 %',
      '单位GDP能耗下降 >= 10 %',
    ]);
  });

  it('names the place where the text speaks of several', () => {
    expect(targets('今后五年，泉州GDP年均增长8%；漳州GDP年均增长9%。')).toEqual([
      '泉州·地区生产总值年均增速 = 8 %',
      '漳州·地区生产总值年均增速 = 9 %',
    ]);
  });

  it('says what a share is a share of', () => {
    expect(facts('某县2023年铝产业产值60亿元，占规上工业产值40%。')[1]).toBe('铝产业产值占规上工业产值比重 = 40 %');
  });
});

describe('numbers that are no targets', () => {
  it.each([
    '未来五年，围绕“三个100、四个提升”推进工作。',
    '未来五年，落实国发〔2021〕5号文件第十三条。',
    '今年将办好十件民生实事。',
    '未来五年，进入全省前10位，居第3位。',
    '未来五年，深入实施农村人居环境五年行动。',
    '未来五年，抓好签约、开工、投产三个环节。',
    '联系电话：0851-1234567，未来五年。',
    '未来五年，保护好4A级景区和5G网络。',
    '未来五年，培育“四上”企业，壮大三次产业。',
    '未来五年，坚持24小时值守。',
    '未来五年，为65岁以上老年人服务。',
  ])('%s', (text) => {
    expect(targets(text)).toEqual([]);
  });

  it('keeps a scope in the subject', () => {
    expect(targets('未来五年，投产5000万元以上项目60个，建设15分钟生活圈12个。')).toEqual([
      '投产5000万元以上项目 = 60 个',
      '15分钟生活圈 = 12 个',
    ]);
  });
});

describe('promise and result', () => {
  const text = '2023年，全市生产总值900亿元、增长6%。2024年预期：生产总值增长5.5%左右，粮食产量60万吨以上。';
  it('tells them apart by the year and by the words', () => {
    expect(facts(text)).toEqual(['地区生产总值 = 900 亿元', '地区生产总值增速 = 6 %']);
    expect(targets(text)).toEqual(['地区生产总值增速 approx 5.5 %', '粮食产量 >= 60 万吨']);
  });
  it('reads 已 as a result inside a promise', () => {
    expect(facts('2022年计划：全市规划停车场40个，已建12个。')).toHaveLength(1);
  });
});

describe('time', () => {
  const first = (text: string, asOf?: string): DraftCommitment =>
    compile(text, asOf ? { asOf } : {}).commitments.find((c) => c.kind === 'target')!;
  it.each([
    ['到2027年，人才总量达到10万人。', undefined, '2027-01-01', '2027-12-31'],
    ['“十四五”末，人才总量达到10万人。', undefined, '2021-01-01', '2025-12-31'],
    ['未来五年，人才总量达到10万人。', '2022-02-01', '2022-01-01', '2026-12-31'],
    ['未来五年，人才总量达到10万人。', '2021-10-01', '2022-01-01', '2026-12-31'],
    ['未来十年，人才总量达到10万人。', '2022-02-01', '2022-01-01', '2031-12-31'],
    ['今年，人才总量达到10万人以上。', '2023-01-10', '2023-01-01', '2023-12-31'],
  ])('%s', (text, asOf, start, end) => {
    expect(first(text, asOf).period).toMatchObject({ start, end });
  });
  it('does not make up a year that nothing tells', () => {
    const draft = compile('今后五年，人才总量达到10万人。');
    expect(draft.plan.horizon).toEqual({ start: null, end: null });
    expect(draft.warnings.map((w) => w.code)).toContain('document-date-unknown');
  });
  it('says when the horizon was derived', () => {
    expect(compile('今后五年，人才总量达到10万人。', { asOf: '2022-01-20' }).warnings.map((w) => w.code)).toContain(
      'horizon-derived',
    );
  });
});

describe('slogan groups', () => {
  const group = (text: string, name: string) => compile(text).groups.find((g) => g.name === name);
  it('finds the members of a counted slogan', () => {
    const text =
      '未来五年，实现工业产值突破200亿元、农业产值突破200亿元，城市更加美丽、乡村更加兴旺、治理更加有效的“两个200、三个更加”目标。';
    expect(group(text, '两个200')?.members.map((m) => m.name)).toEqual(['工业产值', '农业产值']);
    expect(group(text, '三个更加')?.members.map((m) => m.name)).toEqual(['城市', '乡村', '治理']);
  });
  it('unfolds defined parts with the state that the text gives', () => {
    const text =
      '我们提出“12+N”思路。“一核”即以东湖广场、西山广场为核心，打造消费中心。目前，两个广场均已建成运营。“两带”即布局滨河产业带、沿山产业带两条聚集带。目前，“两带”正在建设。“N”即多点联动。';
    expect(group(text, '12+N')?.members.map((m) => [m.name, m.status])).toEqual([
      ['一核', '已建成运营'],
      ['两带', '正在建设'],
      ['N', null],
    ]);
    expect(group(text, '两带')?.members.map((m) => m.name)).toEqual(['滨河产业带', '沿山产业带']);
  });
  it('reads a list that is counted at its end, and one of a kind', () => {
    expect(group('今后紧盯签约、开工、投产三个环节。', '三个环节')?.members.map((m) => m.name)).toEqual([
      '签约',
      '开工',
      '投产',
    ]);
    expect(group('今后开展以商招商、以链招商、基金招商。', '三类招商')?.members.map((m) => m.name)).toEqual([
      '以商招商',
      '以链招商',
      '基金招商',
    ]);
    expect(group('今后聚焦“茶果蔬”三大产业。', '茶果蔬')?.members.map((m) => m.name)).toEqual(['茶', '果', '蔬']);
    expect(
      group('构建以旅游为主导、康养为特色的“一主一特”体系。', '一主一特')?.members.map((m) => [m.name, m.detail]),
    ).toEqual([
      ['旅游', '主导'],
      ['康养', '特色'],
    ]);
  });
  it('finds the members of a list built alike, without a name or a number', () => {
    const members = (text: string, name: string) => group(text, name)?.members.map((m) => m.name);
    for (const [text, name] of [
      ['今后坚持以旅兴农、以农促旅、以城带乡，走好融合之路。', '以旅兴农、以农促旅、以城带乡'],
      ['今后突出品牌化、标准化、规模化方向发展茶业。', '品牌化、标准化、规模化'],
      ['今后培育一批新主体、新场景和新服务。', '新主体、新场景、新服务'],
      ['今后着力聚才、育才和用才。', '聚才、育才、用才'],
    ] as const)
      expect(members(text, name), text).toEqual(name.split('、'));
    expect(compile('今后建设新水厂、新学校和东环路，新增车位。').groups).toEqual([]);
    expect(compile('今后培育新主体、新场景、新服务平台。').groups).toEqual([]);
  });
  it('spells out a name by its characters, with or without quotation marks', () => {
    for (const text of ['今后推进山水林田湖草沙系统治理。', '今后推进“山水林田湖草沙”系统治理。']) {
      const groups = compile(text).groups;
      expect(groups.map((g) => g.name)).toEqual(['山水林田湖草沙']);
      expect(groups[0]!.members.map((m) => m.name)).toEqual([...'山水林田湖草沙']);
    }
  });
  it('leaves a slogan that the text does not unfold empty, and says so', () => {
    const draft = compile('今后推进“四好”建设和“六网”会战。');
    expect(draft.groups.find((g) => g.name === '六网')?.members).toEqual([]);
    expect(draft.warnings.some((w) => w.code === 'slogan-not-unfolded')).toBe(true);
  });
});

describe('actions', () => {
  it('reads verb and object, and who would do it', () => {
    const draft = compile('某市将大力实施农村饮水安全工程，加快推进东环高速公路建设，深化医保支付改革。');
    expect(draft.commitments.map((c) => [c.kind, c.subject, c.owner])).toEqual([
      ['project', '实施农村饮水安全工程', '水务局'],
      ['project', '推进东环高速公路建设', '交通运输局'],
      ['action', '深化医保支付改革', '医疗保障局'],
    ]);
  });
  it('makes a level without a number a target without a value', () => {
    const [row] = compile('今后五年，东湖水质持续保持稳定。').commitments;
    expect(row).toMatchObject({ kind: 'target', subject: '东湖水质', op: null, value: null });
  });
  it('hangs commitments under their heading', () => {
    const draft = compile(
      '某县工作安排\n\n一、产业发展\n今年将新增规上企业20家，全力推动园区建设，扎实做好服务。\n\n二、民生改善\n今年将新建学校3所，全力推动医疗改革，扎实做好服务。',
    );
    const themes = draft.commitments.filter((c) => c.kind === 'theme');
    expect(themes.map((t) => t.subject)).toEqual(['产业发展', '民生改善']);
    expect(draft.commitments.find((c) => c.subject.includes('学校'))?.parent).toBe(themes[1]!.id);
  });
});

describe('layout', () => {
  it('joins a line that was broken over a blank line, with spans in the original', () => {
    const text =
      '未来五年，本市将全面推动产业发展，坚持高质量，力争累计\n\n引进先进制造企业80家以上，稳步提升经济总量。\n\n责任编辑/版式 某某\n\n某某广场。\n';
    const draft = compile(text);
    const row = draft.commitments.find((c) => c.value === 80)!;
    expect(row.subject).toBe('累计引进先进制造企业');
    expect(text.slice(...row.quantitySpan!)).toBe('80家以上');
    expect(row.text).toBe(text.slice(...row.span));
    expect(row.text).toContain('\n\n');
    expect(draft.commitments.some((c) => /责任编辑|广场/u.test(c.text))).toBe(false);
  });
  it('reads full-width digits and marks', () => {
    expect(targets('未来五年，ＧＤＰ突破３００亿元，城镇化率６５％左右。')).toEqual([
      '地区生产总值 > 300 亿元',
      '城镇化率 approx 65 %',
    ]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'GDP',
    '增长',
    '突破',
    '500',
    '亿元',
    '以上',
    '、',
    '，',
    '。',
    '“',
    '”',
    '（',
    '）',
    '：',
    '；',
    '由',
    '到',
    '2025年',
    '未来五年',
    '三个',
    '万',
    '%',
    '\n',
    '\ud800',
    '\0',
    '\u202e',
    '城镇',
    '农村',
    '分别',
    '1',
    ':',
    '—',
    '百分之',
    '翻',
    '一',
    '即',
    '其中',
    '的',
    ' ',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 120 }).map((x) => x.join('')),
  );
  it('compiles without a throw, with spans that hold and rows in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const draft = compile(text);
        for (const rows of [draft.commitments, draft.facts]) {
          let last = 0;
          for (const c of rows) {
            expect(c.text).toBe(text.slice(...c.span));
            expect(c.span[0]).toBeGreaterThanOrEqual(last);
            expect(c.span[1]).toBeLessThanOrEqual(text.length);
            last = c.span[0];
            if (c.quantitySpan)
              expect(
                c.quantitySpan[0] >= c.span[0] &&
                  c.quantitySpan[1] <= c.span[1] &&
                  c.quantitySpan[0] < c.quantitySpan[1],
              ).toBe(true);
          }
        }
        for (const g of draft.groups)
          for (const m of [g, ...g.members])
            expect(m.span[0] >= 0 && m.span[1] <= text.length && m.span[0] <= m.span[1]).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
  it('gives the same draft for the same text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(compile(text)).toEqual(compile(text));
      }),
      { numRuns: 60 },
    );
  });
  it('takes time in proportion to the length of hostile text', () => {
    // What grows with the square of the length does not come back before the limit of a test.
    for (const piece of ['（', '1', '、', '“三个', '2021年5家', '“一核”即甲、乙，', '城镇、农村', '百分之', '\ud800']) {
      const text = piece.repeat(Math.ceil(300_000 / piece.length));
      expect(compile(text).commitments.every((row) => row.text === text.slice(...row.span))).toBe(true);
    }
  });
  it('says that an empty text is empty', () => {
    expect(compile(' \n').warnings.map((w) => w.code)).toContain('empty-text');
  });
});

const seed = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'seed', 'qingzhen-plan.txt');
const shared = existsSync(seed);

describe('the seed article', () => {
  it.skipIf(!shared)(
    `gives thirteen targets${shared ? '' : ' — skipped: ../shared/seed is absent on this machine'}`,
    () => {
      const draft = compile(readFileSync(seed, 'utf8'));
      const rows = draft.commitments.filter((c) => c.kind === 'target');
      expect(
        rows.map((c) => `${c.subject} ${c.op ?? ''} ${c.value ?? ''} ${c.unit ?? ''} ${c.period?.end?.slice(0, 4)}`),
      ).toEqual([
        '地区生产总值 > 500 亿元 2026',
        '清镇经开区总产值 > 500 亿元 2026',
        '物流园总产值 > 500 亿元 2026',
        '中心城区建成区面积 approx 65 平方公里 2026',
        '常住人口 > 75 万人 2026',
        '人才总量 > 15 万人 2026',
        '累计引进中高端制造企业 >= 100 家 2026',
        '乡村振兴发展基金 = 2 亿元 2026',
        '农业担保风险补偿基金池 to 2000 万元 2026',
        '红枫湖水质    2026',
        '现代服务业产业集群 >= 1000 亿元 2031',
        '商贸业聚集带 = 2 条 2031',
        '城区商圈 = 3 个 2031',
      ]);
      expect(draft.plan).toMatchObject({ jurisdiction: '清镇市', horizon: { start: 2022, end: 2026 } });
      expect(draft.groups.find((g) => g.name === '123+N')?.members.map((m) => m.name)).toEqual([
        '一核',
        '两带',
        '三圈',
        'N',
      ]);
    },
  );
});
