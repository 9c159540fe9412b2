import { type Light, problem, type Problem, type Text } from '../../core/measure/index.ts';
import { FIGURES, type Criterion, type Figure, type PerMuMethod } from './per-mu-methods.ts';

export interface PerMuFirm {
  id: string;
  name: string;
  /** Above the statistical threshold (规上). */
  above: boolean;
  /** null: not known. */
  figures: Partial<Record<Figure, number | null>>;
  /** Reasons that put it into class D whatever it scores (安全、环保、失信 …). */
  vetoes?: string[];
  /** Public service, newly founded … : no class of its own, treated as B (参照 B). */
  exempt?: string;
}

/** One line of the sheet that the firm gets; it can be followed with a pocket calculator. */
export interface SheetLine {
  criterion: string;
  name: Text;
  unit: string;
  /** Of the firm; null where a figure is missing. */
  of: number | null;
  by: number | null;
  ratio: number | null;
  baseline: number;
  weight: number;
  /** Rounded to 0.01. */
  score: number;
  how: 'computed' | 'capped' | 'average' | 'zero';
  /** 24.00 ÷ 24.10 × 30 = 29.88, in words. */
  step: Text;
}

export interface PerMuResult {
  firm: string;
  name: string;
  group: 'above' | 'below';
  lines: SheetLine[];
  /** Sum of the rounded lines, 0.01. */
  score: number;
  /** Place within its group, from 1; equal scores share a place. */
  rank: number | null;
  of: number;
  class: 'A' | 'B' | 'C' | 'D';
  why: Text;
}

/** Somebody is always last of two or three: in a smaller group than this nobody is in the last class by place alone. Our choice. */
export const SMALL_GROUP = 5;

/** Half away from zero at the second decimal of the decimal text, so that 1.005 gives 1.01 as by hand. */
function cents(value: number): number {
  return (Math.sign(value) * Math.round(Number(`${Math.abs(Number(value.toPrecision(12)))}e2`))) / 100;
}

function figureOf(firm: PerMuFirm, figure: Figure): number | null {
  return firm.figures[figure] ?? null;
}

function baselineOf(criterion: Criterion, firms: readonly PerMuFirm[]): number | null {
  if (criterion.baseline !== 'mean') return criterion.baseline;
  const both = firms.filter((firm) => figureOf(firm, criterion.of) !== null && (figureOf(firm, criterion.by) ?? 0) > 0);
  const by = both.reduce((sum, firm) => sum + (figureOf(firm, criterion.by) ?? 0), 0);
  const of = both.reduce((sum, firm) => sum + (figureOf(firm, criterion.of) ?? 0), 0);
  return by > 0 && of > 0 ? of / by : null;
}

/**
 * Evaluates firms by a method (亩均评价): Σ value ÷ baseline × weight over its lines (Huangyan 2022, standards.md B2),
 * each line rounded to 0.01, then classes by place within the group (above and below the threshold apart).
 *
 * Rules that the sources leave open, and what is done: a negative line scores 0; a missing figure follows the line's own
 * rule; equal scores share the better place and so the better class; a place p of n is in the first class whose cut is
 * at least p ÷ n, so the best firm is always in the first class; in a group of fewer than `SMALL_GROUP` nobody is in the
 * last class by place alone; a vetoed firm keeps its place but is D; an exempt firm is B, outside the ranking. A baseline that cannot be formed is a Problem.
 */
export function evaluatePerMu(method: PerMuMethod, firms: readonly PerMuFirm[]): PerMuResult[] | Problem {
  const results: PerMuResult[] = [];
  for (const group of ['above', 'below'] as const) {
    const members = firms.filter((firm) => firm.above === (group === 'above'));
    if (members.length === 0) continue;
    const lines = new Map(members.map((firm) => [firm.id, [] as SheetLine[]]));
    for (const criterion of method[group]) {
      const baseline = baselineOf(criterion, members);
      if (baseline === null || !(baseline > 0))
        return problem(
          'per-mu-baseline',
          `“${criterion.name.zh}”没有基准：参评企业没有一家报了${FIGURES[criterion.of].zh}和${FIGURES[criterion.by].zh}。填入基准，或补报数据。`,
          `“${criterion.name.en}” has no baseline: no firm reported both figures. Enter one, or report them.`,
        );
      const first = members.map((firm) => ({ firm, line: computed(criterion, baseline, firm, method.cap) }));
      const known = first.flatMap(({ line }) => (line ? [line.score] : []));
      const average = known.length === 0 ? 0 : cents(known.reduce((sum, score) => sum + score, 0) / known.length);
      for (const { firm, line } of first)
        lines.get(firm.id)?.push(line ?? filled(criterion, baseline, firm, average, known.length));
    }
    const scored = members.map((firm) => ({
      firm,
      lines: lines.get(firm.id) ?? [],
      score: cents((lines.get(firm.id) ?? []).reduce((sum, line) => sum + line.score, 0)),
    }));
    const ranked = scored.filter(({ firm }) => firm.exempt === undefined);
    for (const one of scored) {
      const rank = one.firm.exempt === undefined ? 1 + ranked.filter((other) => other.score > one.score).length : null;
      results.push({
        firm: one.firm.id,
        name: one.firm.name,
        group,
        lines: one.lines,
        score: one.score,
        rank,
        of: ranked.length,
        ...classOf(method, one.firm, rank, ranked.length),
      });
    }
  }
  return results;
}

function computed(criterion: Criterion, baseline: number, firm: PerMuFirm, cap: number | null): SheetLine | null {
  const of = figureOf(firm, criterion.of);
  const by = figureOf(firm, criterion.by);
  if (of === null || by === null || by <= 0) return null;
  const ratio = of / by;
  const raw = Math.max(0, (ratio / baseline) * criterion.weight);
  const most = cap === null ? Infinity : criterion.weight * cap;
  const score = cents(Math.min(raw, most));
  const capped = raw > most;
  const sum = `${plain(of)} ÷ ${plain(by)} ÷ ${plain(baseline)} × ${criterion.weight} = ${plain(raw)}`;
  const end = {
    zh: capped ? `，封顶 ${plain(most)}` : of < 0 ? '，负数记 0' : '',
    en: capped ? `, capped at ${plain(most)}` : of < 0 ? ', negative counts as 0' : '',
  };
  return {
    criterion: criterion.id,
    name: criterion.name,
    unit: criterion.unit,
    of,
    by,
    ratio,
    baseline,
    weight: criterion.weight,
    score,
    how: capped ? 'capped' : 'computed',
    step: { zh: `${sum}${end.zh} → ${score.toFixed(2)}`, en: `${sum}${end.en} → ${score.toFixed(2)}` },
  };
}

function filled(criterion: Criterion, baseline: number, firm: PerMuFirm, average: number, known: number): SheetLine {
  const how = criterion.missing;
  const score = how === 'average' ? average : 0;
  const lacks = ([criterion.of, criterion.by] as const).filter(
    (figure) => figureOf(firm, figure) === null || (figure === criterion.by && (figureOf(firm, figure) ?? 0) <= 0),
  );
  const zh = lacks.map((figure) => FIGURES[figure].zh).join('、');
  const en = lacks.map((figure) => FIGURES[figure].en).join(', ');
  const step =
    how === 'average'
      ? {
          zh: `缺${zh}：取 ${known} 家的平均得分 ${score.toFixed(2)}`,
          en: `no ${en}: the average of ${known} firms, ${score.toFixed(2)}`,
        }
      : { zh: `缺${zh}：得 0 分`, en: `no ${en}: 0 points` };
  return {
    criterion: criterion.id,
    name: criterion.name,
    unit: criterion.unit,
    of: figureOf(firm, criterion.of),
    by: figureOf(firm, criterion.by),
    ratio: null,
    baseline,
    weight: criterion.weight,
    score,
    how,
    step,
  };
}

function classOf(
  method: PerMuMethod,
  firm: PerMuFirm,
  rank: number | null,
  of: number,
): Pick<PerMuResult, 'class' | 'why'> {
  if (firm.vetoes?.length)
    return { class: 'D', why: { zh: `一票否决：${firm.vetoes.join('、')}`, en: `vetoed: ${firm.vetoes.join(', ')}` } };
  if (rank === null)
    return {
      class: 'B',
      why: { zh: `不定等级、参照 B：${firm.exempt}`, en: `not classed, treated as B: ${firm.exempt}` },
    };
  const place = rank / of;
  const first = method.cuts[0];
  const byPlace = (rank === 1 ? first : method.cuts.find((one) => place <= one.upTo + 1e-12)) ?? method.cuts.at(-1);
  const spared = of < SMALL_GROUP && byPlace !== first && byPlace === method.cuts.at(-1);
  const cut = spared ? method.cuts.at(-2) : byPlace;
  const [zh, en] = spared
    ? [
        `，不足 ${SMALL_GROUP} 家，末位不定 ${byPlace?.class}`,
        `; the last of fewer than ${SMALL_GROUP} is not ${byPlace?.class}`,
      ]
    : ['', ''];
  return {
    class: cut?.class ?? 'D',
    why: {
      zh: `第 ${rank} 名，共 ${of} 家(${(place * 100).toFixed(1)}%)${zh}`,
      en: `place ${rank} of ${of} (${(place * 100).toFixed(1)} %)${en}`,
    },
  };
}

function plain(value: number): string {
  return String(Number(value.toPrecision(8)));
}

/** The order of a list of results: above the threshold first, then by place; who takes no place stands last in his group. */
export function byPlace(one: PerMuResult | null | undefined, other: PerMuResult | null | undefined): number {
  if (!one || !other) return Number(!one) - Number(!other);
  if (one.group !== other.group) return one.group === 'above' ? -1 : 1;
  return (one.rank ?? one.of + 1) - (other.rank ?? other.of + 1);
}

/** What firms pay a mu together. */
export interface TaxPerMu {
  /** 万元/亩; null where no firm reported both figures. */
  value: number | null;
  /** Firms that reported both. */
  of: number;
}

/** Σ tax ÷ Σ land over the firms that reported both: land without its tax would make the figure too small. */
export function taxPerMu(firms: readonly PerMuFirm[]): TaxPerMu {
  const known = firms.flatMap((firm) => {
    const [tax, land] = [figureOf(firm, 'tax'), figureOf(firm, 'land')];
    return tax === null || land === null ? [] : [{ tax, land }];
  });
  const land = known.reduce((sum, one) => sum + one.land, 0);
  return { value: land > 0 ? known.reduce((sum, one) => sum + one.tax, 0) / land : null, of: known.length };
}

/** The light of a park: yellow where its firms pay less a mu than the park asks for (万元/亩), grey where it cannot be told. */
export function againstThreshold({ value, of }: TaxPerMu, threshold: number | null): { light: Light; why: Text } {
  if (value === null) return { light: 'grey', why: { zh: '没有参评企业的税收和用地', en: 'no firm has tax and land' } };
  const zh = `${of} 家企业亩均税收 ${value.toFixed(1)} 万元`;
  const en = `${of} firms pay ${value.toFixed(1)} 万元 a mu`;
  if (threshold === null)
    return { light: 'grey', why: { zh: `${zh}，园区没有填门槛`, en: `${en}; the park has no threshold` } };
  const met = value >= threshold;
  return {
    light: met ? 'green' : 'yellow',
    why: {
      zh: `${zh}，${met ? '达到' : '未达'}门槛 ${threshold} 万元`,
      en: `${en}, ${met ? 'at or above' : 'below'} the threshold of ${threshold}`,
    },
  };
}

/** A firm's land that yields little. */
export interface LowEfficiencyLand {
  firm: string;
  name: string;
  /** 亩 */
  land: number;
  /** 万元 a 亩; null where no tax was reported. */
  taxPerMu: number | null;
  class: PerMuResult['class'];
  why: Text;
}

/**
 * The list of low-efficiency land, largest first: firms of class D, and firms of class C whose tax per mu is below
 * `threshold` (万元/亩) or not reported: a line of its own, not what a newcomer has to pay. A firm of a better class is
 * never on it. The reason names the class and, where it counts, the threshold.
 */
export function lowEfficiencyLand(
  firms: readonly PerMuFirm[],
  results: readonly PerMuResult[],
  threshold: number,
): LowEfficiencyLand[] {
  const byId = new Map(firms.map((firm) => [firm.id, firm]));
  return results
    .flatMap((result): LowEfficiencyLand[] => {
      const firm = byId.get(result.firm);
      const land = firm ? figureOf(firm, 'land') : null;
      if (!firm || land === null || land <= 0 || firm.exempt !== undefined) return [];
      if (result.class !== 'C' && result.class !== 'D') return [];
      const tax = figureOf(firm, 'tax');
      const taxPerMu = tax === null ? null : tax / land;
      const reached = taxPerMu !== null && taxPerMu >= threshold;
      if (result.class === 'C' && reached) return [];
      const because =
        taxPerMu === null
          ? { zh: '没有报税收', en: 'tax not reported' }
          : reached
            ? result.why
            : {
                zh: `亩均税收 ${taxPerMu.toFixed(2)} 万元，低于 ${threshold} 万元`,
                en: `tax per mu ${taxPerMu.toFixed(2)} 万元, below ${threshold}`,
              };
      const why = { zh: `${result.class} 类，${because.zh}`, en: `class ${result.class}, ${because.en}` };
      return [{ firm: result.firm, name: result.name, land, taxPerMu, class: result.class, why }];
    })
    .toSorted((a, b) => b.land - a.land || (a.firm < b.firm ? -1 : 1));
}
