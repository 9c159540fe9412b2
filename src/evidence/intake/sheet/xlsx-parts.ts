import { type NumberFormat, numberFormat } from './number-format.ts';
import { type Shown, shownByCode, shownByNumber } from './xlsx-format.ts';
import { walkXml } from './xml.ts';

/** What each cell style shows, by its number. */
export type Styles = readonly Style[];
export interface Style {
  shown: Shown;
  /** Of a number: how it is written; null where it is as it is. */
  format: NumberFormat | null;
}

/** The table of texts that cells point into; runs of rich text are joined, reading aids above characters left out. */
export function readStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!xml) return strings;
  let item = '';
  let collected: string | null = null;
  let phonetic = false;
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') item = '';
      else if (name === 't' && !phonetic) collected = '';
      else if (name === 'rPh') phonetic = true;
    },
    text: (text) => {
      if (collected !== null) collected += text;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(unescapeText(item));
      else if (name === 't' && collected !== null) {
        item += collected;
        collected = null;
      }
    },
  });
  return strings;
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.4.2.4); `_x005F_` for the underscore. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** ECMA-376 part 1, 18.8.30: the built-in formats of numbers that round what they show. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
};

export function readStyles(xml: Uint8Array | undefined): Styles {
  const styles: Style[] = [];
  if (!xml) return styles;
  const known = new Map<string, Style>();
  const codes = new Map<string, string>();
  let inside = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
      else if (name === 'cellXfs') inside = true;
      else if (name === 'xf' && inside) {
        const id = attributes.numFmtId ?? '0';
        let style = known.get(id);
        if (!style) {
          const code = codes.get(id) ?? builtIn[Number(id)];
          const shown = codes.has(id) ? shownByCode(code ?? '') : shownByNumber(Number(id));
          style = {
            shown,
            format: code !== undefined && (shown === 'number' || shown === 'percent') ? numberFormat(code) : null,
          };
          known.set(id, style);
        }
        styles.push(style);
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inside = false;
    },
  });
  return styles;
}
