/**
 * The department that a Chinese county would give a commitment to. Rules are data, tried from the top; the first whose
 * pattern occurs wins. Departments follow the usual list of county government bodies after the 2018 and 2023 reforms.
 */
export interface OwnerRule {
  name: string;
  owner: string;
  pattern: RegExp;
}

const rule = (name: string, owner: string, words: string): OwnerRule => ({
  name,
  owner,
  pattern: new RegExp(words, 'u'),
});

export const OWNER_RULES: readonly OwnerRule[] = [
  rule(
    'owner-river',
    '生态环境局',
    '水质|空气质量|优良天数|PM2\\.5|细颗粒物|污染物|污染防治|排污|环境监测|环境治理|环保(?!型)|生态保护|饮用水源|化学需氧量|氨氮|危废|固废|碳排放|二氧化碳',
  ),
  rule(
    'owner-water',
    '水务局',
    '河（?湖?）?长制|河长|湖长|水库|供水|水利|防汛|水土流失|灌溉|水资源|用水量|三水共治|中小河流',
  ),
  rule('owner-forest', '林业局', '林长|森林|造林|绿化|石漠化|荒漠化|退耕还林|林业|林下|湿地|草原'),
  rule('owner-land', '自然资源局', '耕地|矿山|国土空间|自然资源|村庄规划|建设用地|土地出让|乱占|地质灾害|不动产'),
  rule(
    'owner-investment',
    '投资促进局',
    '招商|引资|省外资金|市外资金|到位资金|引进[^，。]{0,40}(?:企业|项目)|签约|内资|央企',
  ),
  rule('owner-park', '经开区管委会', '经开区|开发区|工业园|产业园区|标准厂房|园区(?:产值|建设|总产值)'),
  rule(
    'owner-logistics',
    '商务局',
    '物流|商贸|商圈|消费|社零|零售|外贸|进出口|外资|电商|步行街|奥特莱斯|购物|农贸市场|服务业|会展|口岸|夜间经济|出口|对外开放|开放型|陆海',
  ),
  rule(
    'owner-housing',
    '住房和城乡建设局',
    '建成区|城镇化|棚户区|老旧小区|城中村|背街小巷|海绵城市|韧性城市|保障性(?:住房|租赁)|住房|房地产|建筑业|城市更新|停车|地下管网|燃气|污水处理|城市品质|一圈两场三改|六网|宜居农房|危房|市政|商品房|生活圈|新型城镇',
  ),
  rule(
    'owner-transport',
    '交通运输局',
    '公路|铁路|轨道交通|路网|高速|交通|机场|港口|航道|客运|货运|通车|农村公路|桥|公交',
  ),
  rule('owner-science', '科学技术局', '研发|科技|R&D|高新技术企业|发明专利|创新平台|技术合同|科创'),
  rule('owner-data', '大数据发展管理局', '数字|大数据|算力|5G|互联网|数据中心|智慧|电子政务|人工智能'),
  rule(
    'owner-industry',
    '工业和信息化局',
    '工业|制造|规上|铝|建材|产业链|专精特新|企业培育|中小企业|电解|技改|化工|新能源|装备|煤|电力|四上企业|链主|补链',
  ),
  rule(
    'owner-agriculture',
    '农业农村局',
    '农业|农村|乡村(?!三级|两级)|农田|粮食|种植|养殖|畜|蔬|茶|水果|果(?:[业园蔬林树品农]|$)|脱贫|返贫|合作社|家庭农场|农产品|农民(?!工)|厕所|人居环境|高标准|五治|十年禁渔|禁渔|蚕桑|农机|种子|生猪',
  ),
  rule('owner-finance', '财政局', '公共预算|财政|税收|国有资产|债务|基金|赤字|减税|降费|转移支付'),
  rule('owner-bank', '金融工作局', '信贷|贷款|存款|融资|金融|担保|上市|保险|贴息'),
  rule(
    'owner-tourism',
    '文化和旅游局',
    '旅游|文旅|游客|景区|文化|研学|温泉|酒店|民宿|旅行社|非遗|吃住行游购娱|文物|体育',
  ),
  rule(
    'owner-education',
    '教育局',
    '教育|学校|学位|幼儿园|学前|师资|中小学|高中|义务教育|校(?:园|舍)|职教|产教|职业院校|入学率|入园率|教师|招生|高校(?!毕业)',
  ),
  rule(
    'owner-health',
    '卫生健康局',
    '医疗|医院|卫生|健康|床位|托育|生育|疫苗|疫情|核酸|寿命|医共体|医生|医师|公共卫生|中医',
  ),
  rule('owner-civil', '民政局', '养老|低保|救助|殡葬|社区建设|儿童福利|残疾|特困|慈善'),
  rule(
    'owner-labour',
    '人力资源和社会保障局',
    '就业|失业|人才|社会保险|社保|技能|劳务|创业|参保|养老保险|工资|劳动力|农民工|零门槛',
  ),
  rule('owner-insurance', '医疗保障局', '医保|医疗保险'),
  rule('owner-police', '公安局', '户籍|落户|治安|常住人口|犯罪|平安|流动人口|刑事|禁毒|道路安全'),
  rule('owner-emergency', '应急管理局', '安全生产|应急|防灾|事故|消防'),
  rule('owner-services', '政务服务中心', '营商环境|放管服|审批|政务|招安扶|一网通办|全生命周期|证照'),
  rule(
    'owner-market',
    '市场监督管理局',
    '市场主体|食品安全|药品|知识产权|(?:产品|工程|服务|标准|计量)质量|质量(?:强|监督|安全|提升|认证|基础)|特种设备|个体工商户|经营主体|商标',
  ),
  rule(
    'owner-reform',
    '发展和改革局',
    '生产总值|GDP|固定资产投资|固投|价格|CPI|能耗|产业结构|营造|改革|重大项目|物价|发展质量|粮食储备|可支配收入|居民收入|经济增长|项目建设|劳动生产率|三次产业|高质量|协调|综合实力|对口|产业[^，。]{0,12}占',
  ),
];

/** Department and the name of the rule that chose it, or null when no rule fits. `text` is the subject; `context` the clause. */
export function ownerOf(text: string, context = ''): { owner: string; rule: string } | null {
  for (const r of OWNER_RULES) if (r.pattern.test(text)) return { owner: r.owner, rule: r.name };
  if (context)
    for (const r of OWNER_RULES) if (r.pattern.test(context)) return { owner: r.owner, rule: `${r.name}(clause)` };
  return null;
}
