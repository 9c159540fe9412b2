import { missing } from '../../../core/measure/index.ts';
import type { Missing, MissingReason } from '../../../core/measure/model.ts';

/** What clerks write where there is no figure, and the reason that it gives. */
const WORDS: readonly (readonly [MissingReason, readonly string[]])[] = [
  [
    'not-applicable',
    ['-', '--', '---', '—', '——', '–', '/', '\\', '无', '不适用', '没有', 'n/a', 'na', 'none', 'null', '*'],
  ],
  [
    'no-source',
    [
      '缺',
      '缺失',
      '暂无',
      '暂缺',
      '未统计',
      '无数据',
      '未知',
      '不详',
      '…',
      '……',
      '...',
      '......',
      '待定',
      '待填报',
      '未填报',
    ],
  ],
  ['not-due', ['未到期', '未到填报期', '未到报告期', '未发布', '尚未发布']],
  ['refused', ['不提供', '拒报', '保密', '不公开']],
];
const REASONS = new Map(WORDS.flatMap(([reason, words]) => words.map((word) => [word, reason] as const)));

/** The reason why a cell holds no value, with what was written in it; null when it holds one. */
export function absence(text: string): Missing | null {
  const plain = plainText(text)
    .replace(/[−‐‑‒–―－]/gu, '-')
    .toLowerCase();
  if (plain === '') return missing('no-source', { zh: '没有填', en: 'left blank' });
  const reason = REASONS.get(plain) ?? REASONS.get(plain.replace(/^[（(](.*)[)）]$/u, '$1'));
  return reason === undefined
    ? null
    : missing(reason, { zh: `填的是“${text.trim()}”`, en: `"${text.trim()}" was written` });
}

/** Full-width letters, digits and marks brought to half width; no white space of any kind, nothing invisible, no apostrophe in front. */
export function plainText(text: string): string {
  // Most texts are plain already: a test is many times faster than bringing them to form.
  if (!/[^\u0021-\u007e\u4e00-\u9fff]|^'/u.test(text)) return text;
  return text
    .replace(/^'+/u, '')
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, '');
}
