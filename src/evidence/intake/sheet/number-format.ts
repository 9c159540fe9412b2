/** How one section of a number format (ECMA-376 part 1, 18.8.31) shows a number. */
interface Section {
  /** Literals and places for digits, in their order. */
  tokens: readonly ({ place: '0' | '#' | '?' } | { point: true } | { literal: string })[];
  whole: number;
  zeros: number;
  decimals: number;
  grouped: boolean;
  /** Thousands that are not shown. */
  scale: number;
  percents: number;
}

/** A number format that can be followed: what a person sees, and whether it makes a code or names a unit. */
export interface NumberFormat {
  show(value: number): string;
  /** 000000, "GZ-"0000: what is shown is the value, the number is not. */
  code: boolean;
  /** What stands behind the figure: 0.00"亿元". */
  suffix: string;
  decimals: number;
  /** The figure that is shown is the number, but for rounding. */
  plain: boolean;
}

/** A format with what it shows; null for one that shows the number as it is, or that cannot be followed (fractions, conditions). */
export function numberFormat(code: string): NumberFormat | null {
  const parts = sectionsOf(code);
  const [first] = parts;
  if (first === undefined || /general|通用格式|@/iu.test(first) || /\[[<>=]/u.test(code)) return null;
  const sections = parts.slice(0, 3).map(sectionOf);
  const [main] = sections;
  if (!main || sections.includes(null) || main.whole + main.decimals === 0) return null;
  const literals = main.tokens.flatMap((token) => ('literal' in token ? [token.literal] : [])).join('');
  const last = main.tokens.findLastIndex((token) => 'place' in token);
  const suffix = main.tokens
    .slice(last + 1)
    .flatMap((token) => ('literal' in token ? [token.literal] : []))
    .join('')
    .replace(/%/gu, '')
    .trim();
  const between = main.tokens.slice(0, last).some((token) => 'literal' in token && /[^\s¥$€￥-]/u.test(token.literal));
  const isCode = main.decimals === 0 && !main.grouped && main.scale === 0 && main.percents === 0;
  return {
    show(value) {
      const section = (value < 0 ? sections[1] : value === 0 ? sections[2] : main) ?? main;
      const own = value < 0 && section === sections[1];
      return (value < 0 && !own ? '-' : '') + shownBy(section, Math.abs(value));
    },
    code: isCode && (main.zeros > 1 || between || /[A-Za-z]$/u.test(suffix) || /^-/u.test(suffix)),
    suffix,
    decimals: main.decimals,
    plain: main.scale === 0 && main.percents === 0 && !/\d|[.．]/u.test(literals),
  };
}

function sectionsOf(code: string): string[] {
  const parts: string[] = [''];
  let quoted = false;
  for (let at = 0; at < code.length; at++) {
    const sign = code[at] ?? '';
    if (sign === '"') quoted = !quoted;
    if (!quoted && (sign === '\\' || sign === '!')) {
      parts[parts.length - 1] += sign + (code[at + 1] ?? '');
      at += 1;
    } else if (sign === ';' && !quoted) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

function sectionOf(text: string): Section | null {
  const tokens: Section['tokens'][number][] = [];
  let section = { whole: 0, zeros: 0, decimals: 0, grouped: false, scale: 0, percents: 0 };
  let pointed = false;
  let commas = 0;
  const literal = (said: string) => tokens.push({ literal: said });
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '0' || sign === '#' || sign === '?') {
      if (commas > 0) section = { ...section, grouped: true };
      commas = 0;
      tokens.push({ place: sign });
      if (pointed) section.decimals += 1;
      else {
        section.whole += 1;
        if (sign === '0') section.zeros += 1;
      }
    } else if (sign === ',') commas += section.whole > 0 ? 1 : 0;
    else {
      if (sign === '.') {
        pointed = true;
        tokens.push({ point: true });
      } else if (sign === '"') {
        const end = text.indexOf('"', at + 1);
        literal(text.slice(at + 1, end < 0 ? undefined : end));
        at = end < 0 ? text.length : end;
      } else if (sign === '\\' || sign === '!') {
        literal(text[at + 1] ?? '');
        at += 1;
      } else if (sign === '_' || sign === '*') at += 1;
      else if (sign === '[') {
        const end = text.indexOf(']', at);
        if (end < 0) return null;
        const money = /^\[\$([^\]-]*)/u.exec(text.slice(at, end + 1));
        if (money?.[1]) literal(money[1]);
        at = end;
      } else if (sign === '%') {
        section.percents += 1;
        literal('%');
      } else if (sign === '/' || /[eE]/u.test(sign)) return null;
      else literal(sign);
      section.scale += commas;
      commas = 0;
    }
  }
  section.scale += commas;
  return { ...section, tokens };
}

function shownBy(section: Section, value: number): string {
  const { whole, zeros, decimals, grouped, scale, percents, tokens } = section;
  const fixed = (value * 100 ** percents) / 1000 ** scale;
  if (!Number.isFinite(fixed) || fixed >= 1e21) return String(value);
  const [before = '0', after = ''] = fixed.toFixed(decimals).split('.');
  let digits = before.replace(/^0+(?=\d)/u, '');
  if (digits === '0' && zeros === 0) digits = '';
  digits = digits.padStart(zeros, '0');
  let place = 0;
  let decimal = 0;
  let out = '';
  let pointed = false;
  for (const token of tokens) {
    if ('literal' in token) out += token.literal;
    else if ('point' in token) {
      pointed = true;
      out += '.';
    } else if (pointed) {
      out += after[decimal] ?? '';
      decimal += 1;
    } else {
      // The first place takes all digits that have none of their own.
      const from = place === 0 ? 0 : Math.max(0, digits.length - (whole - place));
      const to = Math.max(0, digits.length - (whole - place - 1));
      const taken = digits.slice(from, to);
      out += grouped
        ? [...taken]
            .map(
              (digit, at) =>
                digit + ((digits.length - from - at - 1) % 3 === 0 && digits.length - from - at > 1 ? ',' : ''),
            )
            .join('')
        : taken;
      place += 1;
    }
  }
  return out;
}
