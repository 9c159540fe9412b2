/** The readable text of a web page: block elements give line breaks, scripts and navigation are dropped. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { articleOf } from './article.ts';
import { DocumentError } from './error.ts';
import { tableText } from './html-table.ts';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

const DROP = new Set([
  'script',
  'style',
  'nav',
  'noscript',
  'template',
  'head',
  'header',
  'footer',
  'aside',
  'form',
  'button',
  'select',
  'svg',
  'iframe',
  'object',
  'textarea',
  'math',
]);
const BLOCK = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'tbody',
  'thead',
  'blockquote',
  'pre',
  'br',
  'hr',
  'dl',
  'dt',
  'dd',
  'figure',
  'figcaption',
  'caption',
  'center',
  'address',
  'details',
  'summary',
  'body',
]);
/** Elements that HTML closes by itself or that have no end. */
const LOOSE = new Set([
  'p',
  'li',
  'td',
  'th',
  'tr',
  'dt',
  'dd',
  'option',
  'br',
  'img',
  'hr',
  'input',
  'meta',
  'link',
  'col',
  'area',
  'base',
  'embed',
  'source',
  'track',
  'wbr',
  'tbody',
  'thead',
  'tfoot',
  'colgroup',
  'optgroup',
  'html',
  'body',
  'head',
]);
const MAX_DEPTH = 600;
/** Stands for the tabs of a table while white space is tidied: the empty cells that begin a row count. */
const MARK = '\u001f';

/** Text of a web page: its article, tables as lines with tabs. Throws `too-deep` for nesting that would make the parser slow. */
export function pageText(html: string): string {
  refuseDeep(html);
  return htmlText(articleOf(html));
}

/** Text of an HTML document as it is, tables as lines with tabs. Throws `too-deep` for nesting that would make the parser slow. */
export function htmlText(html: string): string {
  refuseDeep(html);
  const out: string[] = [];
  // An explicit stack: pages may nest deeper than the call stack.
  const stack: (Node | string)[] = [parse(html)];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (typeof node === 'string') {
      out.push(node);
      continue;
    }
    if (node.nodeName === '#text') {
      out.push((node as DefaultTreeAdapterTypes.TextNode).value.replace(/\s+/gu, ' '));
      continue;
    }
    if (DROP.has(node.nodeName) || !('childNodes' in node)) continue;
    if (node.nodeName === 'table') {
      const lines = tableText(node as DefaultTreeAdapterTypes.Element);
      if (lines) {
        out.push(`\n${lines.map((x) => x.replace(/\t/gu, MARK)).join('\n')}\n`);
        continue;
      }
    }
    const block = BLOCK.has(node.nodeName);
    if (block) {
      out.push('\n');
      stack.push('\n');
    } else if (node.nodeName === 'td' || node.nodeName === 'th') stack.push('\t');
    for (let k = node.childNodes.length - 1; k >= 0; k--) stack.push(node.childNodes[k]!);
  }
  return out
    .join('')
    .replace(/[ \t]*\n[ \t]*/gu, '\n')
    .replace(/\n{2,}/gu, '\n\n')
    .trim()
    .replaceAll(MARK, '\t');
}

function refuseDeep(html: string): void {
  let depth = 0;
  for (const m of html.matchAll(/<(\/?)([A-Za-z][A-Za-z0-9]*)/gu)) {
    if (LOOSE.has(m[2]!.toLowerCase())) continue;
    depth = m[1] ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) throw new DocumentError('too-deep');
  }
}
