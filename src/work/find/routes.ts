import type { Services } from '../../evidence/domain.ts';
import { behind, follow } from '../../evidence/find/lines.ts';
import { findRecords, type FoundRecord } from '../../evidence/find/records.ts';
import { spelled } from '../../evidence/find/spelling.ts';
import { wordsOf } from '../../evidence/find/words.ts';
import { titleIn } from '../../evidence/reading/records.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { type Reach, reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { find, type FoundGroup, type Hit, spell } from './api.ts';
import { findInMemory } from './in-memory.ts';

/** Hits of a kind, and of a register. */
const most = 6;
/** Milliseconds that a reader waits for records that came just now. */
const patience = 60;

export function findRoutes({ store, snapshots, today }: Services): Route[] {
  return [
    route(find, async ({ params: { jurisdiction }, query: { q, asOf }, who }) => {
      const reach = reachOf(who);
      const words = wordsOf(q);
      const view = await snapshots.at(jurisdiction, asOf ?? today(), reach);
      const { snapshot } = view;
      const until = performance.now() + patience;
      let late = await behind(store, snapshot);
      if (late.length > 0) {
        await follow(store, snapshot, () => performance.now() > until);
        late = await behind(store, snapshot);
      }
      const [kept, records] = await Promise.all([
        words.length === 0 ? [] : findInMemory(view, words, most),
        findRecords(store, snapshot, reach, asOf ?? null, words),
      ]);
      const groups = [
        ...kept.map(({ kind, fit, hits, more }) => ({ kind, register: null, fit, hits, more })),
        ...byRegister(snapshot, records, reach),
      ].toSorted((a, b) => b.fit - a.fit);
      return { groups: groups.map(({ fit: _fit, ...group }) => group), reading: late.map(({ type }) => type.name) };
    }),
    route(spell, async ({ query: { of } }) => {
      const names = of.split('|');
      return {
        spelled: names.map((name) => {
          const { whole, initials } = spelled(name);
          return `${whole} ${initials}`;
        }),
      };
    }),
  ];
}

function byRegister(
  snapshot: Snapshot,
  records: readonly FoundRecord[],
  reach: Reach,
): (FoundGroup & { fit: number })[] {
  return [...Map.groupBy(records, ({ type }) => type)].map(([type, found]) => ({
    kind: 'record' as const,
    register: { id: type.id, name: type.name },
    fit: found[0]?.fit ?? 0,
    hits: found.slice(0, most).map((one) => hitOf(snapshot, one, reach)),
    more: found.length > most,
  }));
}

function hitOf(snapshot: Snapshot, { type, record }: FoundRecord, reach: Reach): Hit {
  const stage = type.stages.find(({ id }) => id === record.stage)?.name;
  const owner = record.organisation === null ? undefined : snapshot.organisations.get(record.organisation);
  const stands = (lang: 'zh' | 'en') => [stage?.[lang], owner?.[lang]].filter(Boolean).join(' · ');
  const title = titleIn(snapshot, type, record.values, reach) || record.id;
  return {
    id: record.id,
    title: { zh: title, en: title },
    stands: { zh: stands('zh'), en: stands('en') },
    light: null,
    outlook: null,
    demo: record.demo,
  };
}
