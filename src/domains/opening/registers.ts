import {
  amount,
  choice,
  date,
  file,
  flag,
  link,
  many,
  number,
  object,
  org,
  period,
  register,
  required,
  text,
} from '../../core/register/index.ts';

/** What opening up is about in the plan: each item and agreement belongs to one. */
const topics = {
  guian: ['贵安配套', 'Supplying Gui’an'],
  railway: ['铁路外迁', 'Moving the railway'],
  hub: ['双龙—改貌枢纽', 'Shuanglong–Gaimao hub'],
  port: ['都拉营陆海通物流港', 'Dulaying port'],
  week: ['中国—东盟教育交流周', 'China–ASEAN education week'],
  trade: ['外贸外资', 'Trade and investment'],
  other: ['其他', 'Other'],
} as const;

export const agreements = register({
  id: 'agreements',
  name: ['合作协议', 'Agreements'],
  about: [
    '协议、对方、里程碑、成果；十二个月没有进展的标出',
    'Partners, milestones, results; twelve months without are marked',
  ],
  identify: ['title'],
  owner: 'lead',
  role: 'investment',
  open: true,
  fields: {
    title: required(text('协议或事项', 'Agreement')),
    topic: required(choice('主题', 'Topic', topics)),
    serves: object('支撑的任务', 'Commitment'),
    partner: required(text('对方', 'Partner')),
    region: text('国别或地区', 'Region'),
    kind: required(
      choice('类型', 'Kind', {
        agreement: ['协议', 'Agreement'],
        project: ['项目', 'Project'],
        event: ['活动', 'Event'],
        corridor: ['通道', 'Corridor'],
      }),
    ),
    number: text('依据文号', 'Paper'),
    signed: required(date('签署日', 'Signed on')),
    lead: org('牵头单位', 'Lead'),
    helpers: many(org('配合单位', 'With')),
    ends: date('到期日', 'Ends on'),
    progress: date('最近进展日', 'Last progress on'),
    result: text('可量化成果', 'Result in figures'),
    amount: amount('成果金额', 'Amount of the result', '万元', { min: 0 }),
    people: number('成果人次', 'People of the result', '人次', { min: 0, decimals: 0 }),
    papers: file('文本', 'Papers'),
  },
  stages: {
    signed: { name: ['签约', 'Signed'] },
    landed: { name: ['落地', 'Landed'], requires: ['result'] },
    ended: { name: ['终止', 'Ended'], exit: true },
  },
});

export const agreementSteps = register({
  id: 'agreement-steps',
  name: ['合作里程碑', 'Milestones of agreements'],
  identify: ['agreement', 'step'],
  role: 'investment',
  open: true,
  fields: {
    agreement: required(link(() => agreements, '协议', 'Agreement')),
    step: required(text('里程碑', 'Step')),
    due: required(date('应完成', 'Due on')),
    done: date('完成日', 'Done on'),
    proof: text('凭据', 'Proof'),
  },
});

export const items = register({
  id: 'opening-items',
  name: ['开放事项', 'Items of opening up'],
  about: ['教育交流周、物流港、枢纽、贵安配套的逐项工作', 'Items of the education week, the port, the hub, Gui’an'],
  identify: ['title', 'year'],
  owner: 'lead',
  role: 'investment',
  open: true,
  fields: {
    title: required(text('事项', 'Item')),
    topic: required(choice('主题', 'Topic', topics)),
    year: required(number('年度或届', 'Year', '', { min: 2000, max: 2100, decimals: 0 })),
    serves: object('支撑的任务', 'Commitment'),
    agreement: link(() => agreements, '所属协议', 'Agreement'),
    partner: text('对方', 'Partner'),
    lead: org('牵头单位', 'Lead'),
    due: date('应完成', 'Due on'),
    done: date('完成日', 'Done on'),
    count: number('数量', 'Number', '', { min: 0 }),
    unit: text('数量的单位', 'Unit'),
    result: text('结果', 'Result', { long: true }),
  },
});

/** One line a declared consignment: who made it and who declared it tell the two calibres apart. */
export const exports = register({
  id: 'foreign-trade',
  name: ['进出口明细', 'Foreign trade'],
  about: [
    '出口按离岸价、进口按到岸价；生产地和报关单位注册地分列',
    'Exports FOB, imports CIF; where made and who declared apart',
  ],
  identify: ['month', 'flow', 'firm', 'declarant'],
  owner: 'bureau',
  role: 'commerce',
  fields: {
    month: required(period('月份', 'Month')),
    flow: required(
      choice('方向', 'Flow', {
        export: ['出口（离岸价）', 'Export (FOB)'],
        import: ['进口（到岸价）', 'Import (CIF)'],
      }),
    ),
    firm: required(text('生产或最终使用企业', 'Maker or user')),
    here: required(flag('货源地或目的地在本地', 'Made or used here')),
    declarant: required(text('收发货人', 'Consignor or consignee')),
    registered: required(flag('收发货人在本地注册', 'Registered here')),
    value: required(amount('金额', 'Value', '万元', { min: 0 })),
    dollars: amount('金额（美元）', 'Value in dollars', '万美元', { min: 0 }),
    goods: text('商品', 'Goods'),
    bureau: org('填报单位', 'Reported by'),
  },
});
