import { choice, link, number, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';
import { parks } from './registers.ts';

export const plots = register({
  id: 'plots',
  name: ['地块', 'Plots'],
  identify: ['code'],
  role: 'park',
  fields: {
    code: required(text('地块编号', 'Number')),
    park: required(link(() => parks, '园区', 'Park')),
    area: required(number('面积', 'Area', '亩', { min: 0 })),
    state: required(
      choice('状态', 'State', {
        vacant: ['待供', 'Vacant'],
        supplied: ['已供未建', 'Supplied'],
        built: ['已建', 'Built'],
        idle: ['闲置', 'Idle'],
      }),
    ),
    firm: link(() => firms, '使用企业', 'Firm'),
  },
});
