import { Problem } from '../http/problem.ts';

/** Work that holds the machine for long (exports, checks of a chain, scenarios): so much of it at once, not more. */
const most = { person: 2, city: 4, whole: 8 } as const;

/** Counts what is under way by person, by city and altogether. */
export class HeavyWork {
  readonly #running = new Map<string, number>();

  /** Throws 429 `too-much-at-once` where a person, a city or the whole has enough under way. */
  async run<T>(jurisdiction: string, person: string, work: () => Promise<T>): Promise<T> {
    const counted = [
      [`person ${person}`, most.person],
      [`city ${jurisdiction}`, most.city],
      ['whole', most.whole],
    ] as const;
    for (const [key, limit] of counted)
      if ((this.#running.get(key) ?? 0) >= limit)
        throw new Problem({
          status: 429,
          code: 'too-much-at-once',
          zh: key.startsWith('person') ? '你已有几项大的操作在进行。' : '大的操作太多，正在排队。',
          en: key.startsWith('person') ? 'Some large work of yours is under way.' : 'Much large work is under way.',
          hint: { zh: '等它们完成后再试。', en: 'Try again when it is done.' },
          retryAfter: 5,
        });
    for (const [key] of counted) this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    try {
      return await work();
    } finally {
      for (const [key] of counted) {
        const left = (this.#running.get(key) ?? 1) - 1;
        if (left === 0) this.#running.delete(key);
        else this.#running.set(key, left);
      }
    }
  }
}

/** Requests of the open interface in a minute: by a token, and by an address without one. */
export const paces = { token: 600, address: 120 } as const;

/** Lets so many requests of one asker through in a minute, evenly: a bucket that fills again as time goes by. */
export class Pace {
  readonly #left = new Map<string, { left: number; at: number }>();
  readonly #now: () => number;

  /** `now` gives milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Throws 429 `too-fast` with the seconds until the next one may come. Gives how many are left. */
  take(who: string, perMinute: number): number {
    const now = this.#now();
    const held = this.#left.get(who) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, held.left + ((now - held.at) / 60_000) * perMinute);
    if (this.#left.size > 20_000) this.#left.clear();
    this.#left.set(who, { left: left < 1 ? left : left - 1, at: now });
    if (left >= 1) return Math.floor(left - 1);
    throw new Problem({
      status: 429,
      code: 'too-fast',
      zh: `请求太快，一分钟最多 ${perMinute} 次。`,
      en: `Too many requests; at most ${perMinute} a minute.`,
      hint: {
        zh: '过一会儿再试；用 limit 一次多取，用 ETag 只取变化。',
        en: 'Wait; take more at once by limit, and only what changed by ETag.',
      },
      retryAfter: Math.ceil(((1 - left) / perMinute) * 60),
    });
  }
}
