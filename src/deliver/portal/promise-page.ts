import { chartSvg, type ChartBlock } from '../../core/document/index.ts';
import {
  comparePeriods,
  dayLabel,
  formatNumber,
  formatQuantity,
  periodLabel,
  unitName,
} from '../../core/measure/index.ts';
import type { ReleasedPromise } from '../../evidence/delivery/release-shapes.ts';
import type { Open, OpenBook, Told } from './held.ts';
import { addressOf, type At, demoMark, escaped, layout, scroll, t, tx } from './layout.ts';
import { type Lang, lightWords, outlookWords, sortWords, targetWords } from './words.ts';

/** Rows that a page shows of a series; the downloads hold all. */
const mostRows = 150;
const mostHistory = 50;

export const lightHtml = (lang: Lang, light: string): string => {
  const word = lightWords[light as keyof typeof lightWords];
  return `<span class="light ${light}"><span aria-hidden="true">${word.shape}</span> ${word[lang]}</span>`;
};

export const dayOf = (lang: Lang, day: string): string => `<time datetime="${day}">${dayLabel(day)[lang]}</time>`;

/** The series and the way to its target as a picture; null where there is nothing to draw. */
export function chartOf(promise: ReleasedPromise, lang: Lang): string | null {
  const { indicator, drawn, path } = promise;
  const known = drawn.slice(-60);
  if (!indicator || known.length === 0) return null;
  const periods = [...new Set([...known, ...path].map(({ period }) => period))].toSorted(comparePeriods);
  const at = (rows: readonly { period: string; value: number | null }[]) => {
    const values = new Map(rows.map(({ period, value }) => [period, value]));
    return periods.map((period) => values.get(period) ?? null);
  };
  const newest = known.at(-1);
  const block: ChartBlock = {
    kind: 'chart',
    id: 'series',
    title: indicator.name[lang],
    unit: unitName(indicator.unit, lang),
    periods: periods.map((period) => (/^\d{4}$/u.test(period) ? period : periodLabel(period)[lang])),
    lines: [
      { name: t(lang, '实际', 'observed'), values: at(known) },
      ...(path.length > 0 ? [{ name: t(lang, '目标进度', 'way to the target'), values: at(path), dashed: true }] : []),
    ],
    alt: t(
      lang,
      `${indicator.name.zh}：${known.length} 期，最近一期${newest ? `${periodLabel(newest.period).zh} ${formatQuantity(newest.value, indicator.unit)}` : ''}。数字见下表。`,
      `${indicator.name.en}: ${known.length} periods, the newest ${newest ? `${periodLabel(newest.period).en} ${formatQuantity(newest.value, indicator.unit, { lang: 'en' })}` : ''}. The figures stand in the table below.`,
    ),
    demo: promise.demo,
  };
  return chartSvg(block, 'Noto Sans CJK SC, Microsoft YaHei, sans-serif');
}

function standing(promise: ReleasedPromise, lang: Lang): string {
  const { outlook, indicator, target, points } = promise;
  const newest = points.filter(({ value }) => value !== null).at(-1);
  const chance =
    outlook === null
      ? ''
      : `<dt>${t(lang, '能否完成', 'Will it be kept')}</dt><dd>${outlookWords[outlook.word][lang]}${lang === 'zh' ? '。' : '. '}${tx(lang, outlook.sentence)}</dd>`;
  return `<dl>
${target ? `<dt>${t(lang, '目标', 'Target')}</dt><dd>${escaped(targetWords(target, lang))}（${periodLabel(target.period)[lang]}）</dd>` : ''}
${newest && indicator ? `<dt>${t(lang, '最近的数', 'Newest figure')}</dt><dd>${escaped(formatQuantity(newest.value ?? 0, indicator.unit, { lang }))}（${periodLabel(newest.period)[lang]}）${demoMark(lang, newest.demo)}</dd>` : ''}
<dt>${t(lang, '现在怎样', 'How it stands')}</dt><dd>${lightHtml(lang, promise.light)} ${tx(lang, promise.why)}</dd>
${chance}
<dt>${t(lang, '责任单位', 'Responsible')}</dt><dd>${promise.lead ? tx(lang, promise.lead) : t(lang, '未明确', 'not named')}</dd>
</dl>`;
}

const statusWords: Readonly<Record<string, { zh: string; en: string }>> = {
  approved: { zh: '已审核', en: 'approved' },
  revised: { zh: '已修订', en: 'revised' },
};

function table({ indicator, points, path }: ReleasedPromise, lang: Lang): string {
  if (!indicator) return '';
  const wanted = new Map(path.map(({ period, value }) => [period, value]));
  const rows = points.toReversed().slice(0, mostRows);
  return `${scroll(lang)}<table><caption>${tx(lang, indicator.name)}（${escaped(unitName(indicator.unit, lang))}）</caption>
<thead><tr><th scope="col">${t(lang, '时期', 'Period')}</th><th scope="col" class="n">${t(lang, '实际', 'Observed')}</th><th scope="col" class="n">${t(lang, '目标进度', 'Way to the target')}</th><th scope="col">${t(lang, '来源', 'Source')}</th><th scope="col">${t(lang, '公布日', 'Known on')}</th></tr></thead><tbody>
${rows
  .map(({ period, value, missing, source, grade, knownOn, status, demo }) => {
    // A whole year from January to December is the year that the way names.
    const way = wanted.get(period.replace(/-01\.\.12$/u, ''));
    return `<tr><th scope="row" class="day">${periodLabel(period)[lang]}</th><td class="n">${value === null ? escaped(missing?.why[lang] ?? '—') : formatNumber(value)}${demoMark(lang, demo)}</td><td class="n">${way === undefined ? '—' : formatNumber(way)}</td><td>${escaped(source)}${demo ? '' : t(lang, `（${escaped(grade)} 级，${statusWords[status]?.zh ?? ''}）`, ` (grade ${escaped(grade)}, ${statusWords[status]?.en ?? ''})`)}</td><td class="day">${knownOn}</td></tr>`;
  })
  .join('\n')}
</tbody></table></div>${points.length > mostRows ? `<p class="soft">${t(lang, `只列最近 ${mostRows} 期，全部 ${points.length} 期在下载里。`, `The newest ${mostRows} periods; all ${points.length} are in the downloads.`)}</p>` : ''}`;
}

function steps({ steps: all }: ReleasedPromise, lang: Lang): string {
  if (all.length === 0) return '';
  return `<h2>${t(lang, '节点', 'Milestones')}</h2>${scroll(lang)}<table><caption>${t(lang, '计划和完成', 'Planned and done')}</caption><thead><tr><th scope="col">${t(lang, '节点', 'Milestone')}</th><th scope="col">${t(lang, '计划完成', 'Planned')}</th><th scope="col">${t(lang, '实际完成', 'Done')}</th></tr></thead><tbody>${all
    .map(
      ({ title, due, doneOn }) =>
        `<tr><th scope="row">${tx(lang, title)}</th><td>${due}</td><td>${doneOn ?? t(lang, '未完成', 'not yet')}</td></tr>`,
    )
    .join('')}</tbody></table></div>`;
}

export function toldRow(told: Told, lang: Lang): string {
  const { on, light, newest, demo } = told;
  return `<td>${dayOf(lang, on)}</td><td>${light === null ? '—' : lightHtml(lang, light)}</td><td>${
    newest ? `${periodLabel(newest.period)[lang]} ${escaped(formatQuantity(newest.value, newest.unit, { lang }))}` : '—'
  }${demoMark(lang, demo)}</td>`;
}

const downloads = (base: string) => [
  { type: 'text/csv', href: `${base}.csv`, title: 'CSV' },
  { type: 'application/json', href: `${base}.json`, title: 'JSON' },
  { type: 'application/vnd.sdmx.data+csv;version=1.0.0', href: `${base}.sdmx1.csv`, title: 'SDMX-CSV 1.0' },
  { type: 'application/vnd.sdmx.data+csv;version=2.0.0', href: `${base}.sdmx2.csv`, title: 'SDMX-CSV 2.0' },
];

/** One promise: what was promised, how it stands and whether it will be kept, its figures with their sources, its history. */
export function promisePage(at: At, book: OpenBook, open: Extract<Open, { history: readonly Told[] }>): string {
  const { lang, origin } = at;
  const promise = open.content as ReleasedPromise;
  const base = addressOf(lang, book.jurisdiction, open.object);
  const chart = chartOf(promise, lang);
  const embed = `<iframe src="${origin}${base}/embed" title="${promise.title[lang]}" width="640" height="460" style="border:0"></iframe>`;
  const body = `<h1>${tx(lang, promise.title)}${demoMark(lang, promise.demo)}</h1>
<p class="soft">${escaped(promise.id)} · ${sortWords[promise.sort][lang]} · ${tx(lang, promise.plan.title)}${promise.theme ? ` · ${tx(lang, promise.theme)}` : ''}</p>
<h2>${t(lang, '规划怎么说', 'What was promised')}</h2>
${promise.clause ? `<blockquote lang="zh-CN"><p>${escaped(promise.clause.text)}</p></blockquote><p class="soft">${t(lang, '出处：', 'From: ')}${escaped(promise.clause.document)}</p>` : `<p>${tx(lang, promise.title)}</p>`}
<h2>${t(lang, '进展和前景', 'How it stands, and whether it will be kept')}</h2>
<p class="soft">${t(lang, '截至', 'As of ')}${dayOf(lang, promise.asOf)}${t(lang, '，公开于', ', released on ')}${dayOf(lang, open.on)}</p>
${standing(promise, lang)}
${chart ? `<h2>${t(lang, '数据', 'Figures')}</h2><figure>${chart}</figure>` : promise.indicator ? `<h2>${t(lang, '数据', 'Figures')}</h2>` : ''}
${table(promise, lang)}
${steps(promise, lang)}
<h2>${t(lang, '公开的历史', 'What was released before')}</h2>
${scroll(lang)}<table><caption>${t(lang, '每次公开时的情况', 'As it stood at each release')}</caption><thead><tr><th scope="col">${t(lang, '公开日', 'Released')}</th><th scope="col">${t(lang, '灯', 'Light')}</th><th scope="col">${t(lang, '当时最近的数', 'Newest figure then')}</th></tr></thead><tbody>${open.history
    .slice(0, mostHistory)
    .map((told) => `<tr>${toldRow(told, lang)}</tr>`)
    .join('')}</tbody></table></div>
<div class="no-print"><h2>${t(lang, '下载和引用', 'Download and embed')}</h2>
<ul class="links">${downloads(base)
    .map(({ href, title }) => `<li><a href="${escaped(href)}">${title}</a></li>`)
    .join('')}${chart ? `<li><a href="${escaped(base)}.svg">SVG</a></li>` : ''}</ul>
<label for="embed">${t(lang, '嵌入代码', 'Embed code')}</label>
<textarea id="embed" class="code" rows="3" readonly>${escaped(embed)}</textarea>
<p><a href="${escaped(base)}/hint">${t(lang, '对这一项留言', 'Tell us about this promise')}</a></p></div>`;
  return layout(at, {
    title: promise.title[lang],
    path: base.slice(`/open/${lang}`.length),
    body,
    links: downloads(base),
    book,
  });
}

/** The picture with its light alone, for pages of others. */
export function embedPage(at: At, book: OpenBook, open: Extract<Open, { history: readonly Told[] }>): string {
  const { lang } = at;
  const promise = open.content as ReleasedPromise;
  const base = addressOf(lang, book.jurisdiction, open.object);
  const body = `<h1>${tx(lang, promise.title)}${demoMark(lang, promise.demo)}</h1>
<p>${lightHtml(lang, promise.light)} ${tx(lang, promise.why)}</p>
${chartOf(promise, lang) ?? ''}
<p><a href="${escaped(base)}" target="_blank" rel="noopener">${t(lang, '全文和数据', 'In full, with the figures')}</a></p>`;
  return layout(at, {
    title: promise.title[lang],
    path: `${base.slice(`/open/${lang}`.length)}/embed`,
    body,
    book,
    bare: true,
  });
}
