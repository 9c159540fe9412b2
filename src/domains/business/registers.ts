import { choice, date, link, number, object, org, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';
import { leads } from '../investment/registers.ts';
import { projects } from '../projects/registers.ts';

export const tickets = register({
  id: 'firm-tickets',
  name: ['招安扶诉求', 'Requests of firms'],
  about: ['招商、安商、扶商全生命周期服务', 'From the first word to the life of the firm'],
  identify: ['number'],
  owner: 'bureau',
  role: 'investment',
  fields: {
    number: required(text('编号', 'No.')),
    matter: required(text('诉求', 'Request')),
    phase: required(
      choice('环节', 'Phase', {
        attract: ['招商', 'Attract'],
        settle: ['安商', 'Settle'],
        support: ['扶商', 'Support'],
      }),
    ),
    life: choice('生命周期', 'Stage of life', {
      found: ['开办', 'Founding'],
      entry: ['准营', 'Entry'],
      build: ['投资建设', 'Building'],
      run: ['生产经营', 'Running'],
      change: ['变更迁移', 'Change'],
      close: ['注销退出', 'Closing'],
    }),
    lead: link(() => leads, '招商线索', 'Lead'),
    project: link(() => projects, '项目', 'Project'),
    firm: link(() => firms, '企业', 'Firm'),
    bureau: org('承办单位', 'Handled by'),
    raised: required(date('提出日期', 'Raised on')),
    promised: number('承诺时限', 'Promised limit', '', {
      min: 1,
      max: 250,
      decimals: 0,
      help: { zh: '工作日', en: 'Working days' },
    }),
    due: date('到期日', 'Due', { computed: 'workdays(raised, promised)' }),
    answer: text('办理结果', 'Answer', { long: true }),
    done_on: date('办结日期', 'Done on'),
    content: choice('企业评价', 'The firm says', {
      yes: ['满意', 'Content'],
      no: ['不满意', 'Not content'],
    }),
  },
  stages: {
    open: { name: ['办理中', 'Open'], limits: [{ from: 'raised', said: 'promised' }] },
    done: { name: ['办结', 'Done'], requires: ['answer', 'done_on'] },
    withdrawn: { name: ['撤回', 'Withdrawn'], exit: true },
  },
});

export const reforms = register({
  id: 'reform-items',
  name: ['改革事项', 'Reforms'],
  about: ['国企、医共体、薪酬、教育评价和放管服', 'State firms, hospitals, pay, schools, approvals'],
  identify: ['name'],
  owner: 'bureau',
  role: 'planning',
  open: true,
  fields: {
    name: required(text('改革事项', 'Reform')),
    field: required(
      choice('领域', 'Field', {
        firms: ['国企改革', 'State firms'],
        hospitals: ['医共体', 'Medical communities'],
        pay: ['公立医院薪酬', 'Pay in hospitals'],
        schools: ['教育评价', 'Evaluation of schools'],
        approvals: ['放管服', 'Approvals'],
      }),
    ),
    bureau: org('牵头单位', 'Led by'),
    serves: object('对应任务', 'Commitment'),
    paper: text('文号', 'Paper'),
    due: date('本阶段期限', 'This stage is due'),
    effect: text('成效', 'Effect', { long: true }),
  },
  stages: {
    drafting: { name: ['起草', 'Drafting'] },
    trial: { name: ['试点', 'Trial'], requires: ['paper'] },
    spread: { name: ['推开', 'In force'], requires: ['paper'] },
    evaluated: { name: ['评估完成', 'Evaluated'], requires: ['effect'] },
    dropped: { name: ['终止', 'Dropped'], exit: true },
  },
});

export const environment = register({
  id: 'environment-measures',
  name: ['五大环境指标', 'Measures of the five environments'],
  about: ['权重和上下限在此公布', 'Weights and goalposts are published here'],
  identify: ['name'],
  role: 'planning',
  open: true,
  fields: {
    name: required(text('指标', 'Measure')),
    // The plan does not say which five: a place renames them.
    environment: required(
      choice('环境', 'Environment', {
        service: ['政务环境', 'Services'],
        market: ['市场环境', 'Market'],
        law: ['法治环境', 'Law'],
        factor: ['要素环境', 'Factors'],
        credit: ['诚信环境', 'Integrity'],
      }),
    ),
    indicator: object('规划指标', 'Indicator'),
    value: number('现值', 'Value now', ''),
    weight: required(number('权重', 'Weight', '', { min: 0.01 })),
    zero: required(number('零分值', 'Scores 0', '')),
    full: required(number('满分值', 'Scores 100', '')),
    source: text('出处', 'Source', { long: true }),
  },
});
