/** The lexicon of units in Chinese plans, found by longest match, with scaled and compound units (公里/万平方公里). */

/** What a unit counts. Two quantities of one dimension can share a verb or be the two ends of a range. */
export type Dimension =
  | 'money'
  | 'people'
  | 'count'
  | 'percent'
  | 'points'
  | 'area'
  | 'length'
  | 'mass'
  | 'volume'
  | 'energy'
  | 'power'
  | 'compute'
  | 'time'
  | 'age'
  | 'multiple'
  | 'rank'
  | 'rate'
  | 'ratio'
  | 'index';

export interface UnitMatch {
  text: string;
  end: number;
  dimension: Dimension;
}

const UNITS: Record<Exclude<Dimension, 'rate' | 'ratio' | 'index'>, string> = {
  money:
    '元 美元 欧元 港元 港币 日元 元人民币 块钱 人民币 英镑 澳元 加元 韩元 卢布 瑞士法郎 澳门元 新台币 台币 新加坡元',
  people: '人 人次 人年 名 位居民 人份 人日 人天',
  count:
    '个 家 户 所 张 项 件 条 座 处 台 台套 套 辆 栋 幢 头 羽 只 尾 株 棵 艘 架 班 宗 场 场次 次 种 门 枚 盏 块 片 支 册 部 间 孔 口 站 对 户次 家次 批次 班次 架次 标箱 标准箱 重量箱 自然箱 TEU 份 期 起 例 篇 本 辆次 列 车次 宗地 株苗 粒 筒 根 樘 面 匹 峰 床 位床 车位 泊位 机架 标准机架 包 箱 桶 瓶 件次 票 单 桩 枪 芯 款 条线 个床位 村 组 社区 乡镇',
  percent: '% ‰',
  points: '个百分点 百分点 个千分点 个基点 个点',
  area: '平方公里 平方千米 平方米 公顷 亩 平方厘米 平米 亩次 km² m² ㎡',
  length: '公里 千米 米 里 车道公里 皮长公里 芯公里 海里 厘米 毫米 km 延米 沟公里 公分 m cm mm',
  mass: '吨 斤 公斤 千克 克 标准煤 吨标准煤 吨标煤 吨二氧化碳 吨二氧化碳当量 吨标准油 毫克 微克 μg mg ug',
  volume: '立方米 方 升 L 方水 标方 立方 标准立方米 m³ 桶油',
  energy: '千瓦时 度 度电 GWh MWh kWh 千焦 兆瓦时',
  power: '千瓦 兆瓦 瓦 千伏安 兆伏安 千伏 伏安 GW MW kW MVA kVA GVA 蒸吨 马力',
  compute:
    'EFlops EFLOPS PFlops PFLOPS TFLOPS EFLOPs PFLOPs Eflops Pflops P E EB PB TB GB ZB Gbps Mbps Tbps 兆 比特 bps 字节 千字节 兆字节 赫兹 兆赫 兆赫兹',
  time: '年 个月 月 天 日 小时 个小时 分钟 秒 个工作日 工作日 个自然日 学时 课时 周',
  age: '岁 周岁',
  multiple: '倍 番',
  rank: '位 名次 个位次 位次',
};

/** A unit is no unit when this character follows: 三次产业, 人均, 台阶, 升级, 项目. */
const NOT_BEFORE: Record<string, string> = {
  次: '产会生性全级元代',
  人: '均才民口大类群员工们物力社体居格本身文为',
  家: '庭园乡长居具电禽畜',
  所: '有在需以属',
  条: '例件款约',
  台: '阶账湾风',
  项: '目',
  户: '籍均口外用型',
  元: '素旦宵',
  升: '级至到高学值',
  部: '门分署队委',
  片: '区面',
  对: '接标口外内比应照于',
  门: '类槛',
  亩: '均',
  天: '然津河府下长',
  位: '居于列置',
  处: '理于置在级',
  头: '部',
  场: '所景地',
  口: '岸号粮',
  班: '子',
  度: '假夏过',
  里: '程',
  方: '面案式向针法百',
  起: '来步',
  期: '间末内货',
  种: '植养业子类',
  件: '实',
  座: '谈',
  张: '家',
  株: '洲',
  米: '粉面',
  日: '均常报',
  本: '级市县省地土科专',
  周: '边年期',
  单: '位',
  列: '入为',
  包: '括',
  名: '列单特优牌',
  根: '本据',
  支: '持撑付柱出农队',
  例: '如',
  站: '位',
  床: '位',
  份: '额',
  只: '有要',
  篇: '章',
  村: '级民庄镇委落干医规企主支组社部集卫道内容',
  组: '织建团合成长',
};

const BY_FIRST = new Map<string, { text: string; dimension: Dimension }[]>();
for (const [dimension, words] of Object.entries(UNITS)) {
  for (const text of new Set(words.split(' '))) {
    const list = BY_FIRST.get(text[0]!) ?? [];
    list.push({ text, dimension: dimension as Dimension });
    BY_FIRST.set(text[0]!, list);
  }
}
for (const list of BY_FIRST.values()) list.sort((a, b) => b.text.length - a.text.length);

const isLetter = (c: string | undefined): boolean => c !== undefined && /[A-Za-z]/.test(c);

/** The simple unit that begins at `i`, by longest match. */
function simpleUnit(s: string, i: number): UnitMatch | null {
  const list = BY_FIRST.get(s[i] ?? '');
  if (!list) return null;
  for (const { text, dimension } of list) {
    if (!s.startsWith(text, i)) continue;
    const end = i + text.length;
    if (isLetter(text[text.length - 1]) && isLetter(s[end])) continue;
    if (NOT_BEFORE[text]?.includes(s[end] ?? '\0')) {
      if (text === '项' && s.startsWith('目标任务', end)) return { text, end, dimension };
      if (text === '所' && /^以[上下内]/u.test(s.slice(end, end + 2))) return { text, end, dimension };
      continue;
    }
    return { text, end, dimension };
  }
  return null;
}

/** Whether a unit (not a scale word) begins at `i`. */
export function isUnitAt(s: string, i: number): boolean {
  return simpleUnit(s, i) !== null;
}

const DENOMINATOR_SCALE = /^(?:百|千|万|十万|百万|亿)$/u;

/** The unit at `i`, with a denominator if one follows: 元/人, 公里/万平方公里, 张/千人. */
export function readUnit(s: string, i: number): UnitMatch | null {
  // 孕产妇死亡率12/10万: deaths for each hundred thousand.
  const per = s[i] === '/' ? /^\/(?:10万|十万|百万|100万|万)(?!\d)/u.exec(s.slice(i, i + 6))?.[0] : undefined;
  if (per !== undefined) return { text: per, end: i + per.length, dimension: 'rate' };
  const unit = simpleUnit(s, i);
  if (!unit) return null;
  if (s[unit.end] !== '/' && s[unit.end] !== '每') return unit;
  if (s[unit.end] === '每' && !/(?:立方米|平方米|百|千|万|人|亩)/u.test(s.slice(unit.end + 1, unit.end + 4)))
    return unit;
  let k = unit.end + 1;
  let scale = '';
  while (k < s.length && scale.length < 2 && DENOMINATOR_SCALE.test(scale + s[k]!) && !isUnitAt(s, k)) scale += s[k++]!;
  const below = simpleUnit(s, k) ?? bare(s, k);
  if (!below) return unit;
  let end = below.end;
  if (below.text === '人' && s[end] === '口') end++;
  return { text: s.slice(i, end), end, dimension: 'rate' };
}

/** Whether the whole text is the name of a unit, as it stands in a table: 万人, 元/人, 比. */
export function isUnitName(text: string): boolean {
  const scale = /^(?:万亿|亿|千万|百万|十万|万|千|百)/u.exec(text)?.[0] ?? '';
  for (const from of [0, scale.length]) if (readUnit(text, from)?.end === text.length) return true;
  return /^(?:[^\d\s]{1,4}[/每].{1,6}|比值?|倍|‰|人年|万|亿)$/u.test(text);
}

/** Denominators that are no units of their own: 元/人 before 均, 人/户. */
function bare(s: string, k: number): UnitMatch | null {
  return /[人户年天日亩吨元]/u.test(s[k] ?? '') ? { text: s[k]!, end: k + 1, dimension: 'count' } : null;
}

/** 万亿元 and 亿元 are one dimension; the number of base units in one written unit: 1e12, 1e8. */
export function unitFactor(unit: string): { factor: number; base: string } {
  let base = unit;
  let factor = 1;
  const scale = /^(?:万亿|亿|万|千万|百万|百亿|千亿|十万)(?=.)/u.exec(base)?.[0];
  if (scale) {
    base = base.slice(scale.length);
    factor = { 万亿: 1e12, 千亿: 1e11, 百亿: 1e10, 亿: 1e8, 千万: 1e7, 百万: 1e6, 十万: 1e5, 万: 1e4 }[scale] ?? 1;
  } else if (unit === '万' || unit === '亿' || unit === '万亿') {
    return { factor: unit === '万' ? 1e4 : unit === '亿' ? 1e8 : 1e12, base: '' };
  }
  const same = SAME[base];
  return same ? { factor: factor * same[0], base: same[1] } : { factor, base };
}

const SAME: Record<string, readonly [number, string]> = {
  平方千米: [1, '平方公里'],
  千米: [1, '公里'],
  km: [1, '公里'],
  斤: [0.5, '公斤'],
  千克: [1, '公斤'],
  度: [1, '千瓦时'],
  度电: [1, '千瓦时'],
  kWh: [1, '千瓦时'],
  百分点: [1, '个百分点'],
  个点: [1, '个百分点'],
  平米: [1, '平方米'],
  '㎡': [1, '平方米'],
  'm²': [1, '平方米'],
  'km²': [1, '平方公里'],
  吨标煤: [1, '吨标准煤'],
  立方: [1, '立方米'],
  方: [1, '立方米'],
  周岁: [1, '岁'],
  个小时: [1, '小时'],
  名: [1, '人'],
  元人民币: [1, '元'],
  工作日: [1, '个工作日'],
  EFLOPS: [1, 'EFlops'],
  EFLOPs: [1, 'EFlops'],
  Eflops: [1, 'EFlops'],
  PFLOPS: [1, 'PFlops'],
  PFLOPs: [1, 'PFlops'],
  Pflops: [1, 'PFlops'],
};
