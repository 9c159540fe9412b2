/**
 * Shortest ways over a city's roads: 5,000 junctions, 239 settlements, 60 facilities, in a thread as the server does it, beside
 * one straight line for each pair. `npm run bench -- roads`
 */
import { inThread } from '../src/evidence/run/index.ts';
import { metresBetween, type LngLat, type Road } from '../src/core/space/index.ts';
import { seeded } from '../src/core/random/index.ts';
import type * as Reaching from '../src/domains/places/reach-work.ts';

export async function run(): Promise<void> {
  const random = seeded(5);
  const [wide, high] = [100, 50];
  const at = (x: number, y: number): LngLat => [106.2 + x * 0.005, 26.5 + y * 0.005];
  const roads: Road[] = [];
  for (let y = 0; y < high; y += 1)
    for (let x = 0; x < wide; x += 1) {
      const minutes = () => 1 + 3 * random();
      if (x > 0) roads.push({ from: at(x - 1, y), to: at(x, y), minutes: minutes(), oneWay: false });
      if (y > 0) roads.push({ from: at(x, y - 1), to: at(x, y), minutes: minutes(), oneWay: false });
    }
  const spots = (n: number) =>
    Array.from({ length: n }, (): LngLat => [106.2 + 0.495 * random(), 26.5 + 0.245 * random()]);
  const [places, goals] = [spots(239), spots(60)];
  const pace = { kmh: 3.6, factor: 1.3, snap: 800 };
  let began = performance.now();
  for (const place of places) for (const goal of goals) metresBetween(place, goal);
  const straight = performance.now() - began;
  began = performance.now();
  const ways = await inThread<typeof Reaching>(
    new URL('../src/domains/places/reach-work.ts', import.meta.url),
    { places, goals, roads, pace },
    { seconds: 60, megabytes: 1024 },
  );
  const whole = performance.now() - began;
  const found = ways.minutes.flat().filter((one) => one !== null).length;
  console.log(
    `${ways.junctions} junctions, ${roads.length} roads, ${places.length} × ${goals.length} ways, ${found} found`,
  );
  console.log(`straight lines ${straight.toFixed(0)} ms; ways in a thread, with its start ${whole.toFixed(0)} ms`);
}
