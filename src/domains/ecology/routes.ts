import { sql } from 'kysely';
import type { Services } from '../../evidence/domain.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { airOf } from './air.ts';
import { addStations, getAir, getChiefs, getFrame, getHealth, getLake, listReadings, listStations } from './api.ts';
import { chiefsOf } from './chiefs.ts';
import { lakeOf } from './lake.ts';
import { faultOf } from './hj212/faults.ts';
import { localTime } from './hj212/time.ts';
import { daysIn, hoursIn } from '../../evidence/streams/values.ts';
import { healthOf } from './stream/health.ts';
import { framesFrom } from './stream/retention.ts';
import { stations } from './registers.ts';
import { stationsOf } from './stream/stations.ts';
import { readingsOf, spanOf } from './stream/readings.ts';
import { registerStations } from './stream/register-stations.ts';

const day = 86_400_000;

export function ecologyRoutes(services: Services): Route[] {
  const { store, snapshots, today } = services;
  const viewOf = (jurisdiction: string, who: Who, asOf = today()) => snapshots.at(jurisdiction, asOf, reachOf(who));
  const stationOf = async (jurisdiction: string, mn: string, who: Who) => {
    const { rows } = await (await viewOf(jurisdiction, who)).list(stations);
    const found = rows.find((row) => row.mn.toUpperCase() === mn);
    if (found) return found;
    throw new Problem({
      status: 404,
      code: 'no-such-station',
      zh: `没有站点 ${mn}。`,
      en: `There is no station ${mn}.`,
      hint: { zh: '先登记站点。', en: 'Register it first.' },
    });
  };

  return [
    route(getLake, async ({ params, query, who }) => lakeOf(await viewOf(params.jurisdiction, who, query.asOf)), {
      kept: true,
    }),
    route(getAir, async ({ params, query, who }) => airOf(await viewOf(params.jurisdiction, who, query.asOf)), {
      kept: true,
    }),
    route(getChiefs, async ({ params, query, who }) => chiefsOf(await viewOf(params.jurisdiction, who, query.asOf))),
    route(listStations, async ({ params, query, who }) => {
      const view = await viewOf(params.jurisdiction, who, query.asOf);
      return { asOf: view.asOf, framesFrom: framesFrom(today()), stations: await stationsOf(services, view) };
    }),
    route(addStations, async ({ params, body, who }) =>
      registerStations(services, params.jurisdiction, who.login ?? '', body.stations),
    ),
    route(listReadings, async ({ params, query, who }) => {
      const { mn, name } = await stationOf(params.jurisdiction, params.mn, who);
      const span = spanOf(query.from, query.to, Date.now());
      const found = await readingsOf(store, params.jurisdiction, mn.toUpperCase(), query.level, query.factor, span);
      return { ...found, station: { mn, name }, level: query.level };
    }),
    route(getHealth, async ({ params, query, who }) => {
      const { mn } = await stationOf(params.jurisdiction, params.mn, who);
      const asOf = query.asOf ?? today();
      const now = Math.min(Date.now(), Date.parse(`${asOf}T00:00:00+08:00`) + day);
      const of = [mn.toUpperCase()];
      const hours = await hoursIn(store, params.jurisdiction, of, { from: now - 7 * day, to: now, most: 20_000 });
      const from = localTime(now - 100 * day).slice(0, 10);
      const days = await daysIn(store, params.jurisdiction, of, {
        from,
        to: localTime(now - 1).slice(0, 10),
        most: 20_000,
      });
      return { asOf, signs: healthOf(hours, days, now) };
    }),
    route(getFrame, async ({ params, who }) => {
      const { mn } = await stationOf(params.jurisdiction, params.mn, who);
      const { rows } = await sql<FrameFound>`
        select f.n, extract(epoch from f.at)::float8 * 1000 as at, extract(epoch from received)::float8 * 1000 as received, f.kind, door,
          frame, opened is not null as encrypted, f.hash, faults, f.demo, b.seq, b.hash as batch, b.frames, b.dropped, b.above, b.upto, s.at as sealed_at, s.hash as entry
        from stream_frame f
        left join lateral (select * from stream_batch where jurisdiction_id = f.jurisdiction_id and upto >= f.n order by upto limit 1) b on true
        left join submission s on s.jurisdiction_id = f.jurisdiction_id and s.seq = b.seq
        where f.jurisdiction_id = ${params.jurisdiction} and f.n = ${params.frame} and f.mn = ${mn.toUpperCase()}`.execute(
        store,
      );
      const [row] = rows;
      if (!row)
        throw new Problem({
          status: 404,
          code: 'no-such-frame',
          zh: '没有这一帧，或已过保存期。',
          en: 'There is no such frame, or it is not kept any more.',
        });
      return {
        frame: row.n,
        at: localTime(row.at),
        received: localTime(row.received),
        kind: row.kind,
        door: row.door,
        text: row.frame.toString('utf8').replace(/PW=[^;]*/, 'PW=******'),
        encrypted: row.encrypted,
        hash: row.hash.toString('hex'),
        holds: sm3(row.frame) === row.hash.toString('hex'),
        faults: row.faults.filter((code) => code !== '').map((code) => ({ code, ...faultOf(code) })),
        batch: row.seq === null ? null : { ...(await batchOf(params.jurisdiction, row)), seq: row.seq },
        demo: row.demo,
      };
    }),
  ];

  async function batchOf(jurisdiction: string, row: FrameFound) {
    const { rows } = await sql<{ hash: Buffer }>`select hash from stream_frame
      where jurisdiction_id = ${jurisdiction} and n > ${row.above} and n <= ${row.upto} order by n`.execute(store);
    const holds = row.dropped > 0 ? null : sm3(Buffer.concat(rows.map(({ hash }) => hash))) === row.batch;
    return { hash: row.batch, frames: row.frames, holds, at: row.sealed_at, entry: row.entry };
  }
}

interface FrameFound {
  n: number;
  at: number;
  received: number;
  kind: string;
  door: string;
  frame: Buffer;
  encrypted: boolean;
  hash: Buffer;
  faults: string[];
  demo: boolean;
  seq: number | null;
  batch: string;
  frames: number;
  dropped: number;
  above: number;
  upto: number;
  sealed_at: string;
  entry: string;
}
