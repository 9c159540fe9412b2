import { setTimeout as wait } from 'node:timers/promises';
import { openRegister, openSheet, sheetState, Visitor } from '../../test/servers.ts';

/** What people do in a city, through its routes, and how long it took. */

export const city = '520181';
const text = [
  '一、主要目标',
  '到2030年，粮食产量达到5万吨。',
  '到2030年，森林覆盖率达到56%。',
  '二、重点任务',
  '建成县人民医院新院区。',
].join('\n');

export async function ok(who: Visitor, url: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await who.ask(url, method, path, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Another place, with a plan from its text. */
export async function planImported(who: Visitor, url: string, place: string): Promise<number> {
  await ok(who, url, 'POST', '/api/jurisdictions', { id: place, name: `试验县 ${place}` });
  const drafts = `/api/${place}/drafts`;
  const { id } = (await ok(who, url, 'POST', drafts, { text, name: 'plan.txt' })) as { id: string };
  let draft: { state: string; version: number; items: { id: string }[] };
  do {
    await wait(100);
    draft = (await ok(who, url, 'GET', `${drafts}/${id}`)) as typeof draft;
    if (draft.state === 'failed') throw new Error(`the draft failed: ${JSON.stringify(draft)}`);
  } while (draft.state !== 'review');
  const shown = (await ok(who, url, 'PATCH', `${drafts}/${id}`, {
    version: draft.version,
    plan: { title: '试验县规划', start: 2026, end: 2030 },
    items: draft.items.map((item) => ({ id: item.id, decision: 'accepted' })),
  })) as { version: number };
  const made = (await ok(who, url, 'POST', `${drafts}/${id}/commit`, {
    version: shown.version,
    mode: 'replace',
    base: null,
  })) as { commitments: number };
  return made.commitments;
}

/** A figure handed in by a bureau and approved by another person of it. */
export async function reported(url: string): Promise<string> {
  const clerk = await Visitor.of(url, 'demo-reporter');
  const { tasks } = (await ok(clerk, url, 'GET', `/api/${city}/reporting`)) as {
    tasks: {
      about: string;
      place: string;
      period: string;
      base: number | null;
      kind: string;
      state: string;
      yearBefore: { value: number } | null;
      mayReport: boolean;
    }[];
  };
  for (const task of tasks) {
    if (task.kind !== 'indicator' || !task.mayReport || task.state === 'approved') continue;
    const { about, place, period, base } = task;
    const line = { about, place, period, base, value: task.yearBefore?.value ?? 1 };
    const hand = (confirmed: object[]) =>
      ok(clerk, url, 'POST', `/api/${city}/reports`, { lines: [{ ...line, confirmed }] });
    type Handed = { seq: number | null; warnings: { code: string }[] };
    let handed = (await hand([])) as Handed;
    if (handed.seq === null)
      handed = (await hand(handed.warnings.map(({ code }) => ({ code, reason: '试验数据' })))) as Handed;
    if (handed.seq === null) continue;
    const reviewer = await Visitor.of(url, 'demo-reviewer');
    await ok(reviewer, url, 'POST', `/api/${city}/reviews`, {
      lines: [{ about, place, period, of: handed.seq, decision: 'approve' }],
    });
    return `${about} ${period}`;
  }
  throw new Error('nothing could be reported');
}

/** A sheet that is read, looked at and written by runs. */
export async function sheetWritten(who: Visitor, url: string, register: string, rows: number): Promise<number> {
  await openRegister(who, url, register);
  const began = performance.now();
  const id = await openSheet(
    who,
    url,
    register,
    Array.from({ length: rows }, (_, n) => `第 ${n} 行`),
  );
  for (;;) {
    const state = await sheetState(who, url, id);
    if (state === 'done') return performance.now() - began;
    if (state === 'failed' || state === 'cancelled') throw new Error(`the sheet came to be ${state}`);
    if (state === 'review') await who.ask(url, 'POST', `/api/${city}/imports/${id}/commit`, { confirmed: [] });
    await wait(50);
  }
}

/** Every reading that a place offers, once by each person; gives how many there are and those that failed. */
export async function readings(
  people: readonly Visitor[],
  url: string,
  place: string,
): Promise<{ asked: number; failed: string[] }> {
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const paths = Object.keys(document.paths)
    .filter((path) => document.paths[path]?.get && path.startsWith('/api/{jurisdiction}/'))
    .map((path) => path.replace('{jurisdiction}', place).replace(/\{\w+\}/g, 'projects'));
  const failed: string[] = [];
  for (const path of paths)
    for (const who of people) {
      const { status } = await who.ask(url, 'GET', path);
      if (status >= 500) failed.push(`${status} ${path}`);
    }
  return { asked: paths.length, failed };
}

/** Records written one after the other until told to stop. */
export class Writer {
  readonly took: number[] = [];
  readonly failed: string[] = [];
  #over = false;
  readonly #done: Promise<void>;

  constructor(who: Visitor, url: string, register: string) {
    this.#done = this.#write(who, url, register);
  }

  async #write(who: Visitor, url: string, register: string): Promise<void> {
    for (let n = 0; !this.#over; n += 1) {
      const began = performance.now();
      const { status, body } = await who.ask(url, 'POST', `/api/${city}/registers/${register}/records`, {
        records: [{ id: null, base: null, values: { name: `${register} ${n} ${began}` } }],
      });
      if (status === 200) this.took.push(performance.now() - began);
      else this.failed.push(JSON.stringify(body));
    }
  }

  /** Ends it; gives the middle and the worst, in milliseconds. */
  async end(): Promise<{ writes: number; failed: string[]; p50: number; worst: number }> {
    this.#over = true;
    await this.#done;
    const sorted = this.took.toSorted((a, b) => a - b);
    return {
      writes: sorted.length,
      failed: this.failed,
      p50: Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10,
      worst: Math.round(sorted.at(-1) ?? 0),
    };
  }
}
