import { expect, test } from 'vitest';
import type { RecordOf } from '../../core/register/index.ts';
import type { stations, stretches } from '../../domains/ecology/registers.ts';
import { calledFor } from './chiefs.ts';
import { wayOf } from './way.ts';

const stretch = (id: string, downstream: string | null, chiefs: object = {}, organisation = 'water') =>
  ({
    id,
    name: id,
    village_chief: null,
    town_chief: null,
    county_chief: null,
    held: { organisation },
    downstream: downstream && { id: downstream, title: downstream },
    ...chiefs,
  }) as unknown as RecordOf<typeof stretches>;
const station = (on: string | null) =>
  ({
    id: 's',
    name: '站',
    stretch: on && { id: on, title: on },
    held: { organisation: 'ecology' },
  }) as unknown as RecordOf<typeof stations>;
const chief = (login: string) => ({ id: login, name: { zh: login, en: login } });
const people = [
  { login: 'v', name: 'v', organisation: 'town-a' },
  { login: 'c', name: 'c', organisation: 'county' },
  { login: 'loose', name: 'x', organisation: null },
  { login: 'up', name: 'u', organisation: 'town-b' },
];

test('the lowest chief with a unit is called, those of two steps upstream stand by, those downstream are left alone', () => {
  const all = [
    stretch('below', null, { village_chief: chief('c') }),
    stretch('here', 'below', { village_chief: chief('loose'), town_chief: chief('v'), county_chief: chief('c') }),
    stretch('one-up', 'here', { village_chief: chief('up') }),
    stretch('two-up', 'one-up'),
    stretch('three-up', 'two-up', {}, 'far'),
  ];
  const called = calledFor(station('here'), all, people);
  expect(called).toMatchObject({ chief: { login: 'v', level: 'town' }, lead: 'town-a', support: ['town-b', 'water'] });
  expect(called.upstream.map(({ id }) => id)).toEqual(['one-up', 'two-up']);
});

test('stretches that flow in a ring end, and without a chief the unit of the stretch or of the station is called', () => {
  const ring = [stretch('a', 'b'), stretch('b', 'a')];
  expect(calledFor(station('a'), ring, people)).toMatchObject({ chief: null, lead: 'water', support: [] });
  expect(calledFor(station(null), ring, people)).toMatchObject({ stretch: null, lead: 'ecology', support: [] });
});

test('a way is as long as its points lie apart, and lasts from the first to the last', () => {
  const at = (minute: number) => `2026-07-01T08:${String(minute).padStart(2, '0')}:00.000Z`;
  expect(wayOf([])).toEqual({ minutes: 0, metres: 0 });
  expect(
    wayOf([
      [106.4, 26.5, at(0)],
      [106.4, 26.51, at(20)],
      [106.4, 26.5, at(35)],
    ]),
  ).toEqual({ minutes: 35, metres: 2224 });
});
