import type { Text } from '../model.ts';
import { formatNumber } from '../quantity.ts';
import { type Warning, warning } from './warning.ts';

/** One side of a relation between lists: a number of each record, summed by what the records are about. */
export interface ListSide {
  register: string;
  /** Field that is summed. */
  sum: string;
  /** Field by which the sums are told apart, or `id`: the record itself. */
  by: string;
  /** Records that count, in the filter language of registers. */
  where?: string | undefined;
  /** Field with the period of a record: of each one only the newest year counts. */
  year?: string | undefined;
  /** What a sum is multiplied by, so that both sides come in one unit. */
  factor: number;
}

/** What must hold between lists that speak of the same thing, as data. */
export interface ListIdentity {
  id: string;
  name: Text;
  kind: 'lists';
  /** Share of the larger side that is forgiven. */
  tolerance: number;
  relation: 'at-most' | 'equal';
  left: ListSide;
  right: ListSide;
}

/** Sums of a side by what they are about. */
export type SideSums = ReadonlyMap<string, number>;

/** Whatever breaks the relation, with its warning; what only one of the lists speaks of cannot be compared. */
export function brokenLists(
  identity: ListIdentity,
  left: SideSums,
  right: SideSums,
  titleOf: (key: string) => string,
): { key: string; warning: Warning }[] {
  return [...left].flatMap(([key, one]) => {
    const other = right.get(key);
    if (other === undefined) return [];
    const slack = identity.tolerance * Math.max(Math.abs(one), Math.abs(other));
    const holds = identity.relation === 'at-most' ? one <= other + slack : Math.abs(one - other) <= slack;
    if (holds) return [];
    const [zh, en] =
      identity.relation === 'at-most'
        ? [
            `${formatNumber(one)} 大于 ${formatNumber(other)}`,
            `${formatNumber(one)} is more than ${formatNumber(other)}`,
          ]
        : [
            `${formatNumber(one)} 和 ${formatNumber(other)} 不一致`,
            `${formatNumber(one)} and ${formatNumber(other)} differ`,
          ];
    const title = titleOf(key);
    return [
      {
        key,
        warning: warning(
          `identity-lists:${identity.id}`,
          `${identity.name.zh}：${title} ${zh}`,
          `${identity.name.en}: ${title} ${en}`,
          { identity: identity.id, left: one, right: other },
        ),
      },
    ];
  });
}
