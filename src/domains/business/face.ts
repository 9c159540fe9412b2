import type { Entry } from '../../ui/face.ts';

export const entries: Entry[] = [
  {
    group: 'services',
    name: { zh: '招安扶', en: 'Requests of firms' },
    at: { list: 'firm-tickets' },
    capability: 'evidence.read',
    needs: 'firm-tickets',
  },
  {
    group: 'services',
    name: { zh: '五大环境', en: 'Five environments' },
    at: { list: 'environment-measures' },
    needs: 'environment-measures',
  },
  { group: 'services', name: { zh: '改革', en: 'Reforms' }, at: { list: 'reform-items' }, needs: 'reform-items' },
];
