import { periodLabel, type Text } from '../../core/measure/index.ts';

/** What each kind of entry is called. */
export const kindNames: Record<string, Text> = {
  'organisation.put': { zh: '单位', en: 'Organisations' },
  'place.put': { zh: '地点', en: 'Places' },
  'document.add': { zh: '导入原文', en: 'Document' },
  'plan.close': { zh: '规划收官', en: 'Plan closed' },
  'task.issue': { zh: '年度任务', en: 'Task of a year' },
  'plan.put': { zh: '规划任务', en: 'Plan' },
  'commitment.amend': { zh: '修订任务', en: 'Amendment' },
  'indicator.put': { zh: '指标定义', en: 'Indicators' },
  'indicator.source': { zh: '指标数据来源', en: 'Source of an indicator' },
  'composite.put': { zh: '综合指数', en: 'Indices' },
  'observation.put': { zh: '数据', en: 'Figures' },
  'milestone.put': { zh: '任务节点', en: 'Milestones' },
  'milestone.set': { zh: '设定节点', en: 'Milestones set' },
  'report.urge': { zh: '催报', en: 'Reports urged' },
  'register.put': { zh: '台账定义', en: 'Registers' },
  'record.put': { zh: '台账记录', en: 'Records' },
  'record.stage': { zh: '待写入的记录', en: 'Records that wait' },
  'record.take': { zh: '写入台账', en: 'Records taken' },
  'record.remove': { zh: '移除记录', en: 'Removal of records' },
  'person.handover': { zh: '移交', en: 'Hand-over' },
  'record.clock': { zh: '停表、延期', en: 'Clock of a record' },
  'record.remark': { zh: '办理记录', en: 'Remark under a record' },
  'duty.put': { zh: '填报责任', en: 'Duties' },
  'report.submit': { zh: '填报', en: 'Report' },
  'report.review': { zh: '审核', en: 'Review' },
  'identity.put': { zh: '核验规则', en: 'Identities' },
  'warning.confirm': { zh: '确认提醒', en: 'Confirmation' },
  'adjustment.put': { zh: '人工调整', en: 'Judgemental adjustment' },
  'adjustment.remove': { zh: '撤回人工调整', en: 'Adjustment taken back' },
  'demo.remove': { zh: '清除演示数据', en: 'Removal of demonstration data' },
};

const decisions: Record<string, Text> = {
  approve: { zh: '通过', en: 'approved' },
  return: { zh: '退回', en: 'returned' },
  reopen: { zh: '撤回审核', en: 'reopened' },
};

/** What a register or an indicator is called today; its id where it is no more. */
export type NameOf = (what: 'register' | 'indicator', id: string) => Text;

/** One line that says what an entry did. `payload` is as the ledger holds it. */
export function whatItDid(kind: string, payload: Record<string, unknown>, nameOf: NameOf): Text {
  const list = (name: string) => (payload[name] as Record<string, unknown>[] | undefined) ?? [];
  const figureOf = (line: Record<string, unknown>): Text => {
    const [what, id = ''] = String(line.about).split(':');
    const name = nameOf(what === 'register' ? 'register' : 'indicator', id);
    const period = periodLabel(String(line.period));
    return { zh: `${name.zh} ${period.zh}`, en: `${name.en} ${period.en}` };
  };
  const few = (said: Text[]): Text => ({
    zh:
      said
        .slice(0, 3)
        .map((item) => item.zh)
        .join('、') + (said.length > 3 ? `等 ${said.length} 项` : ''),
    en:
      said
        .slice(0, 3)
        .map((item) => item.en)
        .join(', ') + (said.length > 3 ? ` and ${said.length - 3} more` : ''),
  });
  const several = (n: number, zh: string, en: string): Text => ({ zh: `${n} ${zh}`, en: `${n} ${en}` });
  const one = (record: unknown, register: unknown): Text => {
    const name = nameOf('register', String(register));
    return { zh: `${name.zh} ${String(record)}`, en: `${name.en} ${String(record)}` };
  };
  switch (kind) {
    case 'person.handover': {
      const [from, to, reason] = [payload.from, payload.to, payload.reason].map(String);
      const [duties, records] = [list('duties').length, list('records').length];
      return {
        zh: `${from} 移交给 ${to}：职责 ${duties} 项，在办 ${records} 件。${reason}`,
        en: `${from} handed over to ${to}: ${duties} duties, ${records} matters. ${reason}`,
      };
    }
    case 'record.remark':
      return one(payload.record, payload.register);
    case 'record.clock': {
      const at = one(payload.record, payload.register);
      const act = payload.act as { kind: 'stop' | 'resume' | 'extend'; document?: string };
      const what = {
        stop: { zh: '停表', en: 'clock stopped' },
        resume: { zh: '恢复计时', en: 'clock running again' },
        extend: { zh: '延期', en: 'limit extended' },
      }[act.kind];
      return {
        zh: `${at.zh}：${what.zh} ${act.document ?? ''}`.trim(),
        en: `${at.en}: ${what.en} ${act.document ?? ''}`.trim(),
      };
    }
    case 'observation.put':
      return several(list('observations').length, '个数', 'figures');
    case 'register.put':
      return few(list('registers').map((register) => register.name as Text));
    case 'record.put':
    case 'record.stage': {
      const name = nameOf('register', String(payload.register));
      return { zh: `${name.zh} ${list('records').length} 条`, en: `${name.en}, ${list('records').length} records` };
    }
    case 'record.take': {
      const name = nameOf('register', String(payload.register));
      const [first, ...rest] = list('entries').map(String);
      const last = rest.at(-1) ?? first;
      return { zh: `${name.zh}：第 ${first} 至 ${last} 号`, en: `${name.en}: of entries ${first} to ${last}` };
    }
    case 'record.remove': {
      const name = nameOf('register', String(payload.register));
      return {
        zh: `${name.zh} ${list('records').length} 条：${String(payload.reason)}`,
        en: `${name.en}, ${list('records').length} records: ${String(payload.reason)}`,
      };
    }
    case 'report.submit':
      return few(list('lines').map(figureOf));
    case 'report.review':
      return few(
        list('lines').map((line) => {
          const { zh, en } = figureOf(line);
          const decision = decisions[String(line.decision)] ?? { zh: '', en: '' };
          return { zh: `${decision.zh} ${zh}`, en: `${en} ${decision.en}` };
        }),
      );
    case 'plan.put':
      return several(list('commitments').length, '项目标任务', 'commitments');
    case 'plan.close':
      return several(list('finals').length, '项目标任务的期末灯', 'last lights');
    case 'task.issue':
      return {
        zh: `${String(payload.commitment)} ${String(payload.year)} 年 ${String(payload.total)} ${String(payload.unit)}：${String(payload.document)}`,
        en: `${String(payload.commitment)}, ${String(payload.year)}: ${String(payload.total)} ${String(payload.unit)}, ${String(payload.document)}`,
      };
    case 'indicator.put':
      return several(list('indicators').length, '项指标', 'indicators');
    case 'indicator.source':
      return {
        zh: `${String(payload.indicator)}：${String(payload.reason)}`,
        en: `${String(payload.indicator)}: ${String(payload.reason)}`,
      };
    case 'document.add':
      return { zh: String(payload.name), en: String(payload.name) };
    case 'warning.confirm':
      return {
        zh: `${figureOf(payload).zh}：${String(payload.reason)}`,
        en: `${figureOf(payload).en}: ${String(payload.reason)}`,
      };
    case 'adjustment.put':
      return {
        zh: `${String(payload.indicator)} ${String(payload.period)} ${String(payload.amount)} ${String(payload.unit)}：${String(payload.reason)}`,
        en: `${String(payload.indicator)} ${String(payload.period)} ${String(payload.amount)} ${String(payload.unit)}: ${String(payload.reason)}`,
      };
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
  'frame-missing': { zh: '封存的监测帧缺失', en: 'frames that it seals are missing' },
  'frame-changed': { zh: '封存的监测帧被改动', en: 'a frame that it seals was changed' },
  'batch-differs': { zh: '封存的监测帧与封条不符', en: 'the frames that it seals are not those of its seal' },
  'blob-changed': { zh: '附件被改动', en: 'its file was changed' },
};
