import type { z } from 'zod';
import type { StoreTransaction } from '../store/store.ts';

/** Where an entry stands: what every row that comes from it carries. */
export interface Placed {
  jurisdiction_id: string;
  seq: number;
  demo: boolean;
}

/** Who handed an entry in, and when (ISO instant). */
export interface By {
  actor: string;
  at: string;
}

/**
 * One sort of change: the shape of its payload, and how it is laid out in the tables for reading. A kind that is once in
 * a ledger keeps its meaning for ever; a change of meaning is a new kind.
 */
export interface Kind<Shape extends z.ZodType = z.ZodType> {
  shape: Shape;
  /** May throw a Problem: the entry is then refused and nothing is written. */
  apply(tx: StoreTransaction, at: Placed, payload: z.output<Shape>, by: By): Promise<void>;
  /** Lays out entries of the kind that follow one another, as one after the other would; for kinds that only add rows. */
  together?: (tx: StoreTransaction, entries: readonly { at: Placed; payload: z.output<Shape> }[]) => Promise<void>;
}

export type Kinds = Readonly<Record<string, Kind>>;

export function kind<Shape extends z.ZodType>(shape: Shape, apply: Kind<Shape>['apply']): Kind<Shape> {
  return { shape, apply };
}

/** A kind of which entries that follow one another are laid out together. */
export function rowsKind<Shape extends z.ZodType>(
  shape: Shape,
  together: NonNullable<Kind<Shape>['together']>,
): Kind<Shape> {
  return { shape, apply: (tx, at, payload) => together(tx, [{ at, payload }]), together };
}

/** What a kind's payload is once it was checked. */
export type PayloadOf<K extends Kind> = z.output<K['shape']>;

/** The kinds that a room of evidence adds, with the tables that they fill. */
export interface Entries {
  kinds: Kinds;
  tables: readonly string[];
}

/** What an actor hands in: one of the kinds, for one jurisdiction. */
export type SubmissionOf<K extends Kinds> = {
  [Name in keyof K & string]: {
    jurisdiction: string;
    kind: Name;
    actor: string;
    demo: boolean;
    payload: z.input<K[Name]['shape']>;
  };
}[keyof K & string];

/** A submission in its place in the chain. */
export interface Entry {
  jurisdiction: string;
  seq: number;
  kind: string;
  actor: string;
  at: string;
  demo: boolean;
  /** Canonical JSON. */
  payload: string;
  prev: string;
  hash: string;
}
