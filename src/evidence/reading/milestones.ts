import type { Text } from '../../core/measure/index.ts';
import type { CommitmentItem } from '../../core/plan/plan-file.ts';
import type { Tables } from '../store/store.ts';

/** What one entry says of a step: what it is (`step`), whether it is done (`done`), or both (`all`, as packs do). */
export interface MilestoneEntry {
  commitment: string;
  id: string;
  says: 'all' | 'step' | 'done';
  title: Text;
  due: string;
  /** Share of the work relative to the other steps. */
  weight: number;
  /** What is asked for as proof; null: a sentence is enough. */
  evidence: Text | null;
  /** Who reports it; null: the lead of the commitment. */
  organisation: string | null;
  dropped: boolean;
  doneOn: string | null;
  status: 'preliminary' | 'approved';
  knownOn: string;
  source: string;
  seq: number;
  demo: boolean;
}

/** A step of a commitment as it was known on a day. */
export interface Milestone {
  /** The commitment that it was set for: of one that was carried over, the one of the plan before. */
  commitment: string;
  id: string;
  title: Text;
  due: string;
  weight: number;
  evidence: Text | null;
  organisation: string | null;
  doneOn: string | null;
  /** Day on which that was first known; null: it is not done. */
  knownDone: string | null;
  /** It was reported as done and nobody has approved that yet. */
  preliminary: boolean;
  source: string;
  /** The entry that set it: what a change of it is made from. */
  base: number;
  /** The last entry that said something of it. */
  seq: number;
  demo: boolean;
}

export function heldMilestone(row: Tables['milestone']): MilestoneEntry {
  return {
    commitment: row.commitment_id,
    id: row.milestone_id,
    says: row.says as MilestoneEntry['says'],
    title: row.title as Text,
    due: row.due,
    weight: row.weight,
    evidence: row.evidence as Text | null,
    organisation: row.organisation_id,
    dropped: row.dropped,
    doneOn: row.done_on,
    status: row.status as MilestoneEntry['status'],
    knownOn: row.known_on,
    source: row.source,
    seq: row.seq,
    demo: row.demo,
  };
}

/**
 * The steps of a commitment on a day, by due day; what is carried over keeps the steps that it had in the plan before.
 * `sees`: whether the reader sees what an organisation reported before it is approved (null: the lead of the commitment).
 */
export function milestonesOf(
  { milestones }: { milestones: ReadonlyMap<string, readonly MilestoneEntry[]> },
  of: Pick<CommitmentItem, 'id' | 'carried'>,
  asOf: string,
  sees: (organisation: string | null) => boolean,
): Milestone[] {
  const own = milestonesOn(milestones.get(of.id) ?? [], asOf, sees);
  const before = of.carried && milestones.get(of.carried.commitment);
  return before ? [...milestonesOn(before, asOf, sees), ...own].toSorted(byDue) : own;
}

const byDue = (a: Milestone, b: Milestone) =>
  a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : a.commitment < b.commitment ? -1 : 1;

/** What was known of each step, in the order of the ledger. */
function milestonesOn(
  entries: readonly MilestoneEntry[],
  asOf: string,
  sees: (organisation: string | null) => boolean,
): Milestone[] {
  const steps = new Map<string, Milestone & { dropped: boolean }>();
  for (const entry of entries) {
    if (entry.knownOn > asOf) continue;
    const known = steps.get(entry.id);
    if (entry.says === 'done') {
      if (known && (entry.status === 'approved' || sees(known.organisation)))
        steps.set(entry.id, {
          ...known,
          ...doneIn(entry, known, asOf),
          preliminary: entry.status === 'preliminary' && entry.doneOn !== null,
          source: entry.source,
          seq: entry.seq,
          demo: entry.demo,
        });
      continue;
    }
    const { commitment, id, title, due, weight, evidence, organisation, dropped, source, seq, demo } = entry;
    const done =
      entry.says === 'all'
        ? { ...doneIn(entry, known, asOf), preliminary: false }
        : {
            doneOn: known?.doneOn ?? null,
            knownDone: known?.knownDone ?? null,
            preliminary: known?.preliminary ?? false,
          };
    steps.set(id, {
      commitment,
      id,
      title,
      due,
      weight,
      evidence,
      organisation,
      ...done,
      source,
      base: seq,
      seq,
      demo,
      dropped,
    });
  }
  return [...steps.values()].flatMap(({ dropped, ...step }) => (dropped ? [] : [step])).toSorted(byDue);
}

/** What an entry says of when a step was done; what happens after the day is not known on it. */
function doneIn(entry: MilestoneEntry, known: Milestone | undefined, asOf: string) {
  const doneOn = entry.doneOn !== null && entry.doneOn > asOf ? null : entry.doneOn;
  return { doneOn, knownDone: doneOn === null ? null : (known?.knownDone ?? entry.knownOn) };
}
