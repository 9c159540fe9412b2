import { plainText } from './absent.ts';

/** What a head says: its words, and what stands beside them in brackets or behind a stroke. */
export interface HeadLabel {
  /** All of it, without white space, in one width and small letters. */
  whole: string;
  /** Without what stands in brackets. */
  words: string;
  /** What stands in brackets, or behind a stroke, comma or colon: `亿元`, `含税`. */
  beside: string[];
}

const BRACKETS = /[([{【〔〖「]([^()[\]{}【】〔〕〖〗「」]*)[)\]}】〕〗」]/gu;

/** Reads a head as a person does: width, case, white space, marks of what is required and numbers in front do not count. */
export function headLabel(text: string): HeadLabel {
  const whole = plainText(text)
    .toLowerCase()
    .replace(/[*★☆※]|[:;]+$/gu, '')
    .replace(/^\d{1,2}[.、．](?!\d)/u, '');
  const beside = [...whole.matchAll(BRACKETS)].map((found) => found[1] ?? '').filter((said) => said !== '');
  return { whole, words: whole.replace(BRACKETS, '') || whole, beside };
}

/** Words that clerks use for one another. What means something else somewhere is not here: it is offered, not taken. */
const SAME = [
  '指标 指标名称 指标项 统计指标 指标代码',
  '总投资 总投资额 投资总额 项目总投资 总投资金额',
  '建设地点 建设地址 建设位置 项目地点 项目地址 项目建设地点',
  '开工日期 开工时间 动工日期 动工时间',
  '竣工日期 竣工时间 完工日期 完工时间',
  '联系电话 联系方式 电话',
  '统一社会信用代码 社会信用代码 信用代码 统一信用代码',
  '占地面积 用地面积',
  '备注 备注说明 附注',
  '法定代表人 法人代表 法人',
  '所属行业 行业 行业类别',
].map((line) => line.split(' '));
const sameAs = new Map(SAME.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)));

/** One spelling for words that mean the same: 项目 and 项目名称, 总投资额 and 总投资. */
export function stemOf(words: string): string {
  const known = sameAs.get(words);
  if (known !== undefined) return known;
  const bare = words.replace(/(?:名称|全称|名)$/u, '');
  return bare.length >= 2 ? (sameAs.get(bare) ?? bare) : words;
}

/**
 * Words of a group that make another figure of what stands under them: 计划/总投资 is not 总投资. Under any other group
 * (基本情况, 投资) a head means what it says.
 */
const OTHER_FIGURE =
  /计划|完成|实际|累计|本年|当年|今年|去年|上年|上期|上月|同期|本期|本月|目标|预计|预期|其中|新增|年初|年末|期末|期初|同比|环比|增长|增速|增幅|比上|差额|剩余|其他|其它|调整|原|占比|比重|第[一二三四\d]+季|\d+月|(?:19|20)\d\d/u;

export function makesAnother(group: string): boolean {
  return OTHER_FIGURE.test(group);
}

/** How alike two heads are, 0 to 1: shared pairs of characters (Dice), more where one holds the other. */
export function alikeness(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
  const one = pairs(a);
  const two = pairs(b);
  const shared = [...one].filter((pair) => two.has(pair)).length;
  const dice = (2 * shared) / (one.size + two.size);
  return a.includes(b) || b.includes(a) ? Math.max(dice, 0.6) : dice;
}
