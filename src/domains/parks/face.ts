import type { Entry } from '../../ui/face.ts';

export const entries: readonly Entry[] = [
  {
    group: 'industry',
    name: { zh: '园区', en: 'Parks' },
    at: { list: 'parks' },
    breakthrough: 'platforms',
    needs: 'parks',
  },
];
