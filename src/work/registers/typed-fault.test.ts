import { expect, test } from 'vitest';
import type { Field } from '../../core/register/index.ts';
import { sentValue } from './field-input.tsx';
import { typedFault } from './typed-fault.ts';

const name = { zh: '用地', en: 'Land' };
const land = { id: 'land', name, type: 'number', unit: '亩', min: 0, max: 5000 } as Field;
const code = { id: 'code', name, type: 'text', format: 'credit-code' } as Field;
const said = (field: Field, text: string, left = false) => typedFault(field, sentValue(field, text), left)?.zh;

test('a figure that is none, out of its bounds or too large is said while it is typed', () => {
  expect(said(land, '12,5')).toBeUndefined();
  expect(said(land, '')).toBeUndefined();
  expect(said(land, '十二')).toContain('应为数字');
  expect(said(land, '-3')).toContain('不能小于 0');
  expect(said(land, '9000')).toContain('不能大于 5000');
});

test('a code is wrong only when it was left', () => {
  expect(said(code, '9152')).toBeUndefined();
  expect(said(code, '9152', true)).toBeDefined();
});
