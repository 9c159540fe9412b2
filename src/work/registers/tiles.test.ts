import { expect, it } from 'vitest';
import { tileFilter, tilesOf } from './tiles.ts';

const name = (zh: string) => ({ zh, en: zh });
const places = [
  { id: '520181', name: name('市') },
  { id: '520181101', name: name('站街镇') },
  { id: '520181102', name: name('卫城镇') },
  { id: '520181101001', name: name('一村') },
];

it('counts villages with their town, the whole and the unplaced apart, and loses nobody', () => {
  const counts = [
    { value: '520181101', count: 2 },
    { value: '520181101001', count: 3 },
    { value: '520181', count: 1 },
    { value: null, count: 4 },
  ];
  const tiles = tilesOf('520181', places, counts);
  expect(tiles.map((tile) => [tile.name.zh, tile.count])).toEqual([
    ['站街镇', 5],
    ['卫城镇', 0],
    ['市', 1],
    ['没有填地点', 4],
  ]);
  expect(tiles.map((tile) => tileFilter('place', tile, places, '520181'))).toEqual([
    'place in (520181101, 520181101001)',
    'place = 520181102',
    'place = 520181',
    'place is none',
  ]);
});

it('takes a jurisdiction that is not a code', () => {
  expect(
    tilesOf(
      'test',
      [
        { id: 'test', name: name('测试市') },
        { id: '990001', name: name('北') },
      ],
      [{ value: '990001', count: 1 }],
    ).map((tile) => [tile.id, tile.count]),
  ).toEqual([['990001', 1]]);
});
