import type { Text } from '../../core/measure/model.ts';

/** What each kind of entry is called. */
export const kindNames: Record<string, Text> = {
  'organisation.put': { zh: '单位', en: 'Organisations' },
  'place.put': { zh: '地点', en: 'Places' },
  'document.add': { zh: '导入原文', en: 'Document' },
  'plan.put': { zh: '规划任务', en: 'Plan' },
  'indicator.put': { zh: '指标定义', en: 'Indicators' },
  'composite.put': { zh: '综合指数', en: 'Indices' },
  'observation.put': { zh: '数据', en: 'Figures' },
  'milestone.put': { zh: '任务节点', en: 'Milestones' },
  'register.put': { zh: '台账定义', en: 'Registers' },
  'record.put': { zh: '台账记录', en: 'Records' },
  'record.remove': { zh: '移除记录', en: 'Removal of records' },
  'duty.put': { zh: '填报责任', en: 'Duties' },
  'report.submit': { zh: '填报', en: 'Report' },
  'report.review': { zh: '审核', en: 'Review' },
  'identity.put': { zh: '核验规则', en: 'Identities' },
  'warning.confirm': { zh: '确认提醒', en: 'Confirmation' },
  'adjustment.put': { zh: '人工调整', en: 'Judgemental adjustment' },
  'adjustment.remove': { zh: '撤回人工调整', en: 'Adjustment taken back' },
  'demo.remove': { zh: '清除演示数据', en: 'Removal of demonstration data' },
};

const decisions: Record<string, Text> = { approve: { zh: '通过', en: 'approved' }, return: { zh: '退回', en: 'returned' }, reopen: { zh: '重开', en: 'reopened' } };

/** One line that says what an entry did. `payload` is as the ledger holds it. */
export function whatItDid(kind: string, payload: Record<string, unknown>): Text {
  const list = (name: string) => (payload[name] as Record<string, unknown>[] | undefined) ?? [];
  const several = (n: number, zh: string, en: string): Text => ({ zh: `${n} ${zh}`, en: `${n} ${en}` });
  switch (kind) {
    case 'observation.put':
      return several(list('observations').length, '个数', 'figures');
    case 'record.put':
      return { zh: `${String(payload.register)}：${list('records').length} 条`, en: `${String(payload.register)}: ${list('records').length} records` };
    case 'record.remove':
      return { zh: `${String(payload.register)}：移除 ${list('records').length} 条，${String(payload.reason)}`, en: `${String(payload.register)}: ${list('records').length} records removed, ${String(payload.reason)}` };
    case 'report.submit': {
      const names = list('lines').map((line) => `${String(line.about).split(':')[1]} ${String(line.period)}`);
      const text = `${names.slice(0, 3).join('、')}${names.length > 3 ? ` 等 ${names.length} 项` : ''}`;
      return { zh: text, en: `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}` };
    }
    case 'report.review': {
      const says = list('lines').map((line) => ({ zh: `${decisions[String(line.decision)]?.zh ?? ''} ${String(line.about).split(':')[1]} ${String(line.period)}`, en: `${String(line.about).split(':')[1]} ${String(line.period)} ${decisions[String(line.decision)]?.en ?? ''}` }));
      return { zh: says.slice(0, 3).map((item) => item.zh).join('、') + (says.length > 3 ? ` 等 ${says.length} 项` : ''), en: says.slice(0, 3).map((item) => item.en).join(', ') + (says.length > 3 ? ` and ${says.length - 3} more` : '') };
    }
    case 'plan.put':
      return several(list('commitments').length, '项目标任务', 'commitments');
    case 'indicator.put':
      return several(list('indicators').length, '项指标', 'indicators');
    case 'document.add':
      return { zh: String(payload.name), en: String(payload.name) };
    case 'warning.confirm':
      return { zh: `${String(payload.about)} ${String(payload.period)}：${String(payload.reason)}`, en: `${String(payload.about)} ${String(payload.period)}: ${String(payload.reason)}` };
    case 'adjustment.put':
      return { zh: `${String(payload.indicator)} ${String(payload.period)} ${String(payload.amount)} ${String(payload.unit)}：${String(payload.reason)}`, en: `${String(payload.indicator)} ${String(payload.period)} ${String(payload.amount)} ${String(payload.unit)}: ${String(payload.reason)}` };
    case 'adjustment.remove':
      return { zh: String(payload.reason), en: String(payload.reason) };
    default: {
      const [name] = Object.keys(payload).filter((key) => Array.isArray(payload[key]));
      return name === undefined ? { zh: '', en: '' } : several(list(name).length, '项', 'items');
    }
  }
}

export const brokenWords: Record<string, Text> = {
  changed: { zh: '内容被改动', en: 'its content was changed' },
  missing: { zh: '缺失', en: 'it is missing' },
  'out-of-order': { zh: '与前一条不衔接', en: 'it does not follow the one before' },
  'head-differs': { zh: '链头不符', en: 'the head of the chain differs' },
  'blob-missing': { zh: '附件缺失', en: 'its file is missing' },
  'blob-changed': { zh: '附件被改动', en: 'its file was changed' },
};
