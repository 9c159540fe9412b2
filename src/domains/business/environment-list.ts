import { composite, type CompositeResult, isMissing, isNumber, missing, type Value } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { column, lacking, lit, say } from '../../evidence/judged-parts.ts';
import { type Cell, type Judgement, list, type Tile } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { environment } from './registers.ts';

type Measure = RecordOf<typeof environment>;

interface JudgedMeasure extends Judgement {
  value: Value;
  score: Value;
  /** Points that it adds to the index of its environment. */
  points: number;
}

/** As for the indices of a plan. */
const minCoverage = 0.6;

function valueIn(view: ViewAt, { indicator, value }: Measure): Value {
  const [kind, id] = indicator?.id.split('/') ?? [];
  if (kind === 'indicator' && id !== undefined) return view.valueFor(id);
  return value ?? missing('no-source', say('没有填现值，也没有指明规划指标', 'neither a value nor an indicator'));
}

/** The index over some measures: a weighted mean of scores between published posts (core/measure, composite). */
function indexOf(view: ViewAt, rows: readonly Measure[]): CompositeResult {
  const usable = rows.filter(({ zero, full }) => zero !== full);
  return composite(
    {
      id: 'environment',
      name: environment.name,
      minCoverage,
      source: say('台账“五大环境指标”', 'the list of measures'),
      parts: usable.map(({ id, name, weight, zero, full }) => ({
        indicator: id,
        name: say(name, name),
        weight,
        normalisation: { kind: 'goalposts', low: Math.min(zero, full), high: Math.max(zero, full) },
        falling: zero > full,
      })),
    },
    (id) => valueIn(view, usable.find((row) => row.id === id) as Measure),
  );
}

export const environmentList = list<typeof environment, JudgedMeasure>({
  register: environment,
  judge: async (view, rows) => {
    const parts = [...Map.groupBy(rows, (row) => row.environment).values()].flatMap(
      (own) => indexOf(view, own).contributions,
    );
    const of = new Map(parts.map((part) => [part.indicator, part]));
    return new Map(
      rows.map((row): [string, JudgedMeasure] => {
        const part = of.get(row.id);
        if (!part)
          return [
            row.id,
            {
              value: missing('not-applicable'),
              score: missing('not-applicable'),
              points: 0,
              ...lit('grey', '零分值和满分值相同，不能计分。', 'Both posts are equal.'),
            },
          ];
        const { value, score, points } = part;
        const demo = row.indicator?.id.startsWith('indicator/')
          ? view.series(row.indicator.id.slice(10))?.points.some((point) => point.demo)
          : false;
        return [row.id, { value, score, points, ...(demo && { demo }), ...lightOf(score) }];
      }),
    );
  },
  columns: [
    column('now', '现值（所用）', 'Value used', ({ value }) => shown(value), { decimals: 2 }),
    column('score', '得分', 'Score', ({ score }) => shown(score), { decimals: 1 }),
    column('points', '贡献', 'Points', ({ points }) => points, { unit: '分', decimals: 1 }),
  ],
  tiles: async (view, rows) => {
    const choices =
      (view.snapshot.registers.get(environment.id)?.type ?? environment).fields.find(({ id }) => id === 'environment')
        ?.choices ?? [];
    return [
      rows.length === 0
        ? { name: say('营商环境指数', 'Index'), value: lacking('没有登记指标', 'no measure is entered') }
        : tileOf(say('营商环境指数', 'Index'), indexOf(view, rows)),
      ...choices.map(({ id, name }) => {
        const own = rows.filter((row) => row.environment === id);
        return own.length === 0
          ? { name, value: lacking('没有登记指标', 'no measure is entered') }
          : { ...tileOf(name, indexOf(view, own)), filter: `environment = ${id}` };
      }),
    ];
  },
  notes: async () => [
    say(
      `得分 =（值 − 零分值）÷（满分值 − 零分值）× 100，限于 0–100，按权重平均；有数的权重不足 ${100 * minCoverage}% 不出指数。“五大环境”原文未列明，名称可在台账里改。`,
      `Score = (value − zero) ÷ (full − zero) × 100 within 0–100, weighted; below ${100 * minCoverage} % of the weight there is no index. The plan does not name the five: a place renames them.`,
    ),
  ],
});

const shown = (value: Value): Cell =>
  isMissing(value) ? { missing: value.note ?? say('没有数', 'no figure') } : value;

function lightOf(score: Value): Judgement {
  if (!isNumber(score)) return lit('grey', '没有数，不计分。', 'No figure, no score.');
  const light = score >= 80 ? 'green' : score >= 60 ? 'yellow' : 'red';
  return {
    light,
    why: say(
      `得 ${score.toFixed(1)} 分（80 以上绿，60 以上黄）。`,
      `${score.toFixed(1)} points (green from 80, yellow from 60).`,
    ),
  };
}

function tileOf(name: Tile['name'], { value, coverage }: CompositeResult): Tile {
  const percent = Math.round(100 * coverage);
  return {
    name,
    value: shown(value),
    unit: '分',
    note: say(`有数的权重 ${percent}%`, `${percent} % of the weight has figures`),
    share: coverage,
  };
}
