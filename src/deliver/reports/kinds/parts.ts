import type { Block, Figure, LantuDocument, Paragraph, Run, TableBlock, Thread } from '../../../core/document/index.ts';
import { figuresIn } from '../../../core/document/index.ts';
import {
  formatNumber,
  formatQuantity,
  isNumber,
  type Light,
  periodLabel,
  type Point,
} from '../../../core/measure/index.ts';
import type { Services } from '../../../evidence/domain.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';

/** What the templates of documents are written from, and what they share. */

export interface Draft {
  view: ViewAt;
  services: Pick<Services, 'store' | 'lists'>;
  /** What it is about, where its kind asks for one: a directive, a meeting, a record. Null: the newest. */
  subject: string | null;
  /** A view of another day or of the same day a month ago. */
  on: (day: string) => Promise<ViewAt>;
}

export const lightNames: Record<Light, string> = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '无据' };

/** `2026年11月27日`. */
export function dayZh(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** Figures in Chinese texts stand without thin spaces. */
export const amount = (value: number, unit: string, decimals = 2): string =>
  formatQuantity(value, unit, { decimals }).replaceAll(/[\u2009\s,]/gu, '');
export const percent = (value: number, decimals = 1): string =>
  `${formatNumber(value, decimals).replaceAll(/[\s,]/gu, '')}%`;

export const heading = (id: string, level: 1 | 2 | 3 | 4, text: string): Block => ({
  kind: 'heading',
  id,
  level,
  runs: [text],
});
export const paragraph = (id: string, ...runs: Run[]): Paragraph => ({ kind: 'paragraph', id, runs });
export const note = (id: string, ...runs: Run[]): Paragraph => ({ kind: 'paragraph', id, style: 'note', runs });

/** A passage that no data say: whoever writes the report writes it, and until then it says so. */
export const toWrite = (id: string, what: string): Paragraph => paragraph(id, `（本段由起草单位补写：${what}。）`);

/** A figure that was counted here: no entry of its own, what it counts is named. */
export function counted(n: number, of: string, source: string, demo: boolean, unit = ''): Figure {
  return { text: `${n}${unit}`, thread: { of, seq: null, source, grade: '计算', demo } };
}

/** A figure computed from others. */
export function computed(text: string, of: string, demo: boolean, more: Partial<Thread> = {}): Figure {
  return { text, thread: { of, seq: null, source: '本系统计算', grade: '计算', demo, ...more } };
}

/** The point of a series as it is printed, tied to its entry. */
export function pointFigure(view: ViewAt, id: string, point: Pick<Point, 'period' | 'value'>, bare = false): Figure {
  const held = view.snapshot.indicators.get(id);
  const found = view.series(id)?.points.find(({ period }) => period === point.period);
  const entry = view.snapshot.observations
    .get(id)
    ?.filter(
      ({ period, knownOn, place }) =>
        period === point.period && knownOn <= view.asOf && place === view.snapshot.jurisdiction,
    )
    .at(-1);
  const unit = held?.item.unit ?? '';
  const value = isNumber(point.value) ? point.value : 0;
  return {
    text: bare ? formatNumber(value, 2).replaceAll(/[\s,]/gu, '') : amount(value, unit),
    thread: {
      of: `${held?.item.name.zh ?? id}（${periodLabel(point.period).zh}）`,
      seq: entry?.seq ?? null,
      source: entry?.source ?? found?.source ?? evidenceName(held?.model.evidence.kind),
      grade: entry?.grade ?? found?.grade ?? '计算',
      demo: entry?.demo ?? found?.demo ?? view.history(id).some(({ demo }) => demo),
      indicator: id,
      period: point.period,
    },
  };
}

const evidenceName = (kind: string | undefined): string =>
  ({ register: '台账统计', stream: '监测数据', formula: '由其他指标计算', observations: '填报数据' })[kind ?? ''] ??
  '填报数据';

/** The annex that leads every figure to its entry: what it is, its value, source, grade, entry. */
export function sourcesAnnex(blocks: readonly Block[]): Block[] {
  const seen = new Map<string, Figure>();
  for (const figure of blocks.flatMap(figuresIn)) seen.set(`${figure.thread.of} ${figure.text}`, figure);
  const figures = [...seen.values()];
  if (figures.length === 0) return [];
  const rows = figures.map(({ text, thread }, at): Run[][] => [
    [String(at + 1)],
    [thread.of],
    [text],
    [thread.source],
    [thread.demo ? '演示' : thread.grade],
    [thread.seq === null ? '—（计算）' : `第${thread.seq}号`],
  ]);
  const table: TableBlock = {
    kind: 'table',
    id: 'sources',
    title: '',
    columns: [
      { head: '序号', width: 7, align: 'center' },
      { head: '数据', width: 30 },
      { head: '数值', width: 16, align: 'right' },
      { head: '来源', width: 27 },
      { head: '等级', width: 8, align: 'center' },
      { head: '账本条目', width: 14, align: 'center' },
    ],
    rows,
  };
  return [{ kind: 'annex', id: 'sources-annex', title: '数据出处' }, table];
}

/** The parts that all documents of a place share. */
export function documentOf(
  view: ViewAt,
  more: Pick<LantuDocument, 'kind' | 'title' | 'blocks' | 'demo'> & Partial<LantuDocument>,
): LantuDocument {
  return {
    asOf: view.asOf,
    place: view.snapshot.name.zh,
    letterhead: null,
    sums: [],
    signed: null,
    imprint: null,
    ...more,
  };
}
