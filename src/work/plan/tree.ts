import { listOf } from '../../ui/search.ts';
import type { CommitmentView } from './api.ts';
import type { PlanSearch } from './search.ts';

export interface Counts {
  green: number;
  yellow: number;
  red: number;
  grey: number;
}

export interface TreeNode {
  commitment: CommitmentView;
  children: TreeNode[];
  /** False for a node that is shown only because something below it was asked for. */
  asked: boolean;
  /** Lights of the commitments below that can have one of their own (themes are left out). */
  counts: Counts;
}

/** Text for searching: what a person would type, without spaces and in lower case. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

/** True when the commitment is what the address asks for. */
export function asked(c: CommitmentView, search: PlanSearch): boolean {
  const lights = listOf(search.light);
  if (lights.length > 0 && !lights.includes(c.light)) return false;
  const kinds = listOf(search.kind);
  if (kinds.length > 0 && !kinds.includes(c.kind)) return false;
  if (search.owner !== undefined && c.lead?.id !== search.owner && !c.supporting.some((o) => o.id === search.owner))
    return false;
  if (search.ownerless === '1' && (c.lead !== null || c.kind === 'theme')) return false;
  if (!listOf(search.tag).every((tag) => c.tags.includes(tag))) return false;
  if (search.q !== undefined) {
    const hay = plain(`${c.code} ${c.title.zh} ${c.title.en} ${c.lead?.name.zh ?? ''} ${c.lead?.name.en ?? ''}`);
    if (!hay.includes(plain(search.q))) return false;
  }
  return true;
}

/** True when the address asks for less than everything. */
export function filtered(search: PlanSearch): boolean {
  return [search.light, search.kind, search.owner, search.tag, search.ownerless, search.q].some((v) => v !== undefined);
}

/**
 * The commitments as a tree, cut down to what is asked for and its ancestors. A light filter asks for commitments
 * themselves: themes, whose light is rolled up from below, come only as ancestors. A parent that is not in the list
 * makes its child a root, and a loop among parents is cut where it closes.
 */
export function treeOf(commitments: readonly CommitmentView[], search: PlanSearch): TreeNode[] {
  const known = new Map(commitments.map((c) => [c.id, c]));
  const children = new Map<string, CommitmentView[]>();
  const roots: CommitmentView[] = [];
  for (const c of commitments) {
    if (c.parent === null || !known.has(c.parent) || reaches(c.parent, c.id, known)) roots.push(c);
    else children.set(c.parent, [...(children.get(c.parent) ?? []), c]);
  }
  const narrow = filtered(search);
  const build = (c: CommitmentView): TreeNode | null => {
    const below = (children.get(c.id) ?? []).map(build).filter((n) => n !== null);
    const self =
      asked(c, search) && !(narrow && c.kind === 'theme' && search.kind === undefined && search.q === undefined);
    if (!self && below.length === 0) return null;
    const counts: Counts = { green: 0, yellow: 0, red: 0, grey: 0 };
    for (const n of below) {
      for (const light of ['green', 'yellow', 'red', 'grey'] as const) counts[light] += n.counts[light];
      if (n.asked && n.commitment.kind !== 'theme') counts[n.commitment.light] += 1;
    }
    return { commitment: c, children: below, asked: self, counts };
  };
  return roots.map(build).filter((n) => n !== null);
}

/** True when going up from `from` comes to `to`. */
function reaches(from: string, to: string, known: ReadonlyMap<string, CommitmentView>): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = from; at && !seen.has(at); at = known.get(at)?.parent) {
    if (at === to) return true;
    seen.add(at);
  }
  return false;
}

/** How many commitments (themes left out) the tree shows because they were asked for. */
export function askedCount(nodes: readonly TreeNode[]): number {
  let n = 0;
  for (const node of nodes) n += (node.asked && node.commitment.kind !== 'theme' ? 1 : 0) + askedCount(node.children);
  return n;
}

export function countLights(commitments: readonly CommitmentView[]): Counts {
  const counts: Counts = { green: 0, yellow: 0, red: 0, grey: 0 };
  for (const c of commitments) if (c.kind !== 'theme') counts[c.light] += 1;
  return counts;
}
