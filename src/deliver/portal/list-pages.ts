import { formatQuantity, periodLabel } from '../../core/measure/index.ts';
import type { ReleasedPromise } from '../../evidence/delivery/release-shapes.ts';
import { isOpen, type Open, type OpenBook, type Told, type Withdrawn } from './held.ts';
import { addressOf, type At, demoMark, escaped, layout, scroll, t, tx } from './layout.ts';
import { dayOf, lightHtml, toldRow } from './promise-page.ts';
import { lightWords, outlookWords } from './words.ts';

/** Promises on one page of the list, and lines of one page of what was released. */
const pageSize = 120;
const mostChanges = 200;

type OpenPromise = Extract<Open, { content: unknown }> & { content: ReleasedPromise };

export function promisesOf(book: OpenBook): OpenPromise[] {
  return book.things
    .filter((thing): thing is OpenPromise => isOpen(thing) && thing.content.kind === 'promise')
    .toSorted((a, b) => byCode(a.content.id, b.content.id));
}

const byCode = (a: string, b: string) => a.localeCompare(b, 'zh-CN', { numeric: true });

export const pagesOf = (book: OpenBook): number => Math.max(1, Math.ceil(promisesOf(book).length / pageSize));

export const feeds = (base: string, lang: 'zh' | 'en') => [
  { type: 'application/atom+xml', href: `${base}/feed.atom`, title: 'Atom' },
  { type: 'application/rss+xml', href: `${base}/feed.rss`, title: 'RSS' },
  { type: 'text/csv', href: `${base}.csv`, title: t(lang, '全部数据 CSV', 'All figures as CSV') },
  { type: 'application/json', href: `${base}.json`, title: t(lang, '全部内容 JSON', 'Everything as JSON') },
  { type: 'application/vnd.sdmx.data+csv;version=1.0.0', href: `${base}.sdmx1.csv`, title: 'SDMX-CSV 1.0' },
  { type: 'application/vnd.sdmx.data+csv;version=2.0.0', href: `${base}.sdmx2.csv`, title: 'SDMX-CSV 2.0' },
];

/** What a place has released: promises by theme with their lights, documents, downloads. `page` counts from 1. */
export function homePage(at: At, book: OpenBook, page: number): string {
  const { lang } = at;
  const base = `/open/${lang}/${book.jurisdiction}`;
  const all = promisesOf(book);
  const shown = all.slice((page - 1) * pageSize, page * pageSize);
  const pages = pagesOf(book);
  const count = (light: string) => all.filter(({ content }) => content.light === light).length;
  const themes = new Map<string, OpenPromise[]>();
  for (const one of shown) {
    const theme = one.content.theme?.[lang] ?? t(lang, '其他', 'Other');
    themes.set(theme, [...(themes.get(theme) ?? []), one]);
  }
  const documents = book.things
    .filter(isOpen)
    .flatMap((thing) => (thing.content.kind === 'document' ? [{ ...thing, content: thing.content }] : []));
  const withdrawn = book.things.flatMap((thing) => (isOpen(thing) ? [] : [thing]));
  const lights = (['green', 'yellow', 'red', 'grey'] as const)
    .filter((light) => count(light) > 0)
    .map((light) => `<li>${lightHtml(lang, light)} ${t(lang, `${count(light)} 项`, `${count(light)}`)}</li>`)
    .join('');
  const title = t(lang, `${book.name.zh}规划公开`, `${book.name.en}: the plan in the open`);
  const body = `<h1>${escaped(title)}</h1>
${
  all.length === 0
    ? `<p>${t(lang, '还没有公开的承诺。', 'No promise has been released yet.')}</p>`
    : `<p>${t(lang, `已公开 ${all.length} 项承诺：规划怎么说、现在怎样、能否完成，每个数都有来源。`, `${all.length} promises: what was promised, how it stands, whether it will be kept; every figure has its source.`)}${demoMark(
        lang,
        all.some(({ content }) => content.demo),
      )}</p><ul class="links">${lights}</ul>`
}
${[...themes]
  .map(
    ([theme, promises]) =>
      `<h2>${escaped(theme)}</h2>${scroll(lang)}<table><caption class="soft">${t(lang, `${promises.length} 项`, `${promises.length}`)}</caption><thead><tr><th scope="col">${t(lang, '承诺', 'Promise')}</th><th scope="col">${t(lang, '现在怎样', 'How it stands')}</th><th scope="col" class="n">${t(lang, '最近的数', 'Newest figure')}</th><th scope="col">${t(lang, '能否完成', 'Will it be kept')}</th></tr></thead><tbody>${promises
        .map(({ object, content: { title: name, light, points, indicator, outlook, demo } }) => {
          const newest = points.filter(({ value }) => value !== null).at(-1);
          return `<tr><th scope="row"><a href="${escaped(addressOf(lang, book.jurisdiction, object))}">${tx(lang, name)}</a>${demoMark(lang, demo)}</th><td>${lightMark(lang, light)}</td><td class="n">${newest && indicator ? `${escaped(formatQuantity(newest.value ?? 0, indicator.unit, { lang }))}<br><span class="soft">${periodLabel(newest.period)[lang]}</span>` : '—'}</td><td class="short">${outlook ? outlookWords[outlook.word][lang] : '—'}</td></tr>`;
        })
        .join('')}</tbody></table></div>`,
  )
  .join('\n')}
${pages > 1 ? `<nav aria-label="${t(lang, '分页', 'Pages')}"><ul class="links">${Array.from({ length: pages }, (_, n) => (n + 1 === page ? `<li aria-current="page">${n + 1}</li>` : `<li><a href="${base}${n === 0 ? '' : `/page/${n + 1}`}">${n + 1}</a></li>`)).join('')}</ul></nav>` : ''}
${documents.length > 0 ? `<h2>${t(lang, '公开的文书', 'Documents')}</h2><ul>${documents.map(({ object, content, on }) => `<li><a href="${escaped(addressOf(lang, book.jurisdiction, object))}">${tx(lang, content.title)}</a>${demoMark(lang, content.demo)} <span class="soft">${escaped(content.number)}，${dayOf(lang, on)}</span></li>`).join('')}</ul>` : ''}
${withdrawn.length > 0 ? `<h2>${t(lang, '已撤回', 'Withdrawn')}</h2><ul>${withdrawn.map(({ object, withdrawn: { title: name, on, note } }) => `<li><a href="${escaped(addressOf(lang, book.jurisdiction, object))}">${tx(lang, name)}</a>: ${dayOf(lang, on)}，${escaped(note)}</li>`).join('')}</ul>` : ''}
<h2>${t(lang, '下载和订阅', 'Download and follow')}</h2><ul class="links">${feeds(base, lang)
    .map(({ href, title: name }) => `<li><a href="${href}">${name}</a></li>`)
    .join('')}</ul>`;
  const path = `/${book.jurisdiction}${page === 1 ? '' : `/page/${page}`}`;
  return layout(at, { title, path, body, links: feeds(base, lang), book });
}

const lightMark = (lang: 'zh' | 'en', light: keyof typeof lightWords): string => {
  const { shape, [lang]: word } = lightWords[light];
  return `<span class="light ${light}"><span aria-hidden="true">${shape}</span> ${word.split(/[：:]/u)[0]}</span>`;
};

/** Everything that was released and withdrawn, the newest first. */
export function changesPage(at: At, book: OpenBook): string {
  const { lang } = at;
  const title = t(lang, '公开记录', 'What was released');
  const rows = changesOf(book).slice(0, mostChanges);
  const body = `<h1>${title}</h1>${scroll(lang)}<table><caption>${t(lang, '最近的在前', 'The newest first')}</caption><thead><tr><th scope="col">${t(lang, '内容', 'What')}</th><th scope="col">${t(lang, '日期', 'Day')}</th><th scope="col">${t(lang, '灯', 'Light')}</th><th scope="col">${t(lang, '当时最近的数', 'Newest figure then')}</th></tr></thead><tbody>${rows
    .map((row) => {
      const name = `<th scope="row"><a href="${escaped(addressOf(lang, book.jurisdiction, row.object))}">${tx(lang, row.title)}</a></th>`;
      return 'note' in row
        ? `<tr>${name}<td>${dayOf(lang, row.on)}</td><td colspan="2">${t(lang, '已撤回：', 'Withdrawn: ')}${escaped(row.note)}</td></tr>`
        : `<tr>${name}${toldRow(row, lang)}</tr>`;
    })
    .join('')}</tbody></table></div>`;
  return layout(at, {
    title,
    path: `/${book.jurisdiction}/changes`,
    body,
    links: feeds(`/open/${lang}/${book.jurisdiction}`, lang),
    book,
  });
}

/** Releases and withdrawals, the newest first. */
export function changesOf(book: OpenBook): (Told | Withdrawn)[] {
  return book.things
    .flatMap((thing): readonly (Told | Withdrawn)[] =>
      isOpen(thing) ? thing.history : [{ object: thing.object, ...thing.withdrawn }],
    )
    .toSorted((a, b) => b.seq - a.seq);
}

/** Places that have something open. */
export function placesPage(at: At, places: readonly { id: string; name: { zh: string; en: string } }[]): string {
  const { lang } = at;
  const title = t(lang, '规划公开', 'Plans in the open');
  const body = `<h1>${title}</h1>${
    places.length === 0
      ? `<p>${t(lang, '还没有公开的内容。', 'Nothing has been released yet.')}</p>`
      : `<ul>${places.map(({ id, name }) => `<li><a href="/open/${lang}/${id}">${tx(lang, name)}</a></li>`).join('')}</ul>`
  }`;
  return layout(at, { title, path: '', body, book: null });
}

/** What is left of something that was withdrawn: the note. */
export function withdrawnPage(at: At, book: OpenBook, open: Extract<Open, { withdrawn: object }>): string {
  const { lang } = at;
  const { title, on, note } = open.withdrawn;
  const body = `<h1>${tx(lang, title)}</h1><p class="note"><strong>${t(lang, '已撤回', 'Withdrawn')}</strong>（${dayOf(lang, on)}）：${escaped(note)}</p>`;
  return layout(at, {
    title: title[lang],
    path: addressOf(lang, book.jurisdiction, open.object).slice(`/open/${lang}`.length),
    body,
    book,
  });
}

export function notFoundPage(at: At): string {
  const title = t(at.lang, '没有这个页面', 'There is no such page');
  return layout(at, {
    title,
    path: '',
    body: `<h1>${title}</h1><p>${t(at.lang, '这里没有公开的内容。', 'Nothing is released here.')} <a href="/open/${at.lang}">${t(at.lang, '回到首页', 'To the first page')}</a></p>`,
    book: null,
  });
}
