import { hostname } from 'node:os';
import { BlockList, isIP } from 'node:net';
import { Problem } from '../http/problem.ts';

/** By what names the server may be asked, and whose word about the asker's address is taken. */
export interface Network {
  /** Names without port; null where every name will do. */
  hosts: ReadonlySet<string> | null;
  proxies: BlockList;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `LANTU_HOSTS` (names, separated by commas) beside the machine's own addresses: a page elsewhere that makes its own name
 * point at this machine (DNS rebinding) is not answered. `LANTU_TRUST_PROXY` (addresses or networks) names the proxies
 * whose `X-Forwarded-For` is believed. Throws 422 `setting-malformed`.
 */
export function networkOf(host: string, env: NodeJS.ProcessEnv = process.env): Network {
  const listed = (env.LANTU_HOSTS ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || []);
  const proxies = new BlockList();
  for (const entry of (env.LANTU_TRUST_PROXY ?? '').split(',').flatMap((text) => text.trim() || [])) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
      throw new Problem({
        status: 422,
        code: 'setting-malformed',
        zh: `LANTU_TRUST_PROXY 里的 ${entry} 不是地址或网段。`,
        en: `LANTU_TRUST_PROXY: ${entry} is neither an address nor a network.`,
        hint: { zh: '写成 127.0.0.1,10.0.0.0/8。', en: 'Write 127.0.0.1,10.0.0.0/8.' },
      });
    proxies.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  const own = [...loopback, hostname().toLowerCase(), host.includes(':') ? `[${host}]` : host];
  return { hosts: new Set([...own, ...listed]), proxies };
}

/** Throws 421 `foreign-host` for a name that is not ours. Addresses are: no name can be turned into them. */
export function checkHost({ hosts }: Network, header: string | undefined): void {
  if (hosts === null || header === undefined) return;
  const name = header.toLowerCase().replace(/:\d+$/, '');
  if (hosts.has(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0) return;
  throw new Problem({
    status: 421,
    code: 'foreign-host',
    zh: '这个网址不是本系统的。',
    en: 'This server does not answer to that name.',
    hint: {
      zh: '系统管理员可在 LANTU_HOSTS 里写上这个域名。',
      en: 'The administrator may add the name to LANTU_HOSTS.',
    },
  });
}

/** Who asked: the peer, or the last address in `X-Forwarded-For` that none of our proxies has. */
export function addressOf({ proxies }: Network, peer: string | undefined, forwarded: string | undefined): string {
  const trusted = (address: string) => {
    const family = isIP(address);
    return family !== 0 && proxies.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
  let address = (peer ?? 'local').replace(/^::ffff:/, '');
  for (const hop of (forwarded ?? '').split(',').toReversed()) {
    if (!trusted(address)) break;
    const before = hop
      .trim()
      .replace(/^\[|\](:\d+)?$/g, '')
      .replace(/^::ffff:/, '');
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}
