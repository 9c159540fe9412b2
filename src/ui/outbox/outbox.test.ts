import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { ProblemBody } from '../../http/problem.ts';
import { CallProblem } from '../call.ts';
import { after, bodyOf, type Item, localHash, mayTakeOut, mended, mostItems, outcomeOf, type Photo } from './item.ts';
import { type Post, sendAll } from './send.ts';
import { Full, OutboxStore } from './store.ts';
import { trackFile, withPoint } from './track.ts';

let made = 0;
const stores: OutboxStore[] = [];
const opened = async (name: string) => {
  const store = await OutboxStore.open(name);
  stores.push(store);
  return store;
};
const fresh = () => opened(`test-${(made += 1)}`);
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

const problem = (status: number, code = `http-${status}`, current?: unknown): ProblemBody => ({
  type: `urn:lantu:problem:${code}`,
  status,
  code,
  title: { zh: code, en: code },
  ...(current !== undefined && { current }),
});
const failing = (status: number, code?: string, current?: unknown) => new CallProblem(problem(status, code, current));

const photo = (id: string): Photo => ({ id, name: `${id}.jpg`, bytes: 3, thumb: '', kept: null });
const itemOf = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  login: 'wang',
  title: id,
  list: { zh: '问题', en: 'Problems' },
  href: '/',
  address: '/api/x',
  body: { id },
  uploads: '/api/files',
  photos: [],
  at: `2026-11-24T00:00:00.000Z ${id}`,
  key: `key-${id}`,
  state: 'kept',
  tried: false,
  problem: null,
  seq: null,
  answeredAt: null,
  ...more,
});
const clock = () => '2026-11-24T08:00:00.000Z';

/** A server that does a change once a key, as ours does, and refuses a body that says so. */
class Server {
  readonly written = new Map<string, { seq: number; body: { id: string } }>();
  readonly files = new Set<string>();
  signedIn: string | null = 'wang';

  upload(sent: Photo) {
    this.files.add(sent.id);
    return { hash: `hash-of-${sent.id}`, name: sent.name, bytes: sent.bytes };
  }
  write(key: string, body: { id: string; bad?: boolean }): number {
    const known = this.written.get(key);
    if (known) return known.seq;
    if (body.bad) throw failing(422, 'records-refused', [{ field: 'name', zh: '必填', en: 'required' }]);
    const seq = this.written.size + 1;
    this.written.set(key, { seq, body });
    return seq;
  }
  timesWritten(id: string): number {
    return [...this.written.values()].filter(({ body }) => body.id === id).length;
  }
}

/** What may happen to one request: it goes well, is lost on the way there or back, or the device goes dark meanwhile. */
const luck = fc.constantFrom('well', 'lost', 'answer-lost', 'busy', 'dark', 'dark-after');
type Luck = typeof luck extends fc.Arbitrary<infer T> ? T : never;

const never = new Promise<never>(() => undefined);

function postTo(server: Server, fates: Luck[], dark: () => void): Post {
  const request = async <T>(work: () => T): Promise<T> => {
    const fate = fates.shift() ?? 'well';
    if (fate === 'lost') throw failing(0, 'offline');
    if (fate === 'busy') throw failing(503);
    if (fate === 'dark') return (dark(), never);
    const answer = work();
    if (fate === 'answer-lost') throw failing(0, 'offline');
    if (fate === 'dark-after') return (dark(), never);
    return answer;
  };
  return {
    login: () => request(() => server.signedIn),
    upload: (_item, sent) => request(() => server.upload(sent)),
    write: (item, body) => request(() => server.write(item.key, body as { id: string })),
  };
}

/** A round in one tab; it ends, or the device goes dark in the middle of it. */
async function round(name: string, server: Server, fates: Luck[]): Promise<void> {
  const store = await opened(name);
  await new Promise<void>((ended) => {
    void sendAll(store, 'wang', postTo(server, fates, ended), clock).then(() => ended());
  });
}

test('whatever is lost, however often it goes dark, in two tabs: each item is written once or refused with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ photos: fc.integer({ min: 0, max: 2 }), bad: fc.boolean() }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.array(fc.record({ tabs: fc.array(fc.array(luck, { maxLength: 12 }), { minLength: 1, maxLength: 2 }) }), {
        maxLength: 5,
      }),
      async (handed, days) => {
        const name = `test-${(made += 1)}`;
        const server = new Server();
        const device = await opened(name);
        for (const [at, { photos, bad }] of handed.entries()) {
          const taken = Array.from({ length: photos }, (_, index) => photo(`p${at}-${index}`));
          const body = {
            id: `i${at}`,
            bad,
            files: taken.map((one) => ({ hash: localHash(one), name: one.name, bytes: 3 })),
          };
          await device.handIn(
            itemOf(`i${at}`, { photos: taken, body }),
            'draft',
            taken.map(({ id }) => ({ id, blob: new Blob(['abc']) })),
          );
        }
        for (const { tabs } of days) await Promise.all(tabs.map((fates) => round(name, server, fates)));
        await round(name, server, []);
        for (const [at, { bad, photos }] of handed.entries()) {
          const item = await device.item(`i${at}`);
          expect(item?.state).toBe(bad ? 'refused' : 'sent');
          expect(server.timesWritten(`i${at}`)).toBe(bad ? 0 : 1);
          if (bad) expect(item?.problem?.current).toEqual([{ field: 'name', zh: '必填', en: 'required' }]);
          else expect(item?.seq).toBe(server.written.get(`key-i${at}`)?.seq);
          for (let index = 0; index < photos; index += 1) expect(server.files.has(`p${at}-${index}`)).toBe(true);
          if (!bad) expect(JSON.stringify(server.written.get(`key-i${at}`)?.body)).not.toContain('local:');
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('what was refused is mended under a new key and then written once', async () => {
  const store = await fresh();
  const server = new Server();
  await store.handIn(itemOf('a', { body: { id: 'a', bad: true } }), 'draft');
  await sendAll(
    store,
    'wang',
    postTo(server, [], () => undefined),
    clock,
  );
  const refused = await store.item('a');
  expect(refused?.state).toBe('refused');
  const change = { title: 'a', body: { id: 'a' }, photos: [], key: 'other-key', at: clock() };
  await store.handIn(mended(refused as Item, change), 'mend/a');
  await sendAll(
    store,
    'wang',
    postTo(server, [], () => undefined),
    clock,
  );
  expect(await store.item('a')).toMatchObject({ state: 'sent', problem: null, seq: 1 });
  expect(server.timesWritten('a')).toBe(1);
});

test('nothing is sent under another login, or under none', async () => {
  const store = await fresh();
  const server = new Server();
  await store.handIn(itemOf('a'), 'draft');
  await store.handIn(itemOf('b', { login: 'li' }), 'draft');
  for (const login of ['li', null]) {
    server.signedIn = login;
    expect(
      await sendAll(
        store,
        'wang',
        postTo(server, [], () => undefined),
        clock,
      ),
    ).toBe('not-yours');
  }
  server.signedIn = 'wang';
  expect(
    await sendAll(
      store,
      'wang',
      postTo(server, [], () => undefined),
      clock,
    ),
  ).toBe('done');
  expect((await store.items()).map(({ id, state }) => [id, state])).toEqual([
    ['a', 'sent'],
    ['b', 'kept'],
  ]);
});

test('one item that the server stumbles over does not hold up the others', async () => {
  const store = await fresh();
  const server = new Server();
  await store.handIn(itemOf('a'), 'draft');
  await store.handIn(itemOf('b'), 'draft');
  await sendAll(
    store,
    'wang',
    postTo(server, ['well', 'busy'], () => undefined),
    clock,
  );
  expect((await store.items()).map(({ state, problem }) => [state, problem?.status])).toEqual([
    ['kept', 503],
    ['sent', undefined],
  ]);
});

test('a lost photograph refuses the item with its name, and the rest stays', async () => {
  const store = await fresh();
  await store.handIn(itemOf('a', { photos: [photo('p')] }), 'draft');
  await sendAll(
    store,
    'wang',
    postTo(new Server(), [], () => undefined),
    clock,
  );
  expect(await store.item('a')).toMatchObject({ state: 'refused', problem: { code: 'photo-lost' } });
});

test('an answer says what became of a change: written, refused, or not known', () => {
  expect(outcomeOf(failing(409, 'written-already', { seq: 7 }))).toEqual({ is: 'written', seq: 7 });
  for (const [status, code, is] of [
    [422, 'records-refused', 'refused'],
    [403, 'out-of-scope', 'refused'],
    [403, 'csrf', 'later'],
    [401, 'not-signed-in', 'later'],
    [429, 'quota', 'later'],
    [507, 'disk-full', 'later'],
    [0, 'offline', 'later'],
  ] as const)
    expect(outcomeOf(failing(status, code)).is, code).toBe(is);
  expect(outcomeOf(new DOMException('', 'AbortError')).is).toBe('later');
});

test('a late answer changes nothing of what is known', () => {
  const sent = after(itemOf('a'), { is: 'written', seq: 3 }, clock());
  expect(after(sent, { is: 'refused', problem: problem(422) }, clock())).toBe(sent);
});

test('only what cannot have been written may be taken out', () => {
  expect(mayTakeOut(itemOf('a'))).toBe(true);
  expect(mayTakeOut(itemOf('a', { tried: true }))).toBe(false);
  expect(mayTakeOut(itemOf('a', { state: 'refused', tried: true }))).toBe(true);
});

test('a body without all of its photographs is not made', () => {
  const item = itemOf('a', { photos: [photo('p')], body: { files: [{ hash: 'local:p' }] } });
  expect(() => bodyOf(item)).toThrow('local:p');
});

test('the device is bounded, says so, and keeps what it has; mending needs no more room', async () => {
  const store = await fresh();
  for (let at = 0; at < mostItems; at += 1) await store.handIn(itemOf(`i${at}`), 'draft');
  await store.keepDraft({ login: 'wang', name: 'draft', values: {}, text: 'x', photos: [], track: [] });
  await expect(store.handIn(itemOf('one more'), 'draft')).rejects.toBeInstanceOf(Full);
  expect((await store.items()).length).toBe(mostItems);
  expect((await store.draft('wang', 'draft'))?.text).toBe('x');
  await store.handIn(itemOf('i0', { title: 'mended' }), 'draft');
  expect((await store.item('i0'))?.title).toBe('mended');
});

test('what was sent goes after a week, what was not never; photographs go with what names them', async () => {
  const store = await fresh();
  const bytes = (id: string) => [{ id, blob: new Blob(['abc']) }];
  const answered = { state: 'sent', answeredAt: '2026-11-01T00:00:00.000Z' } as const;
  await store.handIn(itemOf('old', { ...answered, photos: [photo('p-old')] }), 'd', bytes('p-old'));
  await store.handIn(itemOf('kept', { photos: [photo('p-kept')] }), 'd', bytes('p-kept'));
  await store.handIn(itemOf('new', { ...answered, answeredAt: '2026-11-20T00:00:00.000Z' }), 'd');
  await store.keepDraft({ login: 'wang', name: 'd', values: {}, text: '', photos: [photo('p-draft')], track: [] }, [
    ...bytes('p-draft'),
    ...bytes('p-nobody'),
  ]);
  await store.sweep(clock());
  expect((await store.items()).map(({ id }) => id)).toEqual(['kept', 'new']);
  const there = async (id: string) => (await store.photo(id)) !== undefined;
  expect(await Promise.all(['p-old', 'p-kept', 'p-draft', 'p-nobody'].map(there))).toEqual([false, true, true, false]);
});

test('signing out forgets what the server told and keeps what was handed in', async () => {
  const store = await fresh();
  await store.keepAnswer('wang', 'registers', clock(), [1]);
  await store.handIn(itemOf('a'), 'draft');
  await store.forgetAnswers();
  expect(await store.answer('wang', 'registers')).toBeUndefined();
  expect((await store.items()).length).toBe(1);
});

test('a way is a point every five seconds, and a line with times as a file', async () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 0, 0, seconds)).toISOString();
  const way = [0, 2, 5, 6, 11].reduce(
    (track, seconds) => withPoint(track, [106.5, 26.5 + seconds / 1e5, at(seconds)]),
    [] as [number, number, string][],
  );
  expect(way.map(([, , time]) => time)).toEqual([at(0), at(5), at(11)]);
  const file = trackFile(way, 'way.geojson');
  expect(JSON.parse((await file?.blob.text()) ?? '')).toMatchObject({
    geometry: {
      type: 'LineString',
      coordinates: [
        [106.5, 26.5],
        [106.5, 26.50005],
        [106.5, 26.50011],
      ],
    },
    properties: { coordTimes: [at(0), at(5), at(11)] },
  });
  expect(trackFile(way.slice(0, 1), 'way.geojson')).toBeNull();
});
