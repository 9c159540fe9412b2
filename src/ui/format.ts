import { dayLabel, formatNumber, formatQuantity, periodLabel, THIN } from '../core/measure/index.ts';
import type { Lang } from './text.tsx';

/** A figure with at most two decimals, more where it is very small (0.048), and a true minus. */
export function figure(value: number, decimals?: number): string {
  return formatNumber(value, decimals);
}

/** `332.6 亿元` with a thin space, `33.26 billion yuan` in English; % touches its figure. */
export function quantity(value: number, unit: string, lang: Lang): string {
  return formatQuantity(value, unit, { lang });
}

/** Two ends of an interval in one unit: `381—484 亿元`, `38.1 billion yuan to 48.4 billion yuan`. */
export function range(low: number, high: number, unit: string, lang: Lang): string {
  return lang === 'zh'
    ? `${figure(low)}—${quantity(high, unit, lang)}`
    : `${quantity(low, unit, lang)} to ${quantity(high, unit, lang)}`;
}

/** A quantity as figure and unit, where the page sets them in two sizes. */
export function quantityParts(value: number, unit: string, lang: Lang): { figure: string; unit: string } {
  const [first = '', ...rest] = quantity(value, unit, lang).split(THIN);
  return { figure: first, unit: rest.join(' ') };
}

/** `+0.6`, `−1.2`, `0`: a change, to one decimal. */
export function signed(value: number): string {
  const text = figure(Math.round(value * 10) / 10);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

/** 0.497 → `50%`. */
export function share(value: number, decimals = 0): string {
  return `${figure(value * 100, decimals)}%`;
}

export function period(key: string, lang: Lang): string {
  return periodLabel(key)[lang];
}

/** 2024年6月30日; takes an ISO day or an ISO moment. */
export function dayText(iso: string, lang: Lang): string {
  return dayLabel(iso.slice(0, 10))[lang];
}

/** A moment in the reader's own zone, to the minute. */
export function moment(iso: string, lang: Lang): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${dayText(date, lang)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Years of a plan: 2022—2026 / 2022–2026. */
export function years(horizon: { start: number; end: number }, lang: Lang): string {
  return `${horizon.start}${lang === 'zh' ? '—' : '–'}${horizon.end}`;
}

interface TargetLike {
  op: string;
  value: number;
  value2: number | null;
  unit: string;
}

const before: Record<string, readonly [string, string]> = {
  '>=': ['不低于', 'at least'],
  '>': ['超过', 'above'],
  '<=': ['不高于', 'at most'],
  '<': ['低于', 'below'],
  '=': ['达到', ''],
  approx: ['约', 'about'],
  range: ['', ''],
  '+': ['增加', 'up by'],
  to: ['到', 'to'],
};

/** The words of a target: 不低于 500 亿元 / at least 500 亿元. */
export function targetText(target: TargetLike, lang: Lang): string {
  const words = before[target.op] ?? ['', ''];
  const word = lang === 'zh' ? words[0] : words[1];
  const amount =
    target.value2 === null
      ? quantity(target.value, target.unit, lang)
      : lang === 'zh'
        ? `${figure(target.value)}—${quantity(target.value2, target.unit, lang)}`
        : `${quantity(target.value, target.unit, lang)} to ${quantity(target.value2, target.unit, lang)}`;
  return word ? `${word} ${amount}` : amount;
}

/** First eight characters of a hash, as people read them out. */
export function shortHash(hash: string): string {
  return hash.replace(/^sm3:/, '').slice(0, 8);
}
