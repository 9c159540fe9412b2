/** A directive (督办单) as data: where it stands, what may be done next, and on which level it is. */

export const directiveStates = [
  'issued',
  'received',
  'planned',
  'returned',
  'answered',
  'closed',
  'withdrawn',
] as const;
export type DirectiveState = (typeof directiveStates)[number];

/** Lowest first. A level is a word and a shape of its own, no light. */
export const directiveLevels = ['none', 'blue', 'orange', 'red'] as const;
export type DirectiveLevel = (typeof directiveLevels)[number];

/** A step of the plan of rectification; ISO days. */
export interface RectificationStep {
  id: string;
  title: string;
  due: string;
  doneOn: string | null;
}

/** What the object of a directive says against it. `seq`: the entry; `decision` null: not decided yet. */
export interface RightOfReply {
  seq: number;
  by: string;
  decision: 'accepted' | 'partly' | 'rejected' | null;
}

/** Everything that the next act depends on. Days are ISO days. */
export interface DirectiveStanding {
  state: DirectiveState;
  level: DirectiveLevel;
  /** The limit in force. */
  due: string;
  /** The limit that it was issued with; it stays, for scoring. */
  firstDue: string;
  /** An extension that was asked for and not decided. */
  asked: { to: string; by: string } | null;
  extensions: number;
  returns: number;
  /** Logins of everybody who answered. */
  answeredBy: readonly string[];
  /** Days of the first and the newest answer. */
  firstAnswered: string | null;
  answered: string | null;
  steps: readonly RectificationStep[];
  replies: readonly RightOfReply[];
  closedOn: string | null;
  /** Closed though the number had not turned (销号未转绿). */
  unturned: boolean;
}

/** What somebody is to a directive. */
export interface Actor {
  login: string;
  /** May act for the lead unit, or for a supporting one: of it, or of a unit above it. */
  forLead: boolean;
  forSupport: boolean;
  /** Belongs to the lead unit, or to a unit below it. */
  ofLead: boolean;
}

export type DirectiveAct =
  | { kind: 'receive' }
  | { kind: 'plan'; steps: readonly { id: string; title: string; due: string }[] }
  | { kind: 'progress'; done: readonly { step: string; on: string }[] }
  | { kind: 'answer' }
  | { kind: 'verify'; decision: 'close' | 'return'; unturned: boolean; reason: string }
  | { kind: 'extend'; act: 'ask'; to: string }
  | { kind: 'extend'; act: 'grant'; to: string }
  | { kind: 'extend'; act: 'refuse' }
  | { kind: 'escalate'; to: DirectiveLevel }
  | { kind: 'withdraw' }
  | { kind: 'reply'; act: 'state' }
  | { kind: 'reply'; act: 'decide'; of: number; decision: 'accepted' | 'partly' | 'rejected' };

export const isOpen = ({ state }: Pick<DirectiveStanding, 'state'>): boolean =>
  state !== 'closed' && state !== 'withdrawn';

/** The higher of two levels. */
export function higher(one: DirectiveLevel, other: DirectiveLevel): DirectiveLevel {
  return directiveLevels.indexOf(one) >= directiveLevels.indexOf(other) ? one : other;
}

/** One level up; red stays red. */
export function nextLevel(level: DirectiveLevel): DirectiveLevel {
  return directiveLevels[Math.min(directiveLevels.indexOf(level) + 1, directiveLevels.length - 1)] ?? 'red';
}
