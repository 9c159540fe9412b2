import type { Block, LantuDocument, Run } from '../../../core/document/index.ts';
import { formatNumber, type Text } from '../../../core/measure/index.ts';
import type { Field } from '../../../core/register/index.ts';
import type { Cell, List } from '../../../evidence/judgement.ts';
import { judgedList } from '../../../work/registers/index.ts';
import { dayZh, documentOf, type Draft, heading, lightNames, note, paragraph } from './parts.ts';
import { onePage, type Part } from './one-page.ts';
import { nothingFor } from './order.ts';

/** A document about one record of a list: what stands in it and what its area thinks of it. 项目一页纸, 亩均告知书. */
export const recordDocument =
  (of: {
    kind: string;
    register: string;
    title: (name: string) => string;
    /** First sentence; without one everything goes onto one page. */
    opening?: (name: string, asOf: string) => string;
    closing?: string;
  }) =>
  async ({ view, services, subject }: Draft): Promise<LantuDocument> => {
    const list = services.lists.get(of.register);
    if (!list) throw nothingFor(of.kind, 'record');
    const found = await judgedList(view, list, {});
    const row = subject === null ? firstOf(list, found) : found.rows.byId.get(subject);
    if (!row) throw nothingFor(of.kind, 'record');
    const judged = found.judged.get(row.id);
    const values = row as unknown as Readonly<Record<string, unknown>>;
    const name = list.register.identify.map((id) => words(values[id])).join(' ');
    const demo = row.held.demo || found.demo;
    const thread = { seq: row.held.seq, source: row.held.source, grade: row.held.grade, demo: row.held.demo };
    const filledIn = (wanted: (field: Field) => boolean) =>
      list.register.fields.filter(wanted).flatMap((field): Run[][][] => {
        const value = values[field.id];
        if (
          value === null ||
          value === undefined ||
          value === '' ||
          field.type === 'file' ||
          field.type === 'point' ||
          field.personal
        )
          return [];
        const said = words(value, list, field.id);
        return typeof value === 'number'
          ? [
              [
                [field.name.zh],
                [{ text: `${said}${field.unit ?? ''}`, thread: { of: `${name}${field.name.zh}`, ...thread } }],
              ],
            ]
          : [[[field.name.zh], [said]]];
      });
    const columns = (list.columns ?? []).flatMap((column): Run[][][] => {
      const cell = column.of(row, judged);
      const said = cellText(cell, column.decimals);
      return said === ''
        ? []
        : [
            [
              [column.name.zh],
              [
                typeof cell === 'number'
                  ? {
                      text: `${said}${column.unit ?? ''}`,
                      thread: { of: `${name}${column.name.zh}`, seq: null, source: '本系统判断', grade: '计算', demo },
                    }
                  : said,
              ],
            ],
          ];
    });
    const sections = (await list.sections?.(view, row, judged, found.chosen)) ?? [];
    const parts = sections.map((section, at): Part => ({
      id: `section-${at + 1}`,
      title: section.title.zh,
      heads: ['项目', ...(section.heads ?? section.lines[0]?.cells.map(() => ({ zh: '' })) ?? []).map(({ zh }) => zh)],
      rows: section.lines.map(({ name: line, cells }): Run[][] => [
        ['zh' in line ? line.zh : line.title],
        ...Array.from({ length: section.heads?.length ?? section.lines[0]?.cells.length ?? 0 }, (_, n): Run[] => [
          cellText(cells[n] ?? null),
        ]),
      ]),
    }));
    const judgement = judged?.why
      ? `${judged.light ? `状态：${lightNames[judged.light]}。` : ''}${judged.why.zh}`
      : null;
    const blocks: Block[] = [
      ...(of.opening
        ? wholeRecord(
            of.opening(name, view.asOf),
            filledIn(() => true),
            judgement,
            columns,
            parts,
          )
        : onePage([...filledIn(({ group }) => !group), ...columns], judgement, parts)),
      ...(of.closing === undefined ? [] : [heading('rights', 1, '权利告知'), paragraph('closing', of.closing)]),
      note(
        'source',
        `数据截至${dayZh(view.asOf)}；来源：${row.held.source}（账本第${row.held.seq}号${row.held.demo ? '，演示' : ''}）。`,
      ),
    ];
    return documentOf(view, { kind: of.kind, title: of.title(name), blocks, demo });
  };

/** Everything, one under the other. */
function wholeRecord(
  opening: string,
  facts: Run[][][],
  judgement: string | null,
  columns: Run[][][],
  parts: readonly Part[],
): Block[] {
  const pairs = (id: string, title: string, rows: Run[][][]): Block => ({
    kind: 'table',
    id,
    title,
    columns: [
      { head: '项目', width: 32 },
      { head: '内容', width: 68 },
    ],
    rows,
  });
  return [
    paragraph('opening', opening),
    pairs('facts', '基本情况', facts),
    ...(judgement === null ? [] : [paragraph('judgement', judgement)]),
    ...(columns.length > 0 ? [pairs('judged', '评价情况', columns)] : []),
    ...parts
      .filter(({ rows }) => rows.length > 0)
      .map(({ id, title, heads, rows }): Block => ({
        kind: 'table',
        id,
        title,
        columns: heads.map((head, at) => ({ head, width: at === 0 ? 30 : 20 })),
        rows: [...rows],
      })),
  ];
}

type Judged = Awaited<ReturnType<typeof judgedList>>;

/** The first row in the order of its list. */
function firstOf(list: List, { rows, judged }: Judged) {
  const all = rows.rows.map((row) => ({ row, judged: judged.get(row.id) }));
  return (list.order ? all.toSorted(list.order) : all)[0]?.row;
}

const isText = (value: object): value is Text => 'zh' in value;

/** A value of a record in words: choices by their names, links by their titles. */
function words(value: unknown, list?: List, field?: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return formatNumber(value, 4).replaceAll(/[\s,]/gu, '');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map((one) => words(one, list, field)).join('、');
  if (typeof value === 'object') {
    if (isText(value)) return value.zh;
    if ('title' in value) return words(value.title);
    if ('name' in value) return words(value.name);
    return '';
  }
  const option = list?.register.fields.find(({ id }) => id === field)?.choices?.find(({ id }) => id === value);
  return option ? option.name.zh : String(value as string);
}

function cellText(cell: Cell | null, decimals = 2): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return formatNumber(cell, decimals).replaceAll(/[\s,]/gu, '');
  if (typeof cell === 'object' && 'missing' in cell) return `—（${cell.missing.zh}）`;
  return words(cell);
}
