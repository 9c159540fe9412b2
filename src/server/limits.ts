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
