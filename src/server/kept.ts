import type { Services } from '../evidence/domain.ts';
import { sm3 } from '../evidence/ledger/canonical.ts';
import { reads } from '../evidence/store/reads.ts';
import { allows, capabilities, type Role, reachOf } from '../http/access.ts';
import type { Who } from '../http/route.ts';

export interface KeptAnswer {
  bytes: Uint8Array<ArrayBuffer>;
  /** Strong ETag: the same bytes, the same tag, at every server. */
  tag: string;
}

interface Kept {
  /** Position that it was begun at. */
  head: number | string;
  made: Promise<KeptAnswer>;
  /** What was read, by the version that it had when the answer was begun; null while it is being made. */
  parts: ReadonlyMap<string, number | string> | null;
  bytes: number;
}

/**
 * Answers that are kept while what they read stays: each remembers which parts of the evidence it read, and at which versions. A
 * write moves the versions of what it changed, and leaves all other answers good. The key holds what an answer depends on besides:
 * the forecasts, the day, the address, and what the role may do and see, so that nobody is given an answer made for somebody with
 * other rights.
 */
export class KeptAnswers {
  readonly #services: Pick<Services, 'snapshots' | 'today'>;
  readonly #answers = new Map<string, Kept>();
  readonly #rights = new Map<Role, string>();
  readonly #most: number;
  readonly #mostBytes: number;
  #bytes = 0;

  /** At most so many answers and bytes are kept; what was not asked for the longest goes first. */
  constructor(services: Pick<Services, 'snapshots' | 'today'>, most = 500, mostBytes = 64 * 1024 * 1024) {
    this.#services = services;
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** The answer to a question, made at most once while nothing of what it read changes. */
  async answer(
    { jurisdiction, path, query, who }: { jurisdiction: string; path: string; query: unknown; who: Who },
    make: () => Promise<unknown>,
  ): Promise<KeptAnswer> {
    const { snapshots, today } = this.#services;
    const { asOf = today() } = query as { asOf?: string };
    const reach = reachOf(who);
    const foreseen = await snapshots.foreseen(jurisdiction, asOf, reach);
    const key = [jurisdiction, foreseen, today(), path, JSON.stringify(query), this.#rightsOf(who.role), reach].join(
      '\n',
    );
    for (;;) {
      const version = await snapshots.versions(jurisdiction);
      const known = this.#answers.get(key);
      if (!known) return this.#make(key, version, make);
      if (known.parts === null && known.head !== version('head')) {
        // It was begun before something was written: whether that touched it is known when it is done.
        await known.made.catch(() => {});
        continue;
      }
      if (known.parts === null || holds(known.parts, version)) {
        this.#answers.delete(key);
        this.#answers.set(key, known);
        return known.made;
      }
      this.#forget(key, known);
    }
  }

  #make(key: string, version: (part: string) => number | string, make: () => Promise<unknown>): Promise<KeptAnswer> {
    const made = reads(make).then(({ result, reading }) => {
      const bytes = new TextEncoder().encode(JSON.stringify(result));
      if (this.#answers.get(key) === kept) {
        kept.parts = new Map([...reading.all()].map((part) => [part, version(part)]));
        kept.bytes = bytes.length;
        this.#bytes += bytes.length;
        this.#shrink();
      }
      return { bytes, tag: `"${sm3(bytes).slice(0, 32)}"` };
    });
    const kept: Kept = { head: version('head'), made, parts: null, bytes: 0 };
    this.#answers.set(key, kept);
    // A failure is not an answer worth keeping.
    made.catch(() => this.#forget(key, kept));
    return made;
  }

  #forget(key: string, kept: Kept): void {
    if (this.#answers.get(key) !== kept) return;
    this.#answers.delete(key);
    this.#bytes -= kept.bytes;
  }

  #shrink(): void {
    for (const [key, kept] of this.#answers) {
      if (this.#answers.size <= this.#most && this.#bytes <= this.#mostBytes) return;
      this.#forget(key, kept);
    }
  }

  #rightsOf(role: Role): string {
    const known = this.#rights.get(role);
    if (known !== undefined) return known;
    const rights = capabilities.filter((capability) => allows(role, capability)).join(' ');
    this.#rights.set(role, rights);
    return rights;
  }
}

function holds(parts: ReadonlyMap<string, number | string>, version: (part: string) => number | string): boolean {
  for (const [part, then] of parts) if (version(part) !== then) return false;
  return true;
}
