import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Services } from '../evidence/domain.ts';
import { headOf } from '../evidence/ledger/ledger.ts';
import { ifAway } from '../evidence/store/places.ts';

/** Behind the name stands the jurisdiction; the value is the entry up to which the browser must see the chain. */
const headCookie = 'lantu_head_';
const turnCookie = 'lantu_turn';
/** Seconds: by then every server has long heard of it. */
const remembered = 30;
const heads = /(?:^|;\s*)lantu_head_([0-9a-z-]{1,32})=(\d{1,15})(?=;|$)/g;
const written = /^\/api\/([0-9a-z-]{1,32})\//;

/**
 * Whoever wrote at one server sees it at the next request at every other: the browser says how far the chain stood after its
 * last change, and a server that has not heard of that yet asks the database.
 */
export class OwnWrites {
  readonly #services: Pick<Services, 'store' | 'snapshots'>;
  readonly #secure: boolean;

  constructor(services: Pick<Services, 'store' | 'snapshots'>, secure: boolean) {
    this.#services = services;
    this.#secure = secure;
  }

  /** Has the snapshots know what the browser wrote. */
  async know(c: Context): Promise<void> {
    const cookies = c.req.header('cookie');
    if (!cookies?.includes(headCookie)) return;
    const { store, snapshots } = this.#services;
    for (const [, jurisdiction = '', head] of cookies.matchAll(heads)) {
      if (Number(head) <= snapshots.head(jurisdiction)) continue;
      // Of a place whose node is away the answers say so themselves; those of others need not wait for it.
      const stands = await ifAway(headOf(store, jurisdiction), () => null);
      if (stands !== null) snapshots.moved(jurisdiction, stands);
    }
  }

  /** Has the browser remember where the chain stands after a change, also after one that was refused for what stands. */
  wrote(c: Context): void {
    const { method, path } = c.req;
    const [, jurisdiction] = method === 'GET' || method === 'HEAD' ? [] : (written.exec(path) ?? []);
    const head = jurisdiction === undefined ? 0 : this.#services.snapshots.head(jurisdiction);
    if (head > 0) this.#remember(c, `${headCookie}${jurisdiction}`, String(head));
  }

  /** Has the browser say that its session changed. */
  turned(c: Context): void {
    this.#remember(c, turnCookie, randomBytes(6).toString('hex'));
  }

  /** What the browser says of it. */
  turnOf(c: Context): string {
    return getCookie(c, turnCookie) ?? '';
  }

  #remember(c: Context, name: string, value: string): void {
    setCookie(c, name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: this.#secure,
      maxAge: remembered,
    });
  }
}
