import {
  account,
  amount,
  choice,
  date,
  file,
  flag,
  link,
  number,
  org,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';

const levels = { county: ['县级', 'County'], town: ['乡级', 'Town'], village: ['村级', 'Village'] } as const;
const bodies = { lake: ['湖库', 'Lake'], river: ['河流', 'River'], wood: ['林地', 'Wood'] } as const;
const classes = {
  '1': ['Ⅰ类', 'I'],
  '2': ['Ⅱ类', 'II'],
  '3': ['Ⅲ类', 'III'],
  '4': ['Ⅳ类', 'IV'],
  '5': ['Ⅴ类', 'V'],
} as const;
const chiefs = { zh: '河湖长、林长', en: 'Chiefs' };
const rules = { zh: '统计口径', en: 'How values are counted' };

/** Stretches of rivers and lakes, and woods, with their chiefs of three levels. */
export const stretches = register({
  id: 'stretches',
  name: ['河湖段与林地', 'Stretches and woods'],
  about: ['河段、湖区、林片，起讫与三级河湖长、林长', 'Where each begins and ends, and its chiefs of three levels'],
  identify: ['name', 'code'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    code: required(text('编码', 'Code')),
    name: required(text('名称', 'Name')),
    body: required(choice('类型', 'Kind', bodies)),
    bureau: org('责任单位', 'Answers for it'),
    town: place('所在镇街', 'Town'),
    from: text('起点', 'From'),
    to: text('讫点', 'To'),
    length: number('长度', 'Length', '公里', { min: 0 }),
    downstream: link(() => ({ id: 'stretches' }), '流入', 'Flows into'),
    target: choice('目标类别', 'Class to keep', classes),
    village_chief: account('村级河长', 'Chief, village', { group: chiefs }),
    town_chief: account('乡级河长', 'Chief, town', { group: chiefs }),
    county_chief: account('县级河长', 'Chief, county', { group: chiefs }),
    sign: text('公示牌位置', 'Where the sign stands', { group: chiefs }),
  },
});

/** Stations that send by HJ 212, and sections that are sampled by hand. */
export const stations = register({
  id: 'stations',
  name: ['监测站点', 'Stations'],
  about: [
    '自动站与手工断面；密码另存，不在台账里',
    'Automatic stations and sections sampled by hand; passwords are kept apart',
  ],
  identify: ['name', 'mn'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    mn: required(text('设备编码 MN', 'Device number MN')),
    name: required(text('站点名称', 'Name')),
    kind: choice('类型', 'Kind', {
      lake: ['湖库断面', 'Lake'],
      river: ['河流断面', 'River'],
      air: ['空气站', 'Air'],
      outfall: ['排污口', 'Outfall'],
      flue: ['烟气', 'Flue'],
    }),
    bureau: org('责任单位', 'Answers for it'),
    stretch: link(() => stretches, '所在河湖段', 'Stretch'),
    town: place('所在镇街', 'Town'),
    place: point('位置', 'Position'),
    target: choice('目标类别', 'Class to keep', classes),
    instruments: text('登记的仪器', 'Instruments', {
      help: {
        zh: '用顿号隔开，如 总磷、氨氮；首包到达时与编码核对',
        en: 'By name; checked against the codes of the first packet',
      },
    }),
    minutes: number('一小时至少', 'Minutes that an hour needs', '分钟', { min: 1, max: 60, decimals: 0, group: rules }),
    hours: number('一日至少', 'Hours that a day needs', '小时', { min: 1, max: 24, decimals: 0, group: rules }),
    counts: text('计入统计的标记', 'Marks that count', {
      group: rules,
      help: { zh: '缺省只有 N；如 N、T', en: 'N alone unless given, e.g. N, T' },
    }),
  },
});

const mgL = (zh: string, en: string) => number(zh, en, 'mg/L', { min: 0 });

/** Samples that were taken by hand, one section and day a row, items side by side as laboratories send them. */
export const samples = register({
  id: 'samples',
  name: ['手工监测', 'Samples by hand'],
  about: [
    '断面手工采样结果；有自动数据的项目以自动数据为准',
    'Results of sampling; where a station measures by itself, that counts first',
  ],
  identify: ['station', 'on'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    station: required(link(() => stations, '断面', 'Section')),
    on: required(date('采样日期', 'Sampled on')),
    bureau: org('监测单位', 'Sampled by'),
    ph: number('pH值', 'pH', '', { min: 0, max: 14 }),
    do: mgL('溶解氧', 'Oxygen'),
    codmn: mgL('高锰酸盐指数', 'Permanganate index'),
    cod: mgL('化学需氧量', 'Chemical oxygen demand'),
    bod5: mgL('五日生化需氧量', 'Biochemical oxygen demand'),
    nh3n: mgL('氨氮', 'Ammonia nitrogen'),
    tp: mgL('总磷', 'Phosphorus'),
    tn: mgL('总氮', 'Nitrogen'),
    cu: mgL('铜', 'Copper'),
    zn: mgL('锌', 'Zinc'),
    f: mgL('氟化物', 'Fluoride'),
    se: mgL('硒', 'Selenium'),
    as: mgL('砷', 'Arsenic'),
    hg: mgL('汞', 'Mercury'),
    cd: mgL('镉', 'Cadmium'),
    cr6: mgL('六价铬', 'Chromium VI'),
    pb: mgL('铅', 'Lead'),
    cn: mgL('氰化物', 'Cyanide'),
    phenol: mgL('挥发酚', 'Volatile phenol'),
    oil: mgL('石油类', 'Oil'),
    las: mgL('阴离子表面活性剂', 'Anionic surfactants'),
    sulfide: mgL('硫化物', 'Sulphide'),
  },
});

/** Duties of patrols as rules: the one in force on its day counts. */
export const patrolRules = register({
  id: 'patrol-rules',
  name: ['巡查规则', 'Rules of patrols'],
  identify: ['body', 'level', 'since'],
  role: 'ecology',
  fields: {
    body: required(choice('类型', 'Kind', bodies)),
    level: required(choice('级别', 'Level', levels)),
    since: required(date('起行日期', 'In force from')),
    per: required(choice('周期', 'Per', { week: ['周', 'Week'], month: ['月', 'Month'], quarter: ['季', 'Quarter'] })),
    times: required(number('次数', 'Times', '', { min: 1, max: 31, decimals: 0 })),
    first_month: required(number('起月', 'First month', '', { min: 1, max: 12, decimals: 0 })),
    last_month: required(number('止月', 'Last month', '', { min: 1, max: 12, decimals: 0 })),
    minutes: required(number('每次至少', 'At least', '分钟', { min: 0, decimals: 0 })),
    metres: required(number('里程至少', 'Way of at least', '米', { min: 0, decimals: 0 })),
    gap: required(number('两次间隔至少', 'Between two at least', '小时', { min: 0, decimals: 0 })),
    source: text('依据', 'Source'),
  },
});

export const patrols = register({
  id: 'patrols',
  name: ['巡查记录', 'Patrols'],
  identify: ['stretch', 'level', 'on', 'began'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    stretch: required(link(() => stretches, '河湖段', 'Stretch')),
    level: required(choice('级别', 'Level', levels)),
    chief: account('巡查人', 'Who'),
    chief_name: text('巡查人姓名', 'Name', {
      help: {
        zh: '没有账号的写姓名；导入纸质或其他系统的记录时用',
        en: 'Of who has no account: records from paper or elsewhere',
      },
    }),
    bureau: org('单位', 'Unit'),
    on: required(date('日期', 'Day')),
    began: required(text('开始时刻', 'Began')),
    minutes: required(number('时长', 'Lasted', '分钟', { min: 0, max: 1440 })),
    metres: required(number('里程', 'Way', '米', { min: 0 })),
    problems: number('发现问题', 'Problems found', '', { min: 0, decimals: 0 }),
    found: text('情况', 'What was seen', { long: true }),
    track: file('轨迹', 'Way as recorded'),
    photos: file('照片', 'Photographs'),
  },
});

export const waterProblems = register({
  id: 'water-problems',
  name: ['河湖林问题', 'Problems of waters and woods'],
  about: ['发现、交办、处置、复核、销号', 'Found, handed over, handled, checked, closed'],
  identify: ['title', 'found_on'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    title: required(text('问题', 'Problem')),
    kind: required(
      choice('类型', 'Kind', {
        quality: ['水质超标', 'Water out of its class'],
        occupy: ['乱占', 'Occupied'],
        mining: ['乱采', 'Mined'],
        dumping: ['乱堆', 'Dumped'],
        building: ['乱建', 'Built'],
        sewage: ['排污', 'Sewage'],
        floating: ['漂浮物', 'Floating matter'],
        sign: ['公示牌', 'Sign'],
      }),
    ),
    stretch: required(link(() => stretches, '河湖段', 'Stretch')),
    station: link(() => stations, '站点', 'Station'),
    found_on: required(date('发现日期', 'Found on')),
    chief: account('交办给', 'Handed to'),
    bureau: org('责任单位', 'Answers for it'),
    what: text('情况', 'What it is', { long: true }),
    done: text('处置情况', 'What was done', { long: true }),
    photos: file('照片', 'Photographs'),
  },
  stages: {
    found: { name: ['发现', 'Found'], limits: [{ workdays: 1 }] },
    assigned: { name: ['交办', 'Handed over'], requires: ['chief'], limits: [{ workdays: 5 }] },
    handled: { name: ['处置', 'Handled'], requires: ['done'], limits: [{ workdays: 3 }] },
    checked: { name: ['复核', 'Checked'], limits: [{ workdays: 2 }] },
    closed: { name: ['销号', 'Closed'] },
  },
});

const repair = {
  planned: { name: ['计划', 'Planned'] },
  running: { name: ['治理', 'Under way'] },
  accepted: { name: ['验收', 'Accepted'], requires: ['area', 'accepted_on'] },
} as const;

/** Restoration: mines, rocky desertification, erosion, greening; one list, for they are reported and accepted alike. */
export const restoration = register({
  id: 'restoration',
  name: ['生态修复', 'Restoration'],
  about: ['矿山、石漠化、水土流失、绿化', 'Mines, rocky desertification, erosion, greening'],
  identify: ['name'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    name: required(text('图斑或项目', 'Patch or project')),
    kind: required(
      choice('类别', 'Kind', {
        mine: ['矿山修复', 'Mine'],
        karst: ['石漠化治理', 'Rocky desertification'],
        erosion: ['水土流失治理', 'Erosion'],
        greening: ['国土绿化', 'Greening'],
      }),
    ),
    bureau: org('责任单位', 'Answers for it'),
    town: place('所在镇街', 'Town'),
    area: number('面积', 'Area', '公顷', { min: 0 }),
    began_on: date('开工日期', 'Began on'),
    accepted_on: date('验收日期', 'Accepted on'),
    cost: amount('投资', 'Cost', '元', { min: 0 }),
    papers: file('验收材料', 'Papers'),
  },
  stages: repair,
});

export const fishingPatrols = register({
  id: 'fishing-patrols',
  name: ['禁渔巡查', 'Patrols of the fishing ban'],
  identify: ['on', 'stretch', 'team'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    on: required(date('日期', 'Day')),
    stretch: required(link(() => stretches, '水域', 'Water')),
    team: required(text('队伍', 'Team')),
    bureau: org('单位', 'Unit'),
    people: number('人次', 'People', '人', { min: 0, decimals: 0 }),
    gear: number('收缴渔具', 'Gear taken', '件', { min: 0, decimals: 0 }),
    cases: number('立案', 'Cases', '件', { min: 0, decimals: 0 }),
    note: text('情况', 'What was seen', { long: true }),
  },
});

/** The fund of ecology: exact amounts, what came in positive and what went out negative by kind. */
export const ecoFund = register({
  id: 'eco-fund',
  name: ['生态基金', 'Fund of ecology'],
  identify: ['voucher'],
  owner: 'bureau',
  role: 'ecology',
  fields: {
    voucher: required(text('凭证号', 'Voucher')),
    on: required(date('日期', 'Day')),
    kind: required(
      choice('类别', 'Kind', {
        in: ['拨入', 'Paid in'],
        out: ['拨付', 'Paid out'],
        back: ['退回', 'Paid back'],
      }),
    ),
    amount: required(amount('金额', 'Amount', '元', { min: 0 })),
    bureau: org('单位', 'Unit'),
    use: text('用途', 'Use'),
    restored: link(() => restoration, '修复项目', 'Restoration'),
    audited: flag('已审计', 'Audited'),
  },
});
