import type { Pair } from '../ui/text.tsx';

/** What a page is for, in three sentences, and the section of the manual (docs/manual) that says more. */
export interface Help {
  section: Pair;
  says: readonly [Pair, Pair, Pair];
}

const sentences = (...pairs: readonly [string, string][]): Help['says'] =>
  pairs.map(([zh, en]) => ({ zh, en })) as unknown as Help['says'];

/** By the beginning of the address below the place; the longest that fits counts. */
export const helps: Readonly<Record<string, Help>> = {
  '/overview': {
    section: { zh: '总览', en: 'Overview' },
    says: sentences(
      [
        '一屏看规划能不能完成：主要目标的最新数、灯和前景。',
        'One screen: the main targets with figure, light and outlook.',
      ],
      ['“今天要看的”把红灯、逾期和等你处理的事按轻重排好。', 'What is red, late or waits for you stands in order.'],
      [
        '点任何一个数都能追到来源；页眉“截至”可以回到过去某一天。',
        'Every figure leads to its source; “as of” goes back to a past day.',
      ],
    ),
  },
  '/plan': {
    section: { zh: '规划', en: 'Plan' },
    says: sentences(
      [
        '规划的全部目标任务，按主题展开，可按灯、种类、单位筛选。',
        'All commitments by theme, filtered by light, kind and organisation.',
      ],
      [
        '点一条看灯的理由、责任单位、节点和规划里的原句。',
        'One opens with its reason, owners, milestones and sentence.',
      ],
      ['上方可以换成原文对照、覆盖矩阵和口号组。', 'Above: the text, the coverage matrix and the groups.'],
    ),
  },
  '/import': {
    section: { zh: '导入规划', en: 'Import' },
    says: sentences(
      [
        '上传或粘贴一份规划文本，系统逐句找出目标任务。',
        'Upload or paste a plan: commitments are found sentence by sentence.',
      ],
      [
        '逐项采用、修改、不采用或并入；置信度高的可以一次采用。',
        'Accept, mend, reject or merge each; the sure ones at once.',
      ],
      ['确认入库之前什么也不写进账本。', 'Nothing goes into the ledger before you make it the plan.'],
    ),
  },
  '/indic': {
    section: { zh: '指标', en: 'Indicators' },
    says: sentences(
      ['每个指标的最新数、同比、责任单位和灯。', 'Newest figure, growth, owner and light of each indicator.'],
      ['只有承担目标的指标有灯，其余是参考指标。', 'Only those that carry a target have a light.'],
      ['点进去看各期的数、来源、等级和修订经过。', 'Each opens with every period, source, grade and revision.'],
    ),
  },
  '/methods': {
    section: { zh: '指标', en: 'Indicators' },
    says: sentences(
      ['系统用的每一种算法：公式、出处、参数和适用日期。', 'Every method: formula, source, parameters and since when.'],
      [
        '在页面上填自己的数就能重算，不读任何地区的数据。',
        'Recompute it on numbers of your own; nothing of a place is read.',
      ],
      ['命令行和接口用的是同一种算法。', 'The command line and the API use the same method.'],
    ),
  },
  '/open': {
    section: { zh: '系统', en: 'System' },
    says: sentences(
      [
        '程序怎样读取本系统的数据：地址、参数、答复和错误。',
        'How programs read: addresses, parameters, answers, errors.',
      ],
      ['每个接口都可以在这一页试，不连外网。', 'Each may be tried on this page, without any other network.'],
      ['令牌由系统管理员在“系统·接口令牌”里建和撤销。', 'Tokens are made and withdrawn by the administrator.'],
    ),
  },
  '/foresight': {
    section: { zh: '预测', en: 'Forecast' },
    says: sentences(
      [
        '每个目标的预计值、区间和达成概率，最危险的排在前面。',
        'Expected figure, interval and probability; the most threatened first.',
      ],
      ['“缺口”看差在哪里、怎样补最省；“情景”改假设看结果。', 'Gaps say what is missing; scenarios change assumptions.'],
      ['“预测检验”看过去的预测准不准。', 'The record shows how earlier forecasts did.'],
    ),
  },
  '/industry': {
    section: { zh: '产业', en: 'Industry' },
    says: sentences(
      [
        '项目、线索、园区、企业和产业链，每行有灯、有理由。',
        'Projects, leads, parks, firms and chains, each row judged with its reason.',
      ],
      [
        '签约组合在用地、能耗等限制内选哪些线索值得签。',
        'The portfolio chooses leads under limits of land, energy and others.',
      ],
      ['数都来自台账，不另填一遍。', 'All figures come from the registers; nothing is typed twice.'],
    ),
  },
  '/services/access': {
    section: { zh: '服务', en: 'Services' },
    says: sentences(
      ['看谁在规定时间内真能到，和直线画圈差多少。', 'Who is really within reach, and how far circles are off.'],
      [
        '选两处拟建，比较建前建后的基尼系数和谁受益。',
        'Two plans beside each other: Gini before and after, who gains.',
      ],
      [
        '没有路网按直线乘绕行系数；缺坐标的不算，覆盖度写明。',
        'Without roads: straight × factor; what lacks coordinates is said.',
      ],
    ),
  },
  '/policies': {
    section: { zh: '服务', en: 'Services' },
    says: sentences(
      [
        '填自己的情况，看能享受哪些政策；内容只在本机。',
        'Say how things stand and see what you are given; it stays here.',
      ],
      ['不能享受的，写明差哪一项、差多少。', 'Where it is nothing, what is missing is said.'],
      ['规则证明过没有空隙和重叠，冻结后不改。', 'Rules are proven free of gaps and overlaps, and frozen.'],
    ),
  },
  '/funds': {
    section: { zh: '农业资金', en: 'Farming and funds' },
    says: sentences(
      [
        '基金和资金池按复式记账，点余额看每一笔分录和凭据。',
        'Funds are kept in double entry; a balance opens its entries and documents.',
      ],
      ['结账后的分录不能改，只能在以后的日期更正。', 'What is closed stays; corrections go on later days.'],
      [
        '每笔贷款的贴息按规则表逐段重算，可打印、可下载带公式的表。',
        'The subsidy of each loan is recomputed line by line, to print or with formulas.',
      ],
    ),
  },
  '/cluster': {
    section: { zh: '商旅与开放', en: 'Trade and opening up' },
    says: sentences(
      [
        '一核两带三圈和 N 的成员，每家只列一次，带状态。',
        'Members of the core, belts, circles and N, each once with its status.',
      ],
      ['只加同一口径的数，扣掉成员之间的销售。', 'One measure is added, sales among members are taken off.'],
      ['没有数的成员不计，覆盖多少家写在上面。', 'Members without a figure do not count; how many do is told.'],
    ),
  },
  '/ecology': {
    section: { zh: '生态', en: 'Ecology' },
    says: sentences(
      [
        '断面、湖库、空气的数来自监测站，每个数带标记和来源。',
        'Sections, lake and air come from stations, each figure with its flag and source.',
      ],
      [
        '按国家标准判类别、算指数、看趋势；标准换版时新旧并排。',
        'Classes, indices and trends by the national standards, old and new side by side.',
      ],
      [
        '预警派给对应的河长、湖长，处置过程留痕。',
        'What is warned of goes to the chief in charge, and what is done stays.',
      ],
    ),
  },
  '/directives': {
    section: { zh: '督办', en: 'Directives' },
    says: sentences(
      [
        '从红灯、会议决定或批示交办，到签收、反馈、核销的全过程。',
        'From a red light or a decision to receipt, answer and closing.',
      ],
      ['核销时对照交办时和现在的数。', 'Closing stands beside the number then and now.'],
      ['延期要在到期前申请，有异议可以申辩。', 'Ask for time before the limit; there is a right of reply.'],
    ),
  },
  '/release': {
    section: { zh: '信息公开', en: 'Release' },
    says: sentences(
      ['决定公众能看到什么：一人提请，另一人审核。', 'What the public may read: one person proposes, another decides.'],
      ['期限是形成或变更起 20 个工作日；不公开要写依据。', 'Within 20 working days; withholding names an article.'],
      [
        '撤回后公开页只剩说明；群众留言在这里转督办或答复。',
        'After a withdrawal only the note stays; hints are dealt with here too.',
      ],
    ),
  },
  '/reports': {
    section: { zh: '督办', en: 'Directives' },
    says: sentences(
      [
        '通报、评估、纪要等文书由数据生成，每个数都能追到来源。',
        'Documents from the data; every figure leads to its source.',
      ],
      [
        '可逐段改写；数据变了，改写的保留，新稿列在旁边。',
        'Rewrite passages; when the data move on, the new draft stands beside.',
      ],
      [
        '签发时编号；合计对不上不能导出，会指出是哪一处。',
        'Numbered when issued; sums that do not hold are named and stop the export.',
      ],
    ),
  },
  '/compare': {
    section: { zh: '督办', en: 'Directives' },
    says: sentences(
      [
        '粘贴或上传两份文本，逐条看改数、改期、删去、新增。',
        'Paste or upload two texts and see what changed, promise by promise.',
      ],
      ['每条附新旧原文；文中自述的差额与旧文核对。', 'Both passages stand there; stated differences are checked.'],
      ['文本不保存；结果可下载为 Word 附件。', 'The texts are not kept; the result downloads as a Word annex.'],
    ),
  },
  '/reporting': {
    section: { zh: '填报', en: 'Reporting' },
    says: sentences(
      ['到期、被退回和待审的项都在这里，填完即交。', 'What is due, returned or waits for review; fill in and hand in.'],
      ['也可以下载填报表，在表格里填好再传回来。', 'Or take the sheet, fill it in and bring it back.'],
      ['审核由本单位另一个人做，退回会写明原因。', 'Somebody else of the unit reviews; a return says why.'],
    ),
  },
  '/reporting/figures': {
    section: { zh: '补历史数', en: 'Past figures' },
    says: sentences(
      ['把年鉴、公报里的表原样粘贴或上传，年份、指标横竖都认。', 'Paste or upload tables as yearbooks print them.'],
      ['没有认出的指标点一下是哪一个，同名的全部生效。', 'What is not recognised is tied by a click for all rows.'],
      [
        '来源和等级填一次管整份表；确认之前什么也不写。',
        'Source and grade are said once; nothing is written before you say so.',
      ],
    ),
  },
  '/registers': {
    section: { zh: '台账', en: 'Registers' },
    says: sentences(
      [
        '有固定栏目的清单，有表格、看板、时间线、地图和表格互传。',
        'Lists with fixed fields: table, board, timeline, map, sheets.',
      ],
      ['每次改动都留一版；别人先改了会告诉你。', 'Every change is a version; whoever was faster is named.'],
      ['个人信息遮住，看完整的要写用途并留痕。', 'Personal data are masked; reading them is logged.'],
    ),
  },
  '/define-register': {
    section: { zh: '台账', en: 'Registers' },
    says: sentences(
      ['新建一本台账，或改它的栏目、阶段和时限。', 'Make a register, or change its fields, stages and limits.'],
      [
        '程序自带的部分锁住，本地可以加栏目、改名称。',
        'What the program brings is locked; the place adds and renames.',
      ],
      ['已经有数据的栏目不能删，类型和单位不能改。', 'Fields in use stay, with type and unit.'],
    ),
  },
  '/audit': {
    section: { zh: '审计', en: 'Audit' },
    says: sentences(
      ['账本里的每一号：谁、什么时候、做了什么。', 'Every entry of the ledger: who, when, what.'],
      ['数据溯源从一个数追到填报、审核和文件。', 'A figure is followed to report, review and file.'],
      ['校验从头验到尾，断在哪里说哪里。', 'Verification goes from end to end.'],
    ),
  },
  '/system': {
    section: { zh: '系统', en: 'System' },
    says: sentences(
      ['谁能登录、属于哪个单位、能做什么。', 'Who may sign in, for which organisation, and what they may do.'],
      [
        '单位和人员可以逐个新增，也可以从表格导入；镇街和村从表格导入。',
        'Organisations and people one by one or from sheets; towns and villages from a sheet.',
      ],
      ['新人员用一次性代码登录，自己设密码。', 'New people sign in with a one-time code and choose a password.'],
    ),
  },
};

/** The help of a page by its address below the place; null where there is none. */
export function helpOf(path: string): Help | null {
  const fits = Object.keys(helps).filter((start) => path.startsWith(start));
  const [longest] = fits.toSorted((a, b) => b.length - a.length);
  return longest === undefined ? null : (helps[longest] ?? null);
}
