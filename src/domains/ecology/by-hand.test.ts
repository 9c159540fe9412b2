import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room } from '../../../test/room.ts';
import { ecology } from './index.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom([ecology], '2026-07-10');
  await room.put('stations', '2026-05-01', {
    clean: { mn: 'A1', name: '湖心', kind: 'lake', target: '3' },
    bad: { mn: 'A2', name: '湖口', kind: 'lake', target: '3' },
    old: { mn: 'A3', name: '湾', kind: 'lake', target: '3' },
    none: { mn: 'A4', name: '坝前', kind: 'lake', target: '3' },
  });
  await room.put('samples', '2026-06-10', {
    s1: { station: 'clean', on: '2026-06-04', tp: 0.03 },
    s2: { station: 'bad', on: '2026-06-04', tp: 0.08 },
    s3: { station: 'old', on: '2026-02-04', tp: 0.03 },
  });
});
afterAll(() => room.close());

test('a section without a station is lit by its samples, for as long as they are of the last months', async () => {
  const { rows } = await room.list('stations');
  const lights = Object.fromEntries(rows.map((row) => [row.id, row.judged?.light]));
  expect(lights).toEqual({ clean: 'green', bad: 'red', old: 'grey', none: 'grey' });
  const why = (id: string) => rows.find((row) => row.id === id)?.judged?.why?.zh;
  expect(why('bad')).toContain('2026-06 手工监测 Ⅳ类');
  expect(why('old')).toContain('最近的手工监测是 2026-02');
});
