import { formatQuantity, periodLabel } from '../../core/measure/index.ts';
import type { OpenBook } from './held.ts';
import { addressOf, type At, escaped, t } from './layout.ts';
import { changesOf } from './list-pages.ts';
import { lightWords } from './words.ts';

/** Entries of a feed. */
const most = 50;

interface Item {
  id: string;
  title: string;
  address: string;
  on: string;
  text: string;
}

/** One for each release and each withdrawal, never for a proposal. Ids stay the same, whatever becomes of the addresses. */
function itemsOf({ lang, origin }: At, book: OpenBook): Item[] {
  return changesOf(book)
    .slice(0, most)
    .map((row) => {
      const of = { address: `${origin}${addressOf(lang, book.jurisdiction, row.object)}`, on: row.on };
      const id = `urn:lantu:${book.jurisdiction}:release:${row.seq}:${encodeURIComponent(row.object)}`;
      if ('note' in row)
        return {
          ...of,
          id,
          title: t(lang, `已撤回：${row.title.zh}`, `Withdrawn: ${row.title.en}`),
          text: row.note,
        };
      const { light, newest, demo } = row;
      const parts = [
        light === null ? '' : lightWords[light as keyof typeof lightWords][lang],
        newest ? `${periodLabel(newest.period)[lang]} ${formatQuantity(newest.value, newest.unit, { lang })}` : '',
        demo ? t(lang, '演示', 'demonstration') : '',
      ];
      return { ...of, id, title: row.title[lang], text: parts.filter((part) => part !== '').join(' · ') };
    });
}

const titleOf = ({ lang }: At, book: OpenBook) =>
  t(lang, `${book.name.zh}规划公开`, `${book.name.en}: the plan in the open`);

/** Days carry no hour: a release counts from the beginning of its day in China. */
const moment = (day: string) => `${day}T00:00:00+08:00`;

/** Atom 1.0 (RFC 4287). */
export function atomOf(at: At, book: OpenBook): string {
  const base = `${at.origin}/open/${at.lang}/${book.jurisdiction}`;
  const items = itemsOf(at, book);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${at.lang === 'zh' ? 'zh-CN' : 'en'}">
<id>urn:lantu:${book.jurisdiction}:releases:${at.lang}</id>
<title>${escaped(titleOf(at, book))}</title>
<updated>${moment(items[0]?.on ?? '2000-01-01')}</updated>
<author><name>${escaped(book.name[at.lang])}</name></author>
<link rel="self" type="application/atom+xml" href="${escaped(base)}/feed.atom"/>
<link rel="alternate" type="text/html" href="${escaped(base)}"/>
${items
  .map(
    ({ id, title, address, on, text }) =>
      `<entry><id>${escaped(id)}</id><title>${escaped(title)}</title><updated>${moment(on)}</updated><link rel="alternate" type="text/html" href="${escaped(address)}"/><summary>${escaped(text)}</summary></entry>`,
  )
  .join('\n')}
</feed>
`;
}

/** RSS 2.0. */
export function rssOf(at: At, book: OpenBook): string {
  const base = `${at.origin}/open/${at.lang}/${book.jurisdiction}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${escaped(titleOf(at, book))}</title>
<link>${escaped(base)}</link>
<description>${escaped(t(at.lang, '规划承诺的公开和撤回', 'Promises of the plan as they are released and withdrawn'))}</description>
<language>${at.lang === 'zh' ? 'zh-cn' : 'en'}</language>
<atom:link rel="self" type="application/rss+xml" href="${escaped(base)}/feed.rss"/>
${itemsOf(at, book)
  .map(
    ({ id, title, address, on, text }) =>
      `<item><guid isPermaLink="false">${escaped(id)}</guid><title>${escaped(title)}</title><link>${escaped(address)}</link><pubDate>${new Date(moment(on)).toUTCString()}</pubDate><description>${escaped(text)}</description></item>`,
  )
  .join('\n')}
</channel></rss>
`;
}
