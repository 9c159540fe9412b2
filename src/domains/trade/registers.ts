import {
  amount,
  choice,
  date,
  file,
  link,
  number,
  object,
  org,
  period,
  place,
  register,
  required,
  text,
} from '../../core/register/index.ts';

/** Branches of trade, with the threshold above which a firm is in the statistics. */
export const branches = {
  wholesale: ['批发业', 'Wholesale'],
  retail: ['零售业', 'Retail'],
  lodging: ['住宿业', 'Lodging'],
  catering: ['餐饮业', 'Catering'],
} as const;

export const shops = register({
  id: 'shops',
  name: ['商贸主体', 'Trading firms'],
  about: ['批零住餐主体：开业、销售、达标、入统', 'Trade, lodging, catering: opened, sales, threshold, entry'],
  identify: ['name'],
  owner: 'bureau',
  role: 'commerce',
  fields: {
    name: required(text('主体名称', 'Name')),
    code: text('统一社会信用代码', 'Unified social credit code', { format: 'credit-code' }),
    branch: required(choice('行业', 'Branch', branches)),
    opened: required(date('开业日期', 'Opened on')),
    bureau: org('服务单位', 'Served by'),
    town: place('所在镇街', 'Town'),
    upgrade: link(() => ({ id: 'trade-upgrades' }), '所属项目', 'Project'),
    listed: date('入统日期', 'In the statistics since'),
    contact: text('联系人', 'Contact', { personal: true }),
  },
});

export const shopSales = register({
  id: 'shop-sales',
  name: ['商贸主体月销售', 'Monthly sales'],
  about: ['批零填商品销售额，住餐填营业额', 'Sales of goods, or turnover of lodging and catering'],
  identify: ['shop', 'month'],
  role: 'commerce',
  cadence: 'month',
  dueWorkdays: 10,
  fields: {
    shop: required(link(() => shops, '主体', 'Firm')),
    month: required(period('月份', 'Month')),
    sales: required(amount('销售额或营业额', 'Sales', '元', { min: 0 })),
  },
});

const thousand = (zh: string, en: string) => amount(`${zh}门槛`, `Threshold of ${en}`, '元', { min: 0 });

/** Rules of taking firms in, in versions: offices set their days by letter each year. */
export const listingRules = register({
  id: 'listing-rules',
  name: ['入统规则', 'Rules of entry'],
  about: ['门槛、新旧之分、申报截止日；按起行日期分版本', 'Thresholds, new and old, filing days, in versions'],
  identify: ['since'],
  role: 'statistics',
  open: true,
  fields: {
    since: required(date('起行日期', 'In force from')),
    new_from: required(date('此日及以后开业算新', 'New from')),
    monthly_day: required(
      number('达标次月几日前申报', 'Day of the next month', '日', { min: 1, max: 28, decimals: 0 }),
    ),
    yearly_by: required(text('年度第一批截止（月-日）', 'First yearly day (MM-DD)')),
    second_by: text('年度第二批截止（次年月-日）', 'Second yearly day, in the next year'),
    wholesale: thousand('批发', 'wholesale'),
    retail: thousand('零售', 'retail'),
    lodging: thousand('住宿', 'lodging'),
    catering: thousand('餐饮', 'catering'),
    source: required(text('依据', 'Source')),
  },
});

/** Named projects of trade and tourism that are raised: from the plan to the statistics. */
export const upgrades = register({
  id: 'trade-upgrades',
  name: ['商旅项目提质升级', 'Projects of trade and tourism'],
  about: ['规划点名的商圈、景区、街区：谋划、建设、运营、入统', 'Those that the plan names, from idea to statistics'],
  identify: ['name'],
  owner: 'bureau',
  role: 'commerce',
  open: true,
  fields: {
    name: required(text('项目', 'Project')),
    serves: object('支撑的任务', 'Commitment'),
    kind: choice('要素', 'Element', {
      food: ['吃', 'Food'],
      stay: ['住', 'Lodging'],
      way: ['行', 'Travel'],
      sights: ['游', 'Sights'],
      buy: ['购', 'Shopping'],
      fun: ['娱', 'Leisure'],
    }),
    bureau: org('责任单位', 'Answers for it'),
    town: place('所在镇街', 'Town'),
    cost: amount('投资', 'Cost', '元', { min: 0 }),
    before: amount('提质前年销售', 'Sales a year before', '元', { min: 0 }),
    after: amount('提质后年销售', 'Sales a year after', '元', { min: 0 }),
    papers: file('验收材料', 'Papers'),
  },
  stages: {
    planned: { name: ['谋划', 'Planned'], limits: [{ months: 12 }] },
    building: { name: ['改造建设', 'Under way'], limits: [{ months: 24 }] },
    running: { name: ['运营', 'In operation'], limits: [{ months: 24 }] },
    raised: { name: ['提质完成', 'Raised'], requires: ['before', 'after'] },
  },
});
