import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { holds, rebuild, verifyChains } from '../../evidence/book.ts';
import type { Hints, Releases } from './api.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-10-12');
  await office.figure('2024', 320);
  await office.figure('2025', 345.5);
});
afterAll(() => office.close());

const A = 'commitment/A-1';
const list = async (login = 'watch') => (await office.ask<Releases>(login, 'GET', 'releases')).body;
const row = async (object = A) => (await list()).rows.find((one) => one.object === object);
const propose = async (login = 'plan', objects = [A]) =>
  (await office.ask<{ proposed: { id: string }[] }>(login, 'POST', 'releases', { objects })).body.proposed?.[0]?.id ??
  '';
const decide = (login: string, id: string, more: object) =>
  office.ask(login, 'POST', 'releases/decisions', { releases: [id], ...more });
const read = async (path: string) => (await office.open(path)).text();
const release = async () => {
  const answer = await decide('watch', await propose(), { decision: 'release', examiner: '王审查' });
  expect(answer.status).toBe(200);
};

/** Every address that pages below /open lead to, with what is served there. */
async function crawl(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const wait = ['/open/zh/test', '/open/en/test'];
  for (let next = wait.pop(); next !== undefined; next = wait.pop()) {
    if (seen.has(next)) continue;
    const answer = await office.open(next);
    const text = await answer.text();
    seen.set(next, text);
    for (const [, found = ''] of text.matchAll(/(?:href|action)="([^"#]+)/gu)) {
      const { pathname, host } = new URL(found.replaceAll('&amp;', '&'), 'http://localhost');
      if (host === 'localhost' && pathname.startsWith('/open/')) wait.push(pathname);
    }
  }
  return seen;
}

describe('what the public may read', () => {
  it('is nothing as long as nothing is released, and the clock of 20 working days runs', async () => {
    expect(await read('/open/zh/test')).not.toMatch(/345|320|500/u);
    expect((await office.open('/open/zh/test/promises/A-1')).status).toBe(404);
    // 20 working days from 2026-10-12, all of them ordinary weeks.
    expect(await row()).toMatchObject({ state: 'never', since: '2026-10-12', due: '2026-11-09', late: false });
  });

  it('takes two persons: whoever proposed it cannot release it, also not in another role', async () => {
    expect((await office.ask('farm', 'POST', 'releases', { objects: [A] })).status).toBe(403);
    const id = await propose('plan');
    expect((await row())?.state).toBe('proposed');
    const own = await decide('plan', id, { decision: 'release', examiner: '王审查' });
    expect([own.status, own.body.code]).toEqual([403, 'own-release']);
    expect(await read('/open/zh/test')).not.toContain('345');
    const unexamined = await decide('watch', id, { decision: 'release' });
    expect([unexamined.status, unexamined.body.code]).toEqual([422, 'not-examined']);
    expect((await decide('watch', id, { decision: 'release', examiner: '王审查' })).status).toBe(200);
    const twice = await decide('watch2', id, { decision: 'withhold', reason: 'process' });
    expect([twice.status, twice.body.code]).toEqual([409, 'release-decided']);
    expect(await row()).toMatchObject({ state: 'released', due: null });
  });

  it('says what was promised, how it stands, whether it will be kept, with figures, sources and history', async () => {
    const page = await read('/open/zh/test/promises/A-1');
    for (const said of [
      '农业产值达到 500 亿元',
      '不低于 500',
      '345.5',
      '公报',
      '农业农村局',
      '能否完成',
      '公开的历史',
      '<svg',
      '<iframe',
    ])
      expect(page.replaceAll('&lt;', '<')).toContain(said);
    expect(page).not.toContain('<script');
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
    expect(await read('/open/en/test/promises/A-1')).toContain('Will it be kept');
  });

  it('is served with a policy that lets no script run, and only the part to embed may stand in pages of others', async () => {
    const page = await office.open('/open/zh/test/promises/A-1');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('set-cookie')).toBeNull();
    const embed = await office.open('/open/zh/test/promises/A-1/embed');
    expect(embed.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(embed.headers.get('x-frame-options')).toBeNull();
  });

  it('comes as CSV, JSON and both SDMX-CSV at its own address', async () => {
    const base = '/open/zh/test/promises/A-1';
    expect(await read(`${base}.csv`)).toContain('A-1,农业产值达到 500 亿元,农业产值,亿元,2025,345.5,');
    const json = (await (await office.open(`${base}.json`)).json()) as {
      points: { value: number }[];
      history: unknown[];
    };
    expect(json.points.map(({ value }) => value)).toEqual([320, 345.5]);
    expect(json.history).toHaveLength(1);
    const [head1, first1] = (await read(`${base}.sdmx1.csv`)).split('\r\n');
    expect(head1).toMatch(/^DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,/u);
    expect(first1).toBe('TEST:P(1.0),A,TEST,GDP,2024,320,CNY_100M,A,false,公报 (A),false');
    const second = await office.open(`${base}.sdmx2.csv`);
    expect(second.headers.get('content-type')).toContain('application/vnd.sdmx.data+csv;version=2.0.0');
    const [head2, first2] = (await second.text()).split('\r\n');
    expect(head2).toMatch(/^STRUCTURE,STRUCTURE_ID,ACTION,FREQ,/u);
    expect(first2).toMatch(/^dataflow,TEST:P\(1\.0\),I,A,TEST,GDP,2024,320,/u);
  });

  it('is not sent again to who has it, until something is released or the day turns', async () => {
    const ask = (etag?: string) =>
      office.open('/open/zh/test/promises/A-1', { headers: { ...(etag && { 'if-none-match': etag }) } });
    const etag = (await ask()).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/u);
    const again = await ask(etag);
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    // A proxy that compresses makes it a weak one.
    expect((await ask(`"x", W/${etag}`)).status).toBe(304);
    const packed = await office.open('/open/zh/test/promises/A-1', { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('etag')).not.toBe(etag);
    expect((await office.open('/open/en/test/promises/A-1')).headers.get('etag')).not.toBe(etag);
    office.turnTo('2026-10-13');
    expect((await ask(etag)).status).toBe(200);
    office.turnTo('2026-10-12');
  });

  it('holds no figure that was not released, wherever one looks', async () => {
    await office.figure('2026', 398.7);
    const before = await crawl();
    expect(before.size).toBeGreaterThan(15);
    for (const [address, text] of before) expect([address, /398\.7|整治河道/u.test(text)]).toEqual([address, false]);
    expect(await row()).toMatchObject({ state: 'moved', due: '2026-11-09' });
    // Also not while it waits for the second person.
    await propose();
    for (const [address, text] of await crawl()) expect([address, text.includes('398.7')]).toEqual([address, false]);
    await release();
    expect(await read('/open/zh/test/promises/A-1')).toContain('398.7');
    const { history } = (await (await office.open('/open/zh/test/promises/A-1.json')).json()) as { history: unknown[] };
    expect(history).toHaveLength(2);
  });

  it('is never a figure that nobody has approved', async () => {
    await office.db.ledger.submit({
      jurisdiction: 'test',
      kind: 'observation.put',
      actor: 'x',
      demo: false,
      payload: {
        observations: [
          {
            indicator: 'gdp',
            place: 'test',
            period: '2023',
            value: 277.7,
            status: 'preliminary',
            knownOn: '2026-10-12',
            source: '快报',
            grade: 'A',
          },
        ],
      },
    });
    await release();
    for (const [address, text] of await crawl()) expect([address, text.includes('277.7')]).toEqual([address, false]);
  });

  it('is withheld by an article of the regulation, which ends the clock until the figures change', async () => {
    const id = await propose('plan', ['commitment/B-1']);
    expect((await decide('watch', id, { decision: 'withhold' })).body.code).toBe('reason-missing');
    expect((await decide('watch', id, { decision: 'withhold', reason: 'process' })).status).toBe(200);
    expect(await row('commitment/B-1')).toMatchObject({ state: 'withheld', reason: 'process', due: null });
    expect((await office.open('/open/zh/test/promises/B-1')).status).toBe(404);
  });

  it('leaves a note when it is withdrawn, and no figure of any release', async () => {
    const note = '数据核实中';
    expect(
      (await office.ask('watch', 'POST', 'releases/withdrawals', { object: A, reason: 'wrong', note })).status,
    ).toBe(200);
    const page = await office.open('/open/zh/test/promises/A-1');
    expect(page.status).toBe(410);
    expect(await page.text()).toContain(note);
    expect(await read('/open/zh/test/feed.atom')).toContain(note);
    expect(await read('/open/zh/test/feed.rss')).toContain(note);
    for (const [address, text] of await crawl())
      expect([address, /345\.5|398\.7|500/u.test(text)]).toEqual([address, false]);
    expect((await office.open('/open/zh/test/promises/A-1.csv')).status).toBe(410);
    expect(await row()).toMatchObject({ state: 'withdrawn', reason: 'wrong', text: note });
    await release();
    expect((await office.open('/open/zh/test/promises/A-1')).status).toBe(200);
  });

  it('has feeds with ids that stay', async () => {
    const ids = async () =>
      [...(await read('/open/zh/test/feed.atom')).matchAll(/<entry><id>([^<]+)/gu)].map(([, id]) => id);
    const before = await ids();
    await office.figure('2022', 250);
    await release();
    const after = await ids();
    expect(after).toHaveLength(before.length + 1);
    expect(after.slice(1)).toEqual(before);
  });

  it('answers what is not there with a page, and a place that is not there too', async () => {
    for (const path of [
      '/open/zh/nowhere',
      '/open/zh/test/promises/none',
      '/open/zh/test/page/9',
      '/open/zh/test/%E0%A4%A',
      '/open/x',
    ])
      expect([path, (await office.open(path)).status]).toEqual([path, 404]);
    expect((await office.open('/open')).status).toBe(302);
    expect(await read('/open/zh')).toContain('/open/zh/test');
  });
});

describe('a document', () => {
  it('is public only once it is issued and released, in pages of at most 100 kB', async () => {
    const { body } = await office.ask<{ id: string }>('watch', 'POST', 'papers', { kind: '中期评估' });
    const object = `document/${body.id}`;
    expect((await office.ask('plan', 'POST', 'releases', { objects: [object] })).status).toBe(404);
    const held = (await office.ask<{ base: number }>('watch', 'GET', `papers/${body.id}`)).body;
    const issued = await office.ask('watch', 'POST', `papers/${body.id}/issue`, { base: held.base, code: '测府发' });
    expect(issued.status).toBe(200);
    const address = `/open/zh/test/documents/${body.id}`;
    expect((await office.open(address)).status).toBe(404);
    const id = await propose('plan', [object]);
    await decide('watch', id, { decision: 'release', examiner: '王审查' });
    const page = await read(address);
    expect(page).toContain('测府发〔2026〕1号');
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
  });
});

describe('a hint of a citizen', () => {
  const send = (fields: Record<string, string>, more: { origin?: string; address?: string } = {}) =>
    office.open(
      '/open/zh/test/hints',
      {
        method: 'POST',
        headers: {
          host: 'localhost',
          'content-type': 'application/x-www-form-urlencoded',
          ...(more.origin && { origin: more.origin }),
        },
        body: new URLSearchParams(fields).toString(),
      },
      more.address,
    );
  const text = '村里的河道一直没有人清理';

  it('is of one of four kinds, says enough, and comes from our own form', async () => {
    expect((await send({ sort: 'praise', text })).status).toBe(422);
    expect((await send({ sort: 'inaction', text: '差' })).status).toBe(422);
    expect((await send({ sort: 'inaction', text, about: 'B-1' })).status).toBe(422);
    expect((await send({ sort: 'inaction', text, homepage: 'http://spam.example' })).status).toBe(422);
    expect((await send({ sort: 'inaction', text }, { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('becomes a directive in one act, and its reply is read under its number alone', async () => {
    const sent = await send({ sort: 'inaction', text, about: 'A-1' });
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location') ?? '';
    expect(await read(place)).toContain('已收到');
    for (const [address, shown] of await crawl()) expect([address, shown.includes(text)]).toEqual([address, false]);
    const { hints } = (await office.ask<Hints>('watch', 'GET', 'hints')).body;
    const [first] = hints;
    expect(first).toMatchObject({ sort: 'inaction', text, object: A, state: 'new' });
    expect((await office.ask('farm', 'GET', 'hints')).status).toBe(403);
    const done = await office.ask<{ directive: string }>('watch', 'POST', `hints/${first?.id}/triage`, {
      decision: 'directive',
      reply: '已交农业农村局核查',
    });
    expect(done.status).toBe(200);
    const directive = await office.ask<{ basis: { kind: string }; demand: string }>(
      'watch',
      'GET',
      `directives/${done.body.directive}`,
    );
    expect(directive.body.demand).toContain(text);
    expect(await read(place)).toContain('已交农业农村局核查');
    const again = await office.ask('watch', 'POST', `hints/${first?.id}/triage`, {
      decision: 'decline',
      reply: '重复',
    });
    expect(again.body.code).toBe('hint-triaged');
  });

  it('is taken five times an hour from one address, and others are not kept from writing', async () => {
    const address = '192.0.2.77';
    for (let n = 0; n < 5; n += 1) expect((await send({ sort: 'suggestion', text }, { address })).status).toBe(303);
    const sixth = await send({ sort: 'suggestion', text }, { address });
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send({ sort: 'suggestion', text }, { address: '192.0.2.78' })).status).toBe(303);
  });
});

it('releases and hints can be rebuilt from the ledger', async () => {
  const before = await read('/open/zh/test/promises/A-1.json');
  await rebuild(office.db.store, 'test');
  const [report] = await verifyChains(office.db.store, 'test');
  expect(report && holds(report)).toBe(true);
  expect(await read('/open/zh/test/promises/A-1.json')).toBe(before);
});
