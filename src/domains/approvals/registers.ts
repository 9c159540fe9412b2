import { choice, date, flag, link, number, org, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';
import { projects } from '../projects/registers.ts';

const special = { zh: '特别程序', en: 'Special procedures' };
const bad = 'level in (bad, worst)';
const stop = { from: 'stop_from', to: 'stop_to', paper: 'stop_paper' } as const;

export const items = register({
  id: 'approval-items',
  name: ['审批事项', 'Items of approval'],
  about: ['法定、承诺、实际三种时限', 'Legal, promised and real time'],
  identify: ['name'],
  owner: 'bureau',
  role: 'approval',
  open: true,
  fields: {
    name: required(text('事项名称', 'Item')),
    code: text('事项编码', 'Code'),
    bureau: org('实施单位', 'Done by'),
    legal: number('法定时限', 'Legal limit', '', {
      min: 1,
      decimals: 0,
      help: {
        zh: '工作日；行政许可法第四十二条：一般 20，联合办理 45',
        en: 'Working days; 20 by law, 45 where units join',
      },
    }),
    promised: number('承诺时限', 'Promised limit', '', {
      min: 1,
      decimals: 0,
      help: { zh: '工作日，不长于法定时限', en: 'Working days, no longer than by law' },
    }),
    online: choice('办理方式', 'Way', {
      full: ['全程网办', 'Wholly online'],
      once: ['最多跑一次', 'One visit'],
      window: ['窗口办理', 'At the counter'],
    }),
    procedures: text('特别程序', 'Special procedures', {
      help: { zh: '听证、招标、检验、鉴定、专家评审等', en: 'Hearing, tender, test, appraisal, review' },
    }),
  },
});

export const cases = register({
  id: 'approval-cases',
  name: ['审批办件', 'Cases of approval'],
  about: ['按工作日计时，特别程序凭告知书停表，补正不计时', 'Clocks in working days, stopped by paper'],
  identify: ['number'],
  owner: 'bureau',
  role: 'approval',
  fields: {
    number: required(text('办件编号', 'No.')),
    item: required(link(() => items, '审批事项', 'Item')),
    applicant: text('申请人', 'Applicant', { personal: true }),
    firm: link(() => firms, '企业', 'Firm'),
    project: link(() => projects, '项目', 'Project'),
    bureau: org('承办单位', 'Handled by'),
    applied: required(date('收件日期', 'Applied on')),
    // 行政许可法 第三十二条: what is missing is told within 5 working days, else it counts as accepted from the application.
    tell_by: date('一次告知期限', 'To be told by', { computed: 'workdays(applied, 5)' }),
    accepted_on: date('受理日期', 'Accepted on'),
    promised: number('承诺时限', 'Promised limit', '', {
      min: 1,
      max: 2500,
      decimals: 0,
      help: { zh: '受理时承诺的工作日，此后事项改时限不影响本件', en: 'Working days promised when it was accepted' },
    }),
    decided_on: date('办结日期', 'Decided on'),
    outcome: choice('办理结果', 'Outcome', {
      granted: ['准予', 'Granted'],
      refused: ['不予许可', 'Refused'],
      withdrawn: ['撤回', 'Withdrawn'],
    }),
    missing: text('一次告知内容', 'What is missing', { long: true }),
    stop_paper: text('停表告知书文号', 'Paper of the stop', { group: special }),
    stop_from: date('停表起', 'Stopped from', { group: special }),
    stop_to: date('停表止', 'Stopped to', { group: special }),
  },
  stages: {
    applied: {
      name: ['收件', 'Applied'],
      limits: [{ from: 'applied', workdays: 5 }],
      next: ['correcting', 'accepted'],
    },
    // Off the line: who lacks nothing never stands there.
    correcting: { name: ['补正', 'To be completed'], requires: ['missing'], next: ['accepted'], exit: true },
    accepted: {
      name: ['受理办理', 'Accepted'],
      requires: ['accepted_on'],
      limits: [
        {
          filter: 'accepted_on > tell_by and missing is none and passed(correcting) is none',
          from: 'applied',
          said: 'promised',
          stop,
        },
        { from: 'accepted_on', said: 'promised', stop },
      ],
    },
    // 第四十四条: delivered within 10 working days of the decision.
    decided: {
      name: ['办结', 'Decided'],
      requires: ['decided_on', 'outcome'],
      limits: [{ from: 'decided_on', workdays: 10 }],
    },
    delivered: { name: ['送达', 'Delivered'], requires: ['decided_on'] },
    declined: { name: ['不予受理', 'Not accepted'], exit: true },
  },
});

export const ratings = register({
  id: 'service-ratings',
  name: ['政务服务好差评', 'Ratings of services'],
  identify: ['number'],
  owner: 'bureau',
  role: 'approval',
  fields: {
    number: required(text('评价编号', 'No.')),
    case: link(() => cases, '办件', 'Case'),
    bureau: org('被评单位', 'Rated unit'),
    on: required(date('评价日期', 'Rated on')),
    level: required(
      choice('评价等级', 'Level', {
        best: ['非常满意', 'Very satisfied'],
        good: ['满意', 'Satisfied'],
        fair: ['基本满意', 'Fairly satisfied'],
        bad: ['不满意', 'Dissatisfied'],
        worst: ['非常不满意', 'Very dissatisfied'],
      }),
    ),
    named: flag('实名', 'Under a name'),
    words: text('评价内容', 'Words', { long: true }),
    finding: text('核实结论', 'Finding', { long: true }),
    measure: text('整改情况', 'What was done', { long: true }),
    called_on: date('回访日期', 'Called back on'),
    ruling: text('误评认定依据', 'Ruling of an error', { long: true }),
  },
  stages: {
    // 四川 15 working days, 德州 5: a place sets its own.
    rated: {
      name: ['评价', 'Rated'],
      limits: [{ filter: bad, from: 'on', workdays: 15 }],
      next: ['put-right', 'wrong'],
    },
    'put-right': { name: ['已整改', 'Put right'], requires: ['finding', 'measure'] },
    wrong: { name: ['误评', 'Rated in error'], requires: ['ruling'], rights: { others: true }, exit: true },
  },
});
