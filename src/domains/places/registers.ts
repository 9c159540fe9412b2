import {
  choice,
  date,
  file,
  flag,
  number,
  org,
  place,
  point,
  register,
  required,
  text,
} from '../../core/register/index.ts';
import { FACILITY_KINDS } from '../../core/space/index.ts';

const whole = { min: 0, decimals: 0 };

/** Where people live: villages, communities, blocks. */
export const settlements = register({
  id: 'settlements',
  name: ['居住点', 'Settlements'],
  about: [
    '村、社区或居民点的人口和位置；可达性和覆盖都从这里算',
    'Where people live; access and coverage are of these',
  ],
  identify: ['name', 'town'],
  role: 'land',
  open: true,
  fields: {
    name: required(text('名称', 'Name')),
    town: required(place('所在镇街', 'Town')),
    village: place('村（社区）', 'Village'),
    rural: flag('农村', 'Rural'),
    spot: point('坐标', 'Coordinates'),
    people: required(number('常住人口', 'Residents', '人', whole)),
    infants: number('3岁以下', 'Under 3', '人', whole),
    pupils: number('小学适龄', 'Of primary age', '人', whole),
    juniors: number('初中适龄', 'Of junior age', '人', whole),
    old: number('60岁及以上', '60 and older', '人', whole),
    source: text('来源', 'Source'),
  },
});

export const facilities = register({
  id: 'facilities',
  name: ['公共服务设施', 'Facilities'],
  about: [
    '学校、医院、养老、托育、市场等的位置和规模',
    'Schools, hospitals, care, nurseries, markets: where and how large',
  ],
  identify: ['name', 'kind'],
  owner: 'bureau',
  role: 'planning',
  open: true,
  fields: {
    name: required(text('名称', 'Name')),
    kind: required(choice('类别', 'Kind', FACILITY_KINDS)),
    town: place('所在镇街', 'Town'),
    bureau: org('主管单位', 'Answers for it'),
    spot: point('坐标', 'Coordinates'),
    capacity: number('规模', 'Size', '', {
      min: 0,
      help: { zh: '学位、床位、托位或座位数', en: 'Places, beds or seats' },
    }),
    run_by: choice('举办', 'Run by', {
      public: ['公办', 'Public', '公立', '政府办', '集体办'],
      private: ['民办', 'Private', '私立', '社会办'],
    }),
    hectares: number('占地面积', 'Ground', '公顷', { min: 0, aliases: ['绿地面积', '公园面积', '用地面积'] }),
    nursing: number('其中护理型床位', 'Nursing beds among them', '', whole),
    staff: number('教师（医师）', 'Teachers or doctors', '人', whole),
    opened: date('启用日期', 'In use since'),
    closed_on: date('停用日期', 'In use until'),
    source: text('来源', 'Source'),
  },
  stages: {
    planned: { name: ['规划', 'Planned', '拟建', '计划'] },
    building: { name: ['在建', 'Being built', '建设中'] },
    open: { name: ['在用', 'In use', '已建成', '投用', '使用中', '运营中', '正常', '开办'] },
    closed: { name: ['停用', 'Closed', '关闭', '撤并', '停办', '已停用'], requires: ['closed_on'], exit: true },
  },
});

/** Pieces of roads between two junctions; ends within some metres are one junction. */
export const roads = register({
  id: 'road-links',
  name: ['路网', 'Roads'],
  about: [
    '路口之间的路段；GeoJSON 线图层导入时按交点自动打断',
    'Roads between junctions; lines of GeoJSON are cut where they meet',
  ],
  identify: ['code'],
  role: 'transport',
  open: true,
  fields: {
    code: required(text('路段编号', 'Piece')),
    name: text('路名', 'Road'),
    grade: choice('等级', 'Grade', {
      expressway: ['快速路', 'Expressway', '高速', '高速公路', '城市快速路'],
      trunk: ['主干路', 'Trunk', '主干道', '国道', '省道', '一级公路'],
      secondary: ['次干路', 'Secondary', '次干道', '县道', '二级公路', '三级公路'],
      local: ['支路、乡村路', 'Local', '支路', '乡道', '村道', '乡村路', '农村公路', '四级公路'],
      path: ['步行路', 'Path', '步道', '人行道'],
    }),
    from: required(point('起点坐标', 'From')),
    to: required(point('终点坐标', 'To')),
    length: required(number('长度', 'Length', '公里', { min: 0 })),
    by_car: number('车行时间', 'By car', '分钟', { min: 0 }),
    on_foot: number('步行时间', 'On foot', '分钟', { min: 0 }),
    one_way: flag('单行', 'One way'),
  },
});

/** How far people may have to go, and how ways are counted; one line a kind, of the newest day that holds. */
export const reachRules = register({
  id: 'reach-rules',
  name: ['服务半径与时距', 'Reach of services'],
  about: ['每类设施多远算在服务范围内，来源和级别随行', 'How far counts as served, by kind, with source and grade'],
  identify: ['kind', 'since'],
  role: 'planning',
  open: true,
  fields: {
    kind: required(choice('类别', 'Kind', FACILITY_KINDS)),
    since: required(date('自', 'Since')),
    by: required(
      choice('出行', 'By', { foot: ['步行', 'On foot', '走路'], car: ['车行', 'By car', '开车', '驾车', '机动车'] }),
    ),
    minutes: required(number('时距', 'Minutes', '分钟', { min: 1, max: 240 })),
    radius: number('服务半径', 'Radius', '米', { min: 0 }),
    detour: number('绕行系数', 'Detour', '', {
      min: 1,
      max: 4,
      help: { zh: '没有路网时：直线×系数', en: 'Without roads: straight × factor' },
    }),
    demand: required(
      choice('按谁', 'Counted by', {
        people: ['常住人口', 'Residents'],
        infants: ['3岁以下', 'Under 3'],
        pupils: ['小学适龄', 'Of primary age'],
        juniors: ['初中适龄', 'Of junior age'],
        old: ['60岁及以上', '60 and older'],
      }),
    ),
    source: text('来源', 'Source'),
    grade: text('级别', 'Grade'),
  },
});

/** Boundary files of the place, which maps are drawn on. None is shipped; the newest that holds is used. */
export const mapLayers = register({
  id: 'map-layers',
  name: ['地图界线图层', 'Boundaries for maps'],
  about: [
    '本地自有的镇街界线文件（GeoJSON），地图按它画；没有时按居住点画出示意范围',
    'The boundary file of the place itself (GeoJSON), which maps are drawn on; without it areas are drawn around settlements',
  ],
  identify: ['name', 'since'],
  role: 'land',
  fields: {
    name: required(text('名称', 'Name')),
    since: required(date('启用日期', 'Used since')),
    until: date('停用日期', 'Used until'),
    boundary: required(
      file('界线文件', 'Boundary file', {
        help: {
          zh: 'GeoJSON 面图层，不超过 2 MB；属性里要有镇街名称或代码',
          en: 'GeoJSON areas, at most 2 MB; a property must hold the name or code of the place',
        },
      }),
    ),
    datum: required(
      choice('坐标系', 'Datum', {
        cgcs2000: ['CGCS2000', 'CGCS2000'],
        wgs84: ['WGS 84', 'WGS 84'],
        gcj02: ['GCJ-02（高德、腾讯）', 'GCJ-02'],
      }),
    ),
    basis: required(
      text('来源和审图号', 'Source and approval', {
        help: { zh: '谁提供、可在何处使用、审图号', en: 'Who gave it, where it may be used, number of approval' },
      }),
    ),
  },
});
