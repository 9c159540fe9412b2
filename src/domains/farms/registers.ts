import {
  amount,
  choice,
  date,
  file,
  link,
  number,
  org,
  place,
  register,
  required,
  text,
} from '../../core/register/index.ts';

export const farmEntities = register({
  id: 'farm-entities',
  name: ['农业经营主体', 'Farm businesses'],
  about: [
    '家庭农场（一码通 18 位）、合作社、龙头企业、大户',
    'Family farms with their 18-digit code, cooperatives, leading firms, large growers',
  ],
  identify: ['name'],
  owner: 'bureau',
  role: 'agriculture',
  fields: {
    name: required(text('名称', 'Name')),
    kind: required(
      choice('类型', 'Kind', {
        farm: ['家庭农场', 'Family farm'],
        cooperative: ['合作社', 'Cooperative'],
        leading: ['龙头企业', 'Leading firm'],
        grower: ['种养大户', 'Large grower'],
      }),
    ),
    code: text('一码通或统一社会信用代码', 'Code of 18 digits', { format: 'credit-code' }),
    level: choice('示范等级', 'Level', {
      nation: ['国家级', 'National'],
      province: ['省级', 'Provincial'],
      city: ['市级', 'City'],
      county: ['县级', 'County'],
    }),
    registered: date('登记日期', 'Registered on'),
    bureau: org('管理单位', 'Answers for it'),
    town: place('所在镇街', 'Town'),
    trade: choice('主营', 'Main trade', trades()),
    members: number('成员或带动户数', 'Households', '户', { min: 0, decimals: 0 }),
    capital: amount('出资额', 'Capital', '元', { min: 0 }),
    sales: amount('年销售', 'Sales a year', '元', { min: 0 }),
    brand: text('注册商标', 'Brand'),
  },
});

/** 枫蔬果茶畜, and what else is grown. */
function trades() {
  return {
    maple: ['枫', 'Maple'],
    vegetable: ['蔬', 'Vegetables'],
    fruit: ['果', 'Fruit'],
    tea: ['茶', 'Tea'],
    livestock: ['畜', 'Livestock'],
    other: ['其他', 'Other'],
  } as const;
}

export const harvests = register({
  id: 'harvests',
  name: ['种植产量', 'Harvests'],
  about: [
    '面积 × 单产 = 产量，产量 × 均价 = 产值，填报时核',
    'Area × yield = output and output × price = value, checked at entry',
  ],
  identify: ['entity', 'year', 'crop'],
  role: 'agriculture',
  balances: [
    { name: ['面积×单产=产量', 'area × yield = output'], left: 'area * rate', right: 'output', within: 0.005 },
    { name: ['产量×均价=产值', 'output × price = value'], left: 'output * price', right: 'value', within: 0.005 },
  ],
  fields: {
    entity: required(link(() => farmEntities, '主体', 'Business')),
    year: required(number('年度', 'Year', '', { min: 2000, max: 2100, decimals: 0 })),
    trade: required(choice('产业', 'Trade', trades())),
    crop: required(text('品种', 'Crop')),
    area: required(number('收获面积', 'Area', '亩', { min: 0, decimals: 2 })),
    land: number('耕地面积', 'Land', '亩', { min: 0, decimals: 2 }),
    rate: required(number('单产', 'Yield', '公斤/亩', { min: 0, decimals: 2 })),
    output: required(number('产量', 'Output', '吨', { min: 0, decimals: 3 })),
    price: number('均价', 'Price', '元/公斤', { min: 0, decimals: 4 }),
    value: number('产值', 'Value', '万元', { min: 0, decimals: 4 }),
    processed: number('加工转化', 'Processed', '吨', { min: 0, decimals: 3 }),
  },
});

export const herds = register({
  id: 'herds',
  name: ['畜禽存栏出栏', 'Livestock'],
  about: [
    '期末 = 期初 + 产仔 + 购入 − 出栏 − 死亡 − 调出，填报时核',
    'End = begin + born + bought − sold − died − moved, checked at entry',
  ],
  identify: ['entity', 'year', 'quarter', 'kind'],
  role: 'agriculture',
  balances: [
    {
      name: ['存栏收支', 'Stock of animals'],
      left: 'opening + born + bought - sold - died - moved',
      right: 'closing',
    },
  ],
  fields: {
    entity: required(link(() => farmEntities, '主体', 'Business')),
    year: required(number('年度', 'Year', '', { min: 2000, max: 2100, decimals: 0 })),
    quarter: required(number('季度', 'Quarter', '', { min: 1, max: 4, decimals: 0 })),
    kind: required(
      choice('畜种', 'Kind', {
        pig: ['生猪', 'Pigs'],
        cattle: ['牛', 'Cattle'],
        sheep: ['羊', 'Sheep'],
        broiler: ['肉鸡', 'Broilers'],
        layer: ['蛋鸡', 'Layers'],
      }),
    ),
    opening: required(number('期初存栏', 'At the begin', '', { min: 0, decimals: 0 })),
    born: required(number('产仔', 'Born', '', { min: 0, decimals: 0 })),
    bought: required(number('购入', 'Bought', '', { min: 0, decimals: 0 })),
    sold: required(number('出栏', 'Sold', '', { min: 0, decimals: 0 })),
    died: required(number('死亡', 'Died', '', { min: 0, decimals: 0 })),
    moved: required(number('调出', 'Moved out', '', { min: 0, decimals: 0 })),
    closing: required(number('期末存栏', 'At the end', '', { min: 0, decimals: 0 })),
  },
});

export const processing = register({
  id: 'farm-processing',
  name: ['农产品加工项目', 'Processing projects'],
  about: ['精深加工项目：洽谈、签约、建设、投产', 'Deep processing from talks to production'],
  identify: ['name'],
  owner: 'bureau',
  role: 'agriculture',
  open: true,
  fields: {
    name: required(text('项目', 'Project')),
    firm: text('企业', 'Firm'),
    trade: required(choice('产业', 'Trade', trades())),
    bureau: org('责任单位', 'Answers for it'),
    town: place('所在镇街', 'Town'),
    cost: amount('总投资', 'Investment', '元', { min: 0 }),
    capacity: number('年加工能力', 'Capacity a year', '吨', { min: 0 }),
    output: number('年实际加工', 'Processed a year', '吨', { min: 0 }),
    contract: text('合同文号', 'Contract'),
    permit: text('施工许可', 'Permit'),
  },
  stages: {
    talks: { name: ['洽谈', 'Talks'], limits: [{ months: 6 }] },
    signed: { name: ['签约', 'Signed'], requires: ['contract'], limits: [{ months: 6 }] },
    building: { name: ['建设', 'Building'], requires: ['permit'], limits: [{ months: 18 }] },
    running: { name: ['投产', 'Running'], requires: ['capacity'] },
    dropped: { name: ['终止', 'Dropped'], exit: true },
  },
});

export const labels = register({
  id: 'farm-labels',
  name: ['农产品认证', 'Labels'],
  about: ['绿色食品、有机、地理标志等，有到期日', 'Green food, organic, origin: each with its last day'],
  identify: ['number'],
  role: 'agriculture',
  open: true,
  fields: {
    number: required(text('证书号', 'Certificate')),
    product: required(text('产品', 'Product')),
    entity: link(() => farmEntities, '主体', 'Business'),
    kind: required(
      choice('类别', 'Kind', {
        green: ['绿色食品', 'Green food'],
        organic: ['有机', 'Organic'],
        origin: ['地理标志', 'Origin'],
        good: ['名特优新', 'Special'],
      }),
    ),
    issued: required(date('发证日期', 'Issued on')),
    expires: date('有效期至', 'Valid until', {
      help: { zh: '绿色食品空着按发证起 3 年算', en: 'Of green food, empty means three years' },
    }),
    renewing: date('续展申请日', 'Renewal asked for on'),
    papers: file('证书', 'Certificate'),
  },
});
