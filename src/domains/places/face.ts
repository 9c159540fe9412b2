import type { Entry } from '../../ui/face.ts';

const group = 'living';
export const entries: readonly Entry[] = [
  { group, name: { zh: '居住点覆盖', en: 'Settlements' }, at: { list: 'settlements' }, needs: 'settlements' },
  { group, name: { zh: '公共服务设施', en: 'Facilities' }, at: { list: 'facilities' }, needs: 'facilities' },
  { group, name: { zh: '路网', en: 'Roads' }, at: { list: 'road-links' }, needs: 'road-links' },
];
