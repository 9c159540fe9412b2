import { setImmediate } from 'node:timers/promises';
import { formatQuantity, isNumber, periodLabel, type Text } from '../../core/measure/index.ts';
import { type Findable, findable, fitOf } from '../../evidence/find/words.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Hit } from './api.ts';

/** What a place holds in memory, to be looked through: few enough for that, and made anew only when it changes. */
interface Shelf {
  kind: 'commitment' | 'indicator' | 'index' | 'document' | 'organisation';
  things: readonly { id: string; title: Text; found: Findable }[];
}

/** What changes when a definition does; figures leave it as it is. */
const shelves = new WeakMap<object, Promise<Shelf[]>>();
/** Names that are spelled before others get their turn. */
const atOnce = 200;

function shelvesOf(snapshot: Snapshot): Promise<Shelf[]> {
  const known = shelves.get(snapshot.commitments);
  if (known) return known;
  const made = makeShelves(snapshot);
  shelves.set(snapshot.commitments, made);
  return made;
}

async function makeShelves(snapshot: Snapshot): Promise<Shelf[]> {
  const nameOf = (id: string | null | undefined) => (id ? (snapshot.organisations.get(id)?.zh ?? '') : '');
  const both = ({ zh, en }: Text) => (en === zh ? [] : [en]);
  let made = 0;
  const thing = async (id: string, title: Text, more: readonly string[] = []) => {
    made += 1;
    if (made % atOnce === 0) await setImmediate();
    return { id, title, found: findable(title.zh, [id, ...both(title), ...more]) };
  };
  const all = async <T>(items: Iterable<T>, of: (item: T) => ReturnType<typeof thing>) => {
    const things: Awaited<ReturnType<typeof thing>>[] = [];
    for (const item of items) things.push(await of(item));
    return things;
  };
  return [
    {
      kind: 'commitment',
      things: await all(snapshot.commitments, ({ item }) => thing(item.id, item.title, [nameOf(item.lead)])),
    },
    {
      kind: 'indicator',
      things: await all(snapshot.indicators.values(), ({ item }) => thing(item.id, item.name, [nameOf(item.owner)])),
    },
    { kind: 'index', things: await all(snapshot.composites, (item) => thing(item.id, item.name)) },
    {
      kind: 'document',
      things: await all(snapshot.documents, ({ id, name }) => thing(id, { zh: name, en: name })),
    },
    { kind: 'organisation', things: await all(snapshot.organisations, ([id, name]) => thing(id, name)) },
  ];
}

export interface FoundShelf {
  kind: Shelf['kind'];
  fit: number;
  hits: Hit[];
  more: boolean;
}

/** What stands in a place's memory and holds all of the words: the nearest `most` of each kind. */
export async function findInMemory(view: ViewAt, words: readonly string[], most: number): Promise<FoundShelf[]> {
  return (await shelvesOf(view.snapshot)).flatMap(({ kind, things }) => {
    const found = things
      .flatMap((thing) => {
        const fit = fitOf(thing.found, words);
        return fit === null ? [] : [{ ...thing, fit }];
      })
      .toSorted((a, b) => b.fit - a.fit);
    const hits = found.slice(0, most).map(({ id, title }) => ({ id, title, ...standsOf(view, kind, id) }));
    return hits.length === 0 ? [] : [{ kind, fit: found[0]?.fit ?? 0, hits, more: found.length > most }];
  });
}

const silent = { stands: { zh: '', en: '' }, light: null, outlook: null, demo: false };

function standsOf(view: ViewAt, kind: Shelf['kind'], id: string): Omit<Hit, 'id' | 'title'> {
  if (kind === 'commitment') {
    const owner = view.snapshot.commitments.find(({ item }) => item.id === id)?.item.lead ?? null;
    const stands = view.organisation(owner)?.name ?? { zh: '无牵头单位', en: 'No lead organisation' };
    return { stands, light: view.light(id), outlook: view.outlook(id), demo: view.isDemo(id) };
  }
  if (kind === 'indicator') {
    const newest = view.newest(id);
    if (!newest) return { ...silent, stands: { zh: '暂无数据', en: 'No figure yet' } };
    const unit = view.snapshot.indicators.get(id)?.item.unit ?? '';
    const stands = (lang: 'zh' | 'en') =>
      isNumber(newest.value)
        ? `${periodLabel(newest.period)[lang]} ${formatQuantity(newest.value, unit, { lang })}`
        : periodLabel(newest.period)[lang];
    return { ...silent, stands: { zh: stands('zh'), en: stands('en') }, demo: newest.demo };
  }
  return silent;
}
