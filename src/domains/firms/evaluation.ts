import { isProblem, type Text } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import {
  evaluatePerMu,
  type LowEfficiencyLand,
  lowEfficiencyLand,
  type PerMuFirm,
  type PerMuResult,
} from './per-mu.ts';
import { FIGURES, type Figure, figureField, type PerMuMethod } from './per-mu-methods.ts';
import type { parks } from '../parks/registers.ts';
import type { firmFigures, firms } from './registers.ts';

/** 万元/亩 below which land of class C yields little, where a park names no line of its own: our starting value. */
export const usualLowTax = 8;

/** A firm that has figures of the year: as the method takes it, and what came of it. */
export interface Evaluated {
  input: PerMuFirm;
  result: PerMuResult | null;
  low: LowEfficiencyLand | null;
}

/** The yearly figures that can be evaluated, and the ids of those whose period is not a year. */
export function yearly(figures: readonly RecordOf<typeof firmFigures>[]): {
  rows: RecordOf<typeof firmFigures>[];
  odd: string[];
} {
  const { true: rows = [], false: odd = [] } = Object.groupBy(figures, ({ year }) => String(/^\d{4}$/.test(year)));
  return { rows, odd: odd.map(({ id }) => id) };
}

/**
 * Evaluates the firms that have figures of a year (see `evaluatePerMu`), by id. Land of class C is measured against the line
 * for low-efficiency land of the firm's park (万元/亩), `usualLowTax` where there is none. `absent` says why a firm has no result.
 */
export function evaluateFirms(
  lists: {
    firms: ReadonlyMap<string, RecordOf<typeof firms>>;
    parks: ReadonlyMap<string, RecordOf<typeof parks>>;
    figures: readonly RecordOf<typeof firmFigures>[];
  },
  year: string,
  method: PerMuMethod,
): { evaluated: Map<string, Evaluated>; absent: Text } {
  const names = Object.keys(FIGURES) as Figure[];
  const inputs = lists.figures.flatMap((row): PerMuFirm[] => {
    const firm = lists.firms.get(row.firm.id);
    if (!firm || row.year !== year) return [];
    const vetoes = (row.vetoes ?? '').split(/[、，,;；\s]+/).filter((word) => word !== '');
    return [
      {
        id: firm.id,
        name: firm.name,
        above: firm.above === true,
        figures: Object.fromEntries(names.map((name) => [name, row[figureField(name)]])),
        ...(vetoes.length > 0 && { vetoes }),
        ...(row.exempt !== null && { exempt: row.exempt }),
      },
    ];
  });
  const found = inputs.length === 0 ? [] : evaluatePerMu(method, inputs);
  const results = new Map(isProblem(found) ? [] : found.map((result) => [result.firm, result]));
  const evaluated = inputs.map((input): [string, Evaluated] => {
    const result = results.get(input.id) ?? null;
    const park = lists.firms.get(input.id)?.park;
    const threshold = (park && lists.parks.get(park.id)?.low_tax_mu) ?? usualLowTax;
    const [low = null] = result ? lowEfficiencyLand([input], [result], threshold) : [];
    return [input.id, { input, result, low }];
  });
  return {
    evaluated: new Map(evaluated),
    absent: isProblem(found)
      ? { zh: found.zh, en: found.en }
      : { zh: `没有 ${year} 年度指标`, en: `no figures for ${year}` },
  };
}
