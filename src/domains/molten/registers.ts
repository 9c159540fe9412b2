import { link, number, period, register, required } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';

/**
 * What a firm takes: the one list of local demand for molten metal, which the chains read too. Without the time on the way and the loss
 * nobody can say whether and how much may be sent.
 */
export const moltenTerms = register({
  id: 'molten-terms',
  name: ['金属液直供企业', 'Firms that take molten metal'],
  identify: ['firm'],
  role: 'industry',
  fields: {
    firm: required(link(() => firms, '企业', 'Firm')),
    demand: required(number('月需求', 'Demand a month', '吨', { min: 0 })),
    contract: number('月合同量', 'Contract a month', '吨', { min: 0 }),
    lot: number('最小供货批量', 'Smallest lot', '吨', { min: 0 }),
    added: required(number('每吨增加值', 'Value added a tonne', '万元', { min: 0 })),
    minutes: required(number('运输时间', 'Minutes on the way', '分钟', { min: 0 })),
    loss: required(number('运输损耗', 'Lost on the way', '%', { min: 0, max: 50 })),
  },
});

/** What a smelter can give, month by month: local output of its link of the chain. */
export const moltenSupply = register({
  id: 'molten-supply',
  name: ['金属液供应', 'Supply of molten metal'],
  identify: ['source', 'month'],
  role: 'industry',
  fields: {
    source: required(link(() => firms, '供应企业', 'Supplier')),
    month: required(period('月份', 'Month')),
    amount: required(number('可供量', 'Amount', '吨', { min: 0 })),
  },
});
