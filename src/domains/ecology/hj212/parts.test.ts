import { expect, test } from 'vitest';
import { type Packet } from './packet.ts';
import { Parts } from './parts.ts';

const minute = 60_000;
const part = (pno: number, at: string | null, more: Partial<Packet> = {}) =>
  ({ mn: 'A', cn: '2061', pnum: 2, pno, at, ...more }) as Packet;

function heard() {
  const told: string[] = [];
  const parts = new Parts(({ mn, jurisdiction }) => told.push(`${jurisdiction} ${mn}`));
  return { parts, told };
}

test('the second packet has the time of the first, by whatever line it comes', () => {
  const { parts, told } = heard();
  expect(parts.timeOf('test', part(1, 'T1'), 0)).toBe('T1');
  expect(parts.timeOf('other', part(2, null), 0), 'another place').toBe(null);
  expect(parts.timeOf('test', part(2, null, { cn: '2051' }), 0), 'another command').toBe(null);
  expect(parts.timeOf('test', part(2, null), 0)).toBe('T1');
  parts.sweep(10 * minute);
  expect(told).toEqual([]);
  parts.end();
});

test('two reports between each other keep their times, and a packet that is sent again begins nothing new', () => {
  const { parts, told } = heard();
  parts.timeOf('test', part(1, 'T1'), 0);
  parts.timeOf('test', part(1, 'T2'), 1);
  expect(parts.timeOf('test', part(2, 'T1'), 2)).toBe('T1');
  expect(parts.timeOf('test', part(2, null), 3)).toBe('T2');
  parts.timeOf('test', part(1, 'T1'), 4);
  parts.sweep(10 * minute);
  expect(told).toEqual([]);
  parts.end();
});

test('a report of which a packet never came is told once, after its time', () => {
  const { parts, told } = heard();
  parts.timeOf('test', part(2, 'T1', { pnum: 3 }), 0);
  parts.timeOf('test', part(1, null, { pnum: null, pno: null }), 0);
  parts.sweep(minute);
  expect(told).toEqual([]);
  parts.sweep(6 * minute);
  parts.sweep(12 * minute);
  expect(told).toEqual(['test A']);
  parts.end();
});
