import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('pieces are read in their order, and others have their turn between', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const asked = ['a', 'b', 'c'].map((name) => turns.take(16_384).then(() => order.push(name)));
  void setImmediate().then(() => order.push('somebody else'));
  await Promise.all(asked);
  expect(order[0]).toBe('a');
  expect(order.indexOf('somebody else')).toBeLessThan(order.indexOf('c'));
  expect(order.filter((one) => one.length === 1)).toEqual(['a', 'b', 'c']);
});

test('small pieces do not wait for each other', async () => {
  const turns = new Turns();
  const order: string[] = [];
  for (let n = 0; n < 10; n += 1) void turns.take(300).then(() => order.push('piece'));
  await setImmediate();
  expect(order).toHaveLength(10);
});

test('while what was read before waits for the disk nothing more is read', async () => {
  let full = true;
  const turns = new Turns(() => full);
  const order: string[] = [];
  for (let n = 0; n < 3; n += 1) void turns.take(300).then(() => order.push('piece'));
  for (let n = 0; n < 5; n += 1) await setImmediate();
  expect(order).toEqual([]);
  full = false;
  await expect.poll(() => order).toHaveLength(3);
});
