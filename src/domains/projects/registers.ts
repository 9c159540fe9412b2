import {
  account,
  amount,
  choice,
  date,
  file,
  flag,
  link,
  many,
  money,
  number,
  object,
  org,
  period,
  place,
  point,
  register,
  required,
  serial,
  text,
} from '../../core/register/index.ts';
import { directives } from '../../evidence/delivery/registers.ts';
import { chainNodes } from '../chain/registers.ts';
import { parks } from '../parks/registers.ts';
import { EVIDENCE, gate } from './stage-rules.ts';

const paper = (id: keyof typeof EVIDENCE) =>
  text(EVIDENCE[id].zh, EVIDENCE[id].en, {
    group: { zh: '佐证（文号或编号）', en: 'Evidence (number of the paper)' },
  });

export const projects = register({
  id: 'projects',
  name: ['产业项目', 'Projects'],
  about: ['签约之后的产业项目：签约、开工、建设、竣工、投产', 'Industrial projects from the contract on'],
  identify: ['name'],
  owner: 'bureau',
  role: 'industry',
  open: true,
  fields: {
    name: required(text('项目名称', 'Name')),
    firm: text('项目单位', 'Firm'),
    bureau: required(org('责任单位', 'Answers for it')),
    leader: text('包保领导', 'Leader in charge'),
    team: text('工作专班', 'Task force'),
    park: link(() => parks, '园区', 'Park'),
    node: link(() => chainNodes, '产业链环节', 'Link of the chain'),
    place: place('所在镇街', 'Place'),
    investment: required(money('总投资', 'Total investment', '亿元', { min: 0 })),
    land: number('用地', 'Land', '亩', { min: 0 }),
    output: money('达产年产值', 'Output a year when running', '亿元', { min: 0 }),
    tax: money('达产年税收', 'Tax a year when running', '万元', { min: 0 }),
    jobs: number('新增就业', 'Jobs', '人', { min: 0, decimals: 0 }),
    start_due: date('计划开工日', 'Due to start'),
    in_statistics: date('入库日期', 'In the statistics since'),
    ev_contract: paper('contract'),
    ev_land: paper('land'),
    ev_permit: paper('permit'),
    ev_filing: paper('filing'),
    ev_investment: paper('investment'),
    ev_photo: paper('photo'),
    ev_acceptance: paper('acceptance'),
    ev_statistics: paper('statistics'),
    ev_safety: paper('safety'),
    papers: file('附件', 'Papers'),
  },
  stages: {
    signed: gate('signed'),
    started: gate('started'),
    building: gate('building'),
    completed: gate('completed'),
    producing: gate('producing'),
    dropped: { name: ['终止', 'dropped'], exit: true },
  },
});

export const progress = register({
  id: 'project-progress',
  name: ['项目月度投资', 'Monthly investment of projects'],
  identify: ['project', 'month'],
  owner: 'bureau',
  role: 'industry',
  fields: {
    project: required(link(() => projects, '项目', 'Project')),
    month: required(period('月份', 'Month')),
    planned: money('计划投资', 'Planned', '亿元', { min: 0, decimals: 4 }),
    done: money('完成投资', 'Done', '亿元', { min: 0, decimals: 4 }),
    physical: number('形象进度', 'Physical progress', '%', { min: 0, max: 100 }),
    bureau: org('责任单位', 'Answers for it'),
  },
});

export const problems = register({
  id: 'project-problems',
  name: ['项目问题', 'Problems of projects'],
  identify: ['project', 'problem'],
  owner: 'solver',
  role: 'industry',
  fields: {
    no: serial('编号', 'No.', { series: 'project-problem', form: '项目问题〔{year}〕{n}号' }),
    project: required(link(() => projects, '项目', 'Project')),
    problem: required(text('问题', 'Problem')),
    kind: choice('类别', 'Kind', {
      land: ['用地', 'Land'],
      permit: ['审批', 'Permits'],
      power: ['水电气', 'Utilities'],
      finance: ['融资', 'Finance'],
      labour: ['用工', 'Labour'],
      other: ['其他', 'Other'],
    }),
    solver: required(org('解决单位', 'Who solves it')),
    support: many(org('配合单位', 'Supporting units')),
    handler: account('承办人', 'In whose hands'),
    serves: many(object('影响的任务或指标', 'What it holds up')),
    cost: amount('解决所需资金', 'Funds that it takes', '元', { min: 0 }),
    raised: required(date('提出日期', 'Raised on')),
    due: date('办结期限', 'Due'),
    spot: point('现场位置', 'Where it is'),
    photos: file('现场照片', 'Photographs'),
    answer: text('解决情况', 'Answer', { long: true, rights: { orgs: ['solver', 'support'] } }),
    directive: link(() => directives, '督办单', 'Directive'),
  },
  stages: {
    // Our own starting value; a place sets another one.
    open: { name: ['待解决', 'Open'], limits: [{ from: 'raised', workdays: 20 }], next: ['answered', 'handed'] },
    answered: {
      name: ['已答复，待核', 'Answered'],
      requires: ['answer'],
      rights: { orgs: ['solver', 'support'] },
      next: ['solved', 'open', 'handed'],
    },
    solved: { name: ['已解决', 'Solved'], requires: ['answer'], rights: { others: true }, next: ['open'] },
    // What takes a directive is kept there alone.
    handed: { name: ['已转督办', 'A directive now'], exit: true, next: [] },
  },
});

/** Rules for the lights of projects as records: the published ones come with the program, parameters are edited in place. */
export const rules = register({
  id: 'project-rules',
  name: ['项目亮灯规则', 'Rules for the lights of projects'],
  identify: ['name'],
  role: 'planning',
  open: true,
  fields: {
    name: required(text('规则', 'Rule')),
    by: required(
      choice('依据', 'By', {
        points: ['序时进度', 'Points behind the plan'],
        deadline: ['阶段时限', 'Time limit of the stage'],
      }),
    ),
    yellow_points: required(number('亮黄灯：落后百分点', 'Yellow from points behind', '', { min: 0, max: 100 })),
    red_points: number('亮红灯：落后百分点', 'Red beyond points behind', '', { min: 0, max: 100 }),
    start_red_months: number('未开工亮红灯：连续月数', 'Not started: red after months', '', { min: 0, max: 60 }),
    statistics_yellow_months: number('未入库亮黄灯：月数', 'Not in statistics: yellow after months', '', {
      min: 0,
      max: 60,
    }),
    statistics_red_months: number('未入库亮红灯：月数', 'Not in statistics: red after months', '', { min: 0, max: 60 }),
    near_days: number('临近时限：工作日', 'Near the limit: working days', '', { min: 0, max: 250 }),
    in_use: flag('现用', 'In use'),
    since: date('施行日期', 'In force since', {
      help: { zh: '空着：一直施行。同一时间按最近施行的一条判', en: 'Empty: always. The one in force last counts' },
    }),
    source: text('出处', 'Source', { long: true }),
  },
});
