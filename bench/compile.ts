/**
 * How well and how fast the plan compiler reads: against the gold rows of ../shared/data/plans, on the seed article,
 * and against @microsoft/recognizers-text over eight full State Council work reports.
 *
 *     npm run bench -- compile          or     node bench/compile.ts [FOLDER] [--misses] [--no-speed]
 *
 * FOLDER holds texts of your own, NN.txt with NN.gold.tsv beside each; then only they are scored.
 *
 * Nothing of the texts is copied here; where ../shared is absent the parts that need it say so and are left out.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  canonicalName,
  compile,
  simplified,
  unitFactor,
  type DraftCommitment,
  type PlanDraft,
} from '../src/core/plan/index.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SHARED = join(ROOT, '..', 'shared');
const PLANS = join(SHARED, 'data', 'plans');
const SEED = join(SHARED, 'seed', 'qingzhen-plan.txt');
const RUNS = 5;

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

interface GoldRow {
  indicator: string;
  op: string;
  value: string;
  unit: string;
  period: string;
  kind: string;
}

const PAST = new Set(['actual', 'baseline', 'estimate']);

function readGold(path: string): GoldRow[] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [indicator = '', op = '', value = '', unit = '', period = '', kind = ''] = line.trim().split('\t');
    return { indicator, op, value, unit, period, kind };
  });
}

/** Subjects are compared without marks, brackets, places' dots and words that do not change what is measured. */
export function plainSubject(subject: string): string {
  return canonicalName(subject)
    .replace(/[（）()“”·\s]/gu, '')
    .replace(/国内生产总值|生产总值|GDP/gu, 'GDP')
    .replace(/地区GDP/gu, 'GDP')
    .replace(/累计|五年|常住|全社会|网络|质量|建成$|总数$|等|年末/gu, '')
    .replace(/外贸进出口|进出口总额|进出口|外贸/gu, '外贸')
    .replace(/涨幅|增速|增长|递增/gu, '增')
    .replace(/降幅|下降|减量/gu, '降')
    .replace(/天数比[例率]|优良率/gu, '优良率')
    .replace(/比重/gu, '占比');
}

/** Dice coefficient over characters and pairs of characters, the mean of both: word order matters, but not alone. */
export function similarity(a: string, b: string): number {
  const x = plainSubject(a);
  const y = plainSubject(b);
  if (x === y) return 1;
  const grams = (s: string, k: number): Map<string, number> => {
    const m = new Map<string, number>();
    for (let i = 0; i + k <= s.length; i++) m.set(s.slice(i, i + k), (m.get(s.slice(i, i + k)) ?? 0) + 1);
    return m;
  };
  const dice = (k: number): number => {
    const p = grams(x, k);
    const q = grams(y, k);
    let both = 0;
    let all = 0;
    for (const [g, n] of p) {
      both += Math.min(n, q.get(g) ?? 0);
      all += n;
    }
    for (const n of q.values()) all += n;
    return all === 0 ? 0 : (2 * both) / all;
  };
  return (dice(1) + dice(2)) / 2;
}

const SIMILAR = 0.5;
const OPS: Record<string, string> = { '≥': '>=', '≤': '<=', '≈': 'approx', to: '=', '+': '=' };
const opClass = (op: string | null): string => (op === null ? '' : (OPS[op] ?? op));

function sameValue(gold: GoldRow, row: DraftCommitment): boolean {
  if (gold.value.includes(':')) return row.unit === '比例';
  if (row.value === null || row.unit === null) return false;
  const g = unitFactor(gold.unit);
  const r = unitFactor(row.unit);
  // A denominator that the indicator implies may be left out: 全员劳动生产率 20万元.
  const base = (u: string): string => u.replace(/\/人$/u, '');
  const wanted = Number(gold.value) * g.factor;
  const got = row.value * r.factor;
  return base(g.base) === base(r.base) && Math.abs(wanted - got) <= 1e-9 * Math.max(1, Math.abs(wanted));
}

/** 力争 N is at least N with the mark of a stretch; the gold of the restatements writes ≈ for it. */
const opAgrees = (gold: GoldRow, row: DraftCommitment): boolean =>
  opClass(gold.op) === opClass(row.op) || (gold.op === '≈' && row.stretch && row.op === '>=');

const matches = (gold: GoldRow, row: DraftCommitment): boolean =>
  opAgrees(gold, row) && sameValue(gold, row) && similarity(gold.indicator, row.subject) >= SIMILAR;

/**
 * Whether a text was set aside while the rules were written: by the hash of its name, about a third of each kind.
 * Its misses are not shown unless asked for.
 */
const setAside = (name: string): boolean =>
  parseInt(createHash('sha256').update(name).digest('hex').slice(0, 8), 16) % 3 === 2;

/** The last year that a gold period names, '' when it names none: 2021H1, 2017-2021, 十四五末. */
const goldYear = (period: string): string =>
  /(?:19|20)\d\d(?!.*(?:19|20)\d\d)/u.exec(period)?.[0] ?? (period.startsWith('十四五') ? '2025' : '');

interface Score {
  hit: number;
  dated: number;
  year: number;
  rows: number;
  gold: number;
  missed: GoldRow[];
  extra: DraftCommitment[];
  nearExtra: number;
}

/** Greedy one-to-one matching, best subject first. */
export function score(gold: readonly GoldRow[], rows: readonly DraftCommitment[]): Score {
  const pairs = gold.flatMap((g, i) =>
    rows.flatMap((r, j) => (matches(g, r) ? [{ i, j, s: similarity(g.indicator, r.subject) }] : [])),
  );
  pairs.sort((a, b) => b.s - a.s);
  const usedGold = new Set<number>();
  const usedRow = new Set<number>();
  let dated = 0;
  let year = 0;
  for (const p of pairs) {
    if (usedGold.has(p.i) || usedRow.has(p.j)) continue;
    usedGold.add(p.i);
    usedRow.add(p.j);
    const wanted = goldYear(gold[p.i]!.period);
    if (wanted === '') continue;
    dated++;
    if ((rows[p.j]!.period?.end ?? '').startsWith(wanted)) year++;
  }
  const extra = rows.filter((_, j) => !usedRow.has(j));
  // An extra row that speaks of a gold indicator is a wrong reading; any other may be right and merely not in the gold.
  const nearExtra = extra.filter((r) =>
    gold.some((g, i) => !usedGold.has(i) && similarity(g.indicator, r.subject) >= SIMILAR),
  ).length;
  return {
    hit: usedGold.size,
    dated,
    year,
    rows: rows.length,
    gold: gold.length,
    missed: gold.filter((_, i) => !usedGold.has(i)),
    extra,
    nearExtra,
  };
}

const ratio = (a: number, b: number): number => (b === 0 ? 1 : a / b);
const f1 = (p: number, r: number): number => (p + r === 0 ? 0 : (2 * p * r) / (p + r));
const three = (x: number): string => x.toFixed(3);

function sum(scores: readonly Score[]): Score {
  const total: Score = { hit: 0, dated: 0, year: 0, rows: 0, gold: 0, missed: [], extra: [], nearExtra: 0 };
  for (const s of scores) {
    total.hit += s.hit;
    total.dated += s.dated;
    total.year += s.year;
    total.rows += s.rows;
    total.gold += s.gold;
    total.nearExtra += s.nearExtra;
    total.missed.push(...s.missed);
    total.extra.push(...s.extra);
  }
  return total;
}

function line(name: string, s: Score): string {
  const p = ratio(s.hit, s.rows);
  const r = ratio(s.hit, s.gold);
  const strict = ratio(s.hit, s.hit + s.nearExtra);
  return `${name.padEnd(10)} gold ${String(s.gold).padStart(3)}  rows ${String(s.rows).padStart(3)}  P ${three(p)}  R ${three(r)}  F1 ${three(f1(p, r))}   P* ${three(strict)}  F1* ${three(f1(strict, r))}   year ${s.year}/${s.dated}`;
}

function benchGold(folder: string, showMisses: boolean): void {
  say(`## Against the gold rows of ${folder === PLANS ? '../shared/data/plans' : folder}`);
  if (!existsSync(folder)) {
    say(`left out: ${folder} is absent on this machine`);
    return;
  }
  say(
    'A row counts when the subject is similar (canonical name, mean Dice of characters and character pairs ≥ 0.5), the comparator',
  );
  say(
    'is equal (to and + count as =), and value and unit are equal after the scale (万, 亿) is multiplied out; 万元 = 万元/人.',
  );
  say(
    'Gold kinds target, stretch, maintain, qualitative are compared with targets; actual, baseline, estimate with facts.',
  );
  say(
    'The gold is not exhaustive. P and F1 count every row that is not in the gold as wrong; P* and F1* count only those',
  );
  say(
    'extra rows as wrong that speak of a gold indicator which was missed. The truth lies between; judge by --misses.',
  );
  say();
  const targets: Score[] = [];
  const facts: Score[] = [];
  for (const name of readdirSync(folder)
    .filter((f) => /^\d\d\.txt$/.test(f))
    .sort()) {
    const nn = name.slice(0, 2);
    const gold = readGold(join(folder, `${nn}.gold.tsv`));
    const draft = compile(readFileSync(join(folder, name), 'utf8'));
    const t = score(
      gold.filter((g) => !PAST.has(g.kind)),
      draft.commitments.filter((c) => c.kind === 'target' && (c.value !== null || c.unit !== null)),
    );
    const f = score(
      gold.filter((g) => PAST.has(g.kind)),
      draft.facts,
    );
    targets.push(t);
    facts.push(f);
    say(`${nn}  ${line('targets', t)}`);
    if (f.gold > 0 || f.rows > 0) say(`    ${line('facts', f)}`);
    if (!showMisses || setAside(nn)) continue;
    for (const g of [...t.missed, ...f.missed])
      say(`      missed  ${g.kind} ${g.indicator} ${g.op} ${g.value} ${g.unit} ${g.period}`);
    for (const x of [...t.extra, ...f.extra])
      say(`      extra   ${x.id} ${x.subject} ${x.op} ${x.value} ${x.unit} «${x.text}»`);
  }
  say();
  say(line('TARGETS', sum(targets)));
  say(line('FACTS', sum(facts)));
  say(line('ALL', sum([...targets, ...facts])));
  say();
}

interface PlacedGold {
  start: number;
  end: number;
  subject: string;
  op: string;
  value: string;
  unit: string;
  period: string;
  past: boolean;
}

function readPlacedGold(path: string): PlacedGold[] {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [start = '', end = '', , subject = '', op = '', value = '', , unit = '', period = '', kind = ''] =
      line.split('\t');
    return { start: Number(start), end: Number(end), subject, op, value, unit, period, past: kind === 'achieved' };
  });
}

/** Past it and at least it are one class here: the gold of these texts writes 突破 both ways. */
const placedOp = (op: string | null): string => {
  const c = opClass(op);
  return c === '>' ? '>=' : c === '<' ? '<=' : c;
};

const unitsAgree = (gold: string, row: string): boolean => {
  const g = unitFactor(simplified(gold));
  const r = unitFactor(row);
  const base = (u: string): string => u.replace(/^次$|^人次$/u, '人次').replace(/^元\/.*$/u, '元');
  return g.factor === r.factor && (base(g.base) === base(r.base) || g.base === '' || r.base === '');
};

interface PlacedScore {
  gold: number;
  rows: number;
  hit: number;
  op: number;
  named: number;
  dated: number;
  year: number;
}
const nothing = (): PlacedScore => ({ gold: 0, rows: 0, hit: 0, op: 0, named: 0, dated: 0, year: 0 });

/** Rows against gold by the place of the number: same number, same side (promise or result), same value and unit. */
function scorePlaced(
  gold: readonly PlacedGold[],
  rows: readonly DraftCommitment[],
  misses: ((line: string) => void) | null,
): PlacedScore {
  const result = { ...nothing(), gold: gold.length, rows: rows.length };
  const used = new Set<DraftCommitment>();
  for (const g of gold) {
    const row = rows.find(
      (r) =>
        !used.has(r) &&
        r.quantitySpan !== null &&
        r.quantitySpan[0] < g.end &&
        r.quantitySpan[1] > g.start &&
        r.value !== null &&
        (r.value === Number(g.value) || r.value2 === Number(g.value)) &&
        unitsAgree(g.unit, r.unit ?? ''),
    );
    if (!row) {
      misses?.(`missed   ${g.past ? 'result' : 'promise'} ${g.subject} ${g.op} ${g.value} ${g.unit} ${g.period}`);
      continue;
    }
    used.add(row);
    result.hit++;
    const opRight = placedOp(simplified(g.op)) === placedOp(row.op);
    const nameRight = similarity(simplified(g.subject), row.subject) >= SIMILAR;
    const year = row.period?.end?.slice(0, 4) ?? '';
    if (opRight) result.op++;
    if (nameRight) result.named++;
    if (g.period !== '') {
      result.dated++;
      if (year === g.period) result.year++;
    }
    if (!opRight || !nameRight || (g.period !== '' && year !== g.period))
      misses?.(
        `differs  ${g.subject} ${g.op} ${g.value} ${g.unit} ${g.period}  →  ${row.subject} ${row.op} ${row.value} ${row.unit} ${year}`,
      );
  }
  for (const r of rows)
    if (!used.has(r)) misses?.(`extra    ${r.subject} ${r.op} ${r.value} ${r.unit} «${r.text.slice(0, 80)}»`);
  return result;
}

function addPlaced(into: PlacedScore, s: PlacedScore): void {
  for (const key of Object.keys(into) as (keyof PlacedScore)[]) into[key] += s[key];
}

function placedLine(name: string, s: PlacedScore): string {
  const p = ratio(s.hit, s.rows);
  const r = ratio(s.hit, s.gold);
  return `${name.padEnd(22)} gold ${String(s.gold).padStart(3)}  rows ${String(s.rows).padStart(3)}  P ${three(p)}  R ${three(r)}  F1 ${three(f1(p, r))}   op ${s.op}/${s.hit}  subject ${s.named}/${s.hit}  year ${s.year}/${s.dated}`;
}

/** Real local texts, number by number. */
function benchLocal(showMisses: boolean, showAll: boolean): void {
  const folder = join(PLANS, 'local');
  say('## Real local texts, number by number (../shared/data/plans/local)');
  if (!existsSync(folder)) {
    say(`left out: ${folder} is absent on this machine`);
    return;
  }
  say(
    'A row counts when it stands on the gold number, on the right side (promise or result), with its value and unit;',
  );
  say('every other row counts as wrong. The year is that of the end of the period.');
  say();
  const days = new Map(
    readFileSync(join(folder, 'asof.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((l) => l.split(' ') as [string, string]),
  );
  for (const dated of [true, false]) {
    const totals = new Map<string, PlacedScore>();
    for (const file of readdirSync(folder)
      .filter((f) => f.endsWith('.gold.tsv'))
      .sort()) {
      const nn = file.slice(0, 2);
      const aside = setAside(`local/${nn}`);
      const gold = readPlacedGold(join(folder, file));
      const asOf = days.get(nn);
      const draft = compile(readFileSync(join(folder, `${nn}.txt`), 'utf8'), dated && asOf ? { asOf } : {});
      const misses =
        showMisses && dated && (!aside || showAll) ? (line: string): void => say(`  ${nn}  ${line}`) : null;
      const promises = scorePlaced(
        gold.filter((g) => !g.past),
        draft.commitments.filter((c) => c.kind === 'target' && c.value !== null),
        misses,
      );
      const results = scorePlaced(
        gold.filter((g) => g.past),
        draft.facts,
        misses,
      );
      const part = aside ? 'set aside' : 'at hand';
      for (const [name, s] of [
        [`${part} promises`, promises],
        [`${part} results`, results],
      ] as const) {
        if (!totals.has(name)) totals.set(name, nothing());
        addPlaced(totals.get(name)!, s);
      }
      if (dated) {
        say(placedLine(`${nn}${aside ? '*' : ' '} promises`, promises));
        if (results.gold + results.rows > 0) say(placedLine(`${nn}${aside ? '*' : ' '} results`, results));
      }
    }
    say(dated ? '* set aside by the hash of its name; with the day given:' : 'without the day:');
    for (const name of [...totals.keys()].sort()) say(placedLine(name, totals.get(name)!));
    say();
  }
}

/** Typical subjects with the departments that may answer for them. */
function benchOwners(showMisses: boolean): void {
  const path = join(PLANS, 'local', 'owners.tsv');
  say('## Owners of typical subjects');
  if (!existsSync(path)) {
    say(`left out: ${path} is absent on this machine`);
    return;
  }
  let right = 0;
  let none = 0;
  let wrong = 0;
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const [text = '', owners = ''] = line.split('\t');
    const rows = compile(`2024年，${text}`, { asOf: '2024-01-15' });
    const row =
      rows.commitments.find((c) => c.kind === 'target') ?? rows.commitments.find((c) => c.kind !== 'theme') ?? null;
    const owner = row?.owner ?? null;
    if (owner === null) none++;
    else if (owners.split('|').includes(owner)) right++;
    else wrong++;
    if (showMisses && !(owner !== null && owners.split('|').includes(owner)))
      say(`  ${text}  ${owners}  →  ${row ? (owner ?? 'none') : 'no row'} [${row?.rule ?? ''}]`);
  }
  say(`${right} right, ${none} without an owner, ${wrong} wrong`);
  say();
}

const SEED_TARGETS: readonly (readonly [
  subject: string,
  op: string,
  value: number | null,
  unit: string | null,
  end: string,
])[] = [
  ['地区生产总值', '>', 500, '亿元', '2026'],
  ['清镇经开区总产值', '>', 500, '亿元', '2026'],
  ['物流园总产值', '>', 500, '亿元', '2026'],
  ['中心城区建成区面积', 'approx', 65, '平方公里', '2026'],
  ['常住人口', '>', 75, '万人', '2026'],
  ['人才总量', '>', 15, '万人', '2026'],
  ['累计引进中高端制造企业', '>=', 100, '家', '2026'],
  ['乡村振兴发展基金', '=', 2, '亿元', '2026'],
  ['农业担保风险补偿基金池', 'to', 2000, '万元', '2026'],
  ['红枫湖水质', '', null, null, '2026'],
  ['现代服务业产业集群', '>=', 1000, '亿元', '2031'],
  ['商贸业聚集带', '=', 2, '条', '2031'],
  ['城区商圈', '=', 3, '个', '2031'],
];

function benchSeed(): void {
  say('## The seed article: thirteen targets');
  if (!existsSync(SEED)) {
    say(`left out: ${SEED} is absent on this machine`);
    say();
    return;
  }
  const draft = compile(readFileSync(SEED, 'utf8'));
  const targets = draft.commitments.filter((c) => c.kind === 'target');
  let right = 0;
  for (const [subject, op, value, unit, end] of SEED_TARGETS) {
    const hit = targets.find((t) => t.subject === subject);
    const ok =
      hit !== undefined &&
      (hit.op ?? '') === op &&
      hit.value === value &&
      hit.unit === unit &&
      (hit.period?.end ?? '').startsWith(end);
    if (ok) right++;
    say(
      `${ok ? 'right' : 'WRONG'}  ${subject} ${op} ${value ?? '稳定'}${unit ?? ''} by ${end}${hit ? `   → ${hit.op ?? '—'} ${hit.value ?? '—'} ${hit.unit ?? ''} ${hit.period?.start}..${hit.period?.end} [${hit.rule}]` : '   → not found'}`,
    );
  }
  say(
    `${right} of ${SEED_TARGETS.length} right; ${targets.length - right} rows beside them; ${draft.facts.length} facts; ${draft.groups.length} slogan groups, ${draft.groups.filter((g) => g.members.length > 0).length} unfolded`,
  );
  say();
}

const median = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)]!;

function seconds(f: () => unknown): number {
  const t = performance.now();
  f();
  return (performance.now() - t) / 1000;
}

interface Recognizers {
  number: { recognizeNumber: (text: string, culture: string) => unknown[] };
  unit: {
    recognizeCurrency: (text: string, culture: string) => unknown[];
    recognizeDimension: (text: string, culture: string) => unknown[];
  };
}

function loadRecognizers(): Recognizers | null {
  try {
    const require = createRequire(import.meta.url);
    return {
      number: require('@microsoft/recognizers-text-number'),
      unit: require('@microsoft/recognizers-text-number-with-unit'),
    };
  } catch {
    return null;
  }
}

function benchSpeed(): void {
  say('## Speed over the eight full reports, in one process');
  const folder = join(PLANS, 'full');
  if (!existsSync(folder)) {
    say(`left out: ${folder} is absent on this machine`);
    return;
  }
  const texts = readdirSync(folder)
    .filter((f) => f.endsWith('.txt'))
    .sort()
    .map((f) => readFileSync(join(folder, f), 'utf8'));
  const chars = texts.reduce((n, t) => n + t.length, 0);
  let last: PlanDraft | null = null;
  for (const t of texts) last = compile(t);
  const ours = Array.from(
    { length: RUNS },
    () =>
      chars /
      seconds(() => {
        for (const t of texts) last = compile(t);
      }),
  );
  const spread = (xs: readonly number[]): string =>
    `median ${Math.round(median(xs)).toLocaleString('en')} chars/s (min ${Math.round(Math.min(...xs)).toLocaleString('en')}, max ${Math.round(Math.max(...xs)).toLocaleString('en')}, ${xs.length} runs)`;
  say(`${texts.length} reports, ${chars.toLocaleString('en')} characters`);
  say(`lantu compile, everything      ${spread(ours)}`);
  const theirs = loadRecognizers();
  if (!theirs) say('recognizers-text: left out, the packages are not installed');
  else {
    // Paragraph by paragraph, as its users call it; the whole text at once is slower.
    const paragraphs = texts.flatMap((t) => t.split(/\n+/).filter((p) => p.trim() !== ''));
    const runOnce = (): void => {
      for (const p of paragraphs) {
        theirs.number.recognizeNumber(p, 'zh-cn');
        theirs.unit.recognizeCurrency(p, 'zh-cn');
        theirs.unit.recognizeDimension(p, 'zh-cn');
      }
    };
    runOnce();
    const rates = Array.from({ length: RUNS }, () => chars / seconds(runOnce));
    say(`recognizers-text, number+unit  ${spread(rates)}`);
    const ratios = ours.map((x, i) => x / rates[i]!);
    say(
      `ratio                          median ${median(ratios).toFixed(1)}× (min ${Math.min(...ratios).toFixed(1)}×, max ${Math.max(...ratios).toFixed(1)}×)`,
    );
  }
  say();
  say('time against length (the eight reports joined, repeated)');
  const all = texts.join('\n');
  let first = 0;
  for (const times of [1, 2, 4, 8]) {
    const text = Array.from({ length: times }, () => all).join('\n');
    const s = median(Array.from({ length: 3 }, () => seconds(() => compile(text))));
    if (times === 1) first = s;
    say(
      `${times}×  ${text.length.toLocaleString('en').padStart(10)} characters  ${(s * 1000).toFixed(0).padStart(6)} ms   ${(s / first).toFixed(2)}× the time`,
    );
  }
  void last;
}

function version(name: string): string {
  try {
    const path = join(ROOT, 'node_modules', name, 'package.json');
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
  } catch {
    return 'not installed';
  }
}

export async function run(args: string[]): Promise<void> {
  const folder = args.find((a) => !a.startsWith('--'));
  benchGold(folder ?? PLANS, args.includes('--misses'));
  if (folder !== undefined) return;
  benchLocal(args.includes('--misses'), args.includes('--all'));
  benchOwners(args.includes('--misses'));
  benchSeed();
  if (!args.includes('--no-speed')) benchSpeed();
  say();
  say(
    `node ${process.version}, @microsoft/recognizers-text-number ${version('@microsoft/recognizers-text-number')}, number-with-unit ${version('@microsoft/recognizers-text-number-with-unit')}`,
  );
  say(
    'What this does not prove: the 26 texts were at hand while the rules were written, so their F1 says little of other texts;',
  );
  say(
    'recognizers-text covers many languages and dates, which is work that is not measured here; owners, tags and periods are not scored.',
  );
}

if (import.meta.main) await run(process.argv.slice(2));
