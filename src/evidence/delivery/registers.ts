import {
  choice,
  date,
  flag,
  link,
  many,
  number,
  object,
  org,
  register,
  required,
  text,
} from '../../core/register/index.ts';

const levels = {
  none: ['未定级', 'none'],
  blue: ['蓝单', 'blue'],
  orange: ['橙单', 'orange'],
  red: ['红单', 'red'],
} as const;

/** How directives are read: filtered, sorted, exported, counted. What is done to them are acts of their own (`entries.ts`). */
export const directives = register({
  id: 'directives',
  name: ['督办单', 'Directives'],
  about: [
    '交办、签收、反馈、核销；由办理过程生成，只读',
    'Issued, received, answered, verified; made from what is done',
  ],
  identify: ['no'],
  owner: 'lead',
  role: 'planning',
  acts: true,
  fields: {
    no: required(text('编号', 'No.')),
    title: required(text('督办事项', 'Matter')),
    lead: required(org('牵头单位', 'Lead unit')),
    support: many(org('配合单位', 'Supporting units')),
    level: required(choice('等级', 'Level', levels)),
    basis: required(
      choice('依据', 'Basis', {
        light: ['亮灯', 'a light'],
        meeting: ['会议决定', 'decision of a meeting'],
        instruction: ['领导批示', 'instruction of a leader'],
        alert: ['预警', 'alert'],
        hint: ['群众线索', 'hint of a citizen'],
        project: ['项目问题', 'problem of a project'],
        other: ['其他', 'other'],
      }),
    ),
    about: object('针对', 'About'),
    demand: text('办理要求', 'What is to be done', { long: true }),
    issued_on: required(date('交办日期', 'Issued on')),
    first_due: required(date('原定期限', 'First limit')),
    due: required(date('现行期限', 'Limit')),
    answered_on: date('反馈日期', 'Answered on'),
    closed_on: date('销号日期', 'Closed on'),
    returned: number('退回次数', 'Times returned', '', { min: 0, decimals: 0 }),
    extended: number('延期次数', 'Times extended', '', { min: 0, decimals: 0 }),
    unturned: flag('销号未转绿', 'Closed without turning'),
    again: link(() => ({ id: 'directives' }), '上一次', 'The time before'),
  },
  stages: {
    issued: { name: ['待签收', 'Issued'], next: ['received', 'withdrawn'] },
    received: { name: ['已签收', 'Received'], next: ['planned', 'answered', 'withdrawn'] },
    planned: { name: ['整改中', 'Being worked on'], next: ['answered', 'withdrawn'] },
    returned: { name: ['已退回', 'Returned'], next: ['planned', 'answered', 'withdrawn'] },
    answered: { name: ['待核销', 'Answered'], next: ['returned', 'closed', 'withdrawn'] },
    closed: { name: ['已销号', 'Closed'], next: [] },
    withdrawn: { name: ['已撤销', 'Withdrawn'], exit: true, next: [] },
  },
});

const told = {
  lead: ['承办单位', 'the units that it is for'],
  office: ['承办单位、督查和规划管理', 'these, supervisors and the plan office'],
  leaders: ['承办单位、督查、规划管理和市领导', 'these, and the leaders of the city'],
} as const;

/** By what directives rise, whom a level tells, how numbers are written: published, edited by the place, by day. */
export const directiveRules = register({
  id: 'directive-rules',
  name: ['督办规则', 'Rules of directives'],
  about: [
    '蓝橙红升级、告知范围、编号样式；改动按施行日期生效',
    'When levels rise, who is told, how numbers are written',
  ],
  identify: ['name'],
  role: 'planning',
  open: true,
  fields: {
    name: required(text('规则', 'Rule')),
    series: required(text('编号代字', 'Series')),
    blue_before: required(
      number('蓝单：到期前工作日', 'Blue: working days before the limit', '', { min: 0, max: 60, decimals: 0 }),
    ),
    orange_over: required(
      number('橙单：逾期工作日', 'Orange: working days over', '', { min: 1, max: 250, decimals: 0 }),
    ),
    red_over: required(number('红单：逾期工作日', 'Red: working days over', '', { min: 1, max: 250, decimals: 0 })),
    red_returns: required(number('红单：退回次数', 'Red: times returned', '', { min: 1, max: 20, decimals: 0 })),
    repeat_months: required(
      number('重复事项：销号后月数', 'Repeat: months after closing', '', { min: 1, max: 60, decimals: 0 }),
    ),
    repeat_start: required(choice('重复事项：起始等级不低于', 'Repeat: starts at least on', levels)),
    tells_blue: required(choice('蓝单告知', 'Blue tells', told)),
    tells_orange: required(choice('橙单告知', 'Orange tells', told)),
    tells_red: required(choice('红单告知', 'Red tells', told)),
    since: date('施行日期', 'In force since', {
      help: { zh: '空着：一直施行；有几条时按最近施行的一条', en: 'Empty: always. The one in force last counts' },
    }),
    source: text('出处', 'Source', { long: true }),
  },
});

/** Weights of the scores of units, published and edited by the place, by day. */
export const scoreRules = register({
  id: 'score-rules',
  name: ['督办考核规则', 'Rules of scores'],
  about: [
    '及时、退回、销号未转绿、重复各占多少分',
    'What timeliness, returns, closures without turning and repeats weigh',
  ],
  identify: ['name'],
  role: 'planning',
  open: true,
  fields: {
    name: required(text('规则', 'Rule')),
    on_time: required(number('及时率权重', 'Weight of timeliness', '', { min: 0, max: 100 })),
    few_returns: required(number('退回权重', 'Weight of returns', '', { min: 0, max: 100 })),
    unturned: required(number('销号未转绿权重', 'Weight of closures without turning', '', { min: 0, max: 100 })),
    repeats: required(number('重复权重', 'Weight of repeats', '', { min: 0, max: 100 })),
    fewest: required(
      number('参加排名的最少件数', 'Fewest cases that are ranked', '', { min: 1, max: 1000, decimals: 0 }),
    ),
    appeal_workdays: required(
      number('申诉期（工作日）', 'Working days for appeals', '', { min: 1, max: 60, decimals: 0 }),
    ),
    since: date('施行日期', 'In force since', {
      help: { zh: '空着：一直施行；有几条时按最近施行的一条', en: 'Empty: always. The one in force last counts' },
    }),
    source: text('出处', 'Source', { long: true }),
  },
});
