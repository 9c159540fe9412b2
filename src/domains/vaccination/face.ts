import type { Entry } from '../../ui/face.ts';

export const entries: readonly Entry[] = [
  {
    group: 'emergency',
    name: { zh: '接种覆盖', en: 'Vaccination' },
    at: { list: 'vaccinations' },
    needs: 'vaccinations',
  },
];
