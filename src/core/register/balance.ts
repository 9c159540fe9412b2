import { Decimal } from 'decimal.js';
import { compileFormula, convert, type Formula, isNumber, isProblem, missing, type Text } from '../measure/index.ts';
import { kindOf } from './fields/index.ts';
import type { Field, RecordValues, RegisterType } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/** Identities that hold between the numbers of one record: area × yield = output, what was there + what came − what went. */

type Balance = NonNullable<RegisterType['balances']>[number];
interface Sides {
  balance: Balance;
  left: Formula;
  right: Formula;
}

/**
 * The balances of a type that a record does not keep: off by how much, and which column is the likely one with what it would
 * have to be. One with an empty part is not asked about.
 */
export function brokenBalances(type: RegisterType, values: RecordValues): FieldProblem[] {
  const all = sidesOf(type);
  const brokenWith = (changed: Readonly<Record<string, number>>) =>
    all.filter((side) => {
      const found = offBy(side, values, changed);
      return found !== null && !kept(side, found);
    }).length;
  return all.flatMap((side) => {
    const { balance, left, right } = side;
    const off = (changed: Readonly<Record<string, number>> = {}) => offBy(side, values, changed);
    const now = off();
    if (!now || kept(side, now)) return [];
    const asked = [...new Set([...left.inputs, ...right.inputs])];
    const mends = asked.flatMap((name) => {
      const field = type.fields.find((one) => one.id === name);
      const given = Number(values[name]);
      // Sides are straight lines in each of their columns: two points find where they meet.
      const next = off({ [name]: given + 1 });
      if (!field || field.computed !== undefined || !next || next.by === now.by) return [];
      const wanted = rounded(given - now.by / (next.by - now.by), field);
      const then = off({ [name]: wanted });
      const fits = then !== null && (kept(side, then) || Math.abs(then.by) <= 10 ** -(field.decimals ?? 2));
      const bounded = wanted >= (field.min ?? -Infinity) && wanted <= (field.max ?? Infinity);
      return fits && bounded
        ? [
            {
              field,
              wanted,
              slip: slipOf(given, wanted, balance.within, field.unit ?? ''),
              left: brokenWith({ [name]: wanted }),
            },
          ]
        : [];
    });
    const likely = mends.filter(({ slip }) => slip !== null);
    // A column that mends the other balances too is the likelier one.
    const best = Math.min(...(likely.length > 0 ? likely : mends).map((one) => one.left));
    const named = (likely.length > 0 ? likely : mends).filter((one) => one.left === best);
    const [first] = named;
    const said = (lang: 'zh' | 'en') =>
      named
        .map(({ field, wanted, slip }) => {
          const unit = field.unit ?? '';
          const why = slip?.[lang];
          return lang === 'zh'
            ? `“${field.name.zh}”应为 ${plain(wanted)}${unit}${why === undefined ? '' : `（${why}）`}`
            : `${field.name.en} would be ${plain(wanted)} ${unit}${why === undefined ? '' : ` (${why})`}`;
        })
        .join(lang === 'zh' ? '，或' : ', or ');
    const more =
      named.length === 0
        ? { zh: '', en: '' }
        : {
            zh: `；${likely.length > 0 ? '很可能是' : '可能是'}${said('zh')}`,
            en: `; ${likely.length > 0 ? 'likely' : 'perhaps'} ${said('en')}`,
          };
    const by = plain(Math.abs(now.by));
    return [
      fieldProblem(
        'balance',
        first?.field.id ?? asked[0] ?? 'id',
        `“${balance.name.zh}”不平：算得 ${plain(now.at)}，填了 ${plain(now.at - now.by)}，差 ${by}${more.zh}`,
        `${balance.name.en} does not hold: ${plain(now.at)} by the columns, ${plain(now.at - now.by)} given, off by ${by}${more.en}`,
      ),
    ];
  });
}

interface Off {
  by: number;
  of: number;
  at: number;
}

const kept = ({ balance }: Sides, { by, of }: Off) => Math.abs(by) <= balance.within * of + 1e-9 * of;

/** How far the sides of a balance differ, in the unit of the right one; null where a part is empty. */
function offBy({ left, right }: Sides, values: RecordValues, changed: Readonly<Record<string, number>>): Off | null {
  const number = (name: string) => {
    const held = values[name];
    const value = changed[name] ?? (held === null || held === undefined ? NaN : Number(held));
    return Number.isFinite(value) ? value : missing('no-source');
  };
  const [from, other] = [left.evaluate('', number), right.evaluate('', number)];
  const one = isNumber(from) ? convert(from, left.unit.text, right.unit.text) : null;
  if (one === null || isProblem(one) || !isNumber(other)) return null;
  return { by: Number((one - other).toPrecision(12)), of: Math.max(Math.abs(one), Math.abs(other)), at: one };
}

/** What is wrong with the balances of a type: unknown fields, sides whose units do not fit. */
export function balanceProblems(type: RegisterType): FieldProblem[] {
  return (type.balances ?? []).flatMap((balance, at) => {
    const [left, right] = compiled(type, balance);
    const fault = [left, right].find(isProblem);
    const fits =
      left &&
      right &&
      !fault &&
      !isProblem(left) &&
      !isProblem(right) &&
      !isProblem(convert(1, left.unit.text, right.unit.text));
    if (!fault && !fits)
      return [
        fieldProblem(
          'formula-unit',
          `balances.${at}`,
          `“${balance.name.zh}”两边单位不同`,
          `${balance.name.en}: the sides have other units`,
        ),
      ];
    if (fault)
      return [
        fieldProblem(
          fault.code,
          `balances.${at}`,
          `“${balance.name.zh}”：${fault.zh}`,
          `${balance.name.en}: ${fault.en}`,
        ),
      ];
    return [];
  });
}

/** How somebody slips who types the one number for the other; null: nothing known. */
function slipOf(given: number, wanted: number, within: number, unit: string): Text | null {
  const near = (ratio: number) => Math.abs(wanted / given / ratio - 1) <= Math.max(within, 0.002);
  if (given === 0 || wanted === 0) return null;
  if (Math.abs(given + wanted) < 1e-9 * Math.abs(given)) return { zh: '正负号反了', en: 'its sign is turned' };
  for (const power of [1, 2, 3, 4])
    for (const ratio of [10 ** power, 10 ** -power])
      if (near(ratio)) return { zh: `小数点或单位差 ${10 ** power} 倍`, en: `point or unit is off by ${10 ** power}` };
  if (/亩|公顷/.test(unit) && (near(15) || near(1 / 15)))
    return { zh: '亩与公顷差 15 倍', en: 'mu and hectares: 15 times' };
  if (/公斤|斤|吨/.test(unit) && (near(2) || near(0.5)))
    return { zh: '斤与公斤差 2 倍', en: 'jin and kilograms: twice' };
  const [a, b] = [plain(given), plain(wanted)];
  const differ = a.length === b.length ? [...a].flatMap((digit, n) => (digit === b[n] ? [] : [n])) : [];
  const [one, other] = differ;
  if (differ.length === 2 && one !== undefined && other === one + 1 && a[one] === b[other] && a[other] === b[one])
    return { zh: '两位数字颠倒', en: 'two digits are turned round' };
  if (differ.length === 1 && a.length > 1) return { zh: '有一位数字不同', en: 'one digit differs' };
  return null;
}

const rounded = (value: number, field: Field) => new Decimal(value).toDecimalPlaces(field.decimals ?? 2).toNumber();
const plain = (value: number) => new Decimal(value.toPrecision(12)).toFixed();

function compiled(type: RegisterType, { left, right }: Balance) {
  const units = new Map(
    type.fields.filter((field) => kindOf(field).compares === 'number').map(({ id, unit }) => [id, unit ?? '']),
  );
  return [left, right].map((text) => compileFormula(text, { unitOf: (name) => units.get(name) }));
}

const known = new WeakMap<RegisterType, Sides[]>();

function sidesOf(type: RegisterType): Sides[] {
  const found =
    known.get(type) ??
    (type.balances ?? []).flatMap((balance): Sides[] => {
      const [left, right] = compiled(type, balance);
      return left && right && !isProblem(left) && !isProblem(right) ? [{ balance, left, right }] : [];
    });
  known.set(type, found);
  return found;
}
