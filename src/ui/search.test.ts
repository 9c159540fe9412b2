import { describe, expect, it } from 'vitest';
import { compact, day, listOf, oneOf, str, toggled } from './search.ts';

describe('reading an address', () => {
  it('takes days that exist', () => {
    expect(day({ asOf: '2024-02-29' }, 'asOf')).toBe('2024-02-29');
    expect(day({ asOf: '2023-02-29' }, 'asOf')).toBeUndefined();
    expect(day({ asOf: 'today' }, 'asOf')).toBeUndefined();
    expect(day({}, 'asOf')).toBeUndefined();
  });
  it('takes only known words', () => {
    expect(oneOf({ v: 'tree' }, 'v', ['tree', 'text'])).toBe('tree');
    expect(oneOf({ v: 'x' }, 'v', ['tree', 'text'])).toBeUndefined();
  });
  it('cuts long words and drops blank ones', () => {
    expect(str({ q: '  ' }, 'q')).toBeUndefined();
    expect(str({ q: 'a'.repeat(500) }, 'q')).toHaveLength(200);
  });
});

describe('lists', () => {
  it('puts in and takes out', () => {
    expect(toggled(undefined, 'red')).toBe('red');
    expect(toggled('red', 'grey')).toBe('red,grey');
    expect(toggled('red,grey', 'red')).toBe('grey');
    expect(toggled('red', 'red')).toBeUndefined();
    expect(listOf(undefined)).toEqual([]);
  });
  it('leaves out what is not set', () => expect(compact({ a: 1, b: undefined })).toEqual({ a: 1 }));
});
