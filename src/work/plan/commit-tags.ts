import { tagsOf, tagWord } from '../../core/plan/index.ts';
import type { CommitmentItem, PlanItem } from '../../core/plan/plan-file.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { DraftItem } from './api.ts';

type Taxonomy = PlanItem['taxonomies'][number];
/** By name; what is missing is made. */
export type Taxonomies = Map<string, Taxonomy>;
type Reasons = NonNullable<CommitmentItem['tagReasons']>;
type Tagged = Required<Pick<CommitmentItem, 'tags' | 'tagReasons'>>;

/** The tags of an item that was accepted, each with the word that it comes from, or the person who set it. */
export function taggedBy(item: DraftItem, taxonomies: Taxonomies, person: string): Tagged {
  const tagReasons: Reasons = {};
  const found = item.tags.length === 0 && item.kind === 'theme' ? tagsOf(item.subject) : item.tags;
  const tags = found.map((tag) => {
    const id = tagId(tag, taxonomies);
    const word = tagWord(tag, item.subject) ?? tagWord(tag, item.text);
    tagReasons[id] =
      word === null
        ? { by: 'person', why: { zh: `审核人 ${person} 选定`, en: `set by ${person} at the review` } }
        : { by: 'rule', why: { zh: `原文有“${word}”`, en: `the text has ${word}` } };
    return id;
  });
  return { tags, tagReasons };
}

/**
 * Commitments without a tag take those of what stands above them; a heading without a word of its own takes what at least
 * half of the tagged ones below it carry. Each says so.
 */
export function withInheritedTags(commitments: readonly CommitmentItem[]): CommitmentItem[] {
  const below = Map.groupBy(commitments, ({ parent }) => parent);
  const headed = commitments.map((item) => {
    const own = (below.get(item.id) ?? []).filter(({ tags }) => tags.length > 0);
    if (item.tags.length > 0 || own.length === 0) return item;
    const counted = Map.groupBy(
      own.flatMap(({ tags }) => tags),
      (tag) => tag,
    );
    const shared = [...counted].filter(([, all]) => 2 * all.length >= own.length);
    return withTags(item, shared, (all) => ({
      by: 'rule',
      why: {
        zh: `下级 ${own.length} 项中有 ${all.length} 项属于`,
        en: `${all.length} of ${own.length} below it carry it`,
      },
    }));
  });
  const byId = new Map(headed.map((item) => [item.id, item]));
  return headed.map((item) => {
    if (item.tags.length > 0) return item;
    const seen = new Set([item.id]);
    for (let id = item.parent; id !== null && !seen.has(id); id = byId.get(id)?.parent ?? null) {
      seen.add(id);
      const above = byId.get(id);
      if (!above || above.tags.length === 0) continue;
      const why = { zh: `“${above.title.zh}”`, en: above.title.en };
      return withTags(
        item,
        above.tags.map((tag) => [tag, null]),
        () => ({ by: 'parent', why }),
      );
    }
    return item;
  });
}

function withTags<T>(
  item: CommitmentItem,
  tags: readonly (readonly [tag: string, found: T])[],
  reasonOf: (found: T) => Reasons[string],
): CommitmentItem {
  return {
    ...item,
    tags: tags.map(([tag]) => tag),
    tagReasons: { ...item.tagReasons, ...Object.fromEntries(tags.map(([tag, found]) => [tag, reasonOf(found)])) },
  };
}

function tagId(tag: string, taxonomies: Taxonomies): string {
  // A tag that a reviewer took over from the standing plan is an id already.
  for (const taxonomy of taxonomies.values())
    if (taxonomy.values.some((value) => `${taxonomy.id}/${value.id}` === tag)) return tag;
  const [kind = '', name = ''] = tag.split('/');
  const both = (zh: string) => ({ zh, en: zh });
  const taxonomy = taxonomies.get(kind) ?? { id: `x-${sm3(kind).slice(0, 8)}`, name: both(kind), values: [] };
  taxonomies.set(kind, taxonomy);
  let value = taxonomy.values.find((known) => known.name.zh === name);
  if (!value) {
    value = { id: `v-${sm3(name).slice(0, 8)}`, name: both(name) };
    taxonomy.values.push(value);
  }
  return `${taxonomy.id}/${value.id}`;
}
