import type { Entry } from '../../ui/face.ts';

export const entries: Entry[] = [
  { group: 'jobs', name: { zh: '岗位缺口', en: 'Gaps of posts' }, at: { list: 'posts' }, needs: 'posts' },
  { group: 'jobs', name: { zh: '院校班级', en: 'Classes' }, at: { list: 'classes' }, needs: 'classes' },
  {
    group: 'jobs',
    name: { zh: '毕业生跟踪', en: 'Graduates followed' },
    at: { list: 'graduate-follows' },
    needs: 'graduate-follows',
  },
  {
    group: 'jobs',
    name: { zh: '专业职业对应', en: 'Majors and occupations' },
    at: { list: 'major-ties' },
    needs: 'major-ties',
  },
];
