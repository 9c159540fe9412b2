import type { Entry } from '../../ui/face.ts';

const group = 'trade';
export const entries: readonly Entry[] = [
  { group, name: { zh: '景区承载', en: 'Sights' }, at: { list: 'tourist-sites' }, needs: 'tourist-sites' },
  { group, name: { zh: '人次', en: 'Visits' }, at: { list: 'visits' }, capability: 'evidence.read', needs: 'visits' },
];
