import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import { stations, stretches } from '../../domains/ecology/registers.ts';
import type { Domain, Services } from '../../evidence/domain.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { complain } from '../../evidence/store/complain.ts';
import { Problem } from '../../http/problem.ts';
import { directivesOf, issueOf } from '../directives/index.ts';
import { pulse } from '../../evidence/pulse.ts';
import { calledFor } from './chiefs.ts';

/** Working days that a chief has: what is found in the water is gone in a week. */
const workdays = 3;

/**
 * From an alert about a station to its chief: a directive to the unit of the nearest chief, in his name, with those upstream
 * standing by. One for each time that the alert fired, and none while one about the same station is open. Its limits and levels are
 * those of every directive.
 */
async function dispatch(services: Services, jurisdiction: string): Promise<void> {
  const { store, snapshots, ledger, today } = services;
  const { rows } = await sql<{ alert_id: string; object: string; position: number; why: Text; demo: boolean }>`
    select alert_id, object, position, why, demo from alert_state
    where jurisdiction_id = ${jurisdiction} and state = 'fired' and object like 'record/stations/%'
      and (snoozed is null or snoozed->>'until' < ${today()}) order by seq limit 100`.execute(store);
  if (rows.length === 0) return;
  const open = new Set((await directivesOf(store, jurisdiction, true)).map(({ issued }) => issued.object));
  const view = await snapshots.at(jurisdiction, today(), 'all');
  const known = await view.list(stations);
  const all = (await view.list(stretches)).rows;
  const people = await peopleOf(store, jurisdiction);
  for (const { alert_id, object, position, why } of rows) {
    const station = known.byId.get(object.slice('record/stations/'.length));
    if (!station || open.has(object)) continue;
    const { chief, lead, support, stretch, upstream } = calledFor(station, all, people);
    if (lead === null) continue;
    const above = upstream.map(({ name }) => name).join('、');
    try {
      await underKey(`dispatch ${alert_id} ${object} ${position}`, async () => {
        const { submission } = await issueOf(services, jurisdiction, 'lantu', [
          {
            title: `${station.name}水质预警`,
            demand: `${why.zh}\n请到${stretch ? `“${stretch.name}”` : '现场'}巡查，查明来源、处置并报告${above === '' ? '' : `；上游 ${above} 配合排查`}。`,
            closes: '站点转绿，并附处置佐证',
            basis: { kind: 'alert', text: why.zh.slice(0, 1000), meeting: null, alert: null },
            object,
            lead,
            support,
            person: chief?.login ?? null,
            workdays,
            level: 'none',
            files: [],
          },
        ]);
        await ledger.submit(submission);
      });
      open.add(object);
    } catch (error) {
      // Written already, before a process was cut off.
      if (!(error instanceof Problem && error.status === 409)) complain('dispatch', error);
    }
  }
}

export const dispatching: Domain = {
  id: 'dispatch',
  routes: () => [],
  listen: (services) =>
    pulse(
      services,
      'dispatch',
      (jurisdiction) => dispatch(services, jurisdiction),
      async (store) => {
        const { rows } = await sql<{ jurisdiction: string }>`
          select distinct jurisdiction_id as jurisdiction from alert_state
          where state = 'fired' and object like 'record/stations/%'`.execute(store);
        return rows.map(({ jurisdiction }) => jurisdiction);
      },
    ),
};
