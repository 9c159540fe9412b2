import type { Text } from '../../core/measure/index.ts';
import type { Quota } from '../store/quota.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Work } from './thread.ts';

export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** Why a run failed, in the words of a Problem. */
export interface RunProblem {
  code: string;
  title: Text;
  hint: Text | null;
}

/** Long work that somebody asked for: what was asked, how far it is, what came out. */
export interface Run<B = object> {
  jurisdiction: string;
  id: string;
  kind: string;
  /** What it is about, where only one may wait for it. */
  subject: string;
  state: RunState;
  /** 0 to 1. */
  progress: number;
  step: Text;
  problem: RunProblem | null;
  body: B;
  /** Empty: the program itself. */
  createdBy: string;
  createdAt: string;
}

/** What every thread is given by the program that starts it. */
export interface Given {
  databaseUrl: string;
  /** Modules that say what lists add to targets (`contributing` of judgement.ts). */
  contributing: readonly string[];
}

/** What the thread of a run is given. */
export interface RunTask<B> extends Given {
  jurisdiction: string;
  id: string;
  by: string;
  body: B;
  upload: Uint8Array | null;
}

/** How far the work is (0 to 1), and what changes in the body meanwhile. */
export interface RunNews<B> {
  progress: number;
  step: Text;
  change?: Partial<B>;
}

/** The work of a run, as its module exports it. Cut off at any point and begun again, it must come to the same end. */
export type RunWork<B, Output = Partial<B>> = Work<RunTask<B>, Output, RunNews<B>>;

interface RunSpec<B extends object, Output> {
  id: string;
  /** What its runs are called, as one counts them. */
  name: Text;
  /** The module whose `work` is run in a thread, a `RunWork`. */
  work: URL;
  seconds: number;
  megabytes: number;
  /** So many may wait, run or hold a file; absent: no limit, for what the program orders itself. */
  most?: Quota;
  /** Days that runs are kept; absent: for good. */
  keptDays?: number;
  /** Whoever may read evidence sees it; otherwise its maker alone. */
  shared?: boolean;
  /** It can be made again at any time: it is cut at once when the server stops. */
  disposable?: boolean;
  /** What is said where the thread ended without an answer. */
  failed: RunProblem;
  /** True where it is past the point at which it can be called off. */
  fixed?: (body: B) => boolean;
  /** True where its file is needed once more after it is done. */
  keepsFile?: (body: B) => boolean;
  /** Stores what came out, in the transaction that ends the run; gives what changes in its body. Absent: what came out does. */
  store?: (tx: StoreTransaction, run: Run<B>, output: Output) => Promise<Partial<B>>;
}

/** A kind of run, declared once. `B` is what its runs hold. */
export interface RunKind<B extends object = never> extends RunSpec<never, never> {
  /** Only for the type: a kind of one body is not a kind of another. */
  readonly holds?: (body: B) => void;
}

/** Declares a kind of run: typed where it is written, plain where it is run. */
export function runKind<B extends object, Output = Partial<B>>(spec: RunSpec<B, Output>): RunKind<B> {
  return spec as unknown as RunKind<B>;
}
