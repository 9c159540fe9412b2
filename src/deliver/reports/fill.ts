import Docxtemplater from 'docxtemplater';
import { unzipSync } from 'fflate';
import PizZip from 'pizzip';
import { type LantuDocument, plain } from '../../core/document/index.ts';
import { Problem } from '../../http/problem.ts';
import { assertProven } from './word/prove.ts';

/**
 * The office's own .docx, filled: `{标题}`, `{数据截至}`, `{一、总体评价}` (the text of a section), `{overall-text}` (one passage
 * by its id), and each table as a loop by its title, `{#主要指标进展情况表}{指标}{/主要指标进展情况表}`.
 */

const mostBytes = 10_000_000;
const mostOpened = 60_000_000;

/** What a document offers to a template, by tag. */
export function tagsOf(document: LantuDocument): Record<string, unknown> {
  const tags: Record<string, unknown> = {
    标题: document.title,
    文种: document.kind,
    地区: document.place,
    数据截至: document.asOf,
    文号: document.letterhead?.number ?? '',
    发文机关: document.signed?.by ?? document.letterhead?.sender ?? '',
    成文日期: document.signed?.on ?? document.asOf,
    演示: document.demo ? '含演示数据' : '',
  };
  const sections: { title: string; texts: string[] }[] = [];
  let annex = '';
  for (const block of document.blocks) {
    if (block.kind === 'annex') annex = block.title;
    if (block.kind === 'heading') sections.push({ title: plain(block.runs), texts: [] });
    if (block.kind === 'paragraph' || block.kind === 'list') {
      const text = block.kind === 'list' ? block.items.map(plain).join('\n') : plain(block.runs);
      tags[block.id] = text;
      sections.at(-1)?.texts.push(text);
    }
    if (block.kind === 'table') {
      const rows = block.rows.map((cells) =>
        Object.fromEntries(block.columns.map(({ head }, at) => [head, plain(cells[at] ?? [])])),
      );
      tags[block.title || annex || block.id] = rows;
      tags[block.id] = rows;
    }
  }
  for (const { title, texts } of sections) tags[title] = texts.join('\n');
  return tags;
}

/**
 * Fills a template. Throws Problems: 422 `template-unreadable` (no .docx, or too large), `template-tag` with every tag that is
 * malformed or that the document does not offer, `sums-differ`.
 */
export function filled(template: Uint8Array, document: LantuDocument): Uint8Array {
  assertProven(document);
  const zip = opened(template);
  const tags = tagsOf(document);
  const unknown = new Set<string>();
  const parser = (tag: string) => ({
    get: (scope: unknown): unknown => {
      if (tag === '.') return scope;
      if (typeof scope === 'object' && scope !== null && Object.hasOwn(scope, tag))
        return (scope as Record<string, unknown>)[tag];
      if (Object.hasOwn(tags, tag)) return tags[tag];
      unknown.add(tag);
      return '';
    },
  });
  let made: Uint8Array;
  try {
    const filler = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, parser });
    filler.render(tags);
    made = filler.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
  } catch (error) {
    throw tagProblem(faultsIn(error));
  }
  if (unknown.size > 0)
    throw tagProblem(
      [...unknown].map((tag) => ({ tag, zh: '没有这个数据', en: 'there is no such figure' })),
      Object.keys(tags),
    );
  return made;
}

/** The tags of a template, in their order. Throws as `filled` does where it cannot be read or a tag is malformed. */
export function checkedTemplate(template: Uint8Array): string[] {
  const found = new Set<string>();
  const parser = (tag: string) => {
    found.add(tag);
    return { get: () => '' };
  };
  try {
    new Docxtemplater(opened(template), { paragraphLoop: true, linebreaks: true, parser }).render({});
  } catch (error) {
    throw error instanceof Problem ? error : tagProblem(faultsIn(error));
  }
  return [...found];
}

function opened(template: Uint8Array): PizZip {
  const unreadable = (zh: string, en: string) =>
    new Problem({
      status: 422,
      code: 'template-unreadable',
      zh: `模板读不了：${zh}。`,
      en: `The template cannot be read: ${en}.`,
      hint: { zh: '另存为 .docx 再上传。', en: 'Save it as .docx and upload it again.' },
      where: 'file',
    });
  if (template.length > mostBytes) throw unreadable('大于 10 MB', 'larger than 10 MB');
  let size = 0;
  let word = false;
  try {
    unzipSync(template, {
      filter: ({ name, originalSize }) => {
        size += originalSize;
        word ||= name === 'word/document.xml';
        return false;
      },
    });
    if (!word) throw unreadable('不是 Word 文档', 'it is no Word document');
    if (size > mostOpened) throw unreadable('展开后太大', 'too large when opened');
    return new PizZip(template);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw unreadable('不是 Word 文档', 'it is no Word document');
  }
}

interface TagFault {
  tag: string;
  zh: string;
  en: string;
}

const faultWords: Readonly<Record<string, string>> = {
  unopened_tag: '多了右括号',
  unclosed_tag: '缺右括号',
  unopened_loop: '循环没有开头',
  unclosed_loop: '循环没有结尾',
  closing_tag_does_not_match_opening_tag: '循环的开头和结尾不一致',
  duplicate_open_tag: '左括号重复',
  duplicate_close_tag: '右括号重复',
};

interface TemplateError {
  properties?: { id?: string; xtag?: string; explanation?: string; errors?: TemplateError[] };
  message?: string;
}

function faultsIn(error: unknown): TagFault[] {
  const { properties, message } = error as TemplateError;
  const all = properties?.errors ?? [error as TemplateError];
  return all.map(({ properties: of, message: own }) => ({
    tag: of?.xtag ?? '',
    zh: faultWords[of?.id ?? ''] ?? '写法有误',
    en: of?.explanation ?? own ?? message ?? 'malformed',
  }));
}

function tagProblem(faults: readonly TagFault[], offered?: readonly string[]): Problem {
  return new Problem({
    status: 422,
    code: 'template-tag',
    zh: `模板里有 ${faults.length} 处填不了：${faults.map(({ tag, zh }) => `{${tag}} ${zh}`).join('；')}。`,
    en: `${faults.length} tags of the template cannot be filled: ${faults.map(({ tag, en }) => `{${tag}} ${en}`).join('; ')}.`,
    hint: offered
      ? {
          zh: `可用的有：${offered
            .slice(0, 40)
            .map((tag) => `{${tag}}`)
            .join(' ')}`,
          en: `Offered: ${offered
            .slice(0, 40)
            .map((tag) => `{${tag}}`)
            .join(' ')}`,
        }
      : { zh: '改好模板再上传。', en: 'Mend the template and upload it again.' },
    where: faults[0]?.tag ?? 'file',
  });
}
