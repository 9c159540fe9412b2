import type { Entry } from '../../ui/face.ts';

export const entries: Entry[] = [
  {
    group: 'industry',
    name: { zh: '项目', en: 'Projects' },
    at: { list: 'projects' },
    breakthrough: 'projects',
    needs: 'projects',
  },
];
