import type { Entry } from '../../ui/face.ts';

const group = 'trade';
const capability = 'evidence.read';
export const entries: readonly Entry[] = [
  { group, name: { zh: '合作协议', en: 'Agreements' }, at: { list: 'agreements' }, needs: 'agreements' },
  { group, name: { zh: '开放事项', en: 'Opening up' }, at: { list: 'opening-items' }, needs: 'opening-items' },
  {
    group,
    name: { zh: '外贸两口径', en: 'Foreign trade' },
    at: { list: 'foreign-trade' },
    capability,
    needs: 'foreign-trade',
  },
];
