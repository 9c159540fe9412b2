import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Services } from '../evidence/domain.ts';
import { Problem } from '../http/problem.ts';

/** The answer to a change, as it is given again to the same request. */
export interface GivenAnswer {
  status: number;
  body: string;
}

/** Answers are remembered for so long. */
const HOURS = 24;

/**
 * Changes that carry an `Idempotency-Key` are done once: whoever does not know whether his request came through sends it
 * again with the same key and gets the first one's answer. A key belongs to the person who sent it.
 */
export class RepeatedRequests {
  readonly #store: Services['store'];
  readonly #servers: Services['servers'];
  #swept = 0;

  constructor({ store, servers }: Pick<Services, 'store' | 'servers'>) {
    this.#store = store;
    this.#servers = servers;
  }

  /**
   * `whose` and `key` name the request, `content` is all that it says. `work` is handed the name under which the ledger
   * remembers what was written (see `underKey`). Throws 422 `key-used` where the key came with something else.
   */
  async once(
    whose: string,
    key: string,
    content: string,
    work: (name: string) => Promise<GivenAnswer>,
  ): Promise<GivenAnswer & { again: boolean }> {
    if (!/^[\x21-\x7e]{8,128}$/.test(key))
      throw new Problem({
        status: 422,
        code: 'key-malformed',
        zh: 'Idempotency-Key 应为 8 到 128 个可见字符。',
        en: 'An Idempotency-Key has 8 to 128 visible characters.',
        where: 'header.idempotency-key',
      });
    const name = createHash('sm3').update(`${whose}\n${key}`).digest('hex');
    const request = createHash('sm3').update(content).digest('hex');
    // Whoever comes with the same key meanwhile, at whichever server, waits for this one's answer.
    return this.#servers.alone(`request ${name}`, async () => {
      const known = await this.#store
        .selectFrom('given_answer')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst();
      if (known && known.request !== request) throw used();
      if (known) return { status: known.status, body: known.body, again: true };
      const answer = await work(name);
      await this.#remember(name, request, answer);
      return { ...answer, again: false };
    });
  }

  async #remember(name: string, request: string, { status, body }: GivenAnswer): Promise<void> {
    const at = new Date();
    // What was done is done, also where its answer cannot be kept: the ledger knows the key.
    await this.#store
      .insertInto('given_answer')
      .values({ name, request, status, body, at: at.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
      .catch(() => {});
    if (at.getTime() - this.#swept < 600_000) return;
    this.#swept = at.getTime();
    await sql`delete from given_answer where at < ${new Date(at.getTime() - HOURS * 3_600_000).toISOString()}`
      .execute(this.#store)
      .catch(() => {});
  }
}

const used = () =>
  new Problem({
    status: 422,
    code: 'key-used',
    zh: '这个 Idempotency-Key 已用于另一次提交。',
    en: 'This Idempotency-Key was used for another request.',
    hint: { zh: '换一个新的键。', en: 'Use a new key.' },
    where: 'header.idempotency-key',
  });
