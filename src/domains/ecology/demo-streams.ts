import type { Services } from '../../evidence/domain.ts';
import { seeded } from '../../core/random/index.ts';
import { type KeptFrame, keepFrames, lastFrame } from '../../evidence/streams/frames.ts';
import { partitionsFor } from '../../evidence/streams/partitions.ts';
import { type DayValue, type HourValue, putDays, putHours } from '../../evidence/streams/values.ts';
import { localTime } from './hj212/time.ts';
import { stations } from './registers.ts';
import { frameOf } from './simulator.ts';
import { seal } from './stream/seal.ts';
import { hashOfFrame } from './stream/writer.ts';

const day = 86_400_000;
const hour = 3_600_000;
const daysBack = 3 * 365;
const hoursBack = 72;
const atOnce = 2_000;
type Values = readonly { code: string; value: number }[];

/**
 * Three years of made-up days and three days of made-up hours for the stations of the demonstration, as frames of HJ 212 that are
 * sealed like real ones, and marked as what they are. The same seed gives the same values.
 */
export async function demoStreams(
  services: Pick<Services, 'store' | 'ledger' | 'snapshots' | 'today'>,
  jurisdiction: string,
): Promise<void> {
  const { store, snapshots, today } = services;
  const { rows } = await (await snapshots.at(jurisdiction, today(), 'all')).list(stations);
  const end = Date.parse(`${today()}T00:00:00+08:00`);
  // A demonstration that begins in the afternoon has no stations that fell silent at midnight.
  const begun = localTime(Date.now()).startsWith(today()) ? Date.now() : end;
  const now = Math.floor(begun / hour) * hour;
  const frames: KeptFrame[] = [];
  const days: DayValue[] = [];
  const hours: HourValue[] = [];
  for (const [nth, row] of rows.filter(({ held }) => held.demo).entries()) {
    const mn = row.mn.toUpperCase();
    const random = seeded(520_181 + nth);
    const level = 0.75 + 0.1 * nth;
    const valuesAt = (at: number): Values => {
      const year = (at - end) / (365 * day);
      const season = Math.sin((2 * Math.PI * (at - Date.UTC(2024, 3, 15))) / (365.25 * day));
      const near = (value: number, spread: number, digits: number) =>
        Number(Math.max(0, value * (1 + spread * (random() - 0.5))).toFixed(digits));
      if (row.kind === 'air')
        return [
          { code: 'a21026', value: near(11, 0.6, 0) },
          { code: 'a21004', value: near(20 - 6 * season, 0.6, 0) },
          { code: 'a21005', value: near(0.8, 0.4, 1) },
          { code: 'a05024-8h', value: near(100 + 40 * season, 0.5, 0) },
          { code: 'a34002', value: near(48 - 18 * season, 0.7, 0) },
          { code: 'a34004', value: near(29 - 12 * season, 0.8, 0) },
        ];
      return [
        { code: 'w01001', value: near(8, 0.06, 2) },
        { code: 'w01009', value: near(8.2 - season, 0.15, 2) },
        { code: 'w01019', value: near(2.6 + 0.4 * season, 0.25, 2) },
        { code: 'w21003', value: near(0.16, 0.5, 3) },
        { code: 'w21011', value: near(level * (0.033 - 0.003 * year + 0.009 * season), 0.3, 3) },
        { code: 'w21001', value: near(1.05 + 0.2 * season, 0.2, 2) },
        { code: 'w01016', value: near(11 + 7 * season, 0.4, 1) },
      ];
    };
    const keep = (cn: string, kind: 'day' | 'hour', of: number, values: Values) => {
      const raw = Buffer.from(
        frameOf({
          mn,
          password: '123456',
          cn,
          st: row.kind === 'air' ? '22' : '21',
          of,
          at: of + day,
          values,
        }).trimEnd(),
      );
      frames.push({
        jurisdiction,
        mn,
        at: of,
        hash: hashOfFrame(raw),
        received: of + day,
        kind,
        frame: raw,
        opened: null,
        faults: [],
        door: 'hj212',
        demo: true,
      });
    };
    for (let at = end - daysBack * day; at < end; at += day) {
      const values = valuesAt(at);
      keep('2031', 'day', at, values);
      for (const { code, value } of values)
        days.push({
          mn,
          factor: code,
          day: localTime(at).slice(0, 10),
          value,
          low: null,
          high: null,
          n: 1,
          made: 'device',
          why: null,
          demo: true,
        });
    }
    if (row.kind === 'air') continue;
    for (let at = now - hoursBack * hour; at < now; at += hour) {
      const values = valuesAt(at);
      keep('2061', 'hour', at, values);
      for (const { code, value } of values)
        hours.push({
          mn,
          factor: code,
          at,
          value,
          flag: 'N',
          low: null,
          high: null,
          n: 1,
          made: 'device',
          frame: frames.length,
          why: null,
          demo: true,
        });
    }
  }
  if (frames.length === 0) return;
  const first = await lastFrame(store);
  await partitionsFor(
    store,
    frames.map(({ at }) => at),
    Date.now(),
  );
  for (let n = 0; n < frames.length; n += atOnce) await keepFrames(store, frames.slice(n, n + atOnce), first + n);
  const numbered = hours.map((one) => ({ ...one, frame: first + (one.frame ?? 0) }));
  for (let n = 0; n < numbered.length; n += atOnce) await putHours(store, jurisdiction, numbered.slice(n, n + atOnce));
  for (let n = 0; n < days.length; n += atOnce * 5) await putDays(store, jurisdiction, days.slice(n, n + atOnce * 5));
  await seal(services, jurisdiction, numbered);
}
