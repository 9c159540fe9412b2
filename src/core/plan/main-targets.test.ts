import { expect, it } from 'vitest';
import { mainTargets } from './main-targets.ts';

const items = (text: string, ...clauses: string[]) =>
  clauses.map((clause) => ({
    id: clause,
    span: [text.indexOf(clause), text.indexOf(clause) + clause.length] as [number, number],
  }));

it('targets of the paragraph that says so head the plan, and none of what comes before', () => {
  const text =
    '去年生产总值达到90亿元。\n全面提升城市品质，新建公园3个。\n主要预期目标是：生产总值增长8%，城镇新增就业5000人。\n改造老旧小区20个。';
  expect(
    mainTargets(text, items(text, '新建公园3个', '生产总值增长8%', '城镇新增就业5000人', '改造老旧小区20个')),
  ).toEqual(['生产总值增长8%', '城镇新增就业5000人']);
});

it('under a heading it is the whole section, up to the next heading', () => {
  const text =
    '二、主要目标\n到2030年，人口达到50万人。\n森林覆盖率达到60%，空气优良率达到95%。\n三、重点任务\n修路100公里，建桥2座。';
  expect(
    mainTargets(
      text,
      items(text, '人口达到50万人', '森林覆盖率达到60%', '空气优良率达到95%', '修路100公里', '建桥2座'),
    ),
  ).toEqual(['人口达到50万人', '森林覆盖率达到60%', '空气优良率达到95%']);
});

it('a text that names none has none, and a single number is no head', () => {
  const text = '总体目标：建成美丽乡村。\n修路100公里，建桥2座。';
  expect(mainTargets(text, items(text, '修路100公里', '建桥2座'))).toEqual([]);
});
