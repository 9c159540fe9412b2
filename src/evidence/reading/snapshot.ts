import type { Horizon, Indicator, Observation, Text } from '../../core/measure/index.ts';
import type { CommitmentItem, CompositeItem, IndicatorItem, PlanClosing, PlanItem } from '../../core/plan/plan-file.ts';
import type { Clause, PlanInTime } from '../../core/plan/index.ts';
import type { Names, RegisterType } from '../../core/register/index.ts';
import type { MilestoneEntry } from './milestones.ts';
import type { HeldTask } from './tasks.ts';

/** An observation with the entry that holds it. */
export interface HeldObservation extends Observation {
  seq: number;
}

export interface HeldRegister {
  /** In force: the program's part with the place's own laid over it. */
  type: RegisterType;
  /** The program's part, which is locked; null: the place made the register itself. */
  program: RegisterType | null;
  /** Entry of the type: what a change of it is made from. */
  base: number;
  /** The last entry that touched the register or a record of it. */
  touched: number;
}

/** What one plan says of one commitment, as it stands in the store. */
export interface HeldClause extends Clause {
  seq: number;
  demo: boolean;
  /** What it said before it was amended, and what from which day on; empty where it never was. In the order of their days. */
  versions: readonly { from: string; item: CommitmentItem }[];
}

/** A plan with its clauses, in force or closed. */
export interface HeldPlan extends PlanInTime {
  version: number;
  /** How its promises ended; null while it is in force. */
  closing: PlanClosing | null;
  clauses: readonly HeldClause[];
}

export interface HeldCommitment {
  /** By the clause that it is judged by. */
  item: CommitmentItem;
  seq: number;
  demo: boolean;
  /** The plan that it is judged by, and the days of that plan. */
  plan: string;
  horizon: Horizon;
  /** The year whose task it is judged by, and the document that issued it; null: by the horizon of the plan. */
  year: number | null;
  document: string | null;
  /** What each plan says of it, highest rank first. */
  clauses: readonly Clause[];
}

/**
 * Everything that a jurisdiction's ledger says at one position, in memory: definitions, and the figures of the
 * jurisdiction as a whole. Immutable; a view of a day is made from it and kept.
 */
export interface Snapshot {
  jurisdiction: string;
  name: Text;
  head: number;
  /** The position at which definitions were last read anew: while it stays, so do they. */
  defined: number;
  /** The last entry that changed each table. */
  changed: ReadonlyMap<string, number>;
  /** All plans that stand, those in force first, by rank. */
  plans: readonly HeldPlan[];
  /** What years are to bring, every version that was issued. */
  tasks: readonly HeldTask[];
  /** The plan that leads: of those in force (in a view: on its day) the one of the highest rank. */
  plan: { item: PlanItem; version: number } | null;
  /** What the plans promise, each once; a view holds those of its day alone, a snapshot those of closed plans too, last. */
  commitments: HeldCommitment[];
  /** `since`: the day from which it is there; null: whatever the day. */
  indicators: Map<string, { item: IndicatorItem; model: Indicator; since: string | null }>;
  composites: CompositeItem[];
  organisations: Map<string, Text>;
  /** Roles of organisations, see core/plan/organisation-role.ts. */
  roles: Map<string, readonly string[]>;
  /** The organisation above each one. */
  parents: Map<string, string | null>;
  places: Map<string, Text>;
  /** What sort of place each one is. */
  placeKinds: Map<string, string>;
  /** The organisation in charge of a place, by place. */
  inCharge: Map<string, string>;
  /** Types of registers, each with the last entry that touched one of its records. */
  registers: Map<string, HeldRegister>;
  documents: { id: string; name: string; hash: string; characters: number }[];
  /** By indicator, in the order of the ledger. */
  observations: Map<string, HeldObservation[]>;
  /** Figures of other places than the whole, of indicators that have them, by indicator, in the order of the ledger. */
  placed: Map<string, HeldObservation[]>;
  /** By commitment, in the order of the ledger. */
  milestones: Map<string, MilestoneEntry[]>;
  demo: boolean;
}

/** What organisations and places are called; the jurisdiction stands among its places. */
export function namesOf(snapshot: Pick<Snapshot, 'organisations' | 'places' | 'jurisdiction' | 'name'>): Names {
  return {
    organisations: snapshot.organisations,
    places: new Map([[snapshot.jurisdiction, snapshot.name], ...snapshot.places]),
  };
}
