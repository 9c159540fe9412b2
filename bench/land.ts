/**
 * Lists and pages of villages and services on the demonstration city, as a reader waits for them: half and 95 % of the answers,
 * beside the bare answer of the same server; and a sheet of 239 villages and 30 columns from upload to written.
 *
 *     npm run bench -- land [ROUNDS]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { domains } from '../src/server/domains.ts';
import { serve } from '../src/server/serve.ts';

const city = '520181';
const columns = 30;
const pages = [
  '/health',
  `/${city}/lists/villages`,
  `/${city}/lists/watch-households`,
  `/${city}/lists/settlements`,
  `/${city}/access?kind=primary&at=place-${city}101241,place-${city}204201`,
  `/${city}/access/supply`,
];

export async function run([given]: string[]): Promise<void> {
  const rounds = Number(given ?? 40);
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-bench-'));
  const running = await serve({
    dataDir,
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: 5598,
    demo: true,
    domains,
    today: () => '2026-11-24',
    onStep: () => {},
  });
  try {
    const ask = await signedIn(running.url);
    let bare = 0;
    for (const page of pages) {
      const first = await timed(() => ask(page));
      const times: number[] = [];
      for (let n = 0; n < rounds; n += 1) times.push(await timed(() => ask(page)));
      const [half, most] = [0.5, 0.95].map(
        (part) => times.toSorted((a, b) => a - b)[Math.ceil(part * rounds) - 1] ?? 0,
      );
      if (page === '/health') bare = half ?? 0;
      const said = [first, half ?? 0, most ?? 0].map((ms) => `${ms.toFixed(1)} ms`);
      console.log(
        `${page.split('?')[0]}: first ${said[0]}, half ${said[1]} (${((half ?? 0) / bare).toFixed(1)} × bare), p95 ${said[2]}`,
      );
    }
    await importVillages(ask);
  } finally {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Ask = (path: string, body?: FormData | object) => Promise<Response>;

async function signedIn(url: string): Promise<Ask> {
  const opened = await fetch(`${url}/api/session`);
  const { csrf } = (await opened.json()) as { csrf: string };
  const cookies = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const headers = { 'x-csrf-token': csrf, origin: url, cookie: cookies(opened).join('; ') };
  const login = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'demo-planner' }),
  });
  const cookie = [...cookies(opened), ...cookies(login)].join('; ');
  const session = (await (await fetch(`${url}/api/session`, { headers: { cookie } })).json()) as { csrf: string };
  const all = { ...headers, cookie, 'x-csrf-token': session.csrf };
  return async (path, body) => {
    const form = body instanceof FormData;
    const answer = await fetch(`${url}/api${path}`, {
      headers: body && !form ? { ...all, 'content-type': 'application/json' } : all,
      ...(body && { method: 'POST', body: form ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
}

async function timed(what: () => Promise<Response>): Promise<number> {
  const began = performance.now();
  await (await what()).arrayBuffer();
  return performance.now() - began;
}

/** A sheet as a county keeps it: what the list asks for, and columns that nobody asked for. */
async function importVillages(ask: Ask): Promise<void> {
  const pack = new URL(`../packs/qingzhen/places.yaml`, import.meta.url);
  const { places } = parse(readFileSync(pack, 'utf8')) as {
    places: { id: string; name: { zh: string }; kind: string; parent: string }[];
  };
  const names = new Map(places.map(({ id, name }) => [id, name.zh]));
  const villages = places.filter(({ kind }) => kind === 'village' || kind === 'community');
  const heads = [
    '村（社区）',
    '所在镇街',
    '自然村（组）',
    '收运覆盖自然村',
    '农村常住户',
    '卫生厕所户',
    '常住人口',
    '保洁员',
    '村庄规划',
  ];
  const more = Array.from({ length: columns - heads.length }, (_, n) => `备查项${n + 1}`);
  const rows = villages.map(({ id, parent }, n) => [
    id,
    names.get(parent) ?? '',
    8,
    6 + (n % 3),
    300 + n,
    280 + n,
    1100 + n,
    2,
    n % 2 === 0 ? '已批' : '在编',
    ...more.map((_, at) => at * n),
  ]);
  const text = [[...heads, ...more], ...rows].map((row) => row.join(',')).join('\n');
  const form = new FormData();
  form.set('file', new File([text], '村庄.csv', { type: 'text/csv' }));
  form.set('register', 'villages');
  const began = performance.now();
  const state = async (id: string, wanted: string) => {
    for (;;) {
      const view = (await (await ask(`/${city}/imports/${id}`)).json()) as {
        state: string;
        rows: object;
        problems: object[];
      };
      if (view.state === wanted) return view;
      if (view.state === 'failed' || performance.now() - began > 120_000)
        throw new Error(JSON.stringify(view).slice(0, 800));
      await sleep(20);
    }
  };
  const { id } = (await (await ask(`/${city}/imports`, form)).json()) as { id: string };
  const read = await state(id, 'review');
  const looked = performance.now() - began;
  await ask(`/${city}/imports/${id}/commit`, { confirmed: [], partial: true });
  await state(id, 'done');
  console.log(
    `sheet of ${rows.length} villages × ${columns} columns: read ${looked.toFixed(0)} ms, written ${(performance.now() - began).toFixed(0)} ms, ${JSON.stringify(read.rows)}`,
  );
}
