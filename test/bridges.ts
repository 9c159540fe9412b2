import { number, org, register, required, text } from '../src/core/register/index.ts';
import { type Contribute, nothingToAdd } from '../src/evidence/judgement.ts';

/** The list of the toy area of lists.test.ts, and what it adds to a target. */
const declared = {
  id: 'bridges',
  name: ['桥梁', 'Bridges'],
  identify: ['name'],
  owner: 'bureau',
  role: 'transport',
  open: true,
  fields: {
    name: required(text('名称', 'Name')),
    bureau: org('管养单位', 'Kept by'),
    span: required(number('跨径', 'Span', '米', { min: 0 })),
    built: number('建成年', 'Built', '', { decimals: 0 }),
  },
  stages: { planned: { name: ['规划', 'Planned'] }, open: { name: ['通车', 'Open'], requires: ['built'] } },
} as const;
export const bridges = register(declared);
/** The program's next version of the list. */
export const newerBridges = register({ ...declared, fields: { ...declared.fields, lanes: number('车道', 'Lanes') } });

export const contribute: Contribute = async (view, indicator, year) => {
  if (indicator !== 'gdp') return nothingToAdd;
  const { rows, demo } = await view.list(bridges, { span: '公里' });
  const entries = rows.map(({ id, span, name }) => {
    const [kind, from, note] = ['project' as const, String(year), { zh: name, en: name }];
    return { id, kind, probability: 1, amount: span, from, note, demo };
  });
  return { ...nothingToAdd, entries };
};
