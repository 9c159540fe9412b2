import type { Text } from '../../core/measure/index.ts';
import type { Source } from '../../evidence/method.ts';

const grades: Record<Source['grade'], Text> = {
  A: { zh: 'A 级', en: 'grade A' },
  B: { zh: 'B 级，转引', en: 'grade B, second hand' },
  M: { zh: '待核', en: 'to be checked' },
  own: { zh: '自定', en: 'our choice' },
};

/** How sure a source is, in words. */
export function gradeWord(grade: Source['grade']): Text {
  return grades[grade];
}

/** Words of the choices of methods, each with one meaning wherever it stands. */
const words: Record<string, readonly [zh: string, en: string]> = {
  true: ['是', 'yes'],
  false: ['否', 'no'],
  green: ['● 绿', '● green'],
  yellow: ['▲ 黄', '▲ yellow'],
  red: ['■ 红', '■ red'],
  grey: ['○ 灰', '○ grey'],
  '>=': ['不低于', 'at least'],
  '<=': ['不高于', 'at most'],
  '>': ['超过', 'above'],
  '<': ['低于', 'below'],
  '=': ['达到', 'equal to'],
  approx: ['左右', 'about'],
  range: ['区间', 'within a range'],
  '+': ['增加', 'up by'],
  to: ['到', 'to'],
  up: ['越多越好', 'more is better'],
  down: ['越少越好', 'less is better'],
  hold: ['保持', 'to be kept'],
  flow: ['流量', 'flow'],
  stock: ['存量', 'stock'],
  ytd: ['累计', 'year to date'],
  index: ['指数', 'index'],
  rate: ['比率', 'rate'],
  year: ['年', 'year'],
  half: ['半年', 'half'],
  quarter: ['季', 'quarter'],
  month: ['月', 'month'],
  day: ['日', 'day'],
  'yinchuan-2025': ['银川红黄绿灯（2025）', 'Yinchuan lights (2025)'],
  'sdg-ratio': ['可持续发展目标进展比', 'SDG progress ratio'],
  points: ['序时进度（银川 2025）', 'points behind the plan (Yinchuan 2025)'],
  deadline: ['阶段时限（宿迁 2025）', 'limit of the stage (Suqian 2025)'],
  above: ['规上', 'above the threshold'],
  below: ['规下', 'below the threshold'],
  none: ['不衰减', 'no decay'],
  enhanced: ['分级衰减', 'in steps'],
  gaussian: ['高斯衰减', 'along a Gaussian curve'],
  unique: ['只命中一条（Unique）', 'one rule at most (Unique)'],
  computed: ['按式计算', 'computed'],
  capped: ['封顶', 'capped'],
  average: ['缺数，取平均', 'missing: the average'],
  zero: ['缺数，0 分', 'missing: 0 points'],
  signed: ['签约', 'signed'],
  started: ['开工', 'started'],
  building: ['建设', 'building'],
  completed: ['竣工', 'completed'],
  producing: ['投产', 'producing'],
  trend: ['按目前走势', 'by the present trend'],
  project: ['在手项目', 'projects in hand'],
  lead: ['招商线索', 'leads'],
  adjustment: ['人工调整', 'adjustments'],
  unexplained: ['还没有着落', 'not yet accounted for'],
  same: ['同一家', 'the same'],
  likely: ['疑似，请核对', 'likely: to be looked at'],
  optimal: ['已证明最优', 'proven best'],
  'time-limit': ['到时停下', 'stopped by time'],
  infeasible: ['约束冲突', 'the rules clash'],
  'no-answer': ['没有算出', 'no answer'],
  'huangyan-2022': ['台州黄岩 2022 年度', 'Huangyan, Taizhou, 2022'],
  'huangyan-2021': ['台州黄岩 2021 年度', 'Huangyan, Taizhou, 2021'],
  'city-45': ['某市五指标法（税收 45）', 'a city’s five indicators (tax 45)'],
};

/** A choice in words; the text itself where it is none. */
export function wordOf(value: string): string | Text {
  const found = Object.hasOwn(words, value) ? words[value] : undefined;
  return found ? { zh: found[0], en: found[1] } : value;
}
