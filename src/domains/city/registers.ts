import {
  choice,
  date,
  flag,
  money,
  number,
  org,
  period,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';

const whole = { min: 0, decimals: 0 };
const size = { min: 0 };

export const PROGRAMMES = {
  circle: ['15分钟生活圈（一圈）', '15-minute circle', '一圈', '生活圈', '15分钟生活圈', '十五分钟生活圈'],
  parking: ['停车场（两场）', 'Parking', '停车场', '公共停车场'],
  market: ['农贸市场（两场）', 'Markets', '农贸市场', '菜市场'],
  shanty: ['棚户区（三改）', 'Shanty areas', '棚户区', '棚户区改造', '棚改', '城中村改造'],
  estate: ['老旧小区（三改）', 'Old estates', '老旧小区', '老旧小区改造'],
  street: ['背街小巷（三改）', 'Back streets', '背街小巷', '背街小巷改造'],
  ring: ['三环', 'Rings', '环线', '环路'],
  radial: ['十射线', 'Radials', '射线', '放射线'],
  network: ['六网', 'Six networks', '六网会战'],
  rail: ['轨道交通', 'Rail', '轨道', '地铁', '轻轨'],
  sponge: ['海绵城市', 'Sponge', '海绵'],
  resilience: ['韧性城市', 'Resilience', '韧性'],
  quarter: ['片区（未来城、老县城、职教城）', 'Quarters', '片区', '片区开发', '未来城', '老县城', '职教城'],
} as const;

/** What the plan builds in the city, each in its own measure. */
export const cityProjects = register({
  id: 'city-projects',
  name: ['城建项目', 'City projects'],
  about: [
    '一圈两场三改、三环十射线、六网、轨道、海绵、韧性',
    'Circles, car parks, markets, renewal, roads, networks, rail, sponge',
  ],
  identify: ['name', 'programme'],
  owner: 'bureau',
  role: 'housing',
  open: true,
  fields: {
    name: required(text('项目名称', 'Name')),
    programme: required(choice('工程', 'Programme', PROGRAMMES)),
    network: choice('六网分类', 'Of the six', {
      water: ['水网', 'Water', '水利'],
      road: ['路网', 'Roads', '公路', '道路'],
      power: ['电网', 'Power', '电力'],
      net: ['互联网', 'Internet', '通信', '通信网', '5G'],
      pipes: ['地下管网', 'Pipes', '管网'],
      oil: ['油气网', 'Gas', '燃气', '天然气'],
    }),
    bureau: org('责任单位', 'Answers for it'),
    town: place('所在镇街', 'Town'),
    spot: point('位置', 'Where'),
    km: number('长度', 'Length', '公里', size),
    area: number('面积', 'Area', '平方公里', size),
    spaces: number('停车位', 'Parking spaces', '个', whole),
    households: number('涉及户数', 'Households', '户', whole),
    invested: money('总投资', 'Investment', '万元', size),
    began: date('开工日期', 'Began'),
    due: date('计划完成', 'Due'),
    opened: date('完成（通车、验收）日期', 'Done'),
  },
  stages: {
    planned: { name: ['前期', 'Planned', '未开工', '前期工作', '规划', '拟建'] },
    building: { name: ['在建', 'Being built', '建设中', '施工中', '已开工', '正在建设'], requires: ['began'] },
    done: { name: ['建成', 'Done', '已建成', '完工', '已完工', '通车', '投用', '已验收'], requires: ['opened'] },
    dropped: { name: ['终止', 'Dropped', '取消', '停建', '不再实施'], exit: true },
  },
});

/** Built-up area and its roads, a piece a year: what lies inside counts whole, roads along the edge by half. */
export const builtUp = register({
  id: 'built-up-areas',
  name: ['建成区与路网', 'Built-up areas'],
  about: [
    '成片开发、市政公用设施基本具备的闭合区；边界道路计一半',
    'Closed areas with their works; roads along the edge count half',
  ],
  identify: ['name', 'year'],
  role: 'land',
  open: true,
  fields: {
    name: required(text('片区', 'Piece')),
    year: required(period('年度', 'Year')),
    area: required(number('面积', 'Area', '平方公里', size)),
    inside: number('区内道路中心线长', 'Roads inside', '公里', size),
    edge: number('边界道路长', 'Roads along the edge', '公里', size),
    paved: number('道路面积', 'Road area', '平方公里', size),
    works: flag('市政公用设施具备', 'Has its works'),
    source: text('来源', 'Source'),
  },
});

/** By the form of the national survey of renewed estates: what counts in public is what began, not what is done. */
export const estates = register({
  id: 'old-estates',
  name: ['老旧小区改造', 'Old estates'],
  about: [
    '按全国城镇老旧小区改造统计调查制度；公布口径为新开工',
    'By the national survey; what is published is what began',
  ],
  identify: ['name'],
  owner: 'bureau',
  role: 'housing',
  open: true,
  fields: {
    name: required(text('小区名称', 'Estate')),
    town: place('所在镇街', 'Town'),
    community: place('社区', 'Community'),
    bureau: org('责任单位', 'Answers for it'),
    built: number('建成年', 'Built', '', { min: 1900, max: 2100, decimals: 0 }),
    buildings: number('楼栋', 'Buildings', '栋', whole),
    households: required(number('户数', 'Households', '户', whole)),
    floor: number('建筑面积', 'Floor area', '平方米', size),
    kind: choice('改造类别', 'Kind', {
      basic: ['基础类', 'Basic', '基础'],
      better: ['完善类', 'Better', '完善'],
      raised: ['提升类', 'Raised', '提升'],
    }),
    batch: number('计划年度', 'Year of the plan', '', { min: 2015, max: 2100, decimals: 0 }),
    due: date('计划竣工', 'Due'),
    began: date('实际开工', 'Began', { aliases: ['开工时间', '开工日期'] }),
    opened: date('竣工验收', 'Accepted', { aliases: ['竣工时间', '竣工日期', '完工时间', '完工日期'] }),
    invested: money('总投资', 'Investment', '万元', size),
    central: money('中央补助', 'Central', '万元', size),
    bonds: money('专项债', 'Bonds', '万元', size),
    own: money('居民出资', 'Of residents', '万元', size),
    lifts: number('加装电梯', 'Lifts', '部', whole),
    care: number('养老托育设施', 'Care', '处', whole),
  },
  stages: {
    planned: { name: ['计划', 'Planned', '未开工', '前期', '拟改造', '待改造'] },
    building: { name: ['开工', 'Began', '已开工', '在建', '施工中', '改造中'], requires: ['began'] },
    done: { name: ['竣工', 'Accepted', '已竣工', '完工', '已完工', '已验收', '改造完成'], requires: ['opened'] },
  },
});

export const rainDays = register({
  id: 'rain-days',
  name: ['日降水', 'Daily rains'],
  about: ['本地站日降水，30 年以上才够算控制率', 'Of the place’s own station; thirty years are needed'],
  identify: ['station', 'on'],
  role: 'water',
  open: true,
  fields: {
    station: required(text('雨量站', 'Station')),
    on: required(date('日期', 'Day')),
    rain: required(number('降水量', 'Rain', 'mm', { min: 0, max: 2000 })),
    snow: flag('降雪', 'Snow'),
  },
});

export const sponges = register({
  id: 'sponge-sites',
  name: ['海绵地块', 'Sponge sites'],
  identify: ['name'],
  owner: 'bureau',
  role: 'housing',
  open: true,
  fields: {
    name: required(text('地块', 'Site')),
    town: place('所在镇街', 'Town'),
    bureau: org('责任单位', 'Answers for it'),
    hectares: required(number('汇水面积', 'Catchment', '公顷', size)),
    phi: required(number('综合雨量径流系数', 'Runoff coefficient', '', { min: 0, max: 1 })),
    target: required(number('目标控制率', 'Share aimed at', '%', { min: 0, max: 100 })),
    storage: number('实际调蓄容积', 'Storage', '立方米', size),
    accepted_on: date('评估达标日期', 'Found up to standard'),
    spot: point('位置', 'Where'),
  },
});

export const checkUps = register({
  id: 'city-check-ups',
  name: ['城市体检', 'City check-up'],
  about: ['每项写分子、分母和分母是什么', 'Each item with numerator, denominator and what that is'],
  identify: ['item', 'year'],
  owner: 'bureau',
  role: 'housing',
  open: true,
  fields: {
    item: required(text('指标', 'Item')),
    year: required(number('年度', 'Year', '', { min: 2015, max: 2100, decimals: 0 })),
    bureau: org('责任单位', 'Answers for it'),
    numerator: required(number('分子', 'Numerator', '')),
    denominator: required(number('分母', 'Denominator', '')),
    per: required(
      choice('分母是', 'Of', {
        people: ['人口', 'People', '常住人口', '按人口'],
        land: ['居住用地面积', 'Residential land', '居住用地'],
        plots: ['地块面积', 'Plots', '地块', '按地块'],
        points: ['点数', 'Points', '个数', '数量'],
        other: ['其他', 'Other'],
      }),
    ),
    says: text('分母说明', 'Denominator in words'),
    line: number('目标值', 'Wanted', ''),
    better: choice('方向', 'Better', {
      more: ['越高越好', 'More', '正向', '越大越好', '不低于'],
      less: ['越低越好', 'Less', '逆向', '越小越好', '不高于'],
    }),
    percent: flag('按百分比', 'In per cent'),
    source: text('来源', 'Source'),
  },
});
