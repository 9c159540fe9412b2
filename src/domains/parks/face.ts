import type { Entry } from '../../ui/face.ts';

/** Both lists stand on the pages of registers: the area needs none of its own. */
export const entries: readonly Entry[] = [
  {
    group: 'industry',
    name: { zh: '园区', en: 'Parks' },
    at: { list: 'parks' },
    breakthrough: 'platforms',
    needs: 'parks',
  },
  {
    group: 'industry',
    name: { zh: '企业亩均', en: 'Firms per mu' },
    at: { list: 'firms' },
    breakthrough: 'platforms',
    needs: 'firm-figures',
  },
];
