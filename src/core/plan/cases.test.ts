/** Minimal cases taken from real local texts, read at run time; each is named for what it shows. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile, type DraftCommitment } from './index.ts';

const path = join(import.meta.dirname, '../../../../shared/data/plans/local/cases.tsv');
const shared = existsSync(path);
const cases = new Map(
  shared
    ? readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => {
          const [id = '', , asOf = '', input = ''] = line.split('\t');
          return [Number(id), { asOf, text: input.replaceAll('\\n', '\n').replaceAll('\\t', '\t') }] as const;
        })
    : [],
);

const number = (c: DraftCommitment): string => `${c.op} ${c.value} ${c.unit}`;
const read = (id: number) => {
  const { text, asOf } = cases.get(id)!;
  const draft = compile(text, { asOf });
  return {
    targets: draft.commitments.filter((c) => c.kind === 'target'),
    others: draft.commitments.filter((c) => c.kind === 'action' || c.kind === 'project'),
    facts: draft.facts,
  };
};
const year = (c: DraftCommitment): string => c.period?.end?.slice(0, 4) ?? '';

describe.skipIf(!shared)(
  `minimal cases of real texts${shared ? '' : ' — skipped: ../shared/data is absent on this machine'}`,
  () => {
    it.each([
      [1, 'a year in a sentence without a number', ['= 6 % 2024']],
      [3, 'a five-year plan named in passing is no horizon', ['>= 6 % 2024', '= 25 家 2024']],
      [5, '全年 is the year just named', ['>= 10 % 2024', '= 25 家 2024']],
      [9, 'parallel years and values', ['= 10 亿元 2024', '= 12 亿元 2025', '= 15 亿元 2026']],
      [17, 'a report of January plans its year', ['= 200 公里 2024', '= 12 个 2024']],
      [19, 'a stated deadline is the year', ['= 200 公里 2024']],
      [
        23,
        'a table of projects',
        ['= 1360 万元 2024', '= 3 个 2024', '= 4930 万元 2024', '= 500 亩 2024', '= 1 座 2024'],
      ],
      [25, 'a rate in the column of growth', ['< 5.5 % 2025']],
      [27, 'traditional script', ['= 320 亿元 2025', '>= 2 万人 2025']],
      [29, 'lines without end marks', ['= 40 条 ', '>= 8 平方公里 ', '= 3 个 ', '>= 2 万套 ']],
      [31, 'a threshold inside a share and inside a noun', ['>= 20 % ', '= 5 个 ']],
      [37, 'a scope is no target', ['= 35 个 ']],
      [39, 'a floor and a stretch', ['>= 7.5 % ', '>= 8.5 % ']],
      [41, 'negative growth in words', ['< 0 % ']],
      [43, 'villages and schools as units', ['= 110 村 ', '= 31 村 ', '>= 10 所 ']],
      [45, 'people without 人', ['= 50 平方公里 ', '= 50 万人 ']],
      [47, 'the first of a list, and nouns after each number', ['= 18 个 ', '= 21.67 公里 ', '= 8 公里 ']],
      [49, 'micrograms', ['<= 30 μg/m³ ']],
      [51, 'works named after their length', ['= 3.4 公里 ', '= 4 万人 ', '= 59 所 ']],
      [53, 'clusters with their grade', ['= 2 个 2027', '= 4 个 2027']],
      [55, 'parts of a whole', ['= 86 个 ', '= 50 个 ', '= 36 个 ', '= 20 个 ']],
      [61, 'three subjects', ['= 200 户 ', '<= 3 % ', '= 3000 户 ']],
      [63, 'a head that names results and goals', ['to 65 % 2025', '= 24.1 % 2025']],
    ])('%i: %s', (id, _, expected) => {
      expect(read(id).targets.map((c) => `${number(c)} ${year(c)}`)).toEqual(expected);
    });

    it.each([
      [7, 'months belong to the year just named', ['2021', '2021', '2021']],
      [11, 'the whole year that was just named is past', ['2021', '2021']],
      [13, 'last year in a sentence without a number', ['2024']],
    ])('%i: %s', (id, _, years) => {
      const { targets, facts } = read(id);
      expect(targets).toEqual([]);
      expect(facts.map(year)).toEqual(years);
    });

    it.each([
      [15, 'a problem promises nothing'],
      [35, 'rates of a policy are no outcome'],
      [57, 'framing is no commitment'],
      [59, 'a slogan is no commitment'],
    ])('%i: %s', (id) => {
      const { targets, others, facts } = read(id);
      expect([...targets, ...others, ...facts]).toEqual([]);
    });

    it('33: attributes of a work are no targets', () => {
      const { targets, others } = read(33);
      expect(targets).toEqual([]);
      expect(others).toMatchObject([{ kind: 'project' }]);
    });

    it.each([
      [19, '县交通运输局'],
      [21, '县商务局'],
    ])('%i: the stated owner is %s', (id, owner) => {
      const [row] = read(id).targets;
      expect(row!.owner).toBe(owner);
      expect(row!.stated!.lead).toEqual([owner]);
      expect(read(id).others).toEqual([]);
    });

    it('61: owners by whole words', () => {
      expect(read(61).targets.map((c) => c.owner)).toEqual(['住房和城乡建设局', '发展和改革局', '市场监督管理局']);
    });

    it.each([
      [31, ['村集体年收入超30万元占比', '新增年收入超50万元的经济强村']],
      [51, ['秦南路小河桥至花船子道路拓宽改造', '解决刘坪、中山等乡镇饮水不安全问题', '薄弱学校项目']],
      [53, ['500亿级产业集群', '千亿级产业集群']],
      [55, ['重点项目', '重点项目续建', '重点项目新开工', '重点项目投产']],
    ])('%i: subjects are whole', (id, subjects) => {
      expect(read(id).targets.map((c) => c.subject)).toEqual(subjects);
    });
  },
);
