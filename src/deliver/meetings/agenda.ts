import type { z } from 'zod';
import { type DirectiveStanding, isOpen } from '../../core/directive/index.ts';
import type { agendaItem, MeetingBody } from '../../evidence/delivery/meetings.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { type Directive, seenAt } from '../directives/index.ts';

type Item = z.output<typeof agendaItem>;
type Promised = Item['promised'][number];

/** Whether what a directive asked for was done by its first limit, as of a day. */
function kept({ firstDue, closedOn, state }: DirectiveStanding, day: string): Promised['kept'] {
  if (state === 'closed' && closedOn !== null && closedOn <= day) return closedOn <= firstDue ? 'kept' : 'broken';
  return day > firstDue ? 'broken' : 'open';
}

/** What was promised about a thing before a day, and whether it was kept: directives, and the steps of their plans. */
function promisesOf(all: readonly Directive[], of: (held: Directive) => boolean, day: string): Promised[] {
  return all
    .filter((held) => of(held) && held.issuedOn <= day && held.standing.state !== 'withdrawn')
    .flatMap(({ id, number, issuedOn, issued, standing }): Promised[] => [
      {
        directive: id,
        text: `${number} ${issued.title}`.slice(0, 1000),
        on: issuedOn,
        due: standing.firstDue,
        kept: kept(standing, day),
      },
      ...standing.steps.map(({ title, due, doneOn }): Promised => ({
        directive: id,
        text: title,
        on: issuedOn,
        due,
        kept: doneOn !== null && doneOn <= day ? (doneOn <= due ? 'kept' : 'broken') : day > due ? 'broken' : 'open',
      })),
    ])
    .slice(-20);
}

/**
 * The agenda of a meeting as everything was seen on the day of the view: what was promised last time first, then what is late,
 * then what is red, then what somebody wants to talk about; a thing comes once.
 */
export async function agendaOf(
  services: Services,
  view: ViewAt,
  all: readonly Directive[],
  last: MeetingBody | null,
  { also, most }: { also: readonly string[]; most: number },
): Promise<Item[]> {
  const { asOf: day, snapshot } = view;
  const items: Item[] = [];
  const taken = new Set<string>();
  const add = async (from: Item['from'], held: Directive | null, object: string | null) => {
    const key = object ?? held?.id ?? '';
    if (taken.has(key) || items.length >= 200) return;
    taken.add(key);
    const seen = object === null ? null : await seenAt(services, view, object);
    if (held === null && !seen) return;
    const lead = held?.issued.lead ?? seen?.lead ?? null;
    items.push({
      id: `i${items.length + 1}`,
      from,
      title: (held?.issued.title ?? seen?.title ?? '').slice(0, 300),
      object,
      directive: held?.id ?? null,
      lead: lead !== null && snapshot.organisations.has(lead) ? lead : null,
      seen: seen?.number ?? null,
      trend: seen?.trend ?? [],
      promised: promisesOf(all, (one) => one.id === held?.id || (object !== null && one.issued.object === object), day),
    });
  };
  const known = all.filter(({ issuedOn }) => issuedOn <= day);
  const byId = new Map(known.map((held) => [held.id, held]));
  for (const { directive } of last?.decisions ?? []) {
    const held = directive === null ? undefined : byId.get(directive);
    if (held) await add('promised', held, held.issued.object);
  }
  const late = known
    .filter(({ standing }) => isOpen(standing) && standing.state !== 'answered' && standing.due < day)
    .toSorted((a, b) => (a.standing.due < b.standing.due ? -1 : 1));
  for (const held of late) await add('late', held, held.issued.object);
  const red = snapshot.commitments
    .filter(({ item }) => item.kind !== 'theme' && view.light(item.id) === 'red')
    .toSorted(
      ({ item: a }, { item: b }) =>
        Number(b.binding) - Number(a.binding) ||
        (view.standing(a.id).aheadPoints ?? 0) - (view.standing(b.id).aheadPoints ?? 0),
    );
  for (const { item } of red.slice(0, most)) await add('red', null, `commitment/${item.id}`);
  for (const object of also) await add('added', null, object);
  return items;
}
