import { type RawBuilder, sql } from 'kysely';
import {
  convert,
  divideUnits,
  endDate,
  type Indicator,
  isNumber,
  isProblem,
  lastFinishedPeriod,
  missing,
  parsePeriod,
  parseUnit,
  periodAt,
  periodsBetween,
  type Point,
  type Problem as MeasureProblem,
  type Series,
  startDate,
  type Value,
  workdaysBetween,
} from '../../core/measure/index.ts';
import {
  type Field,
  type Filter,
  kindOf,
  parseFilter,
  placesInTime,
  type RegisterType,
  type Subject,
} from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { under } from './organisations.ts';
import type { Snapshot } from './snapshot.ts';
import type { Store } from '../store/store.ts';
import { filterSql, numberOf, textOf } from './filter-sql.ts';

type RegisterEvidence = Extract<Indicator['evidence'], { kind: 'register' }>;

/**
 * Figures of indicators that are counted over registers, as they were known on a day: count, sum, ratio, share or duration
 * of records, by period. Kept until an entry touches the register.
 */
export class RegisterFigures {
  readonly #store: Store;
  readonly #kept = new Map<string, Promise<Series>>();
  readonly #most = 2000;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Series by indicator, for every indicator of the snapshot that a register feeds. */
  async of(snapshot: Snapshot, asOf: string, reach: Reach): Promise<Map<string, Series>> {
    const made = new Map<string, Series>();
    for (const { model } of snapshot.indicators.values()) {
      if (model.evidence.kind !== 'register') continue;
      const held = snapshot.registers.get(model.evidence.register);
      if (!held) continue;
      const key = [
        snapshot.jurisdiction,
        asOf,
        visibleKey(snapshot, held.type, reach),
        held.touched,
        JSON.stringify([model.id, model.unit, model.nature, model.cadence, model.evidence]),
        JSON.stringify(held.type.fields.map((field) => [field.id, field.unit])),
      ].join('\n');
      let series = this.#kept.get(key);
      if (!series) {
        series = this.#count(snapshot, model, model.evidence, held.type, asOf, reach);
        this.#kept.set(key, series);
        series.catch(() => this.#kept.delete(key));
        if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value ?? '');
      }
      made.set(model.id, await series);
    }
    return made;
  }

  async #count(
    snapshot: Snapshot,
    indicator: Indicator,
    evidence: RegisterEvidence,
    type: RegisterType,
    asOf: string,
    reach: Reach,
  ): Promise<Series> {
    const { id, unit, nature, cadence } = indicator;
    const empty: Series = {
      indicator: id,
      place: snapshot.jurisdiction,
      unit,
      nature,
      cadence,
      asOf,
      points: [],
      problems: [],
    };
    const plan = planOf(evidence, type);
    if (isProblem(plan)) return { ...empty, problems: [plan] };
    const visible = visibleSql(snapshot, type, reach);
    const { rows } = await sql<{
      day: string;
      began: string | null;
      n: number;
      base: number;
      total: string | null;
      per: string | null;
      demo: boolean;
    }>`
      with seen as (
        select record_id, stage, passed, passages, values, removed, demo, known_on, lead(known_on) over (partition by record_id order by version) as next_on
        from record_version
        where jurisdiction_id = ${snapshot.jurisdiction} and register_id = ${type.id} and known_on <= ${asOf} and ${visible}
      ), moved as (${movesSql(plan, evidence.fn)})
      select day, began, sum(sign) filter (where ${plan.filter}) as n, sum(among) filter (where ${plan.of}) as base,
        ${totalOf(plan)} as total,
        ${plan.per ? sql`sum(sign * ${numberOf(plan.per)}) filter (where ${plan.filter})` : sql`null`} as per,
        bool_or(demo) as demo
      from moved group by day, began order by day`.execute(this.#store);
    const days = rows.flatMap((row) => {
      const day = endDate(row.day);
      if (isProblem(day) || day > asOf) return [];
      const n = Number(row.n ?? 0);
      const took = row.began === null ? 0 : workdaysBetween(row.began, day);
      // A calendar that is not published yet tells of no duration.
      if (isProblem(took)) return [];
      const duration = evidence.fn === 'workdays';
      return [
        {
          day,
          n,
          base: Number(row.base ?? 0),
          total: duration ? n * took : Number(row.total ?? 0),
          per: duration ? n : Number(row.per ?? 0),
          demo: row.demo,
        },
      ];
    });
    days.sort((a, b) => (a.day < b.day ? -1 : 1));
    return { ...empty, points: pointsOf(indicator, evidence.fn, plan, days, asOf, type) };
  }
}

interface Plan {
  filter: RawBuilder<boolean>;
  /** What is taken off a sum. */
  less: RawBuilder<boolean> | null;
  of: RawBuilder<boolean>;
  /** What is summed, record by record. */
  amount: RawBuilder<string | null> | null;
  per: Subject | null;
  date: Subject | null;
  /** From where a record counts no more; of a share: has passed. */
  until: Subject | null;
  /** What counts once. */
  once: Subject | null;
  /** Where a duration begins. */
  from: Subject | null;
  /** A record says how things stood in a period of its own. */
  panel: boolean;
  /** Unit of the result as the fields give it; null for counts and shares. */
  unit: string | null;
}

function planOf(evidence: RegisterEvidence, type: RegisterType): Plan | MeasureProblem {
  const filters = [evidence.filter, evidence.of, evidence.less].map((text): Filter | null | MeasureProblem =>
    text === undefined ? null : parseFilter(type, text),
  );
  const [filter = null, of = null, less = null] = filters;
  if (isProblem(filter)) return filter;
  if (isProblem(of)) return of;
  if (isProblem(less)) return less;
  const field = numberField(type, evidence.field);
  const per = numberField(type, evidence.per);
  const minus = numberField(type, evidence.minus);
  if (evidence.minus !== undefined && (!minus || minus.unit !== field?.unit)) return wrong(type, evidence.minus);
  if ((evidence.fn === 'sum' || evidence.fn === 'mean' || evidence.fn === 'ratio') && !field)
    return wrong(type, evidence.field ?? '');
  if (evidence.fn === 'ratio' && !per) return wrong(type, evidence.per ?? '');
  const date = evidence.date === undefined ? null : dateOf(type, evidence.date);
  if (evidence.date !== undefined && !date) return wrong(type, evidence.date);
  const [until, from] = [evidence.until, evidence.from].map((name) => (name === undefined ? null : dateOf(type, name)));
  if (evidence.until !== undefined && (!until || !date)) return wrong(type, evidence.until);
  const once = evidence.once === undefined ? null : type.fields.find(({ id }) => id === evidence.once);
  if (once === undefined || (once && !date)) return wrong(type, evidence.once ?? '');
  if (evidence.fn === 'workdays' && (!from || !date)) return wrong(type, evidence.from ?? '');
  const everything = sql<boolean>`true`;
  const given = filter ? filterSql(filter) : everything;
  const has = (one: Field) => sql<boolean>`${numberOf({ kind: 'field', field: one })} is not null`;
  // Of a ratio a record that lacks one side says nothing of the other.
  const both = (one: Field, other: Field) => sql<boolean>`(${given} and ${has(one)} and ${has(other)})`;
  const passes =
    evidence.fn === 'ratio' && field && per
      ? both(field, per)
      : evidence.fn === 'mean' && field
        ? sql<boolean>`(${given} and ${has(field)})`
        : given;
  const among = of ? filterSql(of) : everything;
  return {
    filter: evidence.fn === 'share' ? sql`(${passes} and ${among})` : passes,
    of: among,
    less: evidence.fn === 'sum' && less ? filterSql(less) : null,
    amount: field && amountOf(field, minus),
    per: per && { kind: 'field', field: per },
    date,
    until: until ?? null,
    once: once ? { kind: 'field', field: once } : null,
    from: evidence.fn === 'workdays' ? (from ?? null) : null,
    panel: date?.kind === 'field' && date.field.type === 'period',
    unit:
      evidence.fn === 'sum' || evidence.fn === 'mean'
        ? (field?.unit ?? null)
        : evidence.fn === 'ratio'
          ? quotient(field?.unit ?? '', per?.unit ?? '')
          : null,
  };
}

/** What a sum makes of the days' moves, less what is taken off it; null where nothing is summed. */
function totalOf({ amount, less, filter }: Plan): RawBuilder<unknown> {
  if (!amount) return sql`null`;
  const sum = (passing: RawBuilder<boolean>) => sql`sum(sign * ${amount}) filter (where ${passing})`;
  return less ? sql`coalesce(${sum(filter)}, 0) - coalesce(${sum(less)}, 0)` : sum(filter);
}

function amountOf(field: Field, minus: Field | null): RawBuilder<string | null> {
  const all = numberOf({ kind: 'field', field });
  return minus ? sql`(${all} - coalesce(${numberOf({ kind: 'field', field: minus })}, 0))` : all;
}

/** When records begin to count and when they end: by days of their own, or as they came into the register and changed there. */
function movesSql({ date, until, from, once, filter }: Plan, fn: RegisterEvidence['fn']): RawBuilder<unknown> {
  if (!date)
    return sql`select known_on as day, null as began, 1 as sign, 1 as among, * from seen where not removed
      union all select next_on, null, -1, -1, * from seen where not removed and next_on is not null`;
  const given = sql`from seen where next_on is null and not removed and ${textOf(date)} is not null`;
  const key = once && sql`(partition by coalesce(${textOf(once)}, record_id)`;
  const lasting = until ? sql`coalesce(${textOf(until)}, '9999')` : sql`1`;
  const single = key
    ? sql`select *, min(${textOf(date)}) over ${key}) as counted_from, row_number() over ${key} order by ${lasting} desc, record_id) as nth ${given} and ${filter}`
    : sql`select *, ${textOf(date)} as counted_from, 1 as nth ${given}`;
  const standing = sql`from (${single}) as one where nth = 1`;
  const day = sql`counted_from`;
  const began = from ? sql`and ${textOf(from)} is not null and ${textOf(from)} <= ${day}` : sql``;
  const share = fn === 'share' && until !== null;
  const begins = sql`select ${day} as day, ${from ? textOf(from) : sql`null`} as began, ${share ? sql`0` : sql`1`} as sign, 1 as among, record_id, stage, passed, passages, values, demo ${standing} ${began}`;
  return until
    ? sql`${begins} union all select greatest(${day}, ${textOf(until)}), null, ${share ? sql`1, 0` : sql`-1, -1`}, record_id, stage, passed, passages, values, demo ${standing} and ${textOf(until)} is not null`
    : begins;
}

function wrong(type: RegisterType, name: string): MeasureProblem {
  return {
    ok: false,
    code: 'register-field',
    zh: `台账“${type.name.zh}”没有可用的字段“${name}”`,
    en: `The register ${type.name.en} has no usable field "${name}"`,
  };
}

function numberField(type: RegisterType, name: string | undefined): Field | null {
  return type.fields.find((field) => field.id === name && kindOf(field).compares === 'number') ?? null;
}

function dateOf(type: RegisterType, name: string): Subject | null {
  const stage = /^passed\(([a-z0-9-]+)\)$/.exec(name)?.[1];
  if (stage !== undefined) return type.stages.some((item) => item.id === stage) ? { kind: 'passed', stage } : null;
  const field = type.fields.find((item) => item.id === name && placesInTime(item));
  return field ? { kind: 'field', field } : null;
}

function quotient(above: string, below: string): string | null {
  const [a, b] = [parseUnit(above), parseUnit(below)];
  return isProblem(a) || isProblem(b) ? null : divideUnits(a, b).text;
}

/** Approved versions, and those of the organisations whose unapproved ones the reader sees. */
export function visibleSql(
  snapshot: Pick<Snapshot, 'parents'>,
  type: Pick<RegisterType, 'organisation'>,
  reach: Reach,
): RawBuilder<boolean> {
  if (reach === 'all') return sql`true`;
  if (reach === 'approved') return sql`status = 'approved'`;
  return sql`(status = 'approved' or coalesce(organisation_id, ${type.organisation ?? null}) = any(${[...under(snapshot.parents, reach.slice('of:'.length))]}))`;
}

/** What `visibleSql` hangs on beside the records: whatever is kept of a reading holds while this stays the same. */
export function visibleKey(
  { parents }: Pick<Snapshot, 'parents'>,
  { organisation }: Pick<RegisterType, 'organisation'>,
  reach: Reach,
): string {
  if (reach === 'all' || reach === 'approved') return reach;
  return JSON.stringify([organisation, ...[...under(parents, reach.slice('of:'.length))].toSorted()]);
}

interface Moved {
  day: string;
  n: number;
  base: number;
  total: number;
  per: number;
  demo: boolean;
}

const longestSeries = 600;

function pointsOf(
  indicator: Indicator,
  fn: RegisterEvidence['fn'],
  plan: Plan,
  moves: readonly Moved[],
  asOf: string,
  type: RegisterType,
): Point[] {
  // Placed by a day of their own, records that the filter leaves out say nothing of when the counting began.
  const counted = plan.date ? moves.find((move) => (fn === 'share' ? move.base : move.n) !== 0) : undefined;
  const first = counted ?? moves[0];
  const finished = lastFinishedPeriod(indicator.cadence, asOf, indicator.nature);
  if (!first || isProblem(finished)) return [];
  const over = endDate(finished);
  // What adds up, and a rate of what happened, is counted inside its period; everything else is what stands at its end.
  const inside =
    plan.until === null &&
    (plan.panel ||
      indicator.nature === 'flow' ||
      indicator.nature === 'ytd' ||
      (fn === 'mean' && plan.date !== null) ||
      (indicator.nature === 'rate' && plan.date !== null));
  // How things stand is told from the first day: until a period is over, of the one that runs.
  const running = !inside && (isProblem(over) || over < first.day);
  const to = running ? runningEnd(indicator, asOf) : over;
  const periods = isProblem(to)
    ? []
    : periodsBetween(indicator.cadence, `${first.day.slice(0, 4)}-01-01`, to, indicator.nature);
  if (isProblem(periods)) return [];
  const demo = moves.some((move) => move.demo);
  return periods.slice(-longestSeries).flatMap((period): Point[] => {
    const end = endDate(period);
    const parsed = parsePeriod(period);
    const start = startDate(period);
    if (isProblem(end) || isProblem(parsed) || isProblem(start)) return [];
    // Before anybody entered anything there was no list: it says nothing, which is not zero.
    if (!plan.date && end < first.day) return [];
    const from = inside ? start : '';
    const within = moves.filter((move) => move.day >= from && move.day <= end);
    const sum = (pick: (move: Moved) => number) => within.reduce((total, move) => total + pick(move), 0);
    // No row of the period: nobody has said how things stood.
    if (plan.panel && indicator.nature === 'stock' && within.length === 0) return [];
    const value = resultOf(fn, plan, indicator.unit, {
      n: sum((m) => m.n),
      base: sum((m) => m.base),
      total: sum((m) => m.total),
      per: sum((m) => m.per),
    });
    return [
      {
        period,
        value,
        knownOn: end < asOf ? end : asOf,
        status: 'approved',
        source: `台账：${type.name.zh}`,
        grade: demo ? '演示' : '计算',
        demo,
      },
    ];
  });
}

/** The last day of the period that runs on a day. */
function runningEnd({ cadence, nature }: Indicator, day: string): string | MeasureProblem {
  const period = periodAt(cadence, day, nature);
  return isProblem(period) ? period : endDate(period);
}

function resultOf(
  fn: RegisterEvidence['fn'],
  plan: Plan,
  unit: string,
  sums: { n: number; base: number; total: number; per: number },
): Value {
  const nothing = missing('not-enough-points', {
    zh: '台账里没有可比的记录',
    en: 'the register has no records to compare',
  });
  switch (fn) {
    case 'count':
      return sums.n;
    case 'workdays':
      return sums.per === 0 ? nothing : sums.total / sums.per;
    case 'share':
      return sums.base === 0 ? nothing : (100 * sums.n) / sums.base;
    case 'sum':
    case 'mean':
    case 'ratio': {
      const over = fn === 'sum' ? 1 : fn === 'mean' ? sums.n : sums.per;
      if (over === 0) return nothing;
      const raw = Number((sums.total / over).toPrecision(12));
      // People over people have no unit: as a percentage they are hundredths.
      if (plan.unit === null || plan.unit === '') return fn === 'ratio' && unit === '%' ? 100 * raw : raw;
      const converted = convert(raw, plan.unit, unit);
      return isNumber(converted as Value)
        ? (converted as number)
        : missing('not-applicable', {
            zh: `单位 ${plan.unit} 不能换算成 ${unit}`,
            en: `${plan.unit} cannot be converted to ${unit}`,
          });
    }
  }
}
