import { expect, it } from 'vitest';
import type { Task } from './api.ts';
import { blank, type Entry, lineOf, pasted } from './entry.ts';

const task = {
  about: 'indicator:tax',
  kind: 'indicator',
  place: '520181',
  period: '2026Q3',
  unit: '万元',
  state: 'late',
  base: 7,
} as Task;
const made = (entry: Partial<Entry>, of: Partial<Task> = {}) =>
  lineOf({ ...task, ...of }, { ...blank, ...entry }, '2026-11-20');

it('reads a figure as a sheet does: full-width digits, separators, another scale of the unit', () => {
  expect(made({ value: '１２，３４５' })).toMatchObject({ value: 12345, base: 7 });
  expect(made({ value: '0.1亿元' })).toMatchObject({ value: 1000 });
});

it.each([
  ['no number', { value: '约一百' }],
  ['another kind of unit', { value: '12亩' }],
  ['a figure and a reason', { value: '1', absence: 'refused' as const }],
  ['neither', { note: '下周报' }],
  ['a dash', { value: '—' }],
])('says what is wrong with an entry: %s', (_name, entry) => {
  expect(made(entry)).toMatchObject({ wrong: true, zh: expect.stringMatching(/.{4}/) });
});

it('asks for a reason before an approved figure is revised', () => {
  expect(made({ value: '5' }, { state: 'approved' })).toMatchObject({ wrong: true });
  expect(made({ value: '5', revision: '普查更正' }, { state: 'approved' })).toMatchObject({
    value: 5,
    revision: '普查更正',
  });
});

it('confirms only the warnings whose reason was written, and replaces what the person chose to replace', () => {
  expect(made({ value: '5', reasons: { jump: '口径并入乡镇', 'stale-repetition': ' ' }, over: 9 })).toMatchObject({
    base: 9,
    confirmed: [{ code: 'jump', reason: '口径并入乡镇' }],
  });
});

it('lets a pasted column run down the list and end with it', () => {
  expect(pasted(['a', 'b', 'c'], 'b', ['1', ' 2 ', '3'])).toEqual([
    { key: 'b', value: '1' },
    { key: 'c', value: '2' },
  ]);
});

it('a step is done on a day that has come, with a sentence, and with proof where it is asked for', () => {
  const step = { kind: 'milestone', about: 'milestone:A-03', period: 's1', evidence: null } as Partial<Task>;
  expect(made({ doneOn: '2026-11-20', note: '已竣工' }, step)).toMatchObject({ doneOn: '2026-11-20', value: null });
  expect(made({ doneOn: '2026-11-21', note: '已竣工' }, step)).toMatchObject({ wrong: true });
  expect(made({ doneOn: '2026-11-20' }, step)).toMatchObject({ wrong: true });
  const proven = { ...step, evidence: { zh: '验收表', en: 'record' } };
  expect(made({ doneOn: '2026-11-20', note: '已竣工' }, proven)).toMatchObject({ wrong: true });
  expect(made({ doneOn: '2026-11-20', note: '已竣工', file: new File(['x'], '表.pdf') }, proven)).not.toHaveProperty(
    'wrong',
  );
});
