import { sql } from 'kysely';
import type { z } from 'zod';
import type { Services } from '../../../evidence/domain.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';
import type { listStations } from '../api.ts';
import { codeOf, codesAgainst } from '../hj212/factors.ts';
import { faultOf } from '../hj212/faults.ts';
import { localTime } from '../hj212/time.ts';
import { stations } from '../registers.ts';
import { namedFactor } from './readings.ts';
import { standingsOf } from './standing.ts';

interface Counted {
  mn: string;
  frames: number;
  clean: number;
  repeated: number;
  late: number;
  faults: Record<string, number>[];
  codes: Record<string, number>[];
}

const added = (all: readonly Record<string, number>[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const one of all) for (const [name, n] of Object.entries(one)) sums.set(name, (sums.get(name) ?? 0) + n);
  return sums;
};

/** Stations with their newest values, their light, and how well they kept to the standard in 30 days. */
export async function stationsOf(
  { store }: Pick<Services, 'store'>,
  view: ViewAt,
): Promise<z.input<typeof listStations.response>['stations']> {
  const { jurisdiction } = view.snapshot;
  const { rows } = await view.list(stations);
  const standings = await standingsOf(view, rows);
  const since = new Date(Date.parse(view.asOf) - 30 * 86_400_000).toISOString().slice(0, 10);
  const counted = await sql<Counted>`
    select mn, sum(frames) as frames, sum(clean) as clean, sum(repeated) as repeated, sum(late) as late,
      array_agg(faults) as faults, array_agg(codes) as codes
    from station_day where jurisdiction_id = ${jurisdiction} and day >= ${since} and day <= ${view.asOf} group by mn`.execute(
    store,
  );
  const byMn = new Map(counted.rows.map((row) => [row.mn, row]));
  const doors = await sql<{ mn: string }>`select mn from station_door where jurisdiction_id = ${jurisdiction}`.execute(
    store,
  );
  const open = new Set(doors.rows.map(({ mn }) => mn));
  return standings.map(({ row, standing }) => {
    const mn = row.mn.toUpperCase();
    const count = byMn.get(mn);
    const codes = [...added(count?.codes ?? []).keys()].map((sent) => codeOf(sent, row.kind === 'air' ? '22' : '21'));
    const instruments = row.instruments?.split(/[、,，;；\s]+/).filter((name) => name !== '') ?? [];
    return {
      id: row.id,
      mn,
      name: row.name,
      kind: row.kind,
      door: open.has(mn),
      demo: row.held.demo || standing.values.some(({ demo }) => demo),
      light: standing.light,
      why: standing.why,
      at: standing.at,
      values: standing.values.map(({ factor, value, flag, at }) => {
        const { name, unit } = namedFactor(factor);
        return { factor, name, unit, value, flag, at: localTime(at) };
      }),
      conformity: {
        frames: Number(count?.frames ?? 0),
        clean: Number(count?.clean ?? 0),
        repeated: Number(count?.repeated ?? 0),
        late: Number(count?.late ?? 0),
        faults: [...added(count?.faults ?? [])]
          .toSorted(([, a], [, b]) => b - a)
          .map(([code, n]) => ({ code, ...faultOf(code), n })),
      },
      codes: codes.length === 0 ? { silent: [], strange: [] } : codesAgainst(instruments, codes),
    };
  });
}
