import { roundSignificant, roundText, scaleExact } from './decimal.ts';
import { isProblem } from './problem.ts';
import { lexiconUnit, MAGNITUDES } from './unit-lexicon.ts';
import { parseUnit, type Unit } from './unit.ts';

/** U+2009, between a figure and its unit. */
export const THIN = '\u2009';

/**
 * A number for people: thousands separators, at most two decimals; below 0.1 three significant digits are
 * kept, so that 0.0504 mg/L does not look like its limit of 0.05.
 */
export function formatNumber(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return '—';
  const size = Math.abs(value);
  const places = size > 0 && size < 0.1 && decimals === 2 ? Math.min(8, 2 - Math.floor(Math.log10(size))) : decimals;
  const text = roundText(value, places);
  const [whole = '0', part] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${text.startsWith('-') ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

export interface QuantityOptions {
  lang?: 'zh' | 'en';
  /** Choose 万 or 亿 (in English: thousand, million, billion) by size instead of keeping the written scale. */
  auto?: boolean;
  decimals?: number;
}

function magnitudeFactor(word: string): bigint {
  return MAGNITUDES.find(([w]) => w === word)?.[1] ?? 1n;
}

function rescaledZh(value: number, unit: Unit): { value: number; text: string } {
  const head = unit.parts[0];
  if (head === undefined || head.power !== 1 || lexiconUnit(head.base)?.prefix !== true)
    return { value, text: unit.text };
  const plain = scaleExact(value, magnitudeFactor(head.magnitude), 1n);
  const size = Math.abs(plain);
  const word = size >= 1e12 ? '万亿' : size >= 1e8 ? '亿' : size >= 1e4 ? '万' : '';
  const rest = unit.text.slice(head.text.length);
  return { value: scaleExact(plain, 1n, magnitudeFactor(word)), text: `${word}${head.base}${rest}` };
}

function english(value: number, unit: Unit, decimals: number): string {
  const head = unit.parts[0];
  if (head === undefined) return formatNumber(value, decimals);
  if (unit.parts.length > 1 && unit.parts.every((p) => /^[\x21-\x7eμ²³]+$/.test(p.text)))
    return `${formatNumber(value, decimals)}${THIN}${unit.text}`;
  const nounOf = (base: string) => lexiconUnit(base)?.en ?? base;
  const bottom = unit.parts
    .filter((p) => p.power < 0)
    .map(
      (p) =>
        `${p.magnitude === '' ? '' : `${formatNumber(Number(magnitudeFactor(p.magnitude)))}${THIN}`}${nounOf(p.base).replace(/people$/, 'person') || 'item'}`,
    );
  const tail = bottom.length === 0 ? '' : ` per ${bottom.join(' per ')}`;
  if (head.power < 0) return `${formatNumber(value, decimals)}${tail}`;
  const plain = scaleExact(value, magnitudeFactor(head.magnitude), 1n);
  const size = Math.abs(plain);
  const big = head.magnitude !== '' || size >= 1e6;
  const [step, word] =
    big && size >= 1e9 ? [1_000_000_000n, 'billion'] : big && size >= 1e6 ? [1_000_000n, 'million'] : [1n, ''];
  const figure = formatNumber(scaleExact(plain, 1n, step), decimals);
  const noun = nounOf(head.base);
  if (noun === '%' || noun === '‰') return `${figure}${noun}${tail}`;
  return [figure, word, noun].filter((w) => w !== '').join(THIN) + tail;
}

/**
 * A quantity for people, e.g. `332.6 亿元` (thin space) or `33.26 billion yuan`. % and ‰ touch their figure. An
 * unknown unit is printed as it is written.
 */
export function formatQuantity(value: number, unit: string, options: QuantityOptions = {}): string {
  const { lang = 'zh', auto = false, decimals = 2 } = options;
  const u = parseUnit(unit);
  if (isProblem(u)) return `${formatNumber(value, decimals)}${unit === '' ? '' : THIN + unit}`;
  if (lang === 'en') return english(value, u, decimals);
  const shown = auto ? rescaledZh(value, u) : { value, text: u.text };
  const figure = formatNumber(shown.value, decimals);
  if (shown.text === '') return figure;
  return shown.text === '%' || shown.text === '‰' ? `${figure}${shown.text}` : `${figure}${THIN}${shown.text}`;
}

/** What a unit is called beside a figure of it: 亿元 is 100 million yuan, 人 people; one that is not known stays as it is written. */
export function unitName(unit: string, lang: 'zh' | 'en'): string {
  return lang === 'zh' ? unit : formatQuantity(1, unit, { lang }).replace(/^1(?:\s|(?=[%‰]))/u, '');
}

/** An estimate is not shown finer than it can be known: three significant digits. */
export function estimate(value: number): number {
  return roundSignificant(value, 3);
}
