import {
  choice,
  link,
  number,
  org,
  period,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';

export const sites = register({
  id: 'tourist-sites',
  name: ['景区景点', 'Sights'],
  identify: ['name'],
  owner: 'bureau',
  role: 'tourism',
  open: true,
  fields: {
    name: required(text('名称', 'Name')),
    grade: choice('现有等级', 'Grade', {
      a5: ['5A', '5A'],
      a4: ['4A', '4A'],
      a3: ['3A', '3A'],
      none: ['未评', 'None'],
    }),
    aims: choice('目标等级', 'Aims at', { a5: ['5A', '5A'], a4: ['4A', '4A'], a3: ['3A', '3A'] }),
    bureau: org('管理单位', 'Kept by'),
    town: place('所在镇街', 'Town'),
    place: point('位置', 'Position'),
    open: number('每日开放', 'Open', '小时', { min: 0, max: 24 }),
    stay: number('平均停留（全园）', 'Stay in the whole of it', '小时', { min: 0, max: 24 }),
  },
});

export const siteSpots = register({
  id: 'site-spots',
  name: ['景区分区面积', 'Spots of a sight'],
  identify: ['site', 'name'],
  role: 'tourism',
  fields: {
    site: required(link(() => sites, '景区', 'Sight')),
    name: required(text('分区', 'Spot')),
    area: required(number('有效面积', 'Area', '平方米', { min: 0 })),
    each: required(number('人均空间', 'Space for each', '平方米', { min: 0.01 })),
    stay: number('本区停留', 'Stay in it', '小时', { min: 0.01, max: 24 }),
  },
});

export const visits = register({
  id: 'visits',
  name: ['人次', 'Visits'],
  about: [
    '景区接待、过夜、测算三种人次分列，不相加',
    'Counted at gates, overnight, estimated: three counts, never added',
  ],
  identify: ['month', 'kind', 'site'],
  owner: 'bureau',
  role: 'tourism',
  fields: {
    month: required(period('月份', 'Month')),
    kind: required(
      choice('口径', 'Count', {
        gate: ['景区接待人次', 'At gates'],
        night: ['过夜人次', 'Overnight'],
        estimate: ['测算旅游人次', 'Estimated'],
      }),
    ),
    site: link(() => sites, '景区', 'Sight'),
    visits: required(number('人次', 'Visits', '人次', { min: 0, decimals: 0 })),
    peak: number('最高日人次', 'Highest day', '人次', { min: 0, decimals: 0 }),
    method: required(text('取得方法', 'How it was counted')),
    bureau: org('填报单位', 'Reported by'),
  },
});

/** Checklists of rating, item by item, each with the version of the standard that it is of. */
export const ratingItems = register({
  id: 'rating-items',
  name: ['评级自查', 'Checklists of rating'],
  about: ['A 级评定细则逐项自查，带标准版本', 'Item by item, with the version of the standard'],
  identify: ['site', 'version', 'part', 'item'],
  role: 'tourism',
  fields: {
    site: required(link(() => sites, '景区', 'Sight')),
    version: required(
      choice('标准版本', 'Version', { v2003: ['GB/T 17775-2003', '2003'], v2024: ['GB/T 17775-2024', '2024'] }),
    ),
    part: required(
      choice('部分', 'Part', {
        service: ['服务质量与环境质量', 'Service and surroundings'],
        sights: ['景观质量', 'Sights'],
        opinion: ['游客意见', 'Opinion of visitors'],
        premise: ['前提条件', 'Premises'],
      }),
    ),
    item: required(text('项目', 'Item')),
    full: required(number('满分', 'Full', '分', { min: 0 })),
    score: number('自评分', 'Score', '分', { min: 0 }),
    lacks: text('差什么', 'What it lacks', { long: true }),
  },
});
