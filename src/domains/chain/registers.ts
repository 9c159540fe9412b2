import { choices, field, register, type RegisterType } from '../../core/register/index.ts';

/** The graph itself is a register: every node and edge with its source and date, mended like any other record. */
export const chainNodes: RegisterType = register({
  id: 'chain-nodes',
  name: { zh: '产业链环节', en: 'Links of the chains' },
  identify: ['chain', 'name'],
  organisation: 'miit',
  open: true,
  fields: [
    field('name', '环节（产品）', 'Link (product)', 'text', { required: true }),
    field('name_en', '英文名', 'English name'),
    field('chain', '产业链', 'Chain', 'choice', {
      required: true,
      ...choices(
        ['aluminium', '铝基新材料', 'Aluminium-based materials'],
        ['building-materials', '绿色建材', 'Green building materials'],
        ['other', '其他', 'Other'],
      ),
    }),
    field(
      'tier',
      '位置',
      'Tier',
      'choice',
      choices(
        ['upstream', '上游', 'Upstream'],
        ['middle', '中游', 'Middle'],
        ['downstream', '下游', 'Downstream'],
        ['market', '应用', 'Market'],
      ),
    ),
    field('unit', '计量单位', 'Unit', 'text', { required: true }),
    field('industry', '行业代码（GB/T 4754-2017）', 'Industry (GB/T 4754-2017)'),
    field('value', '每单位价值', 'Value of a unit', 'number', { unit: '万元', min: 0 }),
    field('source', '来源', 'Source', 'text', { required: true, long: true }),
    field('as_of', '来源日期', 'As of', 'period'),
  ],
});

export const chainEdges: RegisterType = register({
  id: 'chain-edges',
  name: { zh: '产业链供需关系', en: 'Edges of the chains' },
  identify: ['from', 'to'],
  organisation: 'miit',
  open: true,
  fields: [
    field('from', '从', 'From', 'reference', { register: 'chain-nodes', required: true }),
    field('to', '用于', 'Goes into', 'reference', { register: 'chain-nodes', required: true }),
    field('source', '来源', 'Source', 'text', { required: true, long: true }),
    field('as_of', '来源日期', 'As of', 'period'),
  ],
});

export const chainNeeds: RegisterType = register({
  id: 'chain-needs',
  name: { zh: '产业链需求', en: 'Needs along the chains' },
  identify: ['buyer', 'node'],
  organisation: 'miit',
  fields: [
    field('buyer', '需求方', 'Buyer', 'text', { required: true }),
    field('firm', '本地企业', 'Local firm', 'reference', {
      register: 'firms',
      help: { zh: '不填即为要争取的外部客户', en: 'Empty: a customer outside whom the city wants to win' },
    }),
    field('node', '需要的产品', 'Product needed', 'reference', { register: 'chain-nodes', required: true }),
    field('amount', '年需求量', 'Amount a year', 'number', {
      min: 0,
      required: true,
      help: { zh: '按该环节的计量单位', en: 'In the unit of the link' },
    }),
    field('source', '来源', 'Source', 'text', { long: true }),
  ],
});

export const moltenTerms: RegisterType = register({
  id: 'molten-terms',
  name: { zh: '铝水直供企业', en: 'Firms that take molten aluminium' },
  identify: ['firm'],
  organisation: 'miit',
  fields: [
    field('firm', '企业', 'Firm', 'reference', { register: 'firms', required: true }),
    field('demand', '月需求', 'Demand a month', 'number', { unit: '吨', min: 0, required: true }),
    field('contract', '月合同量', 'Contract a month', 'number', { unit: '吨', min: 0 }),
    field('lot', '最小供货批量', 'Smallest lot', 'number', { unit: '吨', min: 0 }),
    field('added', '吨铝增加值', 'Value added a tonne', 'number', { unit: '万元', min: 0, required: true }),
    field('minutes', '运输时间', 'Minutes on the way', 'number', { unit: '分钟', min: 0 }),
    field('loss', '运输损耗', 'Lost on the way', 'number', { unit: '%', min: 0, max: 50 }),
  ],
});

export const moltenSupply: RegisterType = register({
  id: 'molten-supply',
  name: { zh: '铝水供应', en: 'Supply of molten aluminium' },
  identify: ['source', 'month'],
  organisation: 'miit',
  fields: [
    field('source', '供应方', 'Supplier', 'text', { required: true }),
    field('month', '月份', 'Month', 'period', { required: true }),
    field('amount', '可供量', 'Amount', 'number', { unit: '吨', min: 0, required: true }),
  ],
});
