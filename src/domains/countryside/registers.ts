import {
  choice,
  date,
  file,
  flag,
  link,
  money,
  number,
  org,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';

const whole = { min: 0, decimals: 0 };
const safe = { zh: '三保障和饮水', en: 'Guarantees' };
const village = () => required(place('村（社区）', 'Village'));
const anonymous = {
  help: { zh: '用加盐摘要或户编号，不填姓名、身份证号', en: 'A salted digest or number, never a name or id' },
};

/** Households at risk of falling back into poverty: one clock from the clue to the decision, in natural days. */
export const watched = register({
  id: 'watch-households',
  name: ['防返贫监测户', 'Households at risk'],
  about: [
    '发现线索到县级审定一般不超过 15 天（自然日），村内公示不少于 5 天',
    'Clue to decision within 15 natural days, at least 5 of them on the board',
  ],
  identify: ['key'],
  owner: 'bureau',
  role: 'agriculture',
  fields: {
    key: required(text('户匿名键', 'Anonymous key', anonymous)),
    head: text('户主', 'Head', { personal: true }),
    mobile: text('联系电话', 'Telephone', { personal: true, format: 'mobile' }),
    bureau: org('责任单位', 'Answers for it'),
    town: required(place('所在镇街', 'Town')),
    village: place('村（社区）', 'Village'),
    kind: required(
      choice('类别', 'Kind', {
        unstable: ['脱贫不稳定户', 'Not stable', '脱贫不稳定', '不稳定户', '脱贫不稳定人口'],
        edge: ['边缘易致贫户', 'At the edge', '边缘易致贫', '边缘户', '边缘易致贫人口'],
        sudden: ['突发严重困难户', 'Sudden hardship', '突发严重困难', '突发困难户', '突发户'],
        prevented: [
          '防止返贫致贫对象（2026年起）',
          'To be prevented (from 2026)',
          '防止返贫致贫对象',
          '监测对象',
          '监测户',
        ],
      }),
    ),
    clue: choice('线索来源', 'Clue', {
      own: ['农户申报', 'Own report', '自主申报', '农户自主申报', '本人申请'],
      cadre: ['干部排查', 'Cadres', '排查', '干部走访', '走访排查', '网格员排查'],
      offices: ['部门预警', 'Warning', '部门推送', '部门筛查预警', '行业部门预警', '数据比对'],
    }),
    clue_on: required(date('发现线索', 'Clue on')),
    people: number('家庭人口', 'People', '人', whole),
    labour: number('劳动力', 'Able to work', '人', whole),
    income: money('人均纯收入', 'Net income a head', '元', {}),
    spending: money('人均合规自付支出', 'Own spending a head', '元', { min: 0 }),
    schooling: flag('义务教育', 'Schooling', { group: safe }),
    medical: flag('基本医疗', 'Medical care', { group: safe }),
    housing: flag('住房安全', 'Housing', { group: safe }),
    water: flag('饮水安全', 'Water', { group: safe }),
    board_from: date('公示起', 'On the board from'),
    board_to: date('公示止', 'Until'),
    decided_on: date('县级审定', 'Decided on'),
    measure: text('帮扶措施', 'Help', { long: true }),
    stable_since: date('收入稳定自', 'Stable since'),
  },
  stages: {
    clue: { name: ['发现线索', 'Clue', '线索', '待核实'], limits: [{ days: 15, from: 'clue_on' }] },
    visited: { name: ['入户核实', 'Visited', '核实', '已核实', '入户'], limits: [{ days: 15, from: 'clue_on' }] },
    compared: { name: ['信息比对', 'Compared', '比对', '已比对'], limits: [{ days: 15, from: 'clue_on' }] },
    reviewed: {
      name: ['评议公示', 'On the board', '公示', '公示中', '评议', '民主评议'],
      requires: ['board_from'],
      limits: [{ days: 15, from: 'clue_on' }],
    },
    town: {
      name: ['乡镇审核', 'Town', '乡审', '乡镇审定', '镇审核'],
      requires: ['board_to'],
      limits: [{ days: 15, from: 'clue_on' }],
    },
    decided: {
      name: ['已认定', 'Recognised', '认定', '县级审定', '县审定', '已纳入', '纳入监测', '风险未消除'],
      requires: ['decided_on'],
    },
    lifted: { name: ['风险消除', 'Lifted', '已消除', '风险已消除', '消除'], requires: ['stable_since', 'measure'] },
    declined: { name: ['不认定', 'Not recognised', '未认定', '不予纳入', '不纳入', '未纳入'], exit: true },
  },
});

export const watchLines = register({
  id: 'watch-lines',
  name: ['防返贫监测线', 'Lines of watching'],
  identify: ['since'],
  role: 'agriculture',
  open: true,
  fields: {
    since: required(date('自', 'Since')),
    amount: required(money('监测线', 'Line', '元', { min: 0 })),
    source: required(text('依据', 'By')),
  },
});

/** Lists that offices keep, by the same anonymous key: what stands in one and not in another. */
export const aidEntries = register({
  id: 'aid-entries',
  name: ['帮扶名册', 'Aid lists'],
  about: ['各部门名册按同一匿名键比对，不存身份信息', 'Lists of offices compared by one anonymous key'],
  identify: ['list', 'key'],
  owner: 'bureau',
  role: 'agriculture',
  fields: {
    key: required(text('户匿名键', 'Anonymous key', anonymous)),
    list: required(
      choice('名册', 'List', {
        allowance: ['农村低保', 'Allowance', '低保', '低保户', '农村低保户'],
        destitute: ['特困供养', 'Destitute', '特困', '特困户', '特困人员', '农村特困'],
        lifted: ['脱贫户', 'Out of poverty', '已脱贫户', '脱贫人口', '建档立卡脱贫户'],
        disabled: ['持证残疾人', 'Disabled', '残疾人', '残疾'],
        orphan: ['孤儿和事实无人抚养儿童', 'Orphans', '孤儿', '事实无人抚养儿童'],
        low: ['低收入人口', 'Low income', '低收入', '低保边缘', '低收入户'],
        died: ['已死亡销户', 'Deceased', '死亡', '已死亡', '死亡销户', '死亡名单'],
      }),
    ),
    bureau: org('提供单位', 'Given by'),
    village: place('村（社区）', 'Village'),
    as_of: date('截至', 'As of'),
  },
});

/** Villages with what the plan asks of them. */
export const villages = register({
  id: 'villages',
  name: ['村庄', 'Villages'],
  about: ['户厕、收运、村庄规划、特色田园、污水治理', 'Toilets, waste, plans, demonstration, sewage'],
  identify: ['village'],
  owner: 'bureau',
  role: 'agriculture',
  open: true,
  fields: {
    village: village(),
    town: required(place('所在镇街', 'Town')),
    bureau: org('责任单位', 'Answers for it'),
    hamlets: number('自然村（组）', 'Hamlets', '个', whole),
    collected: number('收运覆盖自然村', 'Hamlets collected', '个', whole),
    households: number('农村常住户', 'Rural households', '户', whole),
    toilets: number('卫生厕所户', 'With a sanitary toilet', '户', whole),
    people: number('常住人口', 'Residents', '人', whole),
    supplied: number('供水人口', 'People supplied with water', '人', whole),
    large: number('其中规模化供水', 'Of large works among them', '人', whole),
    cleaners: number('保洁员', 'Cleaners', '人', whole),
    plan: choice('村庄规划', 'Plan', {
      none: ['未编', 'None', '无', '没有', '未编制'],
      drafting: ['在编', 'Being made', '编制中', '正在编制'],
      approved: ['已批', 'Approved', '已批复', '已审批', '批复'],
    }),
    model: choice('特色田园示范', 'Demonstration', {
      no: ['否', 'No', '不是', '无', '非示范村'],
      planned: ['规划', 'Planned', '拟建', '计划'],
      building: ['在建', 'Being built', '建设中', '创建中'],
      accepted: ['已验收', 'Accepted', '验收', '建成', '已建成'],
    }),
    treated: flag('污水已治理', 'Sewage treated'),
    customs: flag('移风易俗示范村', 'Exemplary in customs'),
    foul: number('黑臭水体', 'Foul waters', '处', whole),
    empty: number('空心房', 'Empty houses', '栋', whole),
    unsafe: number('危房', 'Unsafe houses', '栋', whole),
    style: number('风貌不合格', 'Out of style', '栋', whole),
    spot: point('位置', 'Where'),
  },
});

/** One finding of a check: sampled, failed, points. The score is nothing but these lines. */
export const findings = register({
  id: 'village-findings',
  name: ['五治检查', 'Village checks'],
  about: ['逐条扣分，附照片；手机离线可填', 'Points taken off one by one with photographs; works without network'],
  identify: ['village', 'on', 'item'],
  role: 'agriculture',
  fields: {
    village: required(link(() => villages, '村庄', 'Village')),
    on: required(date('检查日期', 'Checked on')),
    treat: required(
      choice('五治', 'Of the five', {
        house: ['治房', 'Houses', '房'],
        water: ['治水', 'Water', '水'],
        waste: ['治垃圾', 'Waste', '垃圾'],
        toilet: ['治厕', 'Toilets', '厕', '厕所'],
        custom: ['治风', 'Customs', '风', '移风易俗'],
      }),
    ),
    item: required(text('检查项', 'Item')),
    sampled: required(number('抽样数', 'Sampled', '', { ...whole, min: 1 })),
    failed: required(number('不合格数', 'Failed', '', whole)),
    points: required(number('每处扣分', 'Points each', '分', { min: 0, max: 100 })),
    most: number('本项满分', 'At most', '分', { min: 0, max: 100 }),
    zero: flag('一票归零', 'All of the item', {
      help: { zh: '如露天焚烧：本项 0 分', en: 'Such as open burning: the item is 0' },
    }),
    photo: file('照片', 'Photographs'),
    note: text('说明', 'Note', { long: true }),
  },
});

export const toilets = register({
  id: 'household-toilets',
  name: ['户厕一户一档', 'Toilets of households'],
  identify: ['key'],
  role: 'agriculture',
  fields: {
    key: required(text('户匿名键', 'Anonymous key', { ...anonymous, aliases: ['户编号', '户主键'] })),
    village: village(),
    kind: required(
      choice('类型', 'Kind', {
        three: ['三格化粪池', 'Three cells', '三格', '三格式', '三格式化粪池', '三格化粪池式', '三格式户厕'],
        flush: ['完整下水道水冲', 'Sewered', '水冲式', '完整下水道水冲式', '水冲厕', '接管网', '完整上下水道水冲式'],
        biogas: ['三联沼气', 'Biogas', '三联沼气池', '三联通沼气池式', '沼气池', '三联通沼气池'],
        dry: ['卫生旱厕', 'Dry', '旱厕', '双坑交替', '双坑交替式', '粪尿分集', '粪尿分集式', '双瓮式'],
      }),
    ),
    flush: choice('冲水方式', 'Flush', {
      micro: ['微水冲（<1.25升/次）', 'Micro flush', '微水冲', '节水冲', '节水型', '高压冲水'],
      ordinary: ['普通水冲', 'Ordinary', '水冲', '水箱', '自来水冲', '普通冲水'],
      none: ['不冲水', 'None', '无', '不冲', '无水冲', '旱'],
    }),
    outlet: choice(
      '去向',
      'Outlet',
      {
        field: ['回用农田', 'To fields', '还田', '农田', '粪肥还田', '资源化利用', '农用', '菜地'],
        sewer: ['进管网', 'Sewer', '管网', '接入管网', '污水管网', '纳管'],
        plant: ['进处理设施', 'Plant', '处理设施', '污水处理站', '集中处理', '小型污水处理设施'],
        direct: ['直排', 'Straight out', '直接排放', '排沟', '排河', '外排', '无处理'],
      },
      { aliases: ['粪污去向', '粪便去向'] },
    ),
    volume: number('有效容积', 'Volume', '立方米', { min: 0 }),
    used: flag('使用中', 'In use'),
    accepted_on: date('验收日期', 'Accepted'),
  },
});

export const collection = register({
  id: 'waste-points',
  name: ['垃圾收运点', 'Waste collection'],
  identify: ['village', 'name'],
  role: 'urban',
  open: true,
  fields: {
    village: village(),
    name: required(text('收集点', 'Point')),
    vehicle: required(
      choice('收集工具', 'Vehicle', {
        hand: ['非机动车', 'By hand', '人力车', '手推车', '三轮车', '人力三轮车', '板车'],
        small: ['小型机动车', 'Small', '电动三轮车', '电动车', '小型车', '钩臂车', '小型收集车'],
        large: ['压缩车', 'Large', '压缩式垃圾车', '大型车', '压缩式', '转运车'],
      }),
    ),
    radius: number('收集半径', 'Radius', '公里', { min: 0 }),
    kind: choice('垃圾', 'Waste', {
      food: ['易腐', 'Food', '易腐垃圾', '厨余', '厨余垃圾', '湿垃圾'],
      other: ['其他', 'Other', '其他垃圾', '干垃圾'],
      mixed: ['混收', 'Mixed', '混合', '混合垃圾', '未分类', '不分类'],
    }),
    every: number('几天一收', 'Every', '天', { min: 0.1 }),
    sorted: flag('分类投放', 'Sorted'),
    works: flag('正常运行', 'In operation'),
    spot: point('位置', 'Where'),
  },
});

export const landCases = register({
  id: 'land-cases',
  name: ['乱占耕地建房案件', 'Building on farmland'],
  about: ['图斑到销号', 'From the plot to its end'],
  identify: ['number'],
  role: 'land',
  fields: {
    number: required(text('图斑号', 'Plot')),
    town: place('所在镇街', 'Town'),
    village: place('村（社区）', 'Village'),
    area: required(number('占地面积', 'Area', '亩', { min: 0, aliases: ['面积', '图斑面积'] })),
    basic: number('其中永久基本农田', 'Permanent farmland', '亩', { min: 0 }),
    use: text('用途', 'Use'),
    found_by: choice('发现方式', 'Found by', {
      satellite: ['卫片', 'Satellite', '卫星图斑', '遥感', '卫片执法'],
      patrol: ['巡查', 'Patrol', '日常巡查', '动态巡查', '网格巡查'],
      report: ['举报', 'Report', '群众举报', '信访', '信访举报'],
    }),
    found_on: required(date('发现日期', 'Found on')),
    paper: text('立案文号', 'Filed as'),
    outcome: choice('处置', 'Outcome', {
      removed: ['拆除复耕', 'Removed', '拆除', '复耕', '已拆除', '拆除复垦', '没收拆除'],
      legal: ['补办手续', 'Legalised', '补办', '完善手续', '已补办'],
      kept: ['保留（政策内）', 'Kept', '保留', '政策内保留'],
    }),
    restored: number('恢复耕地', 'Restored', '亩', { min: 0 }),
    photo: file('照片', 'Photographs'),
  },
  stages: {
    found: { name: ['发现', 'Found', '已发现', '待核实'], limits: [{ days: 1, from: 'found_on' }] },
    verified: {
      name: ['核实制止', 'Stopped', '核实', '已核实', '已制止', '制止'],
      limits: [{ days: 60, from: 'found_on' }],
    },
    filed: {
      name: ['立案', 'Filed', '已立案', '立案查处'],
      requires: ['paper'],
      limits: [{ days: 90, from: 'found_on' }],
    },
    correcting: { name: ['整改', 'Put right', '整改中', '正在整改'], limits: [{ days: 180, from: 'found_on' }] },
    closed: { name: ['验收销号', 'Closed', '销号', '已销号', '已整改', '整改到位', '办结'], requires: ['outcome'] },
  },
});
