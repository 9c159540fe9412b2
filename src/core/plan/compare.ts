/**
 * Plan against plan: two texts by commitment. Measured commitments are paired by what they measure, to-dos by their
 * words; each pair says what changed, and what a text itself says of the change (比去年增加8000亿元) is checked.
 */
import { essence, gramsOf, likenesses, sameProgramme } from './alike.ts';
import { changeOf, type Direction, type InText, said } from './change.ts';
import { compile } from './compile.ts';
import type { CompileOptions, DraftCommitment, PlanDraft, Span } from './model.ts';
import { checked, restates, type StatedDifference } from './stated-difference.ts';
import { isUnitName } from './units.ts';

/** Where one text says it: `span` in UTF-16 offsets, start inclusive, end exclusive. */
export interface Passage {
  text: string;
  span: Span;
  subject: string;
  op: DraftCommitment['op'];
  value: number | null;
  value2: number | null;
  unit: string | null;
  period: DraftCommitment['period'];
  owner: string | null;
}

export interface Finding {
  /** Words joined by + out of kept, number, comparator, date, unit, owner, wording, dropped, new, split, merged, number-dropped, number-from-words. */
  verdict: string;
  /** Whether the promise became harder or easier to keep; absent where the text does not tell. */
  direction?: Direction;
  kind: 'target' | 'action' | 'fact';
  subject: string;
  old: Passage | null;
  new: Passage | null;
  stated: StatedDifference | null;
}

export interface Comparison {
  findings: Finding[];
}

/** How alike (Dice of their pairs of characters) two subjects, or two clauses without a number, must be to be one. */
const SAME = 0.6;
/** Share of a shorter passage that a longer one must hold to be its part. */
const HELD = 0.8;

/**
 * Compares two texts of a plan by commitment. Every pair is listed, `kept` too, in the order of the new text, what was
 * dropped after it. Measured commitments pair greedily by the Dice coefficient (Dice 1945) of the pairs of characters of
 * their subjects, words of direction and of filling left out; a default period is no promise and never a change.
 * `options` holds the date of each text where the text does not.
 */
export function comparePlans(
  oldText: string,
  newText: string,
  options: { old?: CompileOptions; new?: CompileOptions } = {},
): Comparison {
  const before = side(oldText, compile(oldText, options.old));
  const after = side(newText, compile(newText, options.new));
  const findings: Finding[] = [];
  const lone: Lone = { old: [], new: [] };
  for (const kind of ['target', 'fact', 'action'] as const) {
    const pairs = paired(kind, before[kind], after[kind]);
    const met = new Set(pairs.flat());
    for (const [old, fresh] of pairs) findings.push(pairFinding(kind, old, fresh, before, after));
    lone.old.push(...before[kind].filter((item) => !met.has(item)).map((item) => single(kind, item)));
    lone.new.push(...after[kind].filter((item) => !met.has(item)).map((item) => single(kind, item)));
  }
  partsFound(findings, lone);
  numberFound(findings, lone);
  for (const { kind, item } of lone.old)
    findings.push({ verdict: 'dropped', kind, subject: item.subject, old: passage(item), new: null, stated: null });
  for (const { kind, item } of lone.new)
    findings.push({
      verdict: 'new',
      kind,
      subject: item.subject,
      old: null,
      new: passage(item),
      stated: checked(after.text, item, null),
    });
  findings.sort((a, b) => place(a) - place(b));
  return { findings: toldOnce(findings) };
}

/**
 * One change of the text is told once. 未来五年 → 未来六年 in one sentence moves everything that inherits it: the date is
 * told where it is first met, and again only by a commitment that names its date itself. 全力实现 → 努力实现 before a list
 * of three numbers is told by the first of them that says nothing else.
 */
function toldOnce(findings: Finding[]): Finding[] {
  const dates = new Set<string>();
  const clauses = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!has(finding, 'wording') || finding.kind === 'action') continue;
    const clause = `${finding.old!.span} ${finding.new!.span}`;
    clauses.set(clause, [...(clauses.get(clause) ?? []), finding]);
  }
  const tellers = new Set(
    [...clauses.values()].map((told) => told.find(({ verdict }) => verdict === 'wording') ?? told[0]!),
  );
  return findings.map((finding) => {
    let one = finding;
    if (has(one, 'wording') && one.kind !== 'action' && !tellers.has(finding)) one = without(one, 'wording');
    if (!has(one, 'date')) return one;
    const { old, new: fresh } = one;
    const change = `${old!.period?.label}>${fresh!.period?.label}`;
    const own = [old!, fresh!].some(({ text, period }) => period !== null && text.includes(period.label));
    if (!own && dates.has(change)) return without(one, 'date');
    dates.add(change);
    return one;
  });
}

const has = ({ verdict }: Finding, word: string): boolean => verdict.split('+').includes(word);

function without({ direction, ...finding }: Finding, word: string): Finding {
  const left = finding.verdict.split('+').filter((other) => other !== word);
  const verdict = left.join('+') || 'kept';
  return { ...finding, verdict, ...(direction && /number|comparator|date/u.test(verdict) && { direction }) };
}

type Kind = Finding['kind'];
interface Side {
  text: string;
  draft: PlanDraft;
  target: DraftCommitment[];
  fact: DraftCommitment[];
  action: DraftCommitment[];
}
interface Single {
  kind: Kind;
  item: DraftCommitment;
  /** Pairs of characters of its clause. */
  grams: ReadonlySet<string>;
}
interface Lone {
  old: Single[];
  new: Single[];
}

function side(text: string, draft: PlanDraft): Side {
  const targets = draft.commitments.filter(({ kind }) => kind === 'target');
  const doings = draft.commitments.filter(({ kind }) => kind === 'action' || kind === 'project');
  const counted = doings.flatMap((item, k) => countOf(item, doings[k - 1], text) ?? []);
  const whole = new Set(counted.flatMap(({ span }) => doings.filter((item) => within(item.span, span))));
  const measured = (items: DraftCommitment[]) => items.filter((item) => !restates(item));
  return {
    text,
    draft,
    target: measured([...targets.filter((item) => !foretold(item)), ...counted]),
    fact: measured([...draft.facts, ...targets.filter(foretold)]),
    action: doings.filter((item) => !whole.has(item)),
  };
}

/** 预计高校毕业生超过1170万人 tells what will be, and promises nothing. */
const foretold = ({ text, span, quantitySpan }: DraftCommitment): boolean =>
  /预计|预测|测算/u.test(text.slice(0, quantitySpan ? quantitySpan[1] - span[0] : 0));

/** 启动棚改攻坚计划，今年开工580万套: the clause that only counts belongs to the thing named before it; null for another. */
function countOf(item: DraftCommitment, before: DraftCommitment | undefined, text: string): DraftCommitment | null {
  const count = /^(?:今年|全年|年内|再|要|计划|力争)*[一-龥]{2,4}?(\d+(?:\.\d+)?)([一-龥]{1,3}?)(以上|左右)?$/u.exec(
    item.text,
  );
  if (!count || !isUnitName(count[2]!) || !before || item.span[0] !== before.span[1] + 1) return null;
  const at = item.span[0] + item.text.indexOf(count[1]!);
  const span: Span = [before.span[0], item.span[1]];
  return {
    ...item,
    kind: 'target',
    text: text.slice(...span),
    span,
    quantitySpan: [at, item.span[1]],
    subject: before.subject,
    op: count[3] === '以上' ? '>=' : count[3] === '左右' ? 'approx' : '=',
    value: Number(count[1]),
    unit: count[2]!,
  };
}

const within = (inner: Span, outer: Span): boolean => outer[0] <= inner[0] && inner[1] <= outer[1];

/** Greedy by likeness; ties go to the pair that stands first, so a text against itself pairs each row with itself. */
export function paired(
  kind: Kind,
  olds: DraftCommitment[],
  news: DraftCommitment[],
  least = SAME,
): [DraftCommitment, DraftCommitment][] {
  const name = ({ subject, text }: DraftCommitment) => essence(kind === 'action' ? text : subject);
  const candidates = likenesses(olds.map(name), news.map(name), least)
    .map(({ i, j, likeness }) => ({ i, j, score: scoreOf(olds[i]!, news[j]!, likeness) }))
    .filter(({ score }) => score > 0)
    .map(({ i, j, score }) => ({ i, j, score: score - Math.abs(i / olds.length - j / news.length) / 100 }))
    .sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  const takenOld = new Set<number>();
  const takenNew = new Set<number>();
  const pairs: [DraftCommitment, DraftCommitment][] = [];
  for (const { i, j } of candidates) {
    if (takenOld.has(i) || takenNew.has(j)) continue;
    takenOld.add(i);
    takenNew.add(j);
    pairs.push([olds[i]!, news[j]!]);
  }
  return pairs;
}

/** 5000万人 in five years and 1100万人 this year are two promises. */
const years = ({ period }: DraftCommitment): number =>
  period?.start && period.end ? Number(period.end.slice(0, 4)) - Number(period.start.slice(0, 4)) : 0;

/** 0 where the two cannot be one; else their likeness, more where value, comparator, date or clause are the same as well. */
function scoreOf(old: DraftCommitment, fresh: DraftCommitment, likeness: number): number {
  const both = old.value !== null && fresh.value !== null;
  // 财政支出 of so many 亿元 and its growth of so many % are two promises.
  if (both && old.subject !== fresh.subject && (old.unit === '%') !== (fresh.unit === '%')) return 0;
  return (
    likeness +
    (old.text === fresh.text ? 0.4 : 0) +
    (old.value === fresh.value && old.unit === fresh.unit ? 0.2 : 0) +
    ((old.value === null) === (fresh.value === null) ? 0.1 : 0) +
    ((said(old) === null) === (said(fresh) === null) ? 0.15 : 0) +
    (years(old) === years(fresh) ? 0.2 : 0) +
    (old.op === fresh.op ? 0.05 : 0)
  );
}

function pairFinding(kind: Kind, old: DraftCommitment, fresh: DraftCommitment, before: Side, after: Side): Finding {
  const { verdict, direction } = changeOf(inText(kind, old, before), inText(kind, fresh, after));
  return {
    verdict,
    ...(direction && { direction }),
    kind,
    subject: fresh.subject,
    old: passage(old),
    new: passage(fresh),
    stated: checked(after.text, fresh, old),
  };
}

/** A result is of its own year: its date is no promise that could move. */
function inText(kind: Kind, item: DraftCommitment, { text, draft }: Side): InText {
  const start = Math.max(...['。', '！', '\n'].map((end) => text.lastIndexOf(end, item.span[0] - 1))) + 1;
  const sentence = text.slice(start, item.span[1]);
  const dated = item.stated?.due != null || (item.period !== null && sentence.includes(item.period.label));
  return { item, horizon: draft.plan.horizon, dated: kind !== 'fact' && dated };
}

/** One commitment that became several, or several that became one: the longer clause holds most of each shorter one. */
function partsFound(findings: Finding[], lone: Lone): void {
  const whole = { split: lone.old, merged: lone.new } as const;
  for (const verdict of ['split', 'merged'] as const) {
    const parts = verdict === 'split' ? lone.new : lone.old;
    for (const one of whole[verdict].filter(({ kind }) => kind === 'action')) {
      const held = parts.filter(({ kind, grams }) => kind === 'action' && holds(one.grams, grams));
      if (held.length < 2) continue;
      for (const { item } of held)
        findings.push({
          verdict,
          kind: 'action',
          subject: one.item.subject,
          old: passage(verdict === 'split' ? one.item : item),
          new: passage(verdict === 'split' ? item : one.item),
          stated: null,
        });
      take(whole[verdict], [one]);
      take(parts, held);
    }
  }
}

/** A number that went while the thing is still to be done, or came where there were only words. */
function numberFound(findings: Finding[], lone: Lone): void {
  const found = (from: Single[], to: Single[], verdict: 'number-dropped' | 'number-from-words') => {
    for (const one of from.filter(({ kind, item }) => kind === 'target' && item.value !== null)) {
      const subject = gramSet(one.item.subject);
      const words = to.find(
        ({ kind, item, grams }) =>
          kind === 'action' && (holds(grams, subject) || sameProgramme(item.text, one.item.subject)),
      );
      if (!words) continue;
      const [old, fresh] = verdict === 'number-dropped' ? [one.item, words.item] : [words.item, one.item];
      findings.push({
        verdict,
        direction: verdict === 'number-dropped' ? 'loosened' : 'tightened',
        kind: 'target',
        subject: one.item.subject,
        old: passage(old),
        new: passage(fresh),
        stated: null,
      });
      take(from, [one]);
      take(to, [words]);
    }
  };
  found(lone.old, lone.new, 'number-dropped');
  found(lone.new, lone.old, 'number-from-words');
}

/** Whether the one says most of what the other says. */
function holds(whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  if (part.size < 2 || whole.size < part.size) return false;
  return [...part].filter((gram) => whole.has(gram)).length / part.size >= HELD;
}

const gramSet = (text: string): ReadonlySet<string> => new Set(gramsOf(essence(text)).counts.keys());
const single = (kind: Kind, item: DraftCommitment): Single => ({ kind, item, grams: gramSet(item.text) });

function take<T>(list: T[], taken: readonly T[]): void {
  for (const item of taken) {
    const at = list.indexOf(item);
    if (at >= 0) list.splice(at, 1);
  }
}

function passage({ text, span, subject, op, value, value2, unit, period, stated }: DraftCommitment): Passage {
  return { text, span, subject, op, value, value2, unit, period, owner: stated?.lead.join('、') || null };
}

const place = (finding: Finding): number => finding.new?.span[0] ?? 1e9 + finding.old!.span[0];
