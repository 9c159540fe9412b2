import { choice, date, number, place, register, required, text } from '../../core/register/index.ts';

const whole = { min: 0, decimals: 0 };

export const vaccinations = register({
  id: 'vaccinations',
  name: ['接种覆盖', 'Vaccination'],
  about: ['三种分母并列，超过 100% 不截断', 'Three denominators; more than 100 % is shown as it is'],
  identify: ['place', 'group', 'as_of'],
  role: 'health',
  open: true,
  fields: {
    place: required(place('镇街', 'Place')),
    group: required(
      choice('人群', 'Group', {
        all: ['全人群', 'All'],
        adult: ['18—59 岁', '18–59'],
        old: ['60 岁以上', '60 and over'],
        oldest: ['80 岁以上', '80 and over'],
      }),
    ),
    as_of: required(date('截至', 'As of')),
    done: required(number('全程接种', 'Done', '人', whole)),
    residents: number('常住人口', 'Residents', '人', whole),
    registered: number('户籍人口', 'Registered', '人', whole),
    eligible: number('应接种人数', 'Eligible', '人', whole),
    denominator: text('分母来源', 'Source of the denominators'),
  },
});
