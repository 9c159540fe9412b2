import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlans, type Finding, type Passage } from './index.ts';

const year = (y: number, body: string) => `${y}年政府工作报告\n今年要重点抓好以下工作。${body}`;
const compared = (old: string, fresh: string) => comparePlans(year(2025, old), year(2026, fresh)).findings;
const said = ({ verdict, direction, subject }: Finding) =>
  [verdict, direction ?? '', subject].filter(Boolean).join(' ');
const changes = (old: string, fresh: string) =>
  compared(old, fresh)
    .map(said)
    .filter((line) => !/以下工作/u.test(line));

describe('what changed between two plans', () => {
  it.each([
    ['the number', '新增高标准农田2万亩以上。', '新增高标准农田3万亩以上。', 'number tightened 新增高标准农田'],
    ['the comparator', '城镇调查失业率5.5%以内。', '城镇调查失业率5.5%左右。', 'comparator loosened 城镇调查失业率'],
    ['the date', '到2027年森林覆盖率达到60%。', '到2028年森林覆盖率达到60%。', 'date loosened 森林覆盖率'],
    ['the unit', '新增退耕还林2万公顷。', '新增退耕还林30万亩。', 'unit 新增退耕还林'],
    ['the unit and the number', '新增退耕还林2万公顷。', '新增退耕还林20万亩。', 'number+unit loosened 新增退耕还林'],
    ['nothing but the scale', '完成铁路投资8000万元。', '完成铁路投资0.8亿元。', 'kept 铁路投资'],
    ['words only', '全力完成造林1万亩以上。', '努力完成造林1万亩以上。', 'wording 造林'],
    [
      'the order of words',
      '一般工商业电价平均降低10%。',
      '一般工商业平均电价再降低10%。',
      'kept 一般工商业平均电价下降',
    ],
    [
      'the verb before or after',
      '再减少农村贫困人口1000人以上。',
      '农村贫困人口减少1000人以上。',
      'kept 农村贫困人口下降',
    ],
    [
      'words into a number',
      '推进农村危房改造，改善居住条件。',
      '农村危房改造300户。',
      'number-from-words tightened 农村危房改造',
    ],
    [
      'a number into words',
      '农村危房改造300户。',
      '继续推进农村危房改造，改善居住条件。',
      'number-dropped loosened 农村危房改造',
    ],
  ])('%s', (_, old, fresh, expected) => {
    expect(changes(old, fresh)).toContain(expected);
  });

  it('a floor that is raised binds harder, a ceiling that is raised binds less', () => {
    expect(changes('赤字率2.6%以内。', '赤字率2.8%以内。')).toContain('number loosened 赤字率');
    expect(changes('城镇新增就业1万人以上。', '城镇新增就业2万人以上。')).toContain('number tightened 城镇新增就业');
  });

  it('what is no longer there is dropped, what was not there is new, and this year is this year', () => {
    expect(changes('今年新增高标准农田2万亩。', '2026年新建口袋公园4个。')).toEqual([
      'new 新建口袋公园',
      'dropped 新增高标准农田',
    ]);
    expect(changes('2025年新增高标准农田2万亩。', '2026年新增高标准农田2万亩。')).toEqual(['kept 新增高标准农田']);
  });

  it('a number of five years is not one of this year, and a difference is no commitment of its own', () => {
    expect(
      changes(
        '“十五五”期间城镇新增就业5万人以上。今年城镇新增就业1万人以上。',
        '今年城镇新增就业1.1万人以上，预期目标比去年多1000人。',
      ),
    ).toEqual(['number tightened 城镇新增就业', 'dropped 城镇新增就业']);
  });

  it('names that differ in one telling word are two things', () => {
    expect(changes('城镇登记失业率4.5%以内。', '城镇调查失业率4.5%以内。')).toEqual([
      'new 城镇调查失业率',
      'dropped 城镇登记失业率',
    ]);
  });

  it.each([
    ['which agrees', '今年安排专项债券1.35亿元。', '今年安排专项债券2.15亿元，比去年增加8000万元。', true],
    ['which does not', '今年安排专项债券1.35亿元。', '今年安排专项债券2.15亿元，比去年增加9000万元。', false],
    ['in points', '赤字率拟按2.6%安排。', '赤字率拟按2.8%安排，比去年预算高0.2个百分点。', true],
    ['downwards', '压减一般性支出500万元。', '压减一般性支出400万元，比上年减少100万元。', true],
    ['of what the old text does not say', '做好各项工作，改善民生。', '安排专项债券2.15亿元，比去年增加1亿元。', null],
  ])('what the text says of the change, %s', (_, old, fresh, agrees) => {
    const stated = compared(old, fresh).flatMap((finding) => finding.stated ?? []);
    expect(stated).toEqual([{ says: expect.stringMatching(/^比[去上]年/u) as string, agrees }]);
  });

  it('results are compared apart from promises', () => {
    const findings = comparePlans(
      '2025年政府工作报告\n一、2024年工作回顾\n城镇新增就业5000人。\n二、2025年工作安排\n城镇新增就业6000人以上。',
      '2026年政府工作报告\n一、2025年工作回顾\n城镇新增就业6100人。\n二、2026年工作安排\n城镇新增就业6000人以上。',
    ).findings;
    expect(findings.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual(['fact number', 'target kept']);
  });

  it('a forecast is no promise', () => {
    const findings = compared('预计高校毕业生超过1100人，做好就业服务。', '预计高校毕业生超过1170人，做好就业服务。');
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'fact', verdict: 'number', subject: '高校毕业生' }),
    );
    expect(findings.filter(({ kind }) => kind === 'target')).toEqual([]);
  });

  it('any text against itself keeps everything, and every passage stands where it says', () => {
    const clause = fc.constantFrom(
      '新增高标准农田2万亩以上',
      '城镇调查失业率5.5%以内',
      '到2028年森林覆盖率达到60%',
      '推进农村危房改造',
      '财政赤字2.38亿元',
      '完成铁路投资80亿元、公路投资1.8亿元左右',
      '改造老旧小区12个',
    );
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 12 }), (clauses) => {
        const text = year(2026, `${clauses.join('。')}。`);
        for (const { verdict, old, new: fresh } of comparePlans(text, text).findings) {
          expect(verdict).toBe('kept');
          for (const one of [old!, fresh!]) expect(text.slice(...one.span)).toBe(one.text);
        }
      }),
    );
  });
});

const shared = join(import.meta.dirname, '../../../../shared');
const here = existsSync(join(shared, 'data/plan-diff-cases.tsv'));
describe.skipIf(!here)(`published texts${here ? '' : ' — skipped: ../shared is absent on this machine'}`, () => {
  const read = (path: string) => readFileSync(join(shared, path), 'utf8');

  it('the reports of 2018 and 2019 differ as people found', () => {
    const cases = read('data/plan-diff-cases.tsv').trim().split('\n').slice(1);
    const [before, after] = ['2018', '2019'].map((y) => read(`data/plans/full/gwr_${y}.txt`)) as [string, string];
    const { findings } = comparePlans(before, after);
    const wrong = cases.flatMap((line) => {
      const [, , , no, verdict, , oldQuote = '', newQuote = ''] = line.split('\t');
      const found = findings.filter(
        (finding) => meets(before, finding.old, oldQuote) && meets(after, finding.new, newQuote),
      );
      // The table writes the loss of a number as two words.
      const expected = verdict === 'dropped number' ? 'number-dropped' : verdict;
      return found.some((finding) => finding.verdict === expected)
        ? []
        : [`${no} ${expected}: ${found.map(said).join()}`];
    });
    expect(wrong).toEqual([]);
  });

  it('the seed article against itself is kept, and six edits are six findings', () => {
    const article = read('seed/qingzhen-plan.txt');
    expect(new Set(comparePlans(article, article).findings.map(({ verdict }) => verdict))).toEqual(new Set(['kept']));
    const edits = [
      ['地区生产总值突破500亿元', '地区生产总值突破600亿元'],
      ['未来五年，', '未来六年，'],
      ['超75万人', '75万人左右'],
      ['，人才总量超15万人', ''],
      ['以产业吸引人才、', '新增高标准农田2万亩，以产业吸引人才、'],
      ['战略，全力实现', '战略，努力实现'],
    ] as const;
    const edited = edits.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    }, article);
    const found = comparePlans(article, edited).findings.flatMap(({ verdict }) => (verdict === 'kept' ? [] : verdict));
    expect(found.sort()).toEqual(['comparator', 'date', 'dropped', 'new', 'number', 'wording']);
  });

  /** Whether a passage and what was quoted overlap in the text. */
  function meets(text: string, passage: Passage | null, quote: string): boolean {
    if (quote === '' || passage === null) return quote === '' && passage === null;
    const at = text.indexOf(quote);
    return passage.span[0] < at + quote.length && at < passage.span[1];
  }
});
