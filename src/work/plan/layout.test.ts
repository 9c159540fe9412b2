import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';

const m = (zh: string, parent: string | null = null) => ({
  name: { zh, en: zh },
  detail: null,
  status: null,
  commitments: [],
  light: null,
  parent,
});

describe('layoutOf', () => {
  it('parts a core, belts, rings and N', () => {
    const layout = layoutOf([
      m('一核'),
      m('两带'),
      m('甲带', '两带'),
      m('乙带', '两带'),
      m('三圈'),
      m('N'),
      m('丙', 'N'),
    ]);
    expect(layout?.core.map((x) => x.name.zh)).toEqual(['一核']);
    expect(layout?.belts.map((x) => x.name.zh)).toEqual(['甲带', '乙带']);
    expect(layout?.rings.map((x) => x.name.zh)).toEqual(['三圈']);
    expect(layout?.others.map((x) => x.name.zh)).toEqual(['丙']);
  });
  it('is null for groups that are not a layout', () => expect(layoutOf([m('平台支撑'), m('增量培育')])).toBeNull());
});
