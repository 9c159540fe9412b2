import type { Entry } from '../../ui/face.ts';

export const entries: Entry[] = [
  {
    group: 'services',
    name: { zh: '审批办件', en: 'Approvals' },
    at: { list: 'approval-cases' },
    capability: 'evidence.read',
    needs: 'approval-cases',
  },
  {
    group: 'services',
    name: { zh: '审批事项', en: 'Items of approval' },
    at: { list: 'approval-items' },
    needs: 'approval-items',
  },
  {
    group: 'services',
    name: { zh: '好差评', en: 'Ratings' },
    at: { list: 'service-ratings' },
    capability: 'evidence.read',
    needs: 'service-ratings',
  },
];
