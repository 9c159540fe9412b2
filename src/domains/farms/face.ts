import type { Entry } from '../../ui/face.ts';

const group = 'money';
const capability = 'evidence.read';
export const entries: readonly Entry[] = [
  {
    group,
    name: { zh: '经营主体', en: 'Businesses' },
    at: { list: 'farm-entities' },
    capability,
    needs: 'farm-entities',
  },
  { group, name: { zh: '种植产量', en: 'Harvests' }, at: { list: 'harvests' }, capability, needs: 'harvests' },
  { group, name: { zh: '畜禽', en: 'Livestock' }, at: { list: 'herds' }, capability, needs: 'herds' },
  { group, name: { zh: '加工项目', en: 'Processing' }, at: { list: 'farm-processing' }, needs: 'farm-processing' },
  { group, name: { zh: '认证', en: 'Labels' }, at: { list: 'farm-labels' }, needs: 'farm-labels' },
];
