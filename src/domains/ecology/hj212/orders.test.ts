import { expect, test, vi } from 'vitest';
import { Orders } from './orders.ts';

const order = { qn: '20260701080000000', frame: 'set the clock' };
const reply = (cn: string, fields: Record<string, string>, qn = order.qn) => ({ cn, qn, fields });

function given() {
  vi.useFakeTimers();
  const said: string[] = [];
  const ended: (string | null)[] = [];
  const orders = new Orders((text) => said.push(text));
  orders.give(order, (fault) => ended.push(fault));
  return { orders, said, ended, wait: (ms: number) => vi.advanceTimersByTime(ms) };
}

test('a command that is accepted and carried out is no fault, and goes out once', () => {
  const { orders, said, ended, wait } = given();
  orders.heard(reply('9011', { QnRtn: '1' }));
  wait(30_000);
  orders.heard(reply('9012', { ExeRtn: '1' }));
  wait(300_000);
  expect([said.length, ended]).toEqual([1, [null]]);
  vi.useRealTimers();
});

test('a command that nothing is said to goes out four times, ten seconds apart, and is told once', () => {
  const { orders, said, ended, wait } = given();
  orders.heard(reply('9012', { ExeRtn: '1' }, '20260701080000001'));
  wait(9_000);
  expect(said).toHaveLength(1);
  wait(25_000);
  expect([said.length, ended]).toEqual([4, []]);
  wait(300_000);
  expect([said.length, ended]).toEqual([4, ['order-silent']]);
  vi.useRealTimers();
});

test('refused, failed, and accepted without a word after it are three faults of three names', () => {
  for (const [replies, fault] of [
    [[reply('9011', { QnRtn: '2' })], 'order-refused'],
    [[reply('9011', { QnRtn: '1' }), reply('9012', { ExeRtn: '6' })], 'order-failed'],
    [[reply('9011', { QnRtn: '1' })], 'order-silent'],
  ] as const) {
    const { orders, said, ended, wait } = given();
    for (const one of replies) orders.heard(one);
    wait(300_000);
    expect([said.length, ended]).toEqual([1, [fault]]);
    vi.useRealTimers();
  }
});

test('a line that closes leaves no command behind', () => {
  const { orders, said, ended, wait } = given();
  orders.drop();
  wait(300_000);
  expect([said.length, ended]).toEqual([1, []]);
  vi.useRealTimers();
});
