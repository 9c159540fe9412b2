/**
 * The department that a Chinese county would give a commitment to. Rules are data, tried from the top; the first whose
 * pattern occurs wins. Departments follow the usual list of county government bodies after the 2018 and 2023 reforms.
 */
import { matchRules, wordRules } from './word-rules.ts';

export interface OwnerRule {
  name: string;
  owner: string;
  words: string;
}

const rule = (name: string, owner: string, words: string): OwnerRule => ({
  name,
  owner,
  words,
});

/**
 * From the narrow to the wide: 农村自来水 is water before it is 农村, 养老床位 is civil affairs before it is beds. Each rule
 * names whole words; a word that several departments share stands in none.
 */
export const OWNER_RULES: readonly OwnerRule[] = [
  rule('owner-veterans', '退役军人事务局', '退役军人|军休|烈士|双拥|优抚'),
  rule('owner-justice', '司法局', '法律顾问|法律援助|人民调解|普法|法治宣传|公证|社区矫正|司法所|司法行政|法治示范'),
  rule('owner-insurance', '医疗保障局', '医保|医疗保险|大病保险|护理保险|生育保险|医疗保障'),
  rule('owner-disabled', '残联', '残疾人'),
  rule(
    'owner-river',
    '生态环境局',
    '水质|空气质量|优良天数|优良天气|PM2\\.5|PM10|细颗粒物|可吸入颗粒物|臭氧|污染物|污染防治|重污染|农村生活污水|排污|环境监测|环境治理|环保(?!型)|生态保护|饮用水源|饮用水水源|化学需氧量|氨氮|氮氧化物|二氧化硫|挥发性有机物|危废|固废|固体废物|碳排放|二氧化碳|黑臭水体|无废城市|生态环境',
  ),
  rule(
    'owner-water',
    '水务局',
    '河（?湖?）?长制|河长|湖长|水库|供水|自来水|饮水|水利|防汛|水土流失|灌溉|水资源|用水量|节水|三水共治|中小河流|堤防|河道治理',
  ),
  rule(
    'owner-forest',
    '林业局',
    '林长|森林|造林|国土绿化|石漠化|荒漠化|退耕还林|林业|林下|湿地|草原|林草|国储林|义务植树|经果林',
  ),
  rule(
    'owner-land',
    '自然资源局',
    '耕地|基本农田|矿山|国土空间|自然资源|村庄规划|建设用地|工业用地|土地出让|闲置土地|供地|供土地|征收土地|腾退土地|地质灾害|不动产|增减挂钩|乱占|土地[^，。]{0,4}(?:消化|处置|收储|供应)|批而未供',
  ),
  rule(
    'owner-emergency',
    '应急管理局',
    '安全生产|生产安全|应急(?:救援|管理|避难|演练|能力|物资)|防灾|减灾|消防|安全事故',
  ),
  rule(
    'owner-labour',
    '人力资源和社会保障局',
    '就业(?!率.*学校)|失业|人才(?!公寓|房)|社会保险|养老保险|工伤保险|社保|技能(?:培训|提升|人才|等级)|劳务|创业(?!板|投资)|参保|工资|劳动力(?!市场化)|农民工|零门槛|高校毕业生',
  ),
  rule(
    'owner-investment',
    '投资促进局',
    '招商|引资|省外资金|市外资金|区外资金|到位资金|引进[^，。]{0,40}(?:企业|项目|投资)|签约|内资|央企',
  ),
  rule(
    'owner-police',
    '公安局',
    '户籍(?!人口城镇化)|落户|治安|命案|破案|安全感|常住人口(?!城镇化)|犯罪|平安建设|流动人口|刑事|禁毒|道路交通安全|反诈|电信诈骗',
  ),
  rule(
    'owner-civil',
    '民政局',
    '养老(?!金)|日间照料|低保|最低生活保障|救助(?!站建设)|殡葬|殡仪|公墓|社区建设|儿童福利|儿童友好|孤儿|特困|慈善|村规民约|居民公约|社会组织|婚姻登记|未成年人保护|社工站',
  ),
  rule(
    'owner-education',
    '教育局',
    '学生|教育|学校|学位|幼儿园|学前|师资|中小学|高中|校(?:园|舍)|职教|产教|职业院校|入学率|入园率|教师|招生|高校(?!毕业)|课后服务',
  ),
  rule(
    'owner-health',
    '卫生健康局',
    '医疗|医院|卫生(?!厕所|城市|县城|户厕)|健康(?:素养|管理|档案|促进|服务|体检|细胞)|医养|床位|托育|托位|婴幼儿照护|生育|疫苗|疫情|核酸|寿命|医共体|医生|医师|护士|就诊率|诊疗|孕产妇|婴儿死亡|中医',
  ),
  rule(
    'owner-housing',
    '住房和城乡建设局',
    '建成区|(?<!户籍人口)城镇化率|棚户区|老旧小区|城中村|背街小巷|海绵城市|韧性城市|保障性(?:住房|租赁)|公租房|住房|房地产|商品房|建筑业|装配式|城市更新|停车|地下管网|管廊|燃气|供热|供暖|污水处理|生活垃圾|垃圾(?:无害化|处理|焚烧|分类)|城市品质|一圈两场三改|六网|农房|危旧?房|市政|生活圈|新型城镇|绿地|绿道|碧道|绿化|公园|城市道路|城区道路|城市路网',
  ),
  rule(
    'owner-energy',
    '发展和改革局',
    '装机|光伏|风电|电网|充电桩|充换电|储能|能耗|能源消费|单位(?:GDP|地区生产总值)能',
  ),
  rule(
    'owner-transport',
    '交通运输局',
    '公路|铁路|轨道交通|地铁|路网|高速(?:出口|互通|连接线|通车|建设|里程)|交通(?!安全)|机场|港口|航道|客运|货运|通车|大桥|桥梁|危桥|公交|路面|国省干线|国省道|快递|邮政',
  ),
  rule(
    'owner-tourism',
    '文化和旅游局',
    '旅游|文旅|游客|景区|文化(?!程度|教育)|文体|研学|温泉|酒店|民宿|旅行社|非遗|吃住行游购娱|文物|体育|健身|图书馆|博物馆|广播电视',
  ),
  rule(
    'owner-services',
    '政务服务中心',
    '营商环境|放管服|审批|政务服务|政务大厅|网办率|招安扶|一网通办|全生命周期|证照|一件事',
  ),
  rule(
    'owner-market',
    '市场监督管理局',
    '市场主体|商事主体|经营主体|食品(?:安全|抽检|监管)|药品|知识产权|专利|(?:产品|工程|服务|标准|计量)质量|质量(?:强|监督|安全|提升|认证|基础)|特种设备|个体工商户|商标',
  ),
  rule(
    'owner-science',
    '科学技术局',
    '研发|研究与试验发展|科技(?!馆)|R&D|高新技术企业|高企|创新平台|技术合同|科创|科小|孵化器|众创',
  ),
  rule('owner-park', '经开区管委会', '经开区|开发区(?!.*个)|工业园|产业园区|标准厂房|园区(?:产值|建设|总产值)'),
  rule(
    'owner-agriculture',
    '农业农村局',
    '农业|农村|乡村(?!三级|两级)|高标准农田|农田|粮食(?!储备)|种植|养殖|畜|蔬|茶|水果|果(?:[业园蔬林树品农]|$)|脱贫|返贫|贫困(?:人口|村|户)|合作社|家庭农场|农产品|农民(?!工)|户厕|卫生厕所|人居环境|五治|十年禁渔|禁渔|蚕桑|农机|种子|生猪|村集体',
  ),
  rule(
    'owner-data',
    '大数据发展管理局',
    '数字(?!乡村)|大数据|算力|5G|互联网|数据中心|智慧城市|电子政务|人工智能|千兆|宽带|上云',
  ),
  rule(
    'owner-logistics',
    '商务局',
    '物流|商贸|商圈|消费(?!价格|税|物价)|社零|零售|外贸|进出口|外资|电商|电子商务|步行街|奥特莱斯|购物|农贸市场|服务业|会展|口岸|夜间经济|出口(?!通道)|对外开放|开放型|陆海|限上|限额以上|批发|住宿餐饮',
  ),
  rule(
    'owner-industry',
    '工业和信息化局',
    '工业(?!大气|污染)|制造(?!业占)|规上(?!服务业)|铝|建材|产业链|专精特新|企业培育|中小企业|电解|技改|技术改造|化工|新能源(?:汽车|产业|材料|电池)|装备|煤炭|煤矿|四上企业|链主|补链',
  ),
  rule(
    'owner-finance',
    '财政局',
    '公共预算|公共财政|财政|税收|国有资产|政府债务|隐性债务|基金|赤字|减税|降费|转移支付|三公经费',
  ),
  rule('owner-bank', '金融工作局', '信贷|贷款|存款|融资|金融|担保|上市|保费|贴息'),
  rule(
    'owner-reform',
    '发展和改革局',
    '生产总值|GDP|固定资产投资|固投|价格|CPI|产业结构|重大项目|重点项目|物价|粮食储备|可支配收入|居民收入|经济增长|项目建设|劳动生产率|三次产业|经济总量|对口|产业[^，。]{0,12}占|民间投资|城镇化率',
  ),
];

/** Ways of speaking whose parts look like a department's words: 高速度 is no 高速, 健康发展 no 健康. */
const IDIOM =
  /高速(?:度|增长|发展)|(?:持续|快速|协调|平稳|良性|有序)*健康(?:发展|成长|运行|有序|快速|可持续)|进步|文化程度|交通便利|人才辈出|教育引导|农业、?农村、?农民问题/gu;

const RULES = wordRules(OWNER_RULES.map((r) => r.words));

/** Department and the name of the rule that chose it, or null when no rule fits: better none than a wrong one. */
export function ownerOf(text: string): { owner: string; rule: string } | null {
  let first = OWNER_RULES.length;
  matchRules(RULES, text.replace(IDIOM, ''), (rule) => {
    if (rule < first) first = rule;
  });
  const one = OWNER_RULES[first];
  return one ? { owner: one.owner, rule: one.name } : null;
}
