import { choice, date, org, register, required, text } from '../../core/register/index.ts';

/** A policy of one period as a decision table; its table is written while it is drafted, and never after. */
export const policies = register({
  id: 'policies',
  name: ['惠企惠民政策', 'Policies'],
  about: ['购房、落户、子女就读等，按期次冻结', 'Homes, registration, schools; frozen by period'],
  identify: ['name', 'term'],
  owner: 'bureau',
  role: 'vocational',
  open: true,
  fields: {
    name: required(text('政策名称', 'Policy')),
    term: required(text('期次', 'Period')),
    field: required(
      choice('事项', 'Matter', {
        home: ['购房', 'Homes'],
        registration: ['落户', 'Registration'],
        school: ['子女就读', 'Schools'],
        job: ['就业创业', 'Jobs'],
        other: ['其他', 'Other'],
      }),
    ),
    bureau: org('责任单位', 'Answers for it'),
    group: text('互斥组', 'One of', { help: { zh: '同组的政策一人只享受一项', en: 'Of a group a person takes one' } }),
    inputs: required(
      text('要填的情况', 'Inputs', {
        long: true,
        rights: { stages: ['draft'] },
        help: {
          zh: '一行一项：“年龄：数值 岁”或“学历：中专|大专|本科”',
          en: 'A line each: age: number, or degree: a|b|c',
        },
      }),
    ),
    rules: required(
      text('规则', 'Rules', {
        long: true,
        rights: { stages: ['draft'] },
        help: {
          zh: '一行一条：“年龄 < 35 且 学历 = 大专、本科 → 补贴 3 万元”；不享受写“→ 无”',
          en: 'A line each: conditions → what it gives; → 无 for nothing',
        },
      }),
    ),
    paper: text('文号', 'Paper'),
    from: date('起', 'From'),
    to: date('止', 'To'),
  },
  stages: {
    draft: { name: ['起草', 'Drafting'] },
    frozen: { name: ['已冻结施行', 'Frozen, in force'], requires: ['paper', 'from'] },
    ended: { name: ['已停止', 'Ended'], requires: ['to'] },
  },
});
