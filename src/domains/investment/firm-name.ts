/** Provinces and what a firm's name may carry in front; the city's own places are handed in. */
const PROVINCES =
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国'.split(
    ' ',
  );
const LEGAL = [
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '有限公司',
  '股份公司',
  '总公司',
  '分公司',
  '子公司',
  '公司',
  '控股',
  '集团',
  '股份',
  '(集团)',
  '(控股)',
  '企业',
  '工厂',
  '总厂',
  '分厂',
  '厂',
  '合作社',
];
/** Words that say what a firm does: they tell names apart, but not firms. */
export const TRADES =
  '新材料科技 新型建材 新材料 新能源 铝合金 再生铝 铝制品 铝加工 铝业 铝材 铝箔 铝板带 铝 合金 建材 建筑材料 水泥 玻璃 家居 环保科技 环保 智能科技 智能制造 科技发展 科技 实业发展 实业 发展 工业 制造 装备 机械 材料 贸易 商贸 物流 食品 农业 投资 技术 电子 电力 能源 汽车 产业'.split(
    ' ',
  );

export interface FirmName {
  /** Without spaces, brackets, full-width forms and legal endings. */
  plain: string;
  /** 字号: what is left without places and trade words; the name itself. */
  mark: string;
  /** Places that stood in the name. */
  places: string[];
  /** 第一分公司, 二期 …: what sets one branch apart from another. */
  branch: string;
  /** By its legal ending: a group or holding, a part of a firm, a firm; `bare` where it has none. */
  form: 'group' | 'part' | 'firm' | 'bare';
  /** The whole registered name (有限公司, 股份公司 …), which no two firms of one place share. */
  registered: boolean;
}

/** Takes a firm's name apart. `places` are names of the city and its region, with or without 省市县区镇. */
export function firmName(name: string, places: readonly string[] = []): FirmName {
  return takenApart(name, knownPlaces(places));
}

export interface Place {
  name: string;
  inside: RegExp;
}

/** Places that names may carry, the longest first, with how they stand in brackets. */
export function knownPlaces(places: readonly string[]): Place[] {
  return [...places.map((place) => place.replace(/[省市县区镇乡]$/, '')), ...PROVINCES]
    .filter((place) => place.length > 1)
    .toSorted((a, b) => b.length - a.length)
    .map((name) => ({ name, inside: new RegExp(`\\(${name}[省市县区]?\\)`) }));
}

/** A name taken apart; `known` from `knownPlaces`. */
export function takenApart(name: string, known: readonly Place[]): FirmName {
  let plain = name
    .normalize('NFKC')
    .replace(/[\s·,,。.“”"'、-]/g, '')
    .toUpperCase();
  const branch = /(?:第?[一二三四五六七八九十\d]+(?:分公司|分厂|期|厂))|(?:[^\s()]{2,6}分公司)$/.exec(plain)?.[0] ?? '';
  if (branch !== '') plain = plain.replace(branch, '').replace(/有限公司$|公司$/, '') || plain;
  const whole = plain;
  for (let before = ''; before !== plain;) {
    before = plain;
    for (const ending of LEGAL)
      if (plain.endsWith(ending) && plain.length > ending.length + 1) plain = plain.slice(0, -ending.length);
  }
  const ending = whole.slice(plain.length);
  let rest = plain;
  const found: string[] = [];
  for (let before = ''; before !== rest;) {
    before = rest;
    for (const { name: place, inside } of known) {
      const bracketed = rest.includes('(') ? inside.exec(rest) : null;
      if (bracketed) {
        rest = rest.replace(bracketed[0], '');
        found.push(place);
      } else if (rest.startsWith(place) && rest.length > place.length + 1) {
        rest = rest.slice(place.length).replace(/^[省市县区镇乡](?=..)/, '');
        found.push(place);
      }
    }
  }
  rest = rest.replace(/[()]/g, '');
  let mark = rest;
  for (let before = ''; before !== mark;) {
    before = mark;
    const trade = TRADES.find((one) => mark.endsWith(one) && mark.length >= one.length + 2);
    if (trade !== undefined) mark = mark.slice(0, -trade.length);
  }
  return {
    plain: rest === '' ? plain : rest,
    mark,
    places: [...new Set(found)].toSorted(),
    branch,
    form: formOf(ending),
    registered: /有限|股份/.test(ending),
  };
}

function formOf(ending: string): FirmName['form'] {
  if (/集团|控股|总公司|总厂/.test(ending)) return 'group';
  if (/分公司|子公司|分厂/.test(ending)) return 'part';
  return ending === '' ? 'bare' : 'firm';
}
