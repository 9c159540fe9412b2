import { z } from 'zod';
import { type Parameter, type Source, field, own } from '../../evidence/method.ts';
import { dayShape, opShape, textShape } from '../../http/shapes.ts';

/** Fields that several methods of the core share. */

export const period = field(z.string().max(20), '时期', 'Period');
export const amount = z.number().min(-1e15).max(1e15);
const value = field(amount, '值', 'Value');

/** A parameter that an input may set. */
export function parameter(
  fieldId: string | null,
  zh: string,
  en: string,
  value: number | string,
  more: { unit?: string; from?: string; source?: Source } = {},
): Parameter {
  const { unit = '', from = null, source = own } = more;
  return { name: { zh, en }, value, unit, from, source, field: fieldId };
}

export const why = field(textShape.optional(), '没有结果的理由', 'Why there is no result');

/** An indicator with its target and its figures, as `light` and `attainment` take them. */
export const promise = {
  op: field(opShape, '比较', 'Comparator'),
  value: field(amount, '目标值', 'Target'),
  value2: field(amount.optional(), '区间上端', 'Upper end of a range'),
  unit: field(z.string().max(40).default(''), '单位', 'Unit'),
  direction: field(z.enum(['up', 'down', 'hold']).default('up'), '方向（哪边好）', 'Which way is good'),
  nature: field(z.enum(['flow', 'stock', 'ytd', 'index', 'rate']).default('flow'), '性质', 'Nature'),
  cadence: field(z.enum(['year', 'half', 'quarter', 'month', 'day']).default('year'), '频率', 'Cadence'),
  period: field(period, '目标时期', 'Period of the target'),
  cumulative: field(z.boolean().default(false), '累计', 'Added up over the period'),
  baseline: field(z.strictObject({ period, value }).optional(), '基期', 'Baseline'),
  observations: field(
    z.array(z.strictObject({ period, value, knownOn: field(dayShape.optional(), '得知日', 'Known on') })).max(2000),
    '数列（时期、值、得知日）',
    'Figures (period, value, known on)',
  ),
  horizon: field(
    z.strictObject({ start: field(dayShape, '起', 'Start'), end: field(dayShape, '止', 'End') }),
    '规划期',
    'Horizon of the plan',
  ),
  asOf: field(dayShape, '截至', 'As of'),
};
