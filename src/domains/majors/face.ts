import type { Entry } from '../../ui/face.ts';

export const entries: Entry[] = [
  { group: 'services', name: { zh: '岗位缺口', en: 'Gaps of posts' }, at: { list: 'posts' }, needs: 'posts' },
  { group: 'services', name: { zh: '院校班级', en: 'Classes' }, at: { list: 'classes' }, needs: 'classes' },
  {
    group: 'services',
    name: { zh: '毕业生', en: 'Graduates followed' },
    at: { list: 'graduate-follows' },
    needs: 'graduate-follows',
  },
  {
    group: 'services',
    name: { zh: '专业职业', en: 'Majors and occupations' },
    at: { list: 'major-ties' },
    needs: 'major-ties',
  },
];
