import {
  amount,
  choice,
  date,
  link,
  number,
  object,
  org,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';

/** Measures that are not one quantity: only members of the same one are added. */
export const measures = {
  revenue: ['营业收入', 'Revenue'],
  goods: ['商品销售额', 'Sales of goods'],
  lodging: ['住餐营业额', 'Turnover of lodging and catering'],
  housing: ['商品房销售额', 'Sales of housing'],
} as const;

export const parts = {
  core: ['一核', 'The core'],
  belt: ['两带', 'The two belts'],
  circle: ['三圈', 'The three circles'],
  more: ['N', 'N'],
} as const;

export const clusters = register({
  id: 'clusters',
  name: ['产业集群', 'Clusters'],
  about: ['集群目标、年限、所取口径', 'The target, its year and the measure taken'],
  identify: ['name'],
  owner: 'bureau',
  role: 'commerce',
  open: true,
  fields: {
    name: required(text('集群', 'Cluster')),
    measure: required(choice('口径', 'Measure', measures)),
    target: required(number('目标', 'Target', '亿元', { min: 0, decimals: 2 })),
    year: required(number('目标年', 'By', '', { min: 2000, max: 2100, decimals: 0 })),
    indicator: object('对应指标', 'Indicator'),
    bureau: org('责任单位', 'Answers for it'),
  },
});

export const members = register({
  id: 'cluster-members',
  name: ['集群成员', 'Members of clusters'],
  about: ['一核两带三圈和 N 的成员，每家只列一次', 'Members of the core, belts, circles and N, each once'],
  identify: ['cluster', 'name'],
  owner: 'bureau',
  role: 'commerce',
  open: true,
  fields: {
    cluster: required(link(() => clusters, '集群', 'Cluster')),
    name: required(text('成员', 'Member')),
    code: text('统一社会信用代码', 'Unified social credit code', { format: 'credit-code' }),
    part: required(choice('布局', 'Part', parts)),
    area: required(text('所在带、圈或板块', 'Belt, circle or area')),
    also: text('同时属于', 'Also in', {
      help: { zh: '跨带跨圈的写在这里，合计只计一次', en: 'Other belts or circles; it still counts once' },
    }),
    bureau: org('服务单位', 'Served by'),
    town: place('所在镇街', 'Town'),
    place: point('位置', 'Position'),
    opened: date('运营日期', 'In operation since'),
  },
  stages: {
    planned: { name: ['规划', 'Planned'] },
    building: { name: ['在建', 'Under way'] },
    running: { name: ['运营', 'In operation'], requires: ['opened'] },
    closed: { name: ['退出', 'Left'], exit: true },
  },
});

export const figures = register({
  id: 'cluster-figures',
  name: ['集群成员年度数', 'Yearly figures of members'],
  about: [
    '每个数写明口径和年度；向其他成员的采购另列',
    'Each with its measure and year; what was bought from other members apart',
  ],
  identify: ['member', 'year', 'measure'],
  role: 'commerce',
  cadence: 'year',
  dueWorkdays: 60,
  fields: {
    member: required(link(() => members, '成员', 'Member')),
    year: required(number('年度', 'Year', '', { min: 2000, max: 2100, decimals: 0 })),
    measure: required(choice('口径', 'Measure', measures)),
    amount: required(amount('金额', 'Amount', '万元', { min: 0 })),
    internal: amount('其中向集群成员的销售', 'Sold to other members', '万元', { min: 0 }),
    source: required(text('来源', 'Source')),
  },
});
