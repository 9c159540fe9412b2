import type { Pair } from '../../ui/text.tsx';

export const natureWords: Record<string, Pair> = {
  flow: { zh: '流量', en: 'Flow' },
  stock: { zh: '存量', en: 'Stock' },
  ytd: { zh: '累计', en: 'Year to date' },
  index: { zh: '指数', en: 'Index' },
  rate: { zh: '比率', en: 'Rate' },
};

export const cadenceWords: Record<string, Pair> = {
  year: { zh: '年', en: 'Yearly' },
  half: { zh: '半年', en: 'Half-yearly' },
  quarter: { zh: '季', en: 'Quarterly' },
  month: { zh: '月', en: 'Monthly' },
  day: { zh: '日', en: 'Daily' },
};

export const directionWords: Record<string, Pair> = {
  up: { zh: '越高越好', en: 'Higher is better' },
  down: { zh: '越低越好', en: 'Lower is better' },
  hold: { zh: '保持稳定', en: 'To be held' },
};

export const bindingWords = { yes: { zh: '约束性', en: 'Binding' }, no: { zh: '预期性', en: 'Anticipatory' } };
