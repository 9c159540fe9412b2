/** Clauses without a number: what is to be done (verb, object), named projects, and targets that are words only. */
import { canonicalName } from './indicator-names.ts';
import { trimSubject } from './subject.ts';

export interface Doing {
  kind: 'action' | 'project' | 'target';
  subject: string;
  rule: string;
  confidence: number;
  /** 实现正增长, 零增长: a number in words. */
  value: number | null;
  /** Offsets inside the clause of the part that is meant, when it is less than the clause. */
  from: number;
  to: number;
}

const ADVERB =
  /^(?:基本|大力|全力|着力|深入|加快|持续|全面|积极|稳步|进一步|切实|坚决|坚定不移|科学|精准|依法|充分|牢固|逐步|扎实|重点|不断|系统|集中|快速|有序|严格|深化和|努力|奋力|主动|统一|有效|加大力度|全方位|高质量|高标准|高水平|同步|继续|认真|稳妥|有力|健康|优先|适时|合理|抢抓机遇|聚力|扎扎实实|毫不放松|真正|必须|要|将|并|还|也|同时|此外|一是|二是|三是|四是|五是|六是|七是|今年|今后|未来五年|未来|确保|我们|进而)+/u;
const LEAD = /^[^，。；]{0,24}?(?:市|县|区|省|州|镇|我们|政府|部门|各地)(?:将|要|必须|应)(?=[一-龥])/u;
const VERBS =
  '推进 推动 加快 实施 开展 建设 构建 打造 完善 健全 优化 深化 强化 加强 提升 提高 促进 发展 培育 引进 招引 落实 统筹 巩固 拓展 扩大 支持 鼓励 探索 推行 推广 建立 设立 坚持 聚焦 搭建 争取 承接 整治 打击 治理 保护 修复 改造 新建 创建 保障 做好 抓好 制定 出台 用好 抢抓 激发 盘活 整合 规范 防范 化解 办好 实现 筑牢 守好 走好 开发 丰富 布局 增强 稳定 加大 加密 壮大 做强 做大 补齐 延伸 补链 攻坚 落地 启动 开工 建成 完成 形成 提供 引导 倡导 保持 严控 严守 严厉 突出 紧盯 瞄准 树立 放宽 简化 清理 取消 降低 减少 淘汰 压减 编制 修订 组建 深挖 释放 挖掘 弘扬 传承 普及 培训 解决 关心 帮助 抓实 抓牢 夯实 改善 改革 推出 创新 转变 调整 建好 建强 管好 护好 打好 打赢 防控 全覆盖 招引和培育 担好 配套 统一 申报 争创 疏通 畅通 贯通 提质 探索设立 引才 抓紧 兑现 维护 集聚 激活 融入 对接 深耕 推介 谋划 储备 扶持 建优 优选 发挥';
const VERB_SET = new Map<string, string[]>();
for (const v of VERBS.split(' '))
  VERB_SET.set(
    v[0]!,
    [...(VERB_SET.get(v[0]!) ?? []), v].sort((a, b) => b.length - a.length),
  );
const PROJECT_WORD =
  /(?:项目|工程|铁路|公路|高速|广场|大观园|中心|步行街|食品城|水库|机场|大桥|园区|厂房|基地|轨道交通|医院|学校|示范区|综合体|管网|电站|隧道|码头|港|新城|片区)/u;
const BUILD_VERB = /^(?:推进|推动|加快|建设|新建|打造|开工|建成|启动|争取|实施|改造|完成|创建|建好|布局)/u;

/** Qualitative promises of a level: a target without a number. */
const STEADY = /^(.{2,24}?)(?:继续|持续|总体|基本|始终)*(?:保持)(?:总体|基本|持续)*(?:稳定|平稳|平衡|良好|优良)$/u;
const SYNC =
  /^(.{2,24}?)(?:增长|增速|实际增长)?(?:与|和|同)(.{2,14}?)(?:增长|发展|增速|提高)?(?:保持)?(?:基本|大体)?(?:同步|持平)$/u;
const BALANCE =
  /^(.{2,12}?)(?:基本平衡|稳中向好|回稳向好|稳中提质|基本稳定|稳定达标|全部脱贫|继续(?:减少|下降)|持续(?:减少|下降|改善|增加))$/u;
/** Last characters of the words above: most clauses end otherwise. */
const STEADY_END = /[定稳衡好优良标贫少降善加质]$/u;
const GROWTH = /^(.{2,16}?)(?:实现|保持|达到)?(正增长|零增长|负增长)$/u;
const QUALITY =
  /(?:水质|空气质量|污染物|排放|收支|物价|就业|杠杆率|收入|价格|耕地保有量|进出口|外贸|外资|投资|环境质量|粮食)/u;

/** Framing that binds nobody: 以…为突破, 坚持…, 抓好九个方面工作, 为…而努力, 实现持续快速健康发展. */
const FRAMING =
  /^(?:以[^，]{2,30}?为(?:新?的?突破口?|抓手|主线|引领|总?目标|导向|核心|重点|载体|中心|统领|总揽|契机|动力|根本|基础|指引|遵循|牵引|龙头|支撑|主题|引擎|标准|要求)|坚持|坚定|始终|牢固树立|树立|增强.{0,8}(?:意识|自信|定力)|弘扬|高举|贯彻|认真贯彻|深入贯彻|紧紧围绕|从[^，]{1,16}向[^，]{1,16}(?:转变|提升|转型|转化|跨越)$|在[^，]{2,20}上(?:下功夫|求突破|见实效|取得(?:新|更大)?(?:突破|成效|进展))|为[^，]{2,40}(?:而)?(?:努力|奋斗|作出[^，]{0,8}贡献|提供[^，]{0,10}(?:保障|支撑))|(?:统筹|协同)?推进[“”]?五位一体|保持[^，]{0,6}(?:定力|耐心)|(?:做好|抓好|抓实|完成|做实)[^，]{0,10}(?:[一二三四五六七八九十\d]{1,3}(?:个|大|项)?(?:方面|项)?(?:的)?(?:重点)?(?:工作|任务|文章)|各项工作|政府工作|全年工作))/u;
const FRAMING_END =
  /(?:统揽|统领|引领|总基调|总要求|主基调|理念|思维|大局|指导思想|现代化建设|有机统一|更大贡献|新局面|新台阶|新篇章|新跨越|新突破|基本稳定)$|^实现[^，]{0,20}(?:持续|快速|健康|协调|跨越式?|高质量|又好又快)[^，]{0,12}发展$|(?:经济|社会)[^，]{0,8}(?:持续|健康|平稳)[^，]{0,8}(?:发展|运行)$/u;
/** Slogans of every national report; folded away. */
const NATIONAL =
  /现代化经济体系|三大攻坚战|结构性去杠杆|供给侧结构性改革|宏观调控|微观主体活力|三去一降一补|国民经济循环|稳增长、?促改革|稳预期|底线思维|获得感|以人民为中心|社会公平正义|五位一体|四个全面|四个意识|四个自信|两个维护|人类命运共同体|合理区间|稳中求进|八项规定|从严治[党政]/u;

/** Whether a clause is a way of speaking that binds nobody to a thing that can be done or checked. */
export function isFraming(clause: string): boolean {
  const text = clause.replace(/[“”]/gu, '');
  return FRAMING.test(text) || FRAMING_END.test(text);
}

/** 2018年底脱贫摘帽, 14号线通车: a work and the event by which it is done. */
const DELIVERED =
  /^(.{2,40}?)(?:实现|全面|全线|全部|基本|如期|顺利|正式|力争|确保|完成)*(建成通车|建成投用|建成投产|建成运营|开通运营|竣工投产|竣工投用|投入使用|投入运营|通车|投产|投用|竣工|完工|开园|开馆|脱贫摘帽|摘帽|通过验收|并网发电|蓄水|试运行)$/u;

const DELIVERED_END = /[车产用营工园馆帽收电水行]$/u;

/** What a clause without a number promises; null when it promises nothing. `clause` is clean text. */
export function readDoing(clause: string): Doing | null {
  let text = clause.replace(/^[“”（）]+/u, '');
  let from = clause.length - text.length;
  if (text.length < 4 || text.length > 120) return null;
  const growth = text.endsWith('增长') ? GROWTH.exec(text) : null;
  if (growth) {
    const base = trimSubject(growth[1]!.replace(/(?:继续|安排|实行|力争|确保|总体|基本)+$/u, ''));
    if (base.length >= 2)
      return {
        kind: 'target',
        subject: `${canonicalName(base)}增速`,
        rule: 'growth-in-words',
        confidence: 0.8,
        value: 0,
        from,
        to: clause.length,
      };
  }
  if (text.length <= 40) {
    const steady = STEADY_END.test(text) ? (STEADY.exec(text) ?? BALANCE.exec(text)) : null;
    if (steady && QUALITY.test(steady[1]!)) {
      return {
        kind: 'target',
        subject: canonicalName(trimSubject(steady[1]!)),
        rule: 'steady-in-words',
        confidence: 0.7,
        value: null,
        from,
        to: clause.length,
      };
    }
    const sync = /同步$|持平$/u.test(text) ? SYNC.exec(text) : null;
    if (sync && /收入|报酬|生产率/u.test(sync[1]!))
      return {
        kind: 'target',
        subject: canonicalName(trimSubject(sync[1]!)),
        rule: 'in-step-in-words',
        confidence: 0.7,
        value: null,
        from,
        to: clause.length,
      };
  }
  if (isFraming(text)) return null;
  const delivered = DELIVERED_END.test(text) ? DELIVERED.exec(text) : null;
  if (delivered && !/^(?:和|与|及|的)/u.test(delivered[1]!)) {
    const work = trimSubject(delivered[1]!.replace(ADVERB, '')) || delivered[1]!;
    if (work.length >= 2)
      return {
        kind: 'project',
        subject: `${work}${delivered[2]!}`,
        rule: 'work+event',
        confidence: 0.7,
        value: null,
        from,
        to: clause.length,
      };
  }
  // 在新型城镇化建设上 only says where.
  if (/^(?:在|于|就|对于|关于|围绕)[^，]*(?:上|中|下|方面|领域|期间|过程中)$/u.test(text)) return null;
  const lead = LEAD.exec(text);
  if (lead) {
    text = text.slice(lead[0].length);
    from += lead[0].length;
  }
  const adverb = ADVERB.exec(text);
  let rest = text;
  if (adverb) rest = text.slice(adverb[0].length);
  let verb = verbAt(rest);
  if (!verb && adverb && /加快|深入|严格|稳定/u.test(adverb[0])) {
    verb = '加快';
  }
  if (!verb) {
    const ba =
      /^(?:以|把|对|在|围绕|聚焦|紧扣|按照|通过|为|从|紧盯|依托)[^，]{2,30}?(?=(?:大力|全力|着力|深入|加快|持续|全面|积极|推进|推动|打造|建设|开展|实施|提升|招引|带动|形成))/u.exec(
        rest,
      );
    if (!ba) return null;
    verb = verbAt(rest.slice(ba[0].length).replace(ADVERB, ''));
    if (!verb) return null;
  }
  const object = rest.replace(/[“”]/gu, '');
  if (isFraming(object)) return null;
  if (object.length <= verb.length) return null;
  const project =
    BUILD_VERB.test(verb) &&
    !/^在[^，]*上/u.test(object) &&
    PROJECT_WORD.test(object) &&
    !/项目(?:推进)?(?:机制|管理|流程)|企业、大项目|全流程/u.test(object);
  return {
    kind: project ? 'project' : 'action',
    subject: object,
    rule: project ? 'build-verb+named-work' : 'verb+object',
    confidence: NATIONAL.test(object) ? 0.3 : project ? 0.65 : 0.7,
    value: null,
    from,
    to: clause.length,
  };
}

function verbAt(s: string): string | null {
  return VERB_SET.get(s[0] ?? '')?.find((v) => s.startsWith(v)) ?? null;
}
