import type { Entry } from '../../ui/face.ts';

const group = 'living';
const capability = 'evidence.read';
export const entries: readonly Entry[] = [
  { group, name: { zh: '人口推算', en: 'Population' }, at: { list: 'age-groups' }, needs: 'age-groups' },
  { group, name: { zh: '人才', en: 'Talent' }, at: { list: 'talents' }, needs: 'talents', capability },
  {
    group,
    name: { zh: '人才汇总数', en: 'Talent totals' },
    at: { list: 'talent-totals' },
    needs: 'talent-totals',
    capability,
  },
  {
    group,
    name: { zh: '落户', en: 'Registration' },
    at: { list: 'settling-cases' },
    needs: 'settling-cases',
    capability,
  },
  { group, name: { zh: '四类平台', en: 'Platforms' }, at: { list: 'platform-needs' }, needs: 'platform-needs' },
];
