import { mainTargets } from '../../core/plan/index.ts';
import type { CommitmentItem, PlanItem } from '../../core/plan/plan-file.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { DraftItem, PlanDraftView } from './api.ts';

type Group = PlanDraftView['groups'][number];
type Member = Group['members'][number];
type Span = readonly [number, number];

const both = (zh: string) => ({ zh, en: zh });

/** The groups of a draft (三个500, 五类招商 …), each member tied to the commitments that it is about, and so with a light. */
export function groupsOf(
  draft: Pick<PlanDraftView, 'groups' | 'text'>,
  accepted: readonly DraftItem[],
  codeOf: ReadonlyMap<string, string>,
  commitments: readonly CommitmentItem[],
): PlanItem['groups'] {
  const used = new Set<string>();
  let headline = false;
  const codesOf = (items: readonly DraftItem[]) => items.flatMap((item) => codeOf.get(item.id) ?? []);
  const groups = draft.groups.map((group) => {
    let id = `g-${sm3(group.name).slice(0, 10)}`;
    while (used.has(id)) id = `${id}x`;
    used.add(id);
    const members = group.members.map((member) => ({
      name: both(member.name),
      detail: member.detail === null ? null : both(member.detail),
      status: member.status === null ? null : both(member.status),
      commitments: codesOf(targetsOf(member, accepted)),
      parent: null,
    }));
    // The first group whose every member is a measured target is what the plan is known by.
    const heads = !headline && members.length > 0 && members.every((member) => member.commitments.length > 0);
    headline ||= heads;
    return {
      id,
      name: both(group.name),
      headline: heads,
      members: members.map((member, n) => ({
        ...member,
        commitments:
          member.commitments.length > 0
            ? member.commitments
            : codesOrTagged(group, group.members[n] as Member, accepted, codesOf, commitments),
      })),
    };
  });
  return headline ? groups : [...groups, ...mainTargetsOf(draft.text ?? '', accepted, codeOf)];
}

/** Where no group heads the plan, what the text itself names as its main targets does. */
function mainTargetsOf(
  text: string,
  accepted: readonly DraftItem[],
  codeOf: ReadonlyMap<string, string>,
): PlanItem['groups'] {
  const targets = accepted.filter(({ kind, value }) => kind === 'target' && value !== null);
  const found = mainTargets(text, targets);
  if (found.length === 0) return [];
  return [
    {
      id: 'main-targets',
      name: { zh: '主要目标', en: 'Main targets' },
      headline: true,
      members: found.flatMap((id) => {
        const item = targets.find((one) => one.id === id);
        const code = codeOf.get(id);
        return item && code
          ? [{ name: both(item.subject), detail: null, status: null, commitments: [code], parent: null }]
          : [];
      }),
    },
  ];
}

function targetsOf(member: Member, accepted: readonly DraftItem[]): DraftItem[] {
  return accepted.filter(
    (item) =>
      item.kind === 'target' &&
      (item.subject.includes(member.name) || (holds(item.span, member.span) && item.subject.startsWith(member.name))),
  );
}

/**
 * What a member is about where no target names it: commitments that name it, those of a theme or tag of that name, the
 * clause that it stands in, what names its group, and last what stands nearest in the text.
 */
function codesOrTagged(
  group: Group,
  member: Member,
  accepted: readonly DraftItem[],
  codesOf: (items: readonly DraftItem[]) => string[],
  commitments: readonly CommitmentItem[],
): string[] {
  const { name } = member;
  const bare = group.name.replaceAll(/[“”"「」]/g, '');
  const doing = accepted.filter(({ kind }) => kind !== 'theme');
  const ways: (() => string[])[] = [
    () => codesOf(name.length > 1 ? accepted.filter((item) => item.subject.includes(name)) : []),
    () => (name.length > 1 ? tagged(name, accepted, codesOf, commitments) : []),
    () => codesOf(name.length > 1 ? doing.filter((item) => item.text.includes(name)) : []),
    () => codesOf(doing.filter((item) => holds(item.span, member.span))),
    () => codesOf(doing.filter((item) => item.subject.includes(bare) || item.text.includes(bare))),
    () => codesOf(nearest(member.span, doing)),
  ];
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return [];
}

/** Commitments that carry the tag of that name (四大战略/生态立市). */
function tagged(
  name: string,
  accepted: readonly DraftItem[],
  codesOf: (items: readonly DraftItem[]) => string[],
  commitments: readonly CommitmentItem[],
): string[] {
  const known = new Set(commitments.map(({ id }) => id));
  return codesOf(
    accepted.filter((item) => item.kind !== 'theme' && item.tags.some((tag) => tag.split('/')[1] === name)),
  ).filter((code) => known.has(code));
}

/** What stands in the text no farther than a sentence from a place. */
function nearest([from, to]: Span, items: readonly DraftItem[]): DraftItem[] {
  const away = ({ span }: DraftItem) => Math.max(0, span[0] - to, from - span[1]);
  const [best] = items.toSorted((a, b) => away(a) - away(b));
  return best && away(best) <= aSentence ? [best] : [];
}

const aSentence = 120;

const holds = (outer: Span, inner: Span) => outer[0] <= inner[0] && inner[1] <= outer[1];
