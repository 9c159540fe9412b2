/** The article of a web page, without the menus, related news and footers around it. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** A page with fewer links has nothing around its text. */
const FEW_LINKS = 6;
/** Larger pages are lists or data: they are read whole. */
const MAX_HTML = 2 * 1024 * 1024;
const MAX_ELEMENTS = 20_000;

/** The HTML of the article, or the page as it is where there is no telling or a table would be lost. */
export function articleOf(html: string): string {
  if (html.length > MAX_HTML || count(html, /<a[\s>]/giu) < FEW_LINKS) return html;
  try {
    const { document } = parseHTML(html);
    const read = new Readability(document as unknown as Document, {
      charThreshold: 120,
      maxElemsToParse: MAX_ELEMENTS,
    }).parse();
    if (!read?.content || (read.textContent ?? '').trim().length < 60) return html;
    if (count(read.content, /<tr[\s>]/giu) < count(html, /<tr[\s>]/giu) / 2) return html;
    const title = read.title?.trim() ?? '';
    return title === '' || read.content.includes(title) ? read.content : `<h1>${escape(title)}</h1>${read.content}`;
  } catch {
    // Pages that the library cannot make sense of are read whole.
    return html;
  }
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const escape = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
