import type { Block, LantuDocument, Run } from '../../core/document/index.ts';
import { type Comparison, type Finding, type Passage } from '../../core/plan/index.ts';

/** 规划对照: what two texts promise, commitment by commitment, as a Word annex. */

const words: Readonly<Record<string, string>> = {
  kept: '保留',
  number: '改数',
  comparator: '改比较词',
  date: '改期',
  unit: '改单位或口径',
  owner: '改责任单位',
  wording: '只改措辞',
  dropped: '删去',
  new: '新增',
  split: '拆分',
  merged: '合并',
  'number-dropped': '数字删去',
  'number-from-words': '文字改为数字',
};

/** A verdict in Chinese: 改数＋改期（收紧）. */
export function verdictZh({ verdict, direction }: Pick<Finding, 'verdict' | 'direction'>): string {
  const said = verdict
    .split('+')
    .map((word) => words[word] ?? word)
    .join('＋');
  return direction ? `${said}（${direction === 'tightened' ? '收紧' : '放宽'}）` : said;
}

const passage = (held: Passage | null): Run[] => [held ? held.text.replaceAll(/\s+/gu, '') : '—'];

export function comparisonDocument(
  { findings }: Comparison,
  of: { old: string; fresh: string; place: string; asOf: string },
): LantuDocument {
  const promises = findings.filter(({ kind }) => kind !== 'fact');
  const facts = findings.filter(({ kind }) => kind === 'fact');
  const verdicts = [...new Set(promises.map(({ verdict }) => verdict))];
  const stated = findings.filter((finding) => finding.stated !== null);
  const tableOf = (id: string, rows: readonly Finding[]): Block => ({
    kind: 'table',
    id,
    title: '',
    wide: true,
    columns: [
      { head: '序号', width: 5, align: 'center' },
      { head: '事项', width: 16 },
      { head: '变化', width: 13 },
      { head: '旧文本', width: 28 },
      { head: '新文本', width: 28 },
      { head: '文中所述差额', width: 14 },
    ],
    rows: rows.map((finding, at) => [
      [String(at + 1)],
      [finding.subject],
      [verdictZh(finding)],
      passage(finding.old),
      passage(finding.new),
      [
        finding.stated
          ? `${finding.stated.says}${finding.stated.agrees === null ? '' : finding.stated.agrees ? '（相符）' : '（不符）'}`
          : '',
      ],
    ]),
  });
  return {
    kind: '规划对照',
    title: '规划逐条对照表',
    asOf: of.asOf,
    place: of.place,
    letterhead: null,
    signed: null,
    imprint: null,
    demo: false,
    sums: [
      {
        block: 'whole',
        name: '承诺事项按变化分',
        whole: promises.length,
        parts: verdicts.map((verdict) => ({
          name: verdict,
          value: promises.filter((one) => one.verdict === verdict).length,
        })),
      },
    ],
    blocks: [
      {
        kind: 'paragraph',
        id: 'whole',
        runs: [
          `将“${of.old}”与“${of.fresh}”逐条对照，承诺事项${promises.length}项${verdicts.length > 0 ? `：${verdicts.map((verdict) => `${verdictZh({ verdict })}${promises.filter((one) => one.verdict === verdict).length}项`).join('，')}` : ''}。事实和预测${facts.length}项，另列。`,
        ],
      },
      ...(stated.length > 0
        ? [
            {
              kind: 'paragraph' as const,
              id: 'stated',
              runs: [
                `文中自述与旧文本的差额${stated.length}处，其中不符${stated.filter((one) => one.stated?.agrees === false).length}处。`,
              ],
            },
          ]
        : []),
      { kind: 'annex', id: 'promises', title: '承诺事项对照' },
      tableOf('promises-table', promises),
      ...(facts.length > 0
        ? [{ kind: 'annex' as const, id: 'facts', title: '事实和预测对照' }, tableOf('facts-table', facts)]
        : []),
    ],
  };
}
