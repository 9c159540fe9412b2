import type { CommitmentItem, PlanItem } from './plan-file.ts';

type Text = CommitmentItem['title'];

/** Why a commitment carries a tag, or none of a taxonomy. */
export interface TagReason {
  /** `taxonomy/value`; the id of a taxonomy alone where it carries none of its values. */
  tag: string;
  /** The words of the value, what stands above it, a person, the plan file; `nobody`: no reason was given. */
  by: 'rule' | 'parent' | 'person' | 'plan' | 'nobody';
  why: Text;
}

type Tagged = Pick<CommitmentItem, 'id' | 'title' | 'parent' | 'tags' | 'tagReasons'>;

/**
 * The reason of every tag of a commitment, and of every taxonomy of which it carries none. What somebody wrote stands
 * first, then a word of its title that the value names, then that what stands above it carries the same.
 */
export function tagReasons(
  item: Tagged,
  taxonomies: PlanItem['taxonomies'],
  byId: ReadonlyMap<string, Tagged>,
): TagReason[] {
  const above = item.parent === null ? undefined : byId.get(item.parent);
  const written = (key: string): TagReason[] => {
    const reason = item.tagReasons?.[key];
    return reason ? [{ tag: key, ...reason }] : [];
  };
  const reasonOf = (key: string, word: string | undefined, fromAbove: boolean): TagReason => {
    const [own] = written(key);
    if (own) return own;
    if (word !== undefined)
      return { tag: key, by: 'rule', why: { zh: `标题里有“${word}”`, en: `its title has ${word}` } };
    if (fromAbove && above)
      return {
        tag: key,
        by: 'parent',
        why: { zh: `“${above.title.zh}”`, en: above.title.en },
      };
    return { tag: key, by: 'nobody', why: { zh: '没有写明理由', en: 'no reason was given' } };
  };
  return taxonomies.flatMap(({ id, values }) => {
    const own = values.filter((value) => item.tags.includes(`${id}/${value.id}`));
    if (own.length > 0)
      return own.map((value) => {
        const key = `${id}/${value.id}`;
        const word = value.words?.find((one) => item.title.zh.includes(one));
        return reasonOf(key, word, above?.tags.includes(key) ?? false);
      });
    if (item.tagReasons?.[id]) return written(id);
    const aboveHasNone = above !== undefined && !above.tags.some((tag) => tag.startsWith(`${id}/`));
    if (aboveHasNone && above.tagReasons?.[id]) return [reasonOf(id, undefined, true)];
    const why = { zh: '标题里没有这一类任何一项的词', en: 'its title has no word of any of these' };
    return [{ tag: id, by: 'rule' as const, why }];
  });
}
