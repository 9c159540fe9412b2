import type { ProblemBody } from '../../http/problem.ts';
import { CallProblem } from '../call.ts';
import type { Pair } from '../text.tsx';

/** A file that the server keeps, as records and remarks name it. */
export interface KeptFile {
  hash: string;
  name: string;
  bytes: number;
}

/** A photograph, or another file, that goes with an item. Its bytes stand beside it in the store, under its id. */
export interface Photo {
  id: string;
  name: string;
  bytes: number;
  /** A small picture as a data address; empty where it is no picture. */
  thumb: string;
  /** What the server answered; null until it has the bytes. */
  kept: KeptFile | null;
}

/**
 * What somebody handed in on this device. `kept`: it stands here and was not written yet; `sent`: the server wrote it;
 * `refused`: the server said no, and nothing was written.
 */
export interface Item {
  id: string;
  /** Whose it is; it is sent under no other login. */
  login: string;
  /** What it is about, in words of its list, and where it is mended. */
  title: string;
  list: Pair;
  href: string;
  /** The change that is asked for. A file in `body` that was not uploaded yet has the hash `local:` and the photo's id. */
  address: string;
  body: unknown;
  uploads: string;
  photos: Photo[];
  /** When it was handed in (ISO), and under which key: with it the server writes once, however often it is asked. */
  at: string;
  key: string;
  state: 'kept' | 'sent' | 'refused';
  /** It was handed to the network at least once, so that it may have been written. */
  tried: boolean;
  /** Why it was not sent yet, or why it was refused. */
  problem: ProblemBody | null;
  /** Entry of the ledger that holds it, and when the answer came. */
  seq: number | null;
  answeredAt: string | null;
}

/** On one device, and with one item. */
export const mostItems = 200;
export const mostPhotos = 10;
/** Days for which something sent stays listed when nobody clears it away. */
export const daysShown = 7;

/** What became of an attempt. `later`: it is not known, or the server could not say; asking again is right. */
export type Outcome =
  | { is: 'written'; seq: number | null }
  | { is: 'refused'; problem: ProblemBody }
  | { is: 'later'; problem: ProblemBody };

const passing = new Set([0, 401, 408, 425, 429]);

/** What a failed call means for the item that was sent by it. */
export function outcomeOf(error: unknown): Outcome {
  const problem = error instanceof CallProblem ? error.body : unknown(error);
  if (problem.code === 'written-already') return { is: 'written', seq: seqIn(problem.current) };
  const later = passing.has(problem.status) || problem.status >= 500 || problem.code === 'csrf';
  return { is: later ? 'later' : 'refused', problem };
}

/** The entry number that an answer names. */
export function seqIn(answer: unknown): number | null {
  const seq = typeof answer === 'object' && answer !== null && 'seq' in answer ? answer.seq : null;
  return typeof seq === 'number' ? seq : null;
}

function unknown(error: unknown): ProblemBody {
  return {
    type: 'urn:lantu:problem:not-sent',
    status: 0,
    code: error instanceof Error ? error.name : 'not-sent',
    title: { zh: '没有送到', en: 'It did not get through' },
  };
}

/** The item after an attempt. What was sent or refused already is not changed by a late answer. */
export function after(item: Item, outcome: Outcome, at: string): Item {
  if (item.state !== 'kept') return item;
  switch (outcome.is) {
    case 'written':
      return { ...item, state: 'sent', problem: null, seq: outcome.seq, answeredAt: at };
    case 'refused':
      return { ...item, state: 'refused', problem: outcome.problem, answeredAt: at };
    case 'later':
      return { ...item, problem: outcome.problem };
  }
}

/** Mended and handed in again, under a new key: of the refused one nothing was written. */
export function mended(item: Item, change: Pick<Item, 'title' | 'body' | 'photos' | 'key' | 'at'>): Item {
  return { ...item, ...change, state: 'kept', tried: false, problem: null, answeredAt: null };
}

/** Whether it may be taken out without being sent: never while it may have been written unseen. */
export function mayTakeOut(item: Item): boolean {
  return item.state === 'refused' || (item.state === 'kept' && !item.tried);
}

/** The name under which a body holds a photograph that was not uploaded yet. */
export const localHash = (photo: Pick<Photo, 'id'>): string => `local:${photo.id}`;

/** The body with what the server calls the photographs. Throws where one was not uploaded. */
export function bodyOf(item: Item): unknown {
  const named = new Map(item.photos.map((photo) => [localHash(photo), photo.kept]));
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    if ('hash' in value && typeof value.hash === 'string' && named.has(value.hash)) {
      const kept = named.get(value.hash);
      if (!kept) throw new Error(`${value.hash} was not uploaded`);
      return kept;
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part)]));
  };
  return replaced(item.body);
}
