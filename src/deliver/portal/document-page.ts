import type { Block, LantuDocument } from '../../core/document/index.ts';
import type { ReleasedDocument } from '../../evidence/delivery/release-shapes.ts';
import { htmlOf } from '../reports/index.ts';
import type { Open, OpenBook } from './held.ts';
import { addressOf, type At, demoMark, escaped, layout, scroll, t } from './layout.ts';

/** Bytes of one page of a document, so that the whole page stays below 100 kB. */
const most = 80_000;

const bytesOf = (document: LantuDocument) => Buffer.byteLength(htmlOf(document));

/** A table that is too long for one page, in pieces. */
function pieces(document: LantuDocument, block: Block): Block[] {
  if (block.kind !== 'table' || bytesOf({ ...document, blocks: [block] }) <= most) return [block];
  const middle = Math.ceil(block.rows.length / 2);
  if (middle === block.rows.length) return [block];
  return [
    ...pieces(document, { ...block, rows: block.rows.slice(0, middle) }),
    ...pieces(document, { ...block, rows: block.rows.slice(middle) }),
  ];
}

const partsHeld = new WeakMap<ReleasedDocument, LantuDocument[]>();

/** A document in pages of bounded size, cut between its blocks. */
export function partsOf(content: ReleasedDocument): LantuDocument[] {
  const known = partsHeld.get(content);
  if (known) return known;
  const document = content.document as unknown as LantuDocument;
  const parts: Block[][] = [[]];
  let size = 0;
  for (const block of document.blocks.flatMap((one) => pieces(document, one))) {
    const own = bytesOf({ ...document, blocks: [block] });
    if (size > 0 && size + own > most) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(block);
    size += own;
  }
  const made = parts.map((blocks) => ({ ...document, blocks }));
  partsHeld.set(content, made);
  return made;
}

/** A released document; `part` counts from 1. */
export function documentPage(at: At, book: OpenBook, open: Extract<Open, { content: object }>, part: number): string {
  const { lang } = at;
  const content = open.content as ReleasedDocument;
  const parts = partsOf(content);
  const base = addressOf(lang, book.jurisdiction, open.object);
  const shown = parts[part - 1];
  const pages =
    parts.length === 1
      ? ''
      : `<nav aria-label="${t(lang, '分页', 'Pages')}"><ul class="links">${parts
          .map((_, n) =>
            n + 1 === part
              ? `<li aria-current="page">${n + 1}</li>`
              : `<li><a href="${escaped(base)}${n === 0 ? '' : `/${n + 1}`}">${n + 1}</a></li>`,
          )
          .join('')}</ul></nav>`;
  const body = `<p class="soft">${escaped(content.number)}${demoMark(lang, content.demo)} ${t(lang, '公开于', 'Released on')} ${open.on}${t(lang, '', ' · the document is in Chinese')}</p>
${scroll(lang)}${shown ? htmlOf(shown) : ''}</div>${pages}`;
  return layout(at, {
    title: content.title[lang],
    path: `${base.slice(`/open/${lang}`.length)}${part === 1 ? '' : `/${part}`}`,
    body,
    book,
  });
}
