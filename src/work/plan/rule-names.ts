import type { Pair } from '../../ui/text.tsx';

/** What rules are called where people read them; the ids stand in the API and in files. */
const names: Readonly<Record<string, Pair>> = {
  'yinchuan-2025': { zh: '银川红黄绿灯（2025）', en: 'Yinchuan lights (2025)' },
  'sdg-ratio': { zh: '可持续发展目标进展比', en: 'SDG progress ratio' },
  'subject-before-number': { zh: '数字前面是指标', en: 'the indicator stands before its number' },
  'subject-after-number': { zh: '数字后面是指标', en: 'the indicator stands behind its number' },
  'compound-subject': { zh: '几个词合成一个指标', en: 'words make one indicator' },
  'several-numbers-one-subject': { zh: '一个指标带几个数', en: 'several numbers of one indicator' },
  'shared-verb': { zh: '共用一个动词', en: 'a verb is shared' },
  'verb-as-subject': { zh: '动词当指标', en: 'the verb is the indicator' },
  'elided-subject': { zh: '指标承前省略', en: 'the indicator is that before' },
  'elided-object': { zh: '宾语承前省略', en: 'the object is that before' },
  'group-carried': { zh: '沿用前面的一组', en: 'the group before' },
  'pair-carried': { zh: '沿用前面的一对', en: 'the pair before' },
  'subjects-carried': { zh: '沿用前面的几个指标', en: 'the indicators before' },
  'growth-carried': { zh: '沿用前面的增速', en: 'the growth before' },
  'attribute-carried': { zh: '沿用前面的属性', en: 'the attribute before' },
  'attribute-of-subject': { zh: '指标的属性', en: 'an attribute of the indicator' },
  'attribute-alone': { zh: '单写的属性', en: 'an attribute by itself' },
  'share-of': { zh: '占比', en: 'a share' },
  'per-head-of-subject': { zh: '人均', en: 'per head' },
  compared: { zh: '与某数比较', en: 'compared with something' },
  multiple: { zh: '倍数', en: 'a multiple' },
  increase: { zh: '提高多少', en: 'an increase' },
  decrease: { zh: '下降多少', en: 'a decrease' },
  'growth-in-words': { zh: '文字写的增长', en: 'growth in words' },
  'steady-in-words': { zh: '文字写的保持', en: 'steadiness in words' },
  'in-step-in-words': { zh: '文字写的同步', en: 'in step, in words' },
  'verb+object': { zh: '动宾结构', en: 'verb and object' },
  'build-verb+named-work': { zh: '建设类动词加工程名', en: 'a named work is built' },
  'work+event': { zh: '工程加进展', en: 'a work and what becomes of it' },
  'table-row': { zh: '指标表的一行', en: 'a row of a table' },
  'table-cell': { zh: '任务表的一格', en: 'a cell of a table' },
  heading: { zh: '标题', en: 'a heading' },
  baseline: { zh: '带基期', en: 'with its baseline' },
  'owner-stated': { zh: '文中写明责任单位', en: 'the owner is stated' },
  none: { zh: '没有认出指标', en: 'no indicator was found' },
};

/** The rules of an id in words; several stand with + or ; between. What has no name says so by its id. */
export function ruleWords(rule: string): Pair {
  const known = names[rule];
  if (known) return known;
  const parts = rule.split(/; |\+/u).map((part) => names[part] ?? ownerRule(part));
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
}

const ownerRule = (part: string): Pair =>
  part.startsWith('owner') ? { zh: '按职能推定责任单位', en: 'the owner by its field' } : { zh: part, en: part };
