import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compute, described, type Method } from '../src/evidence/method.ts';
import type { Services } from '../src/evidence/domain.ts';
import { OneServer } from '../src/evidence/store/servers.ts';
import { createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { methodsDocument } from '../src/work/methods/document.ts';
import { inputOf, leavesOf, textOf, valueAt } from '../src/work/methods/form-text.ts';
import { methodsOf } from '../src/work/methods/index.ts';
import { methodOf } from '../src/work/methods/routes.ts';
import { shownResult } from '../src/work/methods/result.ts';
import { computeAside } from '../src/work/methods/run.ts';
import type { Shape } from '../src/work/methods/shape.ts';

const root = join(import.meta.dirname, '..');
const methods = methodsOf(domains);

test('no two methods have one id', () => {
  expect(new Set(methods.map(({ id }) => id)).size).toBe(methods.length);
});

test('docs/methods.md is current (npm run methods makes it)', () => {
  expect(readFileSync(join(root, 'docs/methods.md'), 'utf8')).toBe(methodsDocument(methods));
});

describe.each(methods)('$id', (method: Method) => {
  test('computes its example, in a thread as on the command line', async () => {
    const here = await compute(method, method.example);
    expect(await computeAside(method, method.example)).toEqual(here);
    const { facts, tables } = shownResult(described(method).output as Shape, here);
    expect(facts.length + tables.length).toBeGreaterThan(0);
  });

  test('names its fields in both languages, its sources with a grade, and the fields that set its parameters', () => {
    const { input, output } = described(method);
    const unnamed = [
      ...Object.entries((input as Shape).properties ?? {}),
      ...Object.entries((output as Shape).properties ?? {}),
    ];
    // A portfolio file is described in docs/portfolio-file.md.
    if (method.id !== 'portfolio')
      expect(unnamed.filter(([, { zh, en }]) => !zh || !en).map(([key]) => key)).toEqual([]);
    expect(method.sources.length).toBeGreaterThan(0);
    const fields = Object.keys((input as Shape).properties ?? {});
    expect(method.parameters.flatMap(({ field }) => field ?? []).filter((one) => !fields.includes(one))).toEqual([]);
  });

  test('bounds every list of its input', () => {
    const unbounded = (shape: Shape, path: string): string[] => [
      ...([shape.type].flat().includes('array') && shape.maxItems === undefined ? [path] : []),
      ...Object.entries(shape.properties ?? {}).flatMap(([key, one]) => unbounded(one, `${path}.${key}`)),
      ...(typeof shape.items === 'object' ? unbounded(shape.items, `${path}[]`) : []),
    ];
    expect(unbounded(described(method).input as Shape, method.id)).toEqual([]);
  });

  test('its example, as its form shows it, is read back as it was', () => {
    const leaves = leavesOf(described(method).input as Shape);
    const typed = (path: string) =>
      textOf(leaves.find((leaf) => leaf.path === path)?.shape ?? {}, valueAt(method.example, path));
    expect(inputOf(leaves, typed)).toEqual({ input: method.example });
  });

  test('refuses what has not its shape with a field and a reason in both languages', async () => {
    await expect(compute(method, { nothing: 'of this' })).rejects.toMatchObject({
      status: 422,
      body: { code: 'method-input', where: expect.stringMatching(/./) as string },
    });
    await expect(compute(method, [])).rejects.toMatchObject({ body: { code: 'method-input' } });
  });
});

describe('the command line', () => {
  const lantu = async (args: string[], input = '') => {
    const child = spawn(process.execPath, [join(root, 'bin/lantu.mjs'), 'compute', ...args], { cwd: root });
    child.stdin.end(input);
    const ended = new Promise<number | null>((done) => child.on('exit', done));
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await ended, out, err };
  };

  test('lists the methods with source and grade', async () => {
    const { code, out } = await lantu(['--list', '--json']);
    expect(code).toBe(0);
    const listed = (JSON.parse(out) as { methods: Method[] }).methods;
    expect(listed.map(({ id }) => id)).toEqual(methods.map(({ id }) => id));
    expect(listed.every(({ answers, sources }) => answers.zh !== '' && sources.every(({ grade }) => grade))).toBe(true);
  });

  test('gives one JSON document, or one that can be read', async () => {
    const given = JSON.stringify({ from: '2026-03-02', workdays: 3 });
    expect(await lantu(['due-day', '-', '--json'], given)).toMatchObject({
      code: 0,
      out: '{\n  "due": "2026-03-05",\n  "certain": true\n}\n',
    });
    expect((await lantu(['due-day', '-'], given)).out).toContain('到期日 Due\t2026-03-05');
  });

  test('says on standard error which field is wrong and why, in both languages, and nothing else', async () => {
    const { code, out, err } = await lantu(['due-day', '-', '--json'], '{"from": "2026-02-30", "days": 3}');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^from：.+\nfrom: .+\n\[method-input\]\n$/);
    expect((await lantu(['due-day', '-'], '{')).err).toContain('不是 JSON');
    expect((await lantu(['no-such', '-'], '{}')).err).toContain('没有方法 no-such');
  });
});

describe('over HTTP', () => {
  // Nothing of a store is read: neither a session nor a place.
  const services = {
    lists: new Map(),
    servers: new OneServer(),
    snapshots: { head: () => 0 },
    today: () => '2026-01-01',
  } as unknown as Services;
  const { app } = createApp({ services, domains, demo: true, secure: false });
  const ask = (id: string, body: string, headers: Record<string, string> = {}) =>
    app.request(`/api/methods/${id}`, {
      method: 'POST',
      headers: { cookie: 'lantu_csrf=seen', 'x-csrf-token': 'seen', 'content-type': 'application/json', ...headers },
      body,
    });

  test('anybody computes every method, and gets what the command line gives', async () => {
    const listed = (await (await app.request('/api/methods')).json()) as {
      methods: { id: string; example: unknown }[];
    };
    expect(listed.methods.map(({ id }) => id)).toEqual(methods.map(({ id }) => id));
    for (const { id, example } of listed.methods) {
      const answer = await ask(id, JSON.stringify(example));
      expect([id, answer.status]).toEqual([id, 200]);
      expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(await compute(methodOf(methods, id), example))));
    }
  });

  test('a bad input is a problem that names its field; an unknown method and a foreign page are refused', async () => {
    const bad = await ask('assign', JSON.stringify({ supply: { a: -1 }, demand: {}, fit: [] }));
    expect([bad.status, bad.headers.get('content-type')]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(await bad.json()).toMatchObject({ code: 'method-input', where: 'supply.a' });
    expect((await ask('no-such', '{}')).status).toBe(404);
    expect((await ask('assign', '{}', { 'x-csrf-token': 'another' })).status).toBe(403);
  });

  test('more than 1 MB is refused, and so is a third computation of one person at once', async () => {
    expect((await ask('firm-match', JSON.stringify({ names: ['x'.repeat(1_100_000)] }))).status).toBe(413);
    const due = JSON.stringify({ from: '2026-03-02', days: 3 });
    const answers = await Promise.all([1, 2, 3].map(() => ask('due-day', due)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429]);
  });
});

const shared = join(root, '../shared/data/domains/method_examples.json');

describe('examples that others computed', () => {
  interface Example {
    method: string;
    input: unknown;
    output: unknown;
  }
  const examples = existsSync(shared) ? (JSON.parse(readFileSync(shared, 'utf8')) as Example[]) : [];
  const ours = examples.filter(({ method }) => methods.some(({ id }) => id === method));
  if (ours.length === 0) test.skip('were not compared: ../shared is not beside this checkout', () => undefined);

  test.each(ours.map(({ method, ...rest }, n) => ({ method, n, ...rest })))(
    '$method ($n)',
    async ({ method, input, output }) => {
      expectClose(await compute(methodOf(methods, method), input), output);
    },
  );
});

/** Every field that is expected is there: texts as they are, numbers within rounding, `worst` in any order. */
function expectClose(made: unknown, expected: unknown): void {
  if (typeof expected === 'number') {
    // Some were written down with four decimals.
    expect(Math.abs(Number(made) - expected)).toBeLessThanOrEqual(6e-5 * Math.max(1, Math.abs(expected)));
    expect(typeof made).toBe('number');
  } else if (Array.isArray(expected)) {
    expect(made).toHaveLength(expected.length);
    if (expected.every((one) => typeof one === 'string'))
      expect((made as string[]).toSorted()).toEqual(expected.toSorted());
    else expected.forEach((one, at) => expectClose((made as unknown[])[at], one));
  } else if (typeof expected === 'object' && expected !== null)
    for (const [key, one] of Object.entries(expected)) expectClose((made as Record<string, unknown>)[key], one);
  else expect(made).toEqual(expected);
}
