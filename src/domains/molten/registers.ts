import { link, number, period, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';

/** What a firm takes. Without the time on the way and the loss nobody can say whether and how much may be sent. */
export const moltenTerms = register({
  id: 'molten-terms',
  name: ['铝水直供企业', 'Firms that take molten aluminium'],
  identify: ['firm'],
  role: 'industry',
  fields: {
    firm: required(link(() => firms, '企业', 'Firm')),
    demand: required(number('月需求', 'Demand a month', '吨', { min: 0 })),
    contract: number('月合同量', 'Contract a month', '吨', { min: 0 }),
    lot: number('最小供货批量', 'Smallest lot', '吨', { min: 0 }),
    added: required(number('吨铝增加值', 'Value added a tonne', '万元', { min: 0 })),
    minutes: required(number('运输时间', 'Minutes on the way', '分钟', { min: 0 })),
    loss: required(number('运输损耗', 'Lost on the way', '%', { min: 0, max: 50 })),
  },
});

export const moltenSupply = register({
  id: 'molten-supply',
  name: ['铝水供应', 'Supply of molten aluminium'],
  identify: ['source', 'month'],
  role: 'industry',
  fields: {
    source: required(text('供应方', 'Supplier')),
    month: required(period('月份', 'Month')),
    amount: required(number('可供量', 'Amount', '吨', { min: 0 })),
  },
});
