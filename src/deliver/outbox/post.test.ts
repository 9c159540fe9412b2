import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedAddress, isPrivate, post } from './post.ts';

let server: Server;
let url = '';
let asked = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    else response.end('{"errcode":0}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
  '[::1]',
  'not an address',
])('%s is not public', (address) => expect(isPrivate(address)).toBe(true));

test.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => expect(isPrivate(address)).toBe(false),
);

test.each([
  'https://127.0.0.1/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://017700000001/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'http://example.com/',
  'ftp://example.com/',
  'https://user@example.com/',
  'nonsense',
])('%s is not asked', (address) => expect(() => checkedAddress(address, false)).toThrow());

test('a name that leads inside is not asked, whatever it is called; nothing is sent', async () => {
  const body = { headers: {}, body: '{}', allowPrivate: false };
  await expect(post({ ...body, url: 'https://localhost:1/' })).rejects.toMatchObject({ code: 'private-address' });
  expect(asked).toBe(0);
});

test('where the administrator allows it, it is; a redirection is an answer, not a way', async () => {
  const body = { headers: {}, body: '{}', allowPrivate: true };
  expect(await post({ ...body, url })).toMatchObject({ status: 200, body: '{"errcode":0}' });
  expect(await post({ ...body, url: `${url}/away` })).toMatchObject({ status: 302 });
  expect(asked).toBe(2);
});
