import {
  choice,
  date,
  flag,
  link,
  money,
  number,
  org,
  person,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';
import { directives } from '../../evidence/delivery/registers.ts';

const service = () =>
  required(
    choice('服务', 'Service', {
      testing: ['核酸检测', 'Testing'],
      vaccination: ['疫苗接种', 'Vaccination'],
      evacuation: ['人员转移', 'Evacuation'],
      relief: ['物资救助', 'Relief'],
    }),
  );
const whole = { min: 0, decimals: 0 };

export const sites = register({
  id: 'emergency-sites',
  name: ['应急服务点', 'Emergency sites'],
  about: ['采样点、接种点、转移点、发放点', 'Where people are served'],
  identify: ['service', 'name'],
  role: 'emergency',
  fields: {
    service: service(),
    name: required(text('名称', 'Name')),
    place: place('所在镇街', 'Place'),
    servers: required(number('人手（台）', 'Servers', '', whole)),
    per_hour: number('每人每小时', 'An hour each', '', {
      min: 0.1,
      help: { zh: '空着按任务的', en: 'Empty: that of the task' },
    }),
    spot: point('位置', 'Where'),
  },
});

export const rooms = register({
  id: 'emergency-rooms',
  name: ['应急后台能力', 'Rooms behind'],
  about: ['实验室、床位、仓储：24 小时能力', 'Laboratories, beds, stores: units in 24 hours'],
  identify: ['service', 'name'],
  role: 'emergency',
  fields: {
    service: service(),
    name: required(text('名称', 'Name')),
    a_day: required(number('24 小时能力', 'Units in 24 h', '份', { min: 0 })),
    since: date('启用日期', 'In use since'),
    spare: flag('备用', 'Spare', { help: { zh: '备用的不计入现有能力', en: 'Does not count as there' } }),
  },
});

export const ways = register({
  id: 'surge-ways',
  name: ['增援手段', 'Ways to get more'],
  identify: ['service', 'name'],
  role: 'emergency',
  fields: {
    service: service(),
    name: required(text('手段', 'Way')),
    side: required(
      choice('增加', 'Adds to', { front: ['前台人手', 'Servers'], back: ['后台 24 小时能力', 'Units in 24 h'] }),
    ),
    adds: required(number('每份增加', 'Adds', '', { min: 0 })),
    cost: required(money('每份成本', 'Cost', '万元', { min: 0 })),
    most: required(number('最多几份', 'At most', '', { ...whole, max: 1000 })),
    source: text('依据', 'By', { help: { zh: '协议、预案文号', en: 'Agreement, plan' } }),
  },
});

/** A task, or an exercise: what is computed of it stays here and is no figure of the place. */
export const tasks = register({
  id: 'emergency-tasks',
  name: ['应急任务和演练', 'Tasks and exercises'],
  about: ['演练的数不进指标、不派督办', 'Figures of exercises go nowhere else'],
  identify: ['name'],
  role: 'emergency',
  fields: {
    name: required(text('名称', 'Name')),
    mode: required(choice('性质', 'Mode', { exercise: ['演练', 'Exercise'], real: ['实战', 'Real'] })),
    service: service(),
    level: choice('响应级别', 'Level', { l4: ['Ⅳ级', 'IV'], l3: ['Ⅲ级', 'III'], l2: ['Ⅱ级', 'II'], l1: ['Ⅰ级', 'I'] }),
    on: date('开始日期', 'Begins'),
    people: required(number('要服务的人数', 'People', '人', { ...whole, min: 1 })),
    hours: required(number('前台时长', 'Hours in front', '小时', { min: 0.1, max: 2400 })),
    per_hour: required(number('每人每小时', 'An hour each', '', { min: 0.1 })),
    pool: number('混样数', 'Pool', '', {
      min: 1,
      max: 100,
      decimals: 0,
      help: { zh: '后台一份含几人；没有后台的空着', en: 'People in a unit behind; empty: none' },
    }),
    other_pool: number('可换混样数', 'Other pool', '', { min: 1, max: 100, decimals: 0 }),
    behind_hours: number('后台时长', 'Hours behind', '小时', { min: 0.1, max: 2400 }),
    prevalence: number('阳性率', 'Prevalence', '%', { min: 0, max: 100 }),
    review: text('复盘', 'Review', { long: true }),
  },
  stages: {
    prepared: { name: ['准备', 'Prepared'] },
    running: { name: ['进行中', 'Running'], requires: ['on'] },
    closed: { name: ['结束复盘', 'Closed'], requires: ['review'] },
  },
});

export const areas = register({
  id: 'emergency-areas',
  name: ['任务分片', 'Areas of tasks'],
  identify: ['task', 'place'],
  role: 'emergency',
  fields: {
    task: required(link(() => tasks, '任务', 'Task')),
    place: required(place('镇街', 'Place')),
    people: required(number('人数', 'People', '人', whole)),
  },
});

export const cards = register({
  id: 'task-cards',
  name: ['任务卡', 'Task cards'],
  identify: ['task', 'title'],
  owner: 'bureau',
  role: 'emergency',
  fields: {
    task: required(link(() => tasks, '任务', 'Task')),
    title: required(text('做什么', 'What')),
    bureau: required(org('责任单位', 'Who does it')),
    due: required(date('期限', 'Due')),
    answer: text('完成情况', 'Answer', { long: true }),
    directive: link(() => directives, '督办单', 'Directive'),
  },
  stages: {
    sent: { name: ['已下达', 'Sent'], next: ['received', 'handed'] },
    received: { name: ['已签收', 'Received'], next: ['done', 'handed'] },
    done: { name: ['已完成', 'Done'], requires: ['answer'] },
    handed: { name: ['已转督办', 'A directive now'], exit: true, next: [] },
  },
});

export const duty = register({
  id: 'duty-roster',
  name: ['值班表', 'Duty roster'],
  identify: ['on', 'post', 'name'],
  role: 'emergency',
  fields: {
    on: required(date('日期', 'Day')),
    post: required(
      choice('岗位', 'Post', {
        leader: ['带班领导', 'Leader'],
        officer: ['值班员', 'Officer'],
        expert: ['专家', 'Expert'],
        driver: ['司机', 'Driver'],
      }),
    ),
    name: required(person('姓名', 'Name')),
    bureau: org('单位', 'Unit'),
    phone: text('电话', 'Telephone', { personal: true, format: 'mobile' }),
  },
});

export const vaccinations = register({
  id: 'vaccinations',
  name: ['接种覆盖', 'Vaccination'],
  about: ['三种分母并列，超过 100% 不截断', 'Three denominators; more than 100 % is shown as it is'],
  identify: ['place', 'group', 'as_of'],
  role: 'health',
  open: true,
  fields: {
    place: required(place('镇街', 'Place')),
    group: required(
      choice('人群', 'Group', {
        all: ['全人群', 'All'],
        adult: ['18—59 岁', '18–59'],
        old: ['60 岁以上', '60 and over'],
        oldest: ['80 岁以上', '80 and over'],
      }),
    ),
    as_of: required(date('截至', 'As of')),
    done: required(number('全程接种', 'Done', '人', whole)),
    residents: number('常住人口', 'Residents', '人', whole),
    registered: number('户籍人口', 'Registered', '人', whole),
    eligible: number('应接种人数', 'Eligible', '人', whole),
    denominator: text('分母来源', 'Source of the denominators'),
  },
});
