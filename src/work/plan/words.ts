import type { Pair } from '../../ui/text.tsx';

export const kinds = ['target', 'project', 'action', 'theme'] as const;
export type Kind = (typeof kinds)[number];

export const kindWords: Record<Kind, Pair> = {
  theme: { zh: '主题', en: 'Theme' },
  target: { zh: '目标', en: 'Target' },
  project: { zh: '项目', en: 'Project' },
  action: { zh: '任务', en: 'Action' },
};

export const ops = ['>=', '>', '<=', '<', '=', 'approx', 'range', '+', 'to'] as const;
export type OpName = (typeof ops)[number];

export const opWords: Record<OpName, Pair> = {
  '>=': { zh: '≥ 不低于', en: '≥ at least' },
  '>': { zh: '> 超过', en: '> above' },
  '<=': { zh: '≤ 不高于', en: '≤ at most' },
  '<': { zh: '< 低于', en: '< below' },
  '=': { zh: '= 达到', en: '= reaches' },
  approx: { zh: '≈ 左右', en: '≈ about' },
  range: { zh: '区间', en: 'range' },
  '+': { zh: '增加', en: 'increase by' },
  to: { zh: '到', en: 'to' },
};
