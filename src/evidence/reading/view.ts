import {
  buildSeries,
  childOf,
  type Composite,
  type CompositeResult,
  compileFormula,
  composite,
  currentValue,
  formulaSeries,
  goalOf,
  type Horizon,
  type Indicator,
  isNumber,
  isProblem,
  latest,
  type Light,
  milestoneStanding,
  missing,
  requiredAt,
  type Rollup,
  rollup,
  type Series,
  STANDING_RULES,
  type Standing,
  type StandingRules,
  standing,
  annual,
  type Target,
  type Text,
  UNMEASURED,
  type Value,
  YINCHUAN_2025,
  yearsAtEnd,
} from '../../core/measure/index.ts';
import {
  noOutlook,
  OUTLOOK_RULES,
  outlookOf,
  shownLight,
  type Outlook,
  type OutlookRules,
} from '../../core/foresee/index.ts';
import { inForceOn } from '../../core/plan/index.ts';
import type { CommitmentItem, CompositeItem, TargetItem } from '../../core/plan/plan-file.ts';
import type { Register, RegisterType } from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { leaveOut } from './left-out.ts';
import { organisationNamed, under } from './organisations.ts';
import type { HeldOutlooks } from './outlooks.ts';
import { rolledSeries, withPlaces } from './rolled.ts';
import { type HeldTask, type TaskInForce, taskKey, tasksOn, yearOf, yearTarget } from './tasks.ts';
import { type ListOf, type ListSource, typedList, type Units } from './list.ts';
import { type Milestone, milestonesOf } from './milestones.ts';
import type { HeldCommitment, HeldObservation, HeldPlan, Snapshot } from './snapshot.ts';
import { noStreams, type StreamReader } from './streams.ts';

const nothing: HeldObservation[] = [];
/** Series that are kept of one list of observations: a few days, or all villages of one day. */
const mostBuilt = 400;

/** Reads the records of a list for a view. */
export type ReadRecords = (
  view: { snapshot: Snapshot; asOf: string; reach: Reach; parts: Set<string> },
  register: string,
) => Promise<ListSource>;

const noRecords: ReadRecords = async () => ({ records: [], titles: new Map() });

/** Series by the very list that they were built from: a snapshot hands on the lists that a new entry did not touch. */
const builtSeries = new WeakMap<HeldObservation[], Map<string, Series>>();

/** Series of formulas by their first input: they hold for as long as all inputs are the very same. */
interface Computed {
  inputs: readonly (Series | null)[];
  made: Series | null;
}
const computedSeries = new WeakMap<Series, Map<string, Computed>>();

/**
 * Lights by the series (which carries its as-of day) and the very commitment that they were given to. A snapshot hands
 * commitments on only together with all other definitions, so a changed indicator or rule never meets an old light.
 */
const judged = new WeakMap<Series, WeakMap<CommitmentItem, Standing>>();

/** What a jurisdiction's plan looked like on one day: series, lights, indices. Each is computed when first asked for. */
export class ViewAt {
  readonly snapshot: Snapshot;
  readonly asOf: string;
  readonly reach: Reach;
  /** What stations sent up to the end of the day. */
  readonly streams: StreamReader;
  readonly #counted: ReadonlyMap<string, Series>;
  readonly #records: ReadRecords;
  /** What was read of the store by whatever is remembered with this view. */
  readonly parts: Set<string>;
  readonly #lists = new Map<RegisterType, Promise<unknown>>();
  /** Organisations whose unapproved figures are seen; null: nobody's or everybody's. */
  readonly #own: ReadonlySet<string> | null;
  readonly #series = new Map<string, Series | null>();
  readonly #standings = new Map<string, Standing>();
  readonly #outlooks: HeldOutlooks | null;
  readonly #foreseen = new Map<string, Outlook | null>();
  readonly #places = new Map<string, readonly string[]>();
  readonly #vetoed = new Set<string>();
  readonly #children = new Map<string | null, CommitmentItem[]>();
  readonly #commitments = new Map<string, CommitmentItem>();
  readonly #held = new Map<string, HeldCommitment>();
  #indices: CompositeResult[] | undefined;
  #tasks: Map<string, TaskInForce> | undefined;
  #carried: Map<string, string> | undefined;

  /**
   * `counted`: figures that come from registers and streams (see figures.ts, streams.ts); `records`: how the records of a list are read;
   * `outlooks`: what was foreseen last for the day.
   */
  constructor(
    snapshot: Snapshot,
    asOf: string,
    reach: Reach,
    counted: ReadonlyMap<string, Series> = new Map(),
    records: ReadRecords = noRecords,
    outlooks: HeldOutlooks | null = null,
    streams: StreamReader = noStreams,
  ) {
    this.streams = streams;
    this.parts = streams.parts ?? new Set();
    this.#outlooks = outlooks;
    this.snapshot = snapshot;
    this.asOf = asOf;
    this.reach = reach;
    this.#counted = counted;
    this.#records = records;
    this.#own = reach.startsWith('of:') ? under(snapshot.parents, reach.slice('of:'.length)) : null;
    for (const held of snapshot.commitments) {
      const { item } = held;
      this.#held.set(item.id, held);
      this.#commitments.set(item.id, item);
      // Under each plan's own head, once.
      for (const parent of new Set([item.parent, ...held.clauses.map((clause) => clause.item.parent)])) {
        const siblings = this.#children.get(parent);
        if (siblings) siblings.push(item);
        else this.#children.set(parent, [item]);
      }
    }
  }

  get rules(): StandingRules {
    return STANDING_RULES[this.snapshot.plan?.item.rules ?? ''] ?? YINCHUAN_2025;
  }

  /** Days of the plan that leads. */
  get horizon(): Horizon {
    const { start, end } = this.snapshot.plan?.item.horizon ?? {
      start: Number(this.asOf.slice(0, 4)),
      end: Number(this.asOf.slice(0, 4)),
    };
    return { start: `${start}-01-01`, end: `${end}-12-31` };
  }

  /** A commitment of the day with the plan that it is judged by and all its clauses; undefined where none is in force. */
  commitment(id: string): HeldCommitment | undefined {
    return this.#held.get(id);
  }

  /** The plans in force on the day, highest rank first. */
  get plans(): HeldPlan[] {
    // On the day nobody knew yet when it would be closed.
    return this.snapshot.plans
      .filter((plan) => inForceOn(plan, this.asOf))
      .map((plan) => (plan.closedOn === null ? plan : { ...plan, closedOn: null, closing: null }));
  }

  /** By which plan a commitment is judged; null where none is in force that makes it. */
  judgedBy(id: string): { plan: string; title: Text; year: number | null; document: string | null } | null {
    const held = this.#held.get(id);
    const plan = held && this.snapshot.plans.find(({ item }) => item.id === held.plan)?.item;
    if (!held || !plan) return null;
    return { plan: plan.id, title: plan.title, year: held.year, document: held.document ?? plan.document ?? null };
  }

  /** The task of a year of a commitment as it stands on the day; null where none is issued. */
  task(id: string, year: number, basis: HeldTask['basis'] = 'own'): TaskInForce | null {
    this.#tasks ??= tasksOn(this.snapshot.tasks, this.asOf);
    return this.#tasks.get(taskKey(id, year, basis)) ?? null;
  }

  /** How the jurisdiction stands against the task of a year; `part`: how the unit does that was given it. */
  taskStanding(task: HeldTask, part?: HeldTask['groups'][number]['parts'][number]): Standing | null {
    const item = this.#commitments.get(task.commitment);
    const id = part?.indicator ?? item?.indicator;
    const model = id ? this.snapshot.indicators.get(id)?.model : undefined;
    if (!item?.target || !id || !model) return null;
    // A unit is judged by figures of its own alone.
    if (part && !part.indicator && !part.place) return null;
    const { value, quarters } = part ?? { value: task.total, quarters: task.quarters };
    return standing({
      target: targetOf(id, yearTarget(item.target, model, task, { value, quarters })),
      indicator: model,
      series: this.series(id, part?.indicator ? undefined : part?.place),
      asOf: this.asOf,
      horizon: yearOf(task.year),
      rules: this.rules,
    });
  }

  /** Days of the plan that a commitment is judged by. */
  horizonOf(id: string): Horizon {
    return this.#held.get(id)?.horizon ?? this.horizon;
  }

  /** First day from which figures are asked for: plans follow each other, what is due goes on. */
  get since(): string {
    const begun = this.snapshot.plans.filter(({ item }) => (item.from ?? '') <= this.asOf);
    const years = begun.map(({ item }) => item.horizon.start);
    return years.length === 0 ? this.horizon.start : `${Math.min(...years)}-01-01`;
  }

  /**
   * A list as it was known on the day of the view, as far as its reach goes: typed records, names resolved, personal data
   * masked, numbers in the `units` that the method works in. A jurisdiction that does not have the register has no rows.
   */
  async list<R extends Register>(register: R, units?: Units<R>): Promise<ListOf<R>> {
    // Also where the list is known already: what it comes without is said in every answer.
    const source = this.records(register.id);
    const known = units === undefined ? (this.#lists.get(register) as Promise<ListOf<R>> | undefined) : undefined;
    if (known) {
      await source;
      return known;
    }
    const made = source.then((held) => typedList(this.snapshot, register, held, units));
    if (units === undefined) this.#lists.set(register, made);
    return made;
  }

  /** The records of a list as they are held, for those who show any register. */
  async records(register: string): Promise<ListSource> {
    const source = await this.#records(this, register);
    for (const row of source.leftOut ?? []) leaveOut(row);
    return source;
  }

  /** An organisation as pages show it; its id stands for a name that is not known. */
  organisation(id: string | null): { id: string; name: Text } | null {
    return organisationNamed(this.snapshot, id);
  }

  /**
   * The figures of an indicator for the jurisdiction as a whole, or for one of its places; null when there is no such
   * indicator. What is not reported of the whole is made from its places where the indicator says how.
   */
  series(id: string, place = this.snapshot.jurisdiction): Series | null {
    const key = `${place} ${id}`;
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const indicator = this.snapshot.indicators.get(id)?.model;
    // Set before it is computed: a formula that leads back to itself finds nothing instead of going round.
    this.#series.set(key, null);
    const made = !indicator
      ? null
      : indicator.evidence.kind === 'formula'
        ? this.#computed(indicator, indicator.evidence.expression, place)
        : place === this.snapshot.jurisdiction
          ? (this.#counted.get(id) ?? withPlaces(this.#reported(indicator, place), this.rolledUp(id)))
          : indicator.evidence.kind === 'observations'
            ? this.#reported(indicator, place)
            : null;
    this.#series.set(key, made);
    return made;
  }

  /** What is reported of the whole, without what its places make; null for what is not reported. */
  reported(id: string): Series | null {
    const model = this.snapshot.indicators.get(id)?.model;
    return model?.evidence.kind === 'observations' ? this.#reported(model, this.snapshot.jurisdiction) : null;
  }

  /** The places whose figures an indicator has, in the order of their codes. */
  placesOf(id: string): readonly string[] {
    const kinds: readonly string[] | undefined = this.snapshot.indicators.get(id)?.item.places?.kinds;
    if (!kinds) return [];
    const key = kinds.join(' ');
    const known = this.#places.get(key);
    if (known) return known;
    const found = [...this.snapshot.placeKinds].flatMap(([place, kind]) => (kinds.includes(kind) ? [place] : []));
    this.#places.set(key, found.toSorted());
    return this.placesOf(id);
  }

  /** What the places make of the whole by the rule of the indicator, by period; null where they make nothing of it. */
  rolledUp(id: string): Series | null {
    const held = this.snapshot.indicators.get(id);
    const rule = held?.item.places;
    return !held || !rule || rule.rollup === 'none' || held.model.evidence.kind !== 'observations'
      ? null
      : rolledSeries(this, held.model, rule.rollup, rule.weight);
  }

  /** True when the reader sees figures of the indicator before they are approved. */
  seesPreliminary(indicator: Pick<Indicator, 'owner'>): boolean {
    return this.reach === 'all' || (indicator.owner !== null && this.#own !== null && this.#own.has(indicator.owner));
  }

  #reported(indicator: Indicator, place: string): Series {
    const held = place === this.snapshot.jurisdiction ? this.snapshot.observations : this.snapshot.placed;
    const all = held.get(indicator.id) ?? nothing;
    const built = builtSeries.get(all) ?? new Map<string, Series>();
    builtSeries.set(all, built);
    const preliminary = this.seesPreliminary(indicator);
    const key = `${indicator.id} ${place} ${this.asOf} ${preliminary} ${indicator.unit} ${indicator.nature} ${indicator.cadence}`;
    const known = built.get(key);
    if (known) return known;
    const made = buildSeries(
      indicator,
      place,
      preliminary ? all : all.filter((item) => item.status !== 'preliminary'),
      this.asOf,
    );
    if (built.size > mostBuilt) built.clear();
    built.set(key, made);
    return made;
  }

  #computed(indicator: Indicator, expression: string, place: string): Series | null {
    const formula = compileFormula(expression, { unitOf: (id) => this.snapshot.indicators.get(id)?.item.unit });
    if (isProblem(formula)) return null;
    const inputs = formula.inputs.map((input) => this.series(input, place));
    const [first] = inputs;
    const kept = first ? (computedSeries.get(first) ?? new Map<string, Computed>()) : undefined;
    if (first && kept) computedSeries.set(first, kept);
    const key = `${indicator.id} ${place} ${this.asOf} ${expression} ${indicator.unit}`;
    const known = kept?.get(key);
    if (known && known.inputs.every((input, n) => input === inputs[n])) return known.made;
    const made = formulaSeries(indicator, formula, (input) => this.series(input, place) ?? undefined, place, this.asOf);
    const found = isProblem(made) ? null : made;
    kept?.set(key, { inputs, made: found });
    return found;
  }

  /** Thresholds of the words for an outlook that are in force. */
  get outlookRules(): OutlookRules {
    return this.snapshot.plan?.item.outlookRules ?? OUTLOOK_RULES;
  }

  /** Entry and day that the outlooks are computed from; null: none have been computed yet. */
  get foreseenFrom(): { head: number; asOf: string } | null {
    return this.#outlooks && { head: this.#outlooks.head, asOf: this.#outlooks.asOf };
  }

  /** 前景 of a commitment: the one estimate that every face shows; null where there is no target that a figure could reach. */
  outlook(id: string): Outlook | null {
    const known = this.#foreseen.get(id);
    if (known !== undefined) return known;
    const item = this.#commitments.get(id);
    const made = item?.target && item.indicator && item.kind !== 'theme' ? this.#foresee(id) : null;
    this.#foreseen.set(id, made);
    return made;
  }

  #foresee(id: string): Outlook {
    const own = this.#held.get(id);
    // By its year's task it is foreseen as a commitment; as a clause of its plan only where another one judges it.
    const clause = own && own.year === null ? this.#outlooks?.clauses.get(`${own.plan} ${id}`) : undefined;
    const held = clause ?? this.#outlooks?.targets.get(id);
    if (!held) return noOutlook({ zh: '前景还在计算。', en: 'The outlook is still being computed.' });
    if (held.found) return outlookOf(held.found, this.outlookRules);
    const why = held.missing ?? { zh: '没有数', en: 'no figures' };
    return noOutlook({ zh: `不能预测：${why.zh}。`, en: `Cannot be foreseen: ${why.en}.` });
  }

  /** The light that is shown and counted everywhere: the standing, and never plainly green below an even chance. */
  light(id: string): Light {
    return shownLight(this.standing(id).light, this.outlook(id));
  }

  /** Why the shown light is what it is: where it is the outlook that darkens it, the outlook says so. */
  why(id: string): Text {
    const standing = this.standing(id);
    const outlook = this.outlook(id);
    return outlook && this.light(id) !== standing.light ? outlook.sentence : standing.why;
  }

  /** Where a commitment stands by the published rule alone; of a theme its roll-up, in which the outlooks count. */
  standing(id: string): Standing {
    const known = this.#standings.get(id);
    if (known) return known;
    const item = this.#commitments.get(id);
    const goesOn = item ? undefined : this.#goesOn(id);
    if (goesOn !== undefined) return this.standing(goesOn);
    const ended = item ? undefined : this.#ended(id);
    const made = item
      ? this.#judge(item)
      : (ended ?? {
          ...UNMEASURED,
          light: 'grey' as const,
          why: { zh: '没有这项目标任务。', en: 'There is no such commitment.' },
          rule: this.rules.id,
        });
    this.#standings.set(id, made);
    return made;
  }

  /** The commitment of a plan in force that goes on with one of a closed plan. */
  #goesOn(id: string): string | undefined {
    this.#carried ??= new Map(
      this.snapshot.commitments.flatMap(({ item }) =>
        item.carried && item.kind !== 'theme' ? [[item.carried.commitment, item.id]] : [],
      ),
    );
    return this.#carried.get(id);
  }

  /** The last light of a commitment of a plan that was closed before the day of the view. */
  #ended(id: string): Standing | undefined {
    for (const { closing } of this.snapshot.plans) {
      const final = closing && closing.day < this.asOf ? closing.finals.find((one) => one.commitment === id) : null;
      if (!closing || !final) continue;
      const on = {
        zh: `${closing.day} 收官时：${final.why.zh}`,
        en: `At the closing on ${closing.day}: ${final.why.en}`,
      };
      return { ...UNMEASURED, light: final.light, why: on, rule: this.rules.id };
    }
    return undefined;
  }

  #judge(item: CommitmentItem): Standing {
    if (item.kind === 'theme') return this.#rollUp(item);
    const milestones = this.milestones(item.id);
    if (!item.target && (item.kind !== 'target' || milestones.length > 0)) {
      return milestoneStanding({
        milestones: milestones.map((step) => ({
          name: step.title,
          due: step.due,
          doneOn: step.doneOn,
          weight: step.weight,
        })),
        asOf: this.asOf,
        start: this.horizonOf(item.id).start,
        rules: this.rules,
        figure: this.#shareOf(item),
      });
    }
    const series = item.indicator ? this.series(item.indicator) : null;
    const known = series && judged.get(series)?.get(item);
    if (known) return known;
    const made = standing({
      target: item.target && item.indicator ? targetOf(item.indicator, item.target) : null,
      indicator: item.indicator ? (this.snapshot.indicators.get(item.indicator)?.model ?? null) : null,
      series,
      asOf: this.asOf,
      horizon: this.horizonOf(item.id),
      rules: this.rules,
    });
    if (series) judged.set(series, (judged.get(series) ?? new WeakMap()).set(item, made));
    return made;
  }

  /** The newest figure of the share that goes with an action. */
  #shareOf({ indicator }: CommitmentItem): { name: Text; value: number } | undefined {
    const held = indicator ? this.snapshot.indicators.get(indicator) : undefined;
    if (!indicator || held?.model.unit !== '%') return undefined;
    const value = this.series(indicator)
      ?.points.filter((point) => isNumber(point.value))
      .at(-1)?.value;
    return isNumber(value) ? { name: held.item.name, value } : undefined;
  }

  #rollUp(item: CommitmentItem): Standing {
    const children = this.#children.get(item.id) ?? [];
    const rolled = rollup(
      children.map((child) => {
        const { why: _why, ...entry } = this.#childOf(child);
        // The sentence of a theme below would repeat its own worst item: its name says enough.
        return {
          ...entry,
          ...(child.kind !== 'theme' && { why: this.why(child.id) }),
          vetoed: this.#vetoed.has(child.id),
        };
      }),
    );
    if (rolled.vetoed) this.#vetoed.add(item.id);
    return { ...UNMEASURED, light: rolled.light, why: rolled.why, rule: rolled.rule };
  }

  #childOf(child: CommitmentItem) {
    const shown = { ...this.standing(child.id), light: this.light(child.id), why: this.why(child.id) };
    return childOf(child.id, child.title, shown, child.weight, child.binding);
  }

  /** The light of an index: the roll-up of the commitments of its theme, with their weights and veto. */
  indexRollup(item: CompositeItem): Rollup {
    return rollup(
      item.commitments
        .flatMap((id) => this.#commitments.get(id) ?? this.#commitments.get(this.#goesOn(id) ?? '') ?? [])
        .map((held) => this.#childOf(held)),
    );
  }

  /** The steps of a commitment as they were known on the day, as far as the reach goes, by due day. */
  milestones(commitment: string): Milestone[] {
    const item = this.#commitments.get(commitment);
    const lead = item?.lead ?? null;
    return milestonesOf(this.snapshot, { id: commitment, carried: item?.carried }, this.asOf, (organisation) =>
      this.seesPreliminary({ owner: organisation ?? lead }),
    );
  }

  /** True when demonstration figures stand behind the light of a commitment. */
  isDemo(id: string): boolean {
    const item = this.#commitments.get(id);
    if (!item) return false;
    if (item.kind === 'theme') return (this.#children.get(id) ?? []).some((child) => this.isDemo(child.id));
    if (item.indicator) return this.series(item.indicator)?.points.some((point) => point.demo) ?? false;
    return this.milestones(id).some((step) => step.demo);
  }

  /** The path from the base to the target, one point at the end of each year; empty where there is no path. */
  trajectory(id: string): { period: string; value: number }[] {
    const item = this.#commitments.get(id);
    const model = item?.indicator ? this.snapshot.indicators.get(item.indicator)?.model : undefined;
    const series = item?.indicator ? this.series(item.indicator) : null;
    if (!item?.target || !item.indicator || !model || !series) return [];
    const target = targetOf(item.indicator, item.target);
    const goal = goalOf(target, model, series, this.horizonOf(id));
    if (isProblem(goal) || goal.counting !== 'path') return [];
    const from = yearsAtEnd(goal.baseline.period);
    const to = yearsAtEnd(goal.period.key);
    if (isProblem(from) || isProblem(to)) return [];
    // Where the first figure reached the level already there is no way to go.
    if (goal.observed === null && this.standing(id).light === 'green') return [];
    const points: { period: string; value: number }[] = [{ period: goal.baseline.period, value: goal.baseline.value }];
    for (let year = Math.floor(from + 1e-9); year + 1 <= to + 1e-9; year += 1) {
      const at = year + 1;
      if (at <= from + 1e-9) continue;
      const required = requiredAt(
        target.trajectory,
        { at: from, value: goal.baseline.value },
        { at: to, value: goal.level },
        at,
      );
      if (!isProblem(required)) points.push({ period: String(year), value: required.value });
    }
    return points;
  }

  /** The figure that an index may use: see `currentValue`. */
  valueFor(id: string): Value {
    const indicator = this.snapshot.indicators.get(id)?.model;
    return indicator
      ? currentValue(indicator, this.series(id) ?? undefined, this.asOf, this.rules.staleMonths)
      : missing('no-source');
  }

  indices(): CompositeResult[] {
    this.#indices ??= this.snapshot.composites.map((item) =>
      composite(this.compositeOf(item), (indicator) => this.valueFor(indicator)),
    );
    return this.#indices;
  }

  compositeOf(item: CompositeItem): Composite {
    const name = (id: string): Text => this.snapshot.indicators.get(id)?.item.name ?? { zh: id, en: id };
    return {
      id: item.id,
      name: item.name,
      minCoverage: item.minimumCoverage,
      source: { zh: '规划文件', en: 'plan file' },
      parts: item.parts.map(({ indicator, weight, goalposts: [zero, full] }) => ({
        indicator,
        name: name(indicator),
        weight,
        normalisation: { kind: 'goalposts', low: Math.min(zero, full), high: Math.max(zero, full) },
        falling: zero > full,
      })),
    };
  }

  /** Newest number of an indicator, whatever its age. */
  newest(id: string) {
    const series = this.series(id);
    return series ? latest(series) : undefined;
  }

  /** Numbers for a small chart: whole years of what adds up, else every point. */
  history(id: string): { period: string; value: number; demo: boolean }[] {
    const indicator = this.snapshot.indicators.get(id)?.model;
    const series = this.series(id);
    if (!indicator || !series) return [];
    const yearly = indicator.nature === 'flow' || indicator.nature === 'ytd';
    return (yearly ? annual(series) : series).points.flatMap((point) =>
      isNumber(point.value) ? [{ period: point.period, value: point.value, demo: point.demo }] : [],
    );
  }
}

/** A target of the plan file as the measuring core takes it. */
export function targetOf(indicator: string, item: TargetItem): Target {
  const { value2, baseline, ...rest } = item;
  return { indicator, ...rest, ...(value2 === null ? {} : { value2 }), ...(baseline && { baseline }) };
}
