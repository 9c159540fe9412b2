import { expect, it } from 'vitest';
import { codeAfter, codeOf } from './code.ts';

it('makes a code of a Chinese name: the initials of its characters, and no code twice', () => {
  expect(
    ['建筑面积', '农贸市场改造', '总投资（万元）', 'GDP增速', '2号楼', '责任单位', '区划', '日期', '二维码'].map(
      (name) => codeOf(name, []),
    ),
  ).toEqual(['jzmj', 'nmscgz', 'ztz', 'gdpzs', 'x2hl', 'zrdw', 'qh', 'rq', 'ewm']);
  expect(codeOf('建筑面积', ['jzmj', 'jzmj2'])).toBe('jzmj3');
  expect(codeOf('（）', [])).toBe('');
});

it('follows the name while nobody wrote a code, and leaves one that somebody wrote', () => {
  const given = /^f\d+$/u;
  expect(codeAfter({ name: '面积', code: 'f1', before: '', given }, [])).toBe('mj');
  expect(codeAfter({ name: '面积数', code: 'mj', before: '面积', given }, [])).toBe('mjs');
  expect(codeAfter({ name: '面积数', code: 'area', before: '面积', given }, [])).toBe('area');
});
