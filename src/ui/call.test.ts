import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { addressOf, call, CallProblem, setCsrf } from './call.ts';

const none = z.object({});
const read = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/thing',
  access: 'plan.read',
  summary: '',
  params: z.object({ jurisdiction: z.string() }),
  query: z.object({ asOf: z.string().optional() }),
  body: none,
  response: z.object({ ok: z.boolean() }),
});
const write = endpoint({ ...read, method: 'post', body: z.object({ name: z.string() }) });

function answer(body: unknown, status = 200) {
  const fetched = vi.fn<typeof fetch>(
    async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
afterEach(() => vi.unstubAllGlobals());

describe('addressOf', () => {
  it('fills the path and leaves out what is not set', () => {
    expect(
      addressOf('/api/:jurisdiction/thing/:id', { jurisdiction: '520181', id: 'a/b 清' }, { asOf: undefined, q: '' }),
    ).toBe('/api/520181/thing/a%2Fb%20%E6%B8%85');
    expect(addressOf('/api/x', {}, { asOf: '2024-06-30' })).toBe('/api/x?asOf=2024-06-30');
  });
});

describe('call', () => {
  it('reads without a token and writes with it', async () => {
    setCsrf('secret');
    const fetched = answer({ ok: true });
    expect(await call(read, { params: { jurisdiction: 'a' } })).toEqual({ ok: true });
    await call(write, { params: { jurisdiction: 'a' }, body: { name: 'n' } });
    expect(fetched.mock.calls[0]?.[1]?.headers).not.toHaveProperty('x-csrf-token');
    expect(fetched.mock.calls[1]?.[1]?.headers).toMatchObject({
      'x-csrf-token': 'secret',
      'content-type': 'application/json',
    });
  });
  it('sends a file as multipart beside the fields', async () => {
    const fetched = answer({ ok: true });
    await call(write, { params: { jurisdiction: 'a' }, body: { name: 'n' }, file: new File(['x'], 'x.txt') });
    const body = fetched.mock.calls[0]?.[1]?.body;
    expect(body).toBeInstanceOf(FormData);
    expect(body instanceof FormData && body.get('name')).toBe('n');
    expect(fetched.mock.calls[0]?.[1]?.headers).not.toHaveProperty('content-type');
  });
  it('sends a change again under its key where the database was too busy for it, and says so when it stays busy', async () => {
    vi.useFakeTimers();
    try {
      const busy = { type: 't', status: 503, code: 'database-busy', title: { zh: '数据库忙', en: 'busy' } };
      const answers = [new Response(JSON.stringify(busy), { status: 503 }), new Response('{"ok":true}')];
      const fetched = vi.fn<typeof fetch>(
        async () => answers.shift() ?? new Response(JSON.stringify(busy), { status: 503 }),
      );
      vi.stubGlobal('fetch', fetched);
      const ask = () => call(write, { params: { jurisdiction: 'a' }, body: { name: 'n' } }).catch((e: unknown) => e);
      const done = ask();
      await vi.runAllTimersAsync();
      expect(await done).toEqual({ ok: true });
      const keys = fetched.mock.calls.map(([, sent]) => new Headers(sent?.headers).get('idempotency-key'));
      expect(keys).toEqual([keys[0], keys[0]]);
      fetched.mockClear();
      const refused = ask();
      await vi.runAllTimersAsync();
      expect(await refused).toMatchObject({ status: 503 });
      expect(fetched).toHaveBeenCalledTimes(3);
    } finally {
      vi.useRealTimers();
    }
  });
  it('throws the problem that the server sent', async () => {
    answer({ type: 't', status: 409, code: 'draft-changed', title: { zh: '别人改过', en: 'changed' } }, 409);
    const error = await call(read, { params: { jurisdiction: 'a' } }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CallProblem);
    expect(error instanceof CallProblem && error.body.code).toBe('draft-changed');
  });
  it('makes a problem of an answer that is none, and of no answer', async () => {
    answer('<html>', 502);
    await expect(call(read, { params: { jurisdiction: 'a' } })).rejects.toMatchObject({
      status: 502,
      body: { code: 'http-502' },
    });
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('failed'))),
    );
    await expect(call(read, { params: { jurisdiction: 'a' } })).rejects.toMatchObject({
      status: 0,
      body: { code: 'offline' },
    });
  });
});
