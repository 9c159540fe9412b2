import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { chanceWords, expectedText, type Outlook } from '../src/core/foresee/index.ts';
import type { Light, Text } from '../src/core/measure/index.ts';
import { contributing, listsOf } from '../src/evidence/judgement.ts';
import { installRegisters, loadRecords } from '../src/evidence/pack/install.ts';
import { loadPack, readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { Outlooks } from '../src/evidence/reading/outlooks.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { openSession, putAccount, sessionOf } from '../src/work/sign-in/accounts.ts';
import { viewWithOutlooks } from '../src/work/foresight/stored.ts';
import type { Board, TargetResult } from '../src/work/foresight/api.ts';
import type { Overview } from '../src/work/overview/api.ts';
import type { PlanView } from '../src/work/plan/api.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** The same question gets the same answer on every face, whoever asks it where. */

const city = '520181';
const today = '2026-11-26';
const stores: TestStore[] = [];
afterAll(async () => {
  for (const db of stores) await db.close();
});

interface Faces {
  ask: (path: string) => Promise<never>;
  send: (path: string, body: unknown) => Promise<never>;
  cli: { id: string; light: Light; outlook: Outlook | null; standing: { why: Text } }[];
}

async function facesOf(demo: boolean): Promise<Faces> {
  const db = await testStore('empty');
  stores.push(db);
  const pack = readPack(shippedPack('qingzhen'));
  await loadPack(db.store, db.ledger, pack, { actor: 'pack', demo });
  await installRegisters(db.store, db.ledger, city, domains);
  if (demo) await loadRecords(db.store, db.ledger, city, domains, pack, { demo });
  const services = servicesOf(db, () => today, domains);
  const { app } = createApp({ services, domains, demo: true, secure: false });
  await putAccount(db.store, {
    jurisdiction: city,
    login: 'planner',
    name: 'planner',
    password: null,
    role: 'planner',
    organisation: null,
    demo: true,
  });
  const token = await openSession(db.store, 'planner', new Date());
  const csrf = (await sessionOf(db.store, token, new Date()))?.csrf ?? '';
  const headers = { cookie: `lantu_session=${token}`, 'x-csrf-token': csrf, 'content-type': 'application/json' };
  // What the server does in a run, without its queue.
  const anew = () => new Snapshots(db.store, new Outlooks(db.store, () => today));
  await viewWithOutlooks(db.store, anew, contributing(listsOf(domains)), city, today);
  const lantu = fileURLToPath(new URL('../bin/lantu.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, [lantu, 'standing', '--json', '--as-of', today], {
    env: { ...process.env, DATABASE_URL: db.url },
    maxBuffer: 64 * 1024 * 1024,
  });
  const json = async (path: string, init: RequestInit) => {
    const answer = await app.request(`/api/${city}${path}`, { headers, ...init });
    expect([path, answer.status]).toEqual([path, 200]);
    return (await answer.json()) as never;
  };
  return {
    ask: (path) => json(path, {}),
    send: (path, body) => json(path, { method: 'POST', body: JSON.stringify(body) }),
    cli: (JSON.parse(printed.toString()) as { jurisdictions: { commitments: Faces['cli'] }[] }).jurisdictions[0]!
      .commitments,
  };
}

describe.each([
  ['the demonstration', true],
  ['a plan on real points only', false],
])('%s', (_name, demo) => {
  let faces: Promise<Faces> | undefined;
  const given = () => (faces ??= facesOf(demo));

  it(
    'has one outlook and one light for each target on board, card, plan, indicator, gap, scenario and command line',
    {
      timeout: 120_000,
    },
    async () => {
      const { ask, send, cli } = await given();
      const board = (await ask('/foresight')) as Board;
      const overview = (await ask('/overview')) as Overview;
      const plan = (await ask('/plan')) as PlanView;
      const indicators = (await ask('/indicators')) as {
        indicators: { id: string; light: Light | null; outlook: Outlook | null }[];
      };
      expect(board.targets.length).toBeGreaterThan(10);
      for (const target of board.targets) {
        const id = target.commitment;
        const one = { light: target.light, outlook: target.outlook };
        const said = (face: string, found: { light: Light | null; outlook: Outlook | null } | undefined) =>
          expect({ face, id, ...pick(found) }).toEqual({ face, id, ...one });
        said(
          'plan',
          plan.commitments.find((item) => item.id === id),
        );
        said(
          'command line',
          cli.find((item) => item.id === id),
        );
        const page = (await ask(`/indicators/${target.indicator.id}`)) as {
          commitments: { id: string; light: Light; outlook: Outlook | null }[];
        };
        said(
          'indicator',
          page.commitments.find((item) => item.id === id),
        );
        if (page.commitments.length === 1)
          said(
            'list of indicators',
            indicators.indicators.find((item) => item.id === target.indicator.id),
          );
        const forecast = (await ask(`/foresight/indicators/${target.indicator.id}`)) as { targets: TargetResult[] };
        said(
          'forecast',
          forecast.targets.find((item) => item.commitment === id),
        );
        const gap = (await ask(`/foresight/gaps/${id}`)) as { result: TargetResult; gap: { expected: number } | null };
        said('gap', gap.result);
        if (gap.gap) expect(gap.gap.expected).toBeCloseTo(target.outlook!.expected!, 6);
        for (const rows of [overview.attention.rows, overview.headline?.cards ?? []])
          for (const row of rows) if (row.commitment === id) said('overview', row);
        const { commitments } = (await send('/foresight/scenarios/compute', {
          commitments: [id],
          variants: [{ name: 'x', changes: [] }],
        })) as { commitments: { results: { attainment: Outlook | null }[] }[] };
        const base = commitments[0]?.results[0]?.attainment;
        const { probability, expected, low80, high80, low95, high95 } = target.outlook!;
        if (probability !== null) expect(base).toMatchObject({ probability, expected, low80, high80, low95, high95 });
        else expect(base ?? null).toBeNull();
      }
      for (const index of overview.indices) {
        const page = (await ask(`/indices/${index.id}`)) as { light: Light; why: Text; value: number | null };
        if (demo) expect(page.value, index.id).toSatisfy((value: number) => value > 50 && value < 90);
        expect([page.light, page.why, page.value]).toEqual([index.light, index.why, index.value]);
      }
      for (const group of plan.groups)
        for (const member of group.members) {
          const lights = member.commitments.map((id) => plan.commitments.find((item) => item.id === id)?.light);
          if (lights.length === 1) expect(member.light).toBe(lights[0]);
        }
    },
  );

  it('says the very numbers in its sentences, and no other end of the year', async () => {
    const { cli } = await given();
    const foreseen = cli.flatMap(({ outlook, standing, light }) => (outlook ? [{ outlook, standing, light }] : []));
    for (const { outlook, standing, light } of foreseen) {
      expect(standing.why.zh).not.toMatch(/按现速|预计|年末/);
      expect(standing.why.en).not.toMatch(/present pace|expected|end of/);
      if (outlook.probability === null) {
        expect(outlook).toMatchObject({ word: 'unknown', expected: null });
        continue;
      }
      expect(outlook.sentence.zh).toContain(`达成概率 ${chanceWords(outlook.probability, outlook.decided)}`);
      if (outlook.probability < 0.5) expect([light, outlook.word]).not.toEqual(['green', expect.anything()]);
      if (outlook.probability < 0.5) expect(outlook.word).not.toBe('likely');
      expect(outlook.low95! <= outlook.low80! && outlook.low80! <= outlook.high80!).toBe(true);
    }
  });

  it('counts the lights that it shows', async () => {
    const { ask } = await given();
    const overview = (await ask('/overview')) as Overview;
    const plan = (await ask('/plan')) as PlanView;
    const shown = plan.commitments.filter((item) => item.kind !== 'theme').map((item) => item.light);
    for (const light of ['green', 'yellow', 'red', 'grey'] as const)
      expect(overview.counts[light]).toBe(shown.filter((one) => one === light).length);
  });
});

it('figures of the three 500s stand in their sentences as they stand on the cards', { timeout: 120_000 }, async () => {
  const { ask } = await facesOf(true);
  const { headline } = (await ask('/overview')) as Overview;
  for (const { outlook, reading, unit, standing } of headline!.cards) {
    expect(outlook!.sentence.zh).toContain(expectedText(outlook!.expected!, unit, 'zh'));
    expect(reading).toMatchObject({ yoy: { unit: '%' }, task: { year: 2026, value: 500 } });
    expect(standing.why.zh).toContain('2026\u2009年要完成 500');
    expect(standing.remaining?.zh).toMatch(/余下 \d+\u2009个月还需/);
  }
});

function pick(found: { light: Light | null; outlook: Outlook | null } | undefined) {
  return { light: found?.light ?? null, outlook: found?.outlook ?? null };
}
