import { randomUUID } from 'node:crypto';
import type { Services } from '../evidence/domain.ts';
import { allows, capabilities, reachOf } from '../http/access.ts';
import type { Who } from '../http/route.ts';
import { sm3 } from '../evidence/ledger/canonical.ts';

/**
 * Answers that are kept until the chain or the forecasts move on. The key holds all that an answer depends on: the position of chain and forecasts,
 * the day, the address, and what the role may do and see, so that nobody is given an answer made for somebody with other rights.
 */
export class KeptAnswers {
  readonly #services: Services;
  readonly #answers = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  readonly #most = 500;
  /** Another process may be of another version, whose answers look otherwise. */
  readonly #process = randomUUID();

  constructor(services: Services) {
    this.#services = services;
  }

  /** What an answer depends on. */
  async key(jurisdiction: string, path: string, query: unknown, who: Who): Promise<string> {
    const rights = capabilities.filter((capability) => allows(who.role, capability)).join(' ');
    const { asOf = this.#services.today() } = query as { asOf?: string };
    const position = await this.#services.snapshots.position(jurisdiction, asOf, reachOf(who));
    return [position, this.#services.today(), path, JSON.stringify(query), rights, reachOf(who)].join('\n');
  }

  /** The strong ETag of the answer with that key: the same key, the same bytes. */
  tag(key: string): string {
    return `"${sm3(`${this.#process} ${key}`).slice(0, 32)}"`;
  }

  async answer(key: string, make: () => Promise<unknown>): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#answers.get(key);
    if (known) return known;
    const made = make().then((result) => new TextEncoder().encode(JSON.stringify(result)));
    this.#answers.set(key, made);
    // A failure is not an answer worth keeping.
    made.catch(() => this.#answers.delete(key));
    if (this.#answers.size > this.#most) {
      const oldest = this.#answers.keys().next().value;
      if (oldest !== undefined) this.#answers.delete(oldest);
    }
    return made;
  }
}
