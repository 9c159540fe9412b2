import {
  choice,
  date,
  file,
  flag,
  link,
  number,
  type NumberField,
  org,
  period,
  place,
  register,
  required,
  text,
} from '../../core/register/index.ts';
import { chainNodes } from '../chain/registers.ts';
import { parks } from '../parks/registers.ts';
import { FIGURES, type Figure, figureField, type SnakeCase } from './per-mu-methods.ts';

export const firms = register({
  id: 'firms',
  name: ['企业', 'Firms'],
  about: ['企业和亩均评价', 'Firms and what they yield per mu'],
  identify: ['name'],
  owner: 'bureau',
  role: 'industry',
  open: true,
  fields: {
    name: required(text('企业名称', 'Name')),
    short_name: text('简称', 'Short name'),
    credit_code: text('统一社会信用代码', 'Unified social credit code', { format: 'credit-code' }),
    bureau: org('服务单位', 'Served by'),
    park: link(() => parks, '园区', 'Park'),
    node: link(() => chainNodes, '产业链环节', 'Link of the chain'),
    place: place('所在镇街', 'Place'),
    came: date('引进日期', 'Introduced on'),
    level: choice('层级', 'Level', {
      high: ['中高端制造', 'Middle and high grade'],
      ordinary: ['一般', 'Ordinary'],
    }),
    above: flag('规上', 'Above the threshold'),
    capacity: number('年产能', 'Capacity a year', '', {
      min: 0,
      help: { zh: '按所在环节的单位', en: 'In the unit of its link' },
    }),
    product: number('年产量', 'Product a year', '', { min: 0 }),
    contact: text('联系人', 'Contact', { personal: true }),
    phone: text('联系电话', 'Telephone', { personal: true }),
  },
});

const figures = Object.fromEntries(
  Object.entries(FIGURES).map(([id, { zh, en, unit }]) => [
    figureField(id as Figure),
    number(zh, en, unit, { min: 0 }),
  ]),
) as { [F in Figure as SnakeCase<F>]: NumberField<false> };

/** Figures of a firm in a year, as the per-mu evaluation draws on them. */
export const firmFigures = register({
  id: 'firm-figures',
  name: ['企业年度指标', 'Yearly figures of firms'],
  identify: ['firm', 'year'],
  role: 'industry',
  cadence: 'year',
  dueWorkdays: 60,
  fields: {
    firm: required(link(() => firms, '企业', 'Firm')),
    year: required(period('年度', 'Year')),
    ...figures,
    tax_mu: number('亩均税收', 'Tax per mu', '万元/亩', { computed: 'tax / land' }),
    vetoes: text('一票否决事项', 'Vetoes', {
      help: {
        zh: '安全、环保、失信等，用顿号分开；填了即为 D 类',
        en: 'Safety, environment, dishonesty …; any of them means class D',
      },
    }),
    exempt: text('豁免原因', 'Exempt because', {
      help: { zh: '公共服务、新设企业等，参照 B 类', en: 'Public service, newly founded …: treated as B' },
    }),
  },
});

/** A firm disputes its class: 公示期内提出 → 受理 → 更正 or 驳回. */
export const appeals = register({
  id: 'per-mu-appeals',
  name: ['亩均评价申诉', 'Appeals against the per-mu evaluation'],
  identify: ['firm', 'year', 'matter'],
  role: 'industry',
  fields: {
    firm: required(link(() => firms, '企业', 'Firm')),
    year: required(period('年度', 'Year')),
    matter: required(text('申诉事项', 'Matter')),
    grounds: required(text('理由', 'Grounds', { long: true })),
    finding: text('核查结论', 'Finding', { long: true }),
    papers: file('附件', 'Papers'),
  },
  stages: {
    raised: { name: ['提出', 'Raised'], limits: [{ workdays: 5 }] },
    accepted: { name: ['受理', 'Accepted'], limits: [{ workdays: 15 }] },
    corrected: { name: ['更正', 'Corrected'], requires: ['finding'] },
    rejected: { name: ['驳回', 'Rejected'], requires: ['finding'], exit: true },
  },
});
