import { type LantuDocument, unproven } from '../../core/document/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import { circular } from './kinds/circular.ts';
import { evaluation } from './kinds/evaluation.ts';
import { minutes } from './kinds/minutes.ts';
import { monthly } from './kinds/monthly.ts';
import { order } from './kinds/order.ts';
import { type Draft, dayZh } from './kinds/parts.ts';
import { recordDocument } from './kinds/record.ts';

/** What an office writes: by its official name, which is also what the command line and the API call it. */
export interface ReportKind {
  name: string;
  en: string;
  /** What it is about beside the place and the day; null: nothing. */
  subject: 'directive' | 'meeting' | `record/${string}` | null;
  /** An official document with 版记; forms and letters have none. */
  official: boolean;
  write: (draft: Draft) => Promise<LantuDocument>;
}

export const reportKinds: readonly ReportKind[] = [
  { name: '督查通报', en: 'Circular on directives', subject: null, official: true, write: circular },
  { name: '月度运行分析', en: 'Monthly analysis', subject: null, official: true, write: monthly },
  { name: '年度评估', en: 'Annual evaluation', subject: null, official: true, write: evaluation('annual') },
  { name: '中期评估', en: 'Mid-term evaluation', subject: null, official: true, write: evaluation('mid-term') },
  { name: '总结评估', en: 'Final evaluation', subject: null, official: true, write: evaluation('final') },
  { name: '督办单', en: 'Directive', subject: 'directive', official: false, write: order },
  { name: '会议纪要', en: 'Minutes', subject: 'meeting', official: true, write: minutes },
  {
    name: '项目一页纸',
    en: 'Project on a page',
    subject: 'record/projects',
    official: false,
    write: recordDocument({
      kind: '项目一页纸',
      register: 'projects',
      title: (name) => `${name}${name.endsWith('项目') ? '' : '项目'}情况`,
    }),
  },
  {
    name: '亩均告知书',
    en: 'Per-mu notice',
    subject: 'record/firms',
    official: false,
    write: recordDocument({
      kind: '亩均告知书',
      register: 'firms',
      title: () => '企业亩均效益综合评价结果告知书',
      opening: (name, asOf) => `${name}：现将截至${dayZh(asOf)}你单位亩均效益综合评价的依据和结果告知如下。`,
      closing: '对评价结果有异议的，可在公示期内向评价组织单位提出申诉，说明理由并附材料；评价组织单位核查后答复。',
    }),
  },
];

/** The kind by its name; throws a Problem (422 `report-kind`) that names them all. */
export function reportKind(name: string): ReportKind {
  const found = reportKinds.find((kind) => kind.name === name);
  if (found) return found;
  const names = reportKinds.map((kind) => kind.name).join('、');
  throw new Problem({
    status: 422,
    code: 'report-kind',
    zh: `没有“${name}”这种文书。`,
    en: `There is no report ${name}.`,
    hint: { zh: `可以出：${names}。`, en: `There are: ${names}.` },
    where: 'kind',
  });
}

/** What an office sets around a document: 版头, signature, 版记. */
export interface Frame {
  sender?: string | undefined;
  copy?: string | undefined;
  secrecy?: string | undefined;
  urgency?: string | undefined;
  signer?: string | undefined;
  copies?: readonly string[] | undefined;
  printedBy?: string | undefined;
}

/** The draft of today in its frame. `number`: taken when it was issued. */
export function framed(
  kind: ReportKind,
  view: ViewAt,
  document: LantuDocument,
  frame: Frame,
  number: string | null,
  on = view.asOf,
): LantuDocument {
  const office = [...view.snapshot.roles].find(([, roles]) => roles.includes('planning'))?.[0] ?? null;
  const by = frame.signer ?? view.organisation(office)?.name.zh ?? `${view.snapshot.name.zh}`;
  const { sender, copy, secrecy, urgency } = frame;
  return {
    ...document,
    letterhead: sender
      ? { sender, number, ...(copy && { copy }), ...(secrecy && { secrecy }), ...(urgency && { urgency }) }
      : null,
    signed: kind.official && kind.name !== '会议纪要' ? { by, on } : null,
    imprint: kind.official ? { copies: [...(frame.copies ?? [])], by: frame.printedBy ?? by, on } : null,
  };
}

/** Faults of the sums of a document, in words; empty: it may leave. */
export const faultsOf = (document: LantuDocument): string[] => unproven(document).map(({ zh }) => zh);
