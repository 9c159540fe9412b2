import type { Entry } from '../../ui/face.ts';

export const entries: readonly Entry[] = [
  {
    group: 'industry',
    name: { zh: '企业亩均', en: 'Firms per mu' },
    at: { list: 'firms' },
    breakthrough: 'platforms',
    needs: 'firm-figures',
  },
];
