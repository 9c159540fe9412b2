import { setImmediate } from 'node:timers/promises';
import type { Services } from '../../../evidence/domain.ts';
import { complain } from '../../../evidence/store/complain.ts';
import { type FrameKind, framesIn, hoursAbove, type KeptFrame, sealedUpTo } from '../../../evidence/streams/frames.ts';
import { partitionsFor } from '../../../evidence/streams/partitions.ts';
import { type HourValue, hoursIn, putDays, putHours } from '../../../evidence/streams/values.ts';
import { localTime } from '../hj212/time.ts';
import { stations } from '../registers.ts';
import { type CountingRule, makeDay, makeHour, ruleOf } from './making.ts';
import { samplesIn } from './samples.ts';
import { seal } from './seal.ts';

const hour = 3_600_000;
/** Milliseconds: a report of an hour comes in pieces; an hour is over some seconds after its end. */
const settles = 700;
const between = 2_000;
const after = 5_000;
/** Hours of stations that are made in one go, before others get their turn; frames that are looked at for one. */
const atOnce = 100;
const mostFrames = 5_000;

/** Under what one process of all does this. */
const work = 'stream';

interface Place {
  /** Hours of stations that are to be made, as `MN begin`. */
  due: Set<string>;
  /** Hours that are not over; they are made when they are. */
  running: Set<string>;
  timer: NodeJS.Timeout | null;
  at: number;
  under: Promise<void> | null;
}

/**
 * Makes hourly and daily values of what stations sent, and seals the frames of it with an entry of the ledger: when a station
 * reported an hour, when frames for an hour that is over came late, and when an hour ends.
 */
export class Closer {
  readonly #services: Services;
  readonly #places = new Map<string, Place>();
  readonly #clock: NodeJS.Timeout;
  readonly #giveUp: () => Promise<void>;
  #ended = false;

  constructor(services: Services) {
    this.#services = services;
    const { servers } = services;
    this.#clock = setInterval(() => this.#turn(Date.now()), 1_000).unref();
    servers.hear('wake', (said) => {
      const [what, jurisdiction = '', mn = '', at, kind] = said.split(' ');
      if (what === work && servers.mine(work)) this.#mark(jurisdiction, mn, Number(at), kind as FrameKind);
    });
    this.#giveUp = servers.seek(work, () => {
      this.#places.clear();
      void this.#begin().catch((error: unknown) => complain('stream', error));
    });
  }

  /** What was kept and not sealed when the server that did this ended is taken up again. */
  async #begin(): Promise<void> {
    const { store } = this.#services;
    for (const { jurisdiction_id } of await store.selectFrom('jurisdiction').select('jurisdiction_id').execute()) {
      // What cannot be asked of one place keeps no other waiting.
      const open = await sealedUpTo(store, jurisdiction_id)
        .then((above) => hoursAbove(store, jurisdiction_id, above))
        .catch((error: unknown) => (complain('stream', error), []));
      for (const { mn, at, kind } of open) this.#mark(jurisdiction_id, mn, at, kind);
    }
  }

  /** Frames were committed. */
  kept(frames: readonly KeptFrame[]): void {
    const { servers } = this.#services;
    if (servers.mine(work)) {
      for (const { jurisdiction, mn, at, kind } of frames) this.#mark(jurisdiction, mn, at, kind);
      return;
    }
    // Another process makes their hours.
    const said = new Set(
      frames.map(({ jurisdiction, mn, at, kind }) =>
        [work, jurisdiction, mn, Math.floor(at / hour) * hour, kind].join(' '),
      ),
    );
    for (const one of said) servers.tell('wake', one).catch((error: unknown) => complain('stream', error));
  }

  #placeOf(jurisdiction: string): Place {
    const known = this.#places.get(jurisdiction);
    if (known) return known;
    const place: Place = { due: new Set(), running: new Set(), timer: null, at: 0, under: null };
    this.#places.set(jurisdiction, place);
    return place;
  }

  #mark(jurisdiction: string, mn: string, at: number, kind: FrameKind): void {
    if (kind === 'other') return;
    const place = this.#placeOf(jurisdiction);
    const begin = Math.floor(at / hour) * hour;
    const key = `${mn} ${begin}`;
    if (kind === 'hour' || kind === 'day' || begin + hour + after <= Date.now()) {
      place.due.add(key);
      this.#soon(jurisdiction, place);
    } else place.running.add(key);
  }

  /** Hours that are over by now. */
  #turn(now: number): void {
    if (!this.#services.servers.mine(work)) return;
    for (const [jurisdiction, place] of this.#places) {
      for (const key of place.running) {
        if (Number(key.slice(key.indexOf(' ') + 1)) + hour + after > now) continue;
        place.running.delete(key);
        place.due.add(key);
      }
      if (place.due.size > 0) this.#soon(jurisdiction, place);
    }
  }

  #soon(jurisdiction: string, place: Place): void {
    if (place.timer || place.under || this.#ended || !this.#services.servers.mine(work)) return;
    const wait = Math.max(settles, place.at + between - Date.now());
    place.timer = setTimeout(() => {
      place.timer = null;
      place.under = this.#close(jurisdiction, place)
        .catch((error: unknown) => complain('stream', error))
        .finally(() => {
          place.at = Date.now();
          place.under = null;
          if (place.due.size > 0) this.#soon(jurisdiction, place);
        });
    }, wait).unref();
  }

  async #close(jurisdiction: string, place: Place): Promise<void> {
    const due = [...place.due];
    const made: HourValue[] = [];
    const rules = await this.#rules(jurisdiction);
    try {
      for (let n = 0; n < due.length; n += atOnce) {
        made.push(...(await this.#make(jurisdiction, due.slice(n, n + atOnce), rules)));
        await setImmediate();
      }
    } catch (error) {
      place.at = Date.now();
      throw error;
    }
    for (const key of due) place.due.delete(key);
    await seal(this.#services, jurisdiction, made);
  }

  async #rules(jurisdiction: string): Promise<Map<string, CountingRule>> {
    const { snapshots, today } = this.#services;
    const view = await snapshots.at(jurisdiction, today(), 'all');
    const { rows } = await view.list(stations);
    return new Map(rows.map((row) => [row.mn.toUpperCase(), ruleOf(row.kind, row)]));
  }

  async #make(
    jurisdiction: string,
    keys: readonly string[],
    rules: ReadonlyMap<string, CountingRule>,
  ): Promise<HourValue[]> {
    const { store } = this.#services;
    const made: HourValue[] = [];
    const days = new Set<string>();
    for (const key of keys) {
      const [mn = '', begin] = [key.slice(0, key.indexOf(' ')), Number(key.slice(key.indexOf(' ') + 1))];
      const rule = rules.get(mn) ?? ruleOf(null, { minutes: null, hours: null, counts: null });
      days.add(`${mn} ${localTime(begin).slice(0, 10)}`);
      const rows = await framesIn(store, jurisdiction, [mn], {
        from: begin,
        to: begin + hour,
        kinds: ['raw', 'minute', 'hour'],
        most: mostFrames,
      });
      const demo = rows.some((row) => row.demo);
      for (const value of makeHour(begin, await samplesIn(rows), rule)) made.push({ ...value, mn, demo });
    }
    await partitionsFor(
      store,
      made.map(({ at }) => at),
      Date.now(),
    );
    await putHours(store, jurisdiction, made);
    for (const key of days) {
      const [mn = '', day = ''] = key.split(' ');
      await this.#makeDay(jurisdiction, mn, day, rules.get(mn));
    }
    return made;
  }

  async #makeDay(jurisdiction: string, mn: string, day: string, rule: CountingRule | undefined): Promise<void> {
    const { store } = this.#services;
    const from = Date.parse(`${day}T00:00:00+08:00`);
    const span = { from, to: from + 24 * hour };
    const hours = await hoursIn(store, jurisdiction, [mn], { ...span, most: 24 * 400 });
    const own = await framesIn(store, jurisdiction, [mn], { ...span, kinds: ['day'], most: 200 });
    const demo = hours.some((one) => one.demo) || own.some((one) => one.demo);
    const counted = rule ?? ruleOf(null, { minutes: null, hours: null, counts: null });
    await putDays(store, jurisdiction, makeDay(mn, day, hours, await samplesIn(own), counted, demo));
  }

  /** Makes and seals what is due, whatever the time; for tests and the end. */
  async now(jurisdiction: string): Promise<void> {
    const place = this.#placeOf(jurisdiction);
    await place.under;
    if (place.timer) clearTimeout(place.timer);
    place.timer = null;
    for (const key of place.running) place.due.add(key);
    place.running.clear();
    await this.#close(jurisdiction, place);
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#clock);
    for (const place of this.#places.values()) {
      if (place.timer) clearTimeout(place.timer);
      await place.under;
    }
    await this.#giveUp();
  }
}
