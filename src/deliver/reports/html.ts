import { type Block, chartSvg, type LantuDocument, type Run } from '../../core/document/index.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (c) => escapes[c] ?? c);

/** A figure leads to its thread: what it is, its source and grade stand in its title, its entry in `data-entry`. */
const inline = (runs: readonly Run[]): string =>
  runs
    .map((run) => {
      if (typeof run === 'string') return escaped(run);
      const { of, source, grade, seq, demo } = run.thread;
      return `<data value="${escaped(run.text)}" title="${escaped(`${of}；来源：${source}；等级：${demo ? '演示' : grade}`)}"${seq === null ? '' : ` data-entry="${seq}"`}>${escaped(run.text)}</data>${demo ? '<sup>演示</sup>' : ''}`;
    })
    .join('');

/** A document as a piece of HTML, whole without script: the face of the portal. Headings begin at h2; the page has the h1. */
export const htmlOf = (document: LantuDocument): string =>
  `<article lang="zh-CN"><h1>${escaped(document.title)}</h1>${document.demo ? '<p><strong>含演示数据</strong></p>' : ''}${document.blocks.map(blockHtml).join('')}</article>`;

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1} id="${escaped(block.id)}">${inline(block.runs)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p>${inline(block.runs)}</p>`;
    case 'list':
      return `<ol>${block.items.map((runs) => `<li>${inline(runs)}</li>`).join('')}</ol>`;
    case 'table':
      return `<table><caption>${escaped(block.title)}</caption><thead><tr>${block.columns.map(({ head }) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead><tbody>${block.rows.map((cells) => `<tr>${cells.map((runs) => `<td>${inline(runs)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
    case 'chart':
      return `<figure>${chartSvg(block)}<figcaption>${escaped(block.title)}</figcaption></figure>`;
    case 'annex':
      return `<h2 id="${escaped(block.id)}">${escaped(block.title)}</h2>`;
    case 'contents':
      return '';
  }
}
