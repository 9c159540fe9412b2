import type { Entry } from '../../ui/face.ts';

const group = 'trade';
const capability = 'evidence.read';
export const entries: readonly Entry[] = [
  { group, name: { zh: '升限入统', en: 'Entering the statistics' }, at: { list: 'shops' }, capability, needs: 'shops' },
  { group, name: { zh: '提质升级', en: 'Upgrades' }, at: { list: 'trade-upgrades' }, needs: 'trade-upgrades' },
];
