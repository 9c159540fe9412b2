import type { Text } from '../../core/measure/index.ts';

/**
 * Kinds of notices. `duty`: it belongs to the office, so nobody unsubscribes from it in the product. `programs`: no person is
 * told, and of the channels only those that name it.
 */
export const noticeKinds = {
  'directive-issued': { name: { zh: '交办督办单', en: 'Directive issued' }, duty: true },
  'directive-progress': { name: { zh: '签收、方案、进展', en: 'Received, planned, progress' }, duty: false },
  'directive-answered': { name: { zh: '反馈待核销', en: 'Answer to verify' }, duty: true },
  'directive-returned': { name: { zh: '退回', en: 'Returned' }, duty: true },
  'directive-closed': { name: { zh: '销号、撤销', en: 'Closed, withdrawn' }, duty: false },
  'directive-extension': { name: { zh: '延期申请和批复', en: 'Extension asked or decided' }, duty: true },
  'directive-level': { name: { zh: '蓝橙红升级', en: 'Level reached' }, duty: true },
  'directive-reply': { name: { zh: '申辩和处理', en: 'Reply, and the decision on it' }, duty: false },
  alert: { name: { zh: '预警', en: 'Alert' }, duty: false },
  'alert-back': { name: { zh: '预警恢复', en: 'Alert over' }, duty: false },
  score: { name: { zh: '考核通报和申诉', en: 'Scores and appeals' }, duty: false },
  report: { name: { zh: '催报', en: 'Reminder to report' }, duty: true },
  data: { name: { zh: '数据变动', en: 'Data changed' }, duty: false, programs: true },
  test: { name: { zh: '测试', en: 'Test' }, duty: false },
} as const satisfies Record<string, { name: Text; duty: boolean; programs?: true }>;
export type NoticeKind = keyof typeof noticeKinds;

/** Whether only channels that name the kind carry it. */
export const isForPrograms = (kind: NoticeKind): boolean => 'programs' in noticeKinds[kind];
export const isNoticeKind = (kind: string): kind is NoticeKind => kind in noticeKinds;
