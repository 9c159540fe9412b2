import { simplified } from '../../core/plan/index.ts';
import { type Gazetteer, gazetteer, type Place, placeAtStart, placeWhole } from './place-names.ts';

const LEGAL = [
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '有限公司',
  '股份公司',
  '责任公司',
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
  '新材料科技 新型建材 新材料 新能源 新能源科技 铝合金 再生铝 铝制品 铝加工 铝业 铝材 铝箔 铝板带 铝 合金 建材 建筑材料 水泥 混凝土 玻璃 家居 环保科技 环保 智能科技 智能制造 数字技术 信息技术 科技发展 科技 实业发展 实业 发展 工业 制造 装备 机械 材料 贸易 商贸 物流 食品 农业 投资 技术 电子 电气 电器 电力 能源 煤电 汽车 产业 化工 化学 医药 制药 钢铁 有色金属 金属 建筑 建设 工程 纺织 服装 软件 通信 矿业 酒业 电池 电缆 轴承 旅游 开发 文化 酒店 餐饮 教育 种植 养殖 生态 设备 机电 包装 印刷 塑料 橡胶 陶瓷 家具 家电 管理 服务 咨询 运输 仓储 供应链'.split(
    ' ',
  );
/** What may be added to a name or left out of it without another trade being meant. */
export const FILLERS =
  /^(?:新材料|科技|科技发展|发展|实业|实业发展|技术|制造|工业|产业|材料|生产|制品|加工|股份|中国|集团)*$/;

export interface FirmName {
  /** As it is written: simplified, without spaces and signs, in narrow brackets. */
  whole: string;
  /** Without places, brackets, numbers and legal endings: mark and trade. */
  plain: string;
  /** 字号: what is left without trade words; the name itself. */
  mark: string;
  /** Places that stood in the name, in order. */
  places: readonly Place[];
  /** 第一分公司, 三厂, 贵州分公司 …: what sets one branch apart from another. */
  branch: string;
  /** By its legal ending: a group or holding, a part of a firm, a firm; `bare` where it has none. */
  form: 'group' | 'part' | 'firm' | 'bare';
  /** The whole registered name (有限公司, 股份公司 …), which no two firms of one place share. */
  registered: boolean;
}

/** Takes a firm's name apart. `places` are names of the city and its towns, with or without 省市县区镇. */
export function firmName(name: string, places: readonly string[] = []): FirmName {
  return takenApart(name, gazetteer(places));
}

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'一二三四五六七八九'].map((c, n) => [c, `${n + 1}`]),
);
const COUNT = '[一二三四五六七八九十百\\d]+';
/** 第一, 3号, 一厂, 第七工程公司, 一分厂: not the 三 of 三一, which stands in front. */
const NUMBER = new RegExp(
  `第${COUNT}|(?<=..)${COUNT}(?=(?:分|工程|建筑|水泥|化肥|机床|汽车)?(?:厂|公司|局|处|院|队)|号|期|矿|车间)|\\d+`,
  'g',
);

/** A name taken apart; `known` from `gazetteer`. */
export function takenApart(name: string, known: Gazetteer): FirmName {
  const whole = simplified(name.normalize('NFKC'))
    .replace(/[\s·,,。.“”"'、;:—_-]/g, '')
    .replaceAll(/[〔【[]/g, '(')
    .replaceAll(/[〕】\]]/g, ')')
    .replaceAll('工司', '公司')
    .toUpperCase();
  const { text, branch: office } = withoutOffice(whole, known);
  const { text: unnumbered, numbers } = withoutNumbers(text);
  const core = withoutLegal(unnumbered);
  const ending = unnumbered.slice(core.length);
  const { rest, places } = withoutPlaces(core, known);
  return {
    whole,
    plain: rest,
    mark: withoutTrade(rest),
    places,
    branch: [office, numbers].filter((one) => one !== '').join(),
    form: office === '' ? formOf(ending) : 'part',
    registered: /有限|股份|责任/.test(ending),
  };
}

/** 贵州分公司, 清镇分厂 at the end, with the legal ending of the firm that it belongs to. */
function withoutOffice(text: string, known: Gazetteer): { text: string; branch: string } {
  const found = /([^\s()]{2,8}?)?(分公司|分厂|办事处|分店|营业部)$/.exec(text);
  if (!found) return { text, branch: '' };
  const before = text.slice(0, text.length - (found[2]?.length ?? 0));
  for (let length = 2; length <= Math.min(8, before.length - 2); length++) {
    const place = placeWhole(before.slice(-length), known);
    if (place) return { text: before.slice(0, -length), branch: `${place.name}${found[2]}` };
  }
  const firm = /^(.*公司)([^\s()]{2,8})$/.exec(before);
  return firm ? { text: firm[1] ?? before, branch: `${firm[2]}${found[2]}` } : { text, branch: '' };
}

function withoutNumbers(text: string): { text: string; numbers: string } {
  const numbers = [...text.matchAll(NUMBER)].map(([one]) => one.replace('第', ''));
  const rest = text.replaceAll(NUMBER, '').replace(/(?<=..)(?:号|期)(?=$|\()/, '');
  return {
    text: rest.length > 1 ? rest : text,
    numbers: numbers.map((one) => [...one].map((c) => DIGITS[c] ?? c).join('')).join(),
  };
}

function withoutLegal(text: string): string {
  let plain = text;
  for (let before = ''; before !== plain;) {
    before = plain;
    for (const ending of LEGAL)
      if (plain.endsWith(ending) && plain.length > ending.length + 1) plain = plain.slice(0, -ending.length);
  }
  return plain;
}

/** Places in front, in brackets anywhere, and behind; never what would leave a trade alone, or nothing. */
function withoutPlaces(text: string, known: Gazetteer): { rest: string; places: Place[] } {
  const places: Place[] = [];
  const bracketed = text.replaceAll(/\(([^()]*)\)/g, (all, inside: string) => {
    const place = placeWhole(inside, known);
    if (place) places.push(place);
    return place ? '' : all;
  });
  let rest = bracketed.replaceAll(/[()]/g, '');
  const inFront: Place[] = [];
  for (let found = placeAtStart(rest, known, inFront); found; found = placeAtStart(rest, known, inFront)) {
    const left = rest.slice(found.length);
    if (left.length < 2 || isTrade(left)) break;
    inFront.push(found.place);
    rest = left;
  }
  for (let length = 2; length <= Math.min(5, rest.length - 3); length++) {
    const place = placeWhole(rest.slice(-length), known);
    if (!place || isTrade(rest.slice(0, -length))) continue;
    places.push(place);
    rest = rest.slice(0, -length);
    break;
  }
  return { rest: rest === '' ? text : rest, places: [...inFront, ...places] };
}

/** Whether a text says what a firm does and nothing of who it is. */
export function isTrade(text: string): boolean {
  return text === '' || TRADES.some((trade) => text.startsWith(trade) && isTrade(text.slice(trade.length)));
}

function withoutTrade(text: string): string {
  let mark = text;
  for (let before = ''; before !== mark;) {
    before = mark;
    const trade = TRADES.find((one) => mark.endsWith(one) && mark.length >= one.length + 2);
    if (trade !== undefined) mark = mark.slice(0, -trade.length);
  }
  return mark;
}

function formOf(ending: string): FirmName['form'] {
  if (/集团|控股|总公司|总厂/.test(ending)) return 'group';
  if (/分公司|子公司|分厂/.test(ending)) return 'part';
  return ending === '' ? 'bare' : 'firm';
}
