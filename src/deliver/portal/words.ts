import type { Text } from '../../core/measure/index.ts';
import { formatNumber, formatQuantity } from '../../core/measure/index.ts';
import type { hintSorts, withdrawReasons } from '../../evidence/delivery/release-reasons.ts';
import type { ReleasedPromise } from '../../evidence/delivery/release-shapes.ts';

/** Words of the public pages, for pages and for who releases. */

export const langs = ['zh', 'en'] as const;
export type Lang = (typeof langs)[number];

/** How something stands before the public. */
export const releaseStates = ['never', 'proposed', 'returned', 'withheld', 'released', 'moved', 'withdrawn'] as const;

export const lightWords = {
  green: { shape: '●', zh: '绿灯：进度正常', en: 'Green: on schedule' },
  yellow: { shape: '▲', zh: '黄灯：进度偏慢', en: 'Yellow: behind' },
  red: { shape: '■', zh: '红灯：进度滞后', en: 'Red: far behind' },
  grey: { shape: '◇', zh: '无据：没有可以判断的数', en: 'No evidence: no figure to judge by' },
} as const;

export const outlookWords = {
  likely: { zh: '很可能完成', en: 'likely to be kept' },
  'at-risk': { zh: '有风险', en: 'at risk' },
  unlikely: { zh: '难以完成', en: 'unlikely to be kept' },
  unknown: { zh: '还不能判断', en: 'cannot be told yet' },
} as const satisfies Record<string, Text>;

export const sortWords = {
  target: { zh: '指标', en: 'target' },
  project: { zh: '项目', en: 'project' },
  action: { zh: '任务', en: 'action' },
} as const satisfies Record<string, Text>;

export const hintWords = {
  'not-implemented': { zh: '政策措施不落实', en: 'A policy is not carried out' },
  inaction: { zh: '不作为、慢作为、乱作为', en: 'Nothing is done, or slowly, or wrongly' },
  uncoordinated: { zh: '政策措施不协调、不配套', en: 'Policies do not fit together' },
  suggestion: { zh: '改进工作的意见建议', en: 'A suggestion' },
} as const satisfies Record<(typeof hintSorts)[number], Text>;

/** By the 政府信息公开条例 (国令第 711 号). */
export const reasonWords = {
  secret: { zh: '第十四条：国家秘密', en: 'Article 14: state secret' },
  safety: {
    zh: '第十四条：可能危及国家安全、公共安全、经济安全、社会稳定',
    en: 'Article 14: may endanger national, public or economic security or social stability',
  },
  commercial: { zh: '第十五条：商业秘密', en: 'Article 15: commercial secret' },
  privacy: { zh: '第十五条：个人隐私', en: 'Article 15: privacy' },
  internal: { zh: '第十六条：内部事务信息', en: 'Article 16: internal affairs' },
  process: { zh: '第十六条：过程性信息', en: 'Article 16: drafts and deliberations' },
  file: { zh: '第十六条：行政执法案卷信息', en: 'Article 16: case files of enforcement' },
  wrong: { zh: '数据有误', en: 'A figure was wrong' },
  replaced: { zh: '已由新的信息代替', en: 'Replaced by newer information' },
} as const satisfies Record<(typeof withdrawReasons)[number], Text>;

export const hintStates = {
  new: { zh: '已收到，待处理', en: 'Received, not dealt with yet' },
  directive: { zh: '已转督办', en: 'Became a directive' },
  answered: { zh: '已答复', en: 'Answered' },
  declined: { zh: '不予受理', en: 'Declined' },
} as const satisfies Record<string, Text>;

const before: Readonly<Record<string, Text>> = {
  '>=': { zh: '不低于', en: 'at least' },
  '>': { zh: '超过', en: 'above' },
  '<=': { zh: '不高于', en: 'at most' },
  '<': { zh: '低于', en: 'below' },
  '=': { zh: '达到', en: '' },
  approx: { zh: '约', en: 'about' },
  '+': { zh: '增加', en: 'up by' },
  to: { zh: '到', en: 'to' },
};

/** 不低于 500 亿元 / at least 50 billion yuan. */
export function targetWords({ op, value, value2, unit }: NonNullable<ReleasedPromise['target']>, lang: Lang): string {
  const word = before[op]?.[lang] ?? '';
  const amount =
    value2 === null
      ? formatQuantity(value, unit, { lang })
      : lang === 'zh'
        ? `${formatNumber(value)}—${formatQuantity(value2, unit, { lang })}`
        : `${formatQuantity(value, unit, { lang })} to ${formatQuantity(value2, unit, { lang })}`;
  return word === '' ? amount : `${word} ${amount}`;
}
