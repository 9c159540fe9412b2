import { matchRules, wordRules } from './word-rules.ts';

/**
 * Cross-cutting taxonomies of plans in Guizhou: 四新, 四化, 四大战略, 六个更加 (facts: 四新 闯新路/开新局/抢新机/出新绩,
 * 四化 新型工业化/新型城镇化/农业现代化/旅游产业化). A tag is written taxonomy/member.
 */
const TAGS: readonly (readonly [tag: string, words: string])[] = [
  [
    '四化/新型工业化',
    '工业|制造|铝|建材|产业链|园区|经开区|规上|标准厂房|专精特新|投产|补链|技改|企业.{0,6}引进|引进.{0,10}企业',
  ],
  [
    '四化/新型城镇化',
    '城镇化|建成区|城市|棚户区|老旧小区|背街小巷|路网|轨道交通|停车|商圈|落户|常住人口|六网|社区|生活圈|公路|铁路|管网',
  ],
  [
    '四化/农业现代化',
    '农业|农村|乡村|农田|农产品|粮食|种植|养殖|茶|脱贫|返贫|家庭农场|合作社|农民(?!工)|人居环境|厕所|农房',
  ],
  ['四化/旅游产业化', '旅游|景区|游客|民宿|酒店|研学|温泉|文旅|吃住行游购娱'],
  ['四新/闯新路', '改革|开放|西部大开发|放管服|国有企业|营商环境|外资|外贸|进出口'],
  ['四新/开新局', '乡村振兴|脱贫|返贫|农业|农村'],
  ['四新/抢新机', '数字|大数据|智能|智慧|算力|5G|互联网'],
  ['四新/出新绩', '生态|环境|水质|绿色|污染|森林|石漠化|禁渔|河.{0,4}长制|林长制|能耗|空气'],
  [
    '四大战略/生态立市',
    '生态|水质|湖(?!南|北)|森林|绿色|污染|石漠化|禁渔|河.{0,4}长制|林长制|环境(?!.{0,2}营商)|空气|能耗',
  ],
  ['四大战略/工业强市', '工业|制造|铝|建材|产业链|经开区|园区|产值'],
  ['四大战略/数字活市', '数字|大数据|智能|智慧|旅游产业化|算力|5G|互联网'],
  ['四大战略/人才兴市', '人才|职教|产教|就业|院校|毕业生|技能|引才'],
  ['六个更加/发展质量', '生产总值|GDP|总产值|产业|企业|投资|增加值|公共预算|研发|科技|劳动生产率|物流|招商|消费|工业'],
  ['六个更加/城市建设', '城市|城镇化|建成区|路网|轨道|老旧小区|棚户区|停车|商圈|公路|铁路|管网'],
  ['六个更加/生态文明', '生态|环境治理|水质|森林|绿色|污染|禁渔|河.{0,4}长制|林长制|能耗|空气|垃圾|石漠化'],
  ['六个更加/民生福祉', '居民|收入|教育|医疗|养老|托育|就业|住房|健康|学位|床位|公共服务|寿命|社保|救助|人居环境|农房'],
  ['六个更加/改革开放', '改革|开放|营商环境|进出口|外资|放管服|国有企业|审批|招安扶'],
  ['六个更加/社会治理', '治理(?!.{0,2}水)|疫情|应急|安全|平安|治安|乡风|陋习|信访|法治|事故'],
];

const RULES = wordRules(TAGS.map(([, words]) => words));

/** The word of a text by which it carries a tag; null where it is another's decision. */
export function tagWord(tag: string, text: string): string | null {
  const words = TAGS.find(([name]) => name === tag)?.[1];
  return words === undefined ? null : (new RegExp(words, 'u').exec(text)?.[0] ?? null);
}

/** Tags of a commitment by the words of its subject, and of its clause when the subject gives none. */
export function tagsOf(subject: string, clause = ''): string[] {
  const own = tagsIn(subject);
  return own.length > 0 || clause === '' ? own : tagsIn(clause);
}

function tagsIn(text: string): string[] {
  let bits = 0;
  matchRules(RULES, text, (rule) => {
    bits |= 1 << rule;
  });
  return bits === 0 ? [] : TAGS.filter((_, k) => bits & (1 << k)).map(([tag]) => tag);
}
