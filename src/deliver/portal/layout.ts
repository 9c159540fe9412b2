import type { Text } from '../../core/measure/index.ts';
import type { OpenBook } from './held.ts';
import { styleName } from './style.ts';
import type { Lang } from './words.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML and XML, within elements and attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/gu, (c) => escapes[c] ?? c);

/** Where a page stands, and the address that the reader came by. */
export interface At {
  lang: Lang;
  /** http://host, as the reader asked. */
  origin: string;
}

export const t = (lang: Lang, zh: string, en: string): string => (lang === 'zh' ? zh : en);
export const tx = (lang: Lang, text: Text): string => escaped(text[lang]);

/** Address of a thing below /open: `commitment/A-1` → `/open/zh/520181/promises/A-1`. */
export function addressOf(lang: Lang, jurisdiction: string, object: string): string {
  const [sort = '', id = ''] = object.split('/');
  return `/open/${lang}/${jurisdiction}/${sort === 'document' ? 'documents' : 'promises'}/${encodeURIComponent(id)}`;
}

export const demoMark = (lang: Lang, demo: boolean): string =>
  demo ? ` <span class="demo">${t(lang, '演示', 'demonstration')}</span>` : '';

/** Begins what scrolls sideways where a table is wider than the screen: by the keyboard too. */
export const scroll = (lang: Lang): string =>
  `<div class="scroll" tabindex="0" role="group" aria-label="${t(lang, '表格', 'Table')}">`;

interface Page {
  title: string;
  /** Below /open/LANG. */
  path: string;
  body: string;
  /** Downloads and feeds of the page, for the head. */
  links?: readonly { type: string; href: string; title: string }[];
  book: Pick<OpenBook, 'jurisdiction' | 'name'> | null;
  /** Without head and foot of the site. */
  bare?: boolean;
}

/** A whole page: no script, one style sheet, the same address in the other language. */
export function layout({ lang, origin }: At, { title, path, body, links = [], book, bare = false }: Page): string {
  const other = lang === 'zh' ? 'en' : 'zh';
  const home = book ? `/open/${lang}/${book.jurisdiction}` : `/open/${lang}`;
  const site = book
    ? t(lang, `${book.name.zh}规划公开`, `${book.name.en}: the plan in the open`)
    : t(lang, '规划公开', 'Plans in the open');
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title === site ? site : `${title} · ${site}`)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/open/${styleName}">
<link rel="canonical" href="${escaped(`${origin}/open/${lang}${path}`)}">
<link rel="alternate" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}" href="${escaped(`${origin}/open/${other}${path}`)}">
${links.map(({ type, href, title: name }) => `<link rel="alternate" type="${type}" title="${escaped(name)}" href="${escaped(href)}">`).join('\n')}
</head>
<body>
${
  bare
    ? `<main id="main" class="wide">${body}</main>`
    : `<a class="skip" href="#main">${t(lang, '跳到正文', 'Skip to the content')}</a>
<header class="top"><div class="wide"><a class="site" href="${home}">${escaped(site)}</a><nav aria-label="${t(lang, '站点', 'Site')}">${
        book
          ? `<a href="${home}">${t(lang, '承诺', 'Promises')}</a> <a href="${home}/changes">${t(lang, '公开记录', 'What was released')}</a> <a href="${home}/hints">${t(lang, '我要留言', 'Tell us')}</a> `
          : ''
      }<a href="/open/${other}${path}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${other === 'zh' ? '中文' : 'English'}</a></nav></div></header>
<main id="main" class="wide">
${body}
</main>
<footer><div class="wide soft">
<p>${t(lang, '这里只有经两人审核公开的内容；每个数都有来源。', 'Only what two persons have released stands here; every figure has its source.')}</p>
<p class="old">${t(
        lang,
        '版面适用 Chromium 69、Firefox 68、Safari 11 及以上的浏览器（如奇安信可信浏览器、360 安全浏览器 13、Edge）；更旧的浏览器请换用其中一种，文字内容任何浏览器都能读。',
        'Laid out for Chromium 69, Firefox 68, Safari 11 and later (for instance Qianxin, 360 Secure Browser 13, Edge); with an older browser use one of these. The words can be read in any.',
      )}</p>
</div></footer>`
}
</body>
</html>
`;
}
