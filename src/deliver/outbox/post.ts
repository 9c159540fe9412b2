import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** One request to somebody else's server: bounded in time and size, and never to an address inside unless that is allowed. */
export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The administrator has allowed addresses that are not public. */
  allowPrivate: boolean;
}

export interface PostAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/** What is no public address (RFC 6890): this machine, private networks, link-local, carrier networks, documentation, multicast. */
const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits);
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

export function isPrivate(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '');
  const family = isIP(plain);
  if (family === 4) return inside.check(plain, 'ipv4');
  if (family === 0) return true;
  // An IPv4 address in the clothes of an IPv6 one, mapped or translated, is judged as what it is.
  const embedded = ipv4In(plain);
  return embedded === null ? inside.check(plain, 'ipv6') : inside.check(embedded, 'ipv4');
}

function ipv4In(address: string): string | null {
  const whole = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const found = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(whole);
  if (!found) return null;
  const [high, low] = [Number.parseInt(found[1] ?? '0', 16), Number.parseInt(found[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** An address that is not asked; `code` says why. */
export class NotAsked extends Error {
  readonly code: 'private-address' | 'no-such-address' | 'insecure';

  constructor(code: NotAsked['code']) {
    super(code);
    this.code = code;
  }
}

/** Throws NotAsked where an address is none that may be asked at all. */
export function checkedAddress(url: string, allowPrivate: boolean): URL {
  const parsed = URL.parse(url);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.username !== '')
    throw new NotAsked('no-such-address');
  if (parsed.protocol === 'http:' && !allowPrivate) throw new NotAsked('insecure');
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && isPrivate(host)) throw new NotAsked('private-address');
  return parsed;
}

const answerWithin = 10_000;
const mostBytes = 64 * 1024;

/**
 * Sends a request and reads the answer; redirections are not followed. The name is resolved here and the connection goes to
 * the very address that was checked, so that a name cannot change between. Throws NotAsked, or what the network says.
 */
export function post({ url, headers, body, allowPrivate }: Post): Promise<PostAnswer> {
  const address = checkedAddress(url, allowPrivate);
  const send = address.protocol === 'https:' ? secure : plain;
  return new Promise((done, failed) => {
    const request = send(
      address,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        lookup: (host, options, found) => {
          resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
            if (error) return found(error, [] as never, 0);
            if (!allowPrivate && addresses.some((one) => isPrivate(one.address)))
              return found(new NotAsked('private-address') as NodeJS.ErrnoException, [] as never, 0);
            const [first] = addresses;
            if (options.all) return found(null, addresses as never, 0);
            return found(null, first?.address ?? '', first?.family ?? 4);
          });
        },
      },
      (answer) => {
        let said = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          if (said.length < mostBytes) said += chunk;
        });
        answer.on('error', failed);
        answer.on('end', () => {
          clearTimeout(limit);
          if (answer.complete) done({ status: answer.statusCode ?? 0, headers: answer.headers, body: said });
          else failed(new Error('cut off'));
        });
      },
    );
    // The whole of it, not the silence between two bytes: a receiver that drips does not hold a queue.
    const limit = setTimeout(() => request.destroy(new Error('no answer in time')), answerWithin);
    request.on('error', (error) => {
      clearTimeout(limit);
      failed(error);
    });
    request.end(body);
  });
}
