import type { Entry } from '../../ui/face.ts';

export const entries: Entry[] = [
  {
    group: 'industry',
    name: { zh: '招商线索', en: 'Leads' },
    at: { list: 'leads' },
    breakthrough: 'growth',
    capability: 'evidence.read',
    needs: 'leads',
  },
];
