import { link, number, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';
import { chainNodes } from './registers.ts';

/** Who needs which product, and how much of it a year: firms here, and customers outside whom the city wants to win. */
export const chainNeeds = register({
  id: 'chain-needs',
  name: ['产业链需求', 'Needs along the chains'],
  identify: ['buyer', 'node'],
  role: 'industry',
  fields: {
    buyer: required(text('需求方', 'Buyer')),
    firm: link(() => firms, '本地企业', 'Local firm', {
      help: { zh: '不填即为要争取的外部客户', en: 'Empty: a customer outside whom the city wants to win' },
    }),
    node: required(link(() => chainNodes, '需要的产品', 'Product needed')),
    amount: required(
      number('年需求量', 'Amount a year', '', {
        min: 0,
        help: { zh: '按该环节的计量单位', en: 'In the unit of the link' },
      }),
    ),
    source: text('来源', 'Source', { long: true }),
  },
});
