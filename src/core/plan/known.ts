import { paired } from './compare.ts';
import type { CommitmentItem } from './plan-file.ts';
import type { DraftCommitment } from './model.ts';
import { unitFactor } from './units.ts';

/** A commitment that stands already; `measures`: the name of its indicator. */
export interface Known {
  item: CommitmentItem;
  measures: string | null;
}

/** What a draft of another plan says, as far as it tells whether it is the same promise. */
export type Fresh = Pick<DraftCommitment, 'id' | 'kind' | 'subject' | 'op' | 'value' | 'value2' | 'unit' | 'period'>;

/** Words of one thing to do must be more alike than names of one measure: 推进…建设 stands in every plan. */
const LEAST = { target: 0.6, action: 0.75 } as const;

/**
 * Which items of a draft are promises that stand already, by the pairing of `comparePlans`: id of the item → code of the
 * commitment. A measured promise is the same where the same is measured in units of one kind, whatever the number.
 */
export function alreadyThere(known: readonly Known[], fresh: readonly Fresh[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const kind of ['target', 'action'] as const) {
    const of = (what: string) => (kind === 'target' ? what === 'target' : what === 'action' || what === 'project');
    const olds = known.filter(({ item }) => of(item.kind) && (kind !== 'target' || item.target)).map(asDraft);
    const news = fresh
      .filter((item) => of(item.kind) && (kind !== 'target' || item.value !== null))
      .map((item) => ({ ...blank, ...item, text: item.subject }));
    for (const [old, item] of paired(kind, olds, news, LEAST[kind]))
      if (kind === 'action' || relative(old.unit) === relative(item.unit)) found.set(item.id, old.id);
  }
  return found;
}

/** 500亿元 and growth of 8% of the same name are two promises. */
const relative = (unit: string | null): boolean => /^(?:%|百分点)$/u.test(unitFactor(unit ?? '').base);

const blank = {
  text: '',
  span: [0, 0],
  quantitySpan: null,
  parent: null,
  stretch: false,
  owner: null,
  stated: null,
  table: null,
  stance: null,
  tags: [],
  rule: '',
  confidence: 1,
} satisfies Partial<DraftCommitment>;

function asDraft({ item, measures }: Known): DraftCommitment {
  const { target } = item;
  const [first = '', last = first] = (target?.period ?? '').slice(0, 10).split('..');
  return {
    ...blank,
    id: item.id,
    kind: item.kind,
    text: item.title.zh,
    subject: measures ?? item.title.zh,
    op: target?.op ?? null,
    value: target?.value ?? null,
    value2: target?.value2 ?? null,
    unit: target?.unit ?? null,
    period: target ? { start: first.slice(0, 4), end: last.slice(0, 4), label: target.period } : null,
  };
}
