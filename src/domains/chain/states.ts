import type { Light, Text } from '../../core/measure/index.ts';
import type { ChainCandidate, NodeMeasure } from './graph.ts';

/** What a state of a link is called, which light it is, and what it means. */
export const states: Record<NodeMeasure['state'], Text & { light: Light; note: Text }> = {
  missing: { zh: '断点', en: 'missing', light: 'red', note: { zh: '有需求没企业', en: 'needed, not made' } },
  weak: { zh: '短板', en: 'weak', light: 'yellow', note: { zh: '不够或只靠一家', en: 'too little or one firm' } },
  unreported: {
    zh: '未报',
    en: 'not reported',
    light: 'grey',
    note: { zh: '有企业，没报产量', en: 'firms, no output told' },
  },
  absent: { zh: '无', en: 'absent', light: 'grey', note: { zh: '不产也不需要', en: 'neither made nor needed' } },
  sound: { zh: '稳', en: 'sound', light: 'green', note: { zh: '够用', en: 'enough' } },
  strong: { zh: '强', en: 'strong', light: 'green', note: { zh: '多家且有余', en: 'several firms, to spare' } },
};

/** What to do about a link. */
export const kinds: Record<ChainCandidate['kind'], Text> = {
  fill: { zh: '补链', en: 'fill' },
  strengthen: { zh: '强链', en: 'strengthen' },
  extend: { zh: '延链', en: 'extend' },
};
