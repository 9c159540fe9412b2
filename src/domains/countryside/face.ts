import type { Entry } from '../../ui/face.ts';

const group = 'countryside';
const capability = 'evidence.read';
const entry = (list: string, zh: string, en: string, open = false): Entry => ({
  group,
  name: { zh, en },
  at: { list },
  needs: list,
  ...(!open && { capability }),
});
export const entries: readonly Entry[] = [
  entry('villages', '村庄', 'Villages', true),
  entry('village-findings', '五治检查', 'Checks'),
  entry('watch-households', '防返贫', 'At risk'),
  entry('aid-entries', '名册比对', 'Aid lists'),
  entry('household-toilets', '户厕', 'Toilets'),
  entry('waste-points', '垃圾收运', 'Waste', true),
  entry('land-cases', '乱占耕地', 'Farmland'),
];
