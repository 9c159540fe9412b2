import { choices, field, register, type RegisterType } from '../../core/register/index.ts';
import { FIGURES } from './per-mu-methods.ts';

export const parks: RegisterType = register({
  id: 'parks',
  name: { zh: '园区', en: 'Parks' },
  identify: ['name'],
  owner: 'bureau',
  organisation: 'etdz',
  open: true,
  fields: [
    field('name', '园区名称', 'Name', 'text', { required: true }),
    field('bureau', '管理单位', 'Run by', 'org'),
    field('place', '所在镇街', 'Place', 'place'),
    field('area', '规划面积', 'Planned area', 'number', { unit: '亩', min: 0 }),
    field('tax_mu', '亩均税收门槛', 'Threshold: tax per mu', 'number', { unit: '万元/亩', min: 0 }),
    field('investment_mu', '亩均投入门槛', 'Threshold: investment per mu', 'number', { unit: '万元/亩', min: 0 }),
    field('output_mu', '亩均产出门槛', 'Threshold: output per mu', 'number', { unit: '万元/亩', min: 0 }),
    field('energy_left', '剩余能耗指标', 'Energy quota left', 'number', { unit: '吨标准煤', min: 0 }),
    field('emission_left', '剩余排放指标', 'Emission quota left', 'number', { unit: '吨', min: 0 }),
    field('indicator', '产值计入指标', 'Indicator that its output counts towards', 'text', {
      help: {
        zh: '指标代码，如 etdz-output；项目对缺口的贡献按它归集',
        en: 'Id of the indicator, e.g. etdz-output: projects add to its gap',
      },
    }),
  ],
});

export const plots: RegisterType = register({
  id: 'plots',
  name: { zh: '地块', en: 'Plots' },
  identify: ['code'],
  organisation: 'etdz',
  fields: [
    field('code', '地块编号', 'Number', 'text', { required: true }),
    field('park', '园区', 'Park', 'reference', { register: 'parks', required: true }),
    field('area', '面积', 'Area', 'number', { unit: '亩', min: 0, required: true }),
    field('state', '状态', 'State', 'choice', {
      required: true,
      ...choices(
        ['vacant', '待供', 'Vacant'],
        ['supplied', '已供未建', 'Supplied'],
        ['built', '已建', 'Built'],
        ['idle', '闲置', 'Idle'],
      ),
    }),
    field('firm', '使用企业', 'Firm', 'reference', { register: 'firms' }),
  ],
});

export const firms: RegisterType = register({
  id: 'firms',
  name: { zh: '企业', en: 'Firms' },
  identify: ['name'],
  owner: 'bureau',
  organisation: 'miit',
  open: true,
  fields: [
    field('name', '企业名称', 'Name', 'text', { required: true }),
    field('short_name', '简称', 'Short name'),
    field('credit_code', '统一社会信用代码', 'Unified social credit code', 'text', { format: 'credit-code' }),
    field('bureau', '服务单位', 'Served by', 'org'),
    field('park', '园区', 'Park', 'reference', { register: 'parks' }),
    field('node', '产业链环节', 'Link of the chain', 'reference', { register: 'chain-nodes' }),
    field('place', '所在镇街', 'Place', 'place'),
    field('came', '引进日期', 'Introduced on', 'date'),
    field(
      'level',
      '层级',
      'Level',
      'choice',
      choices(['high', '中高端制造', 'Middle and high grade'], ['ordinary', '一般', 'Ordinary']),
    ),
    field('above', '规上', 'Above the threshold', 'flag'),
    field('capacity', '年产能', 'Capacity a year', 'number', {
      min: 0,
      help: { zh: '按所在环节的单位', en: 'In the unit of its link' },
    }),
    field('product', '年产量', 'Product a year', 'number', { min: 0 }),
    field('contact', '联系人', 'Contact', 'text', { personal: true }),
    field('phone', '联系电话', 'Telephone', 'text', { personal: true }),
  ],
});

/** Figures of a firm in a year, as the per-mu evaluation draws on them; ids are those of `FIGURES` in lower case. */
export const firmFigures: RegisterType = register({
  id: 'firm-figures',
  name: { zh: '企业年度指标', en: 'Yearly figures of firms' },
  identify: ['firm', 'year'],
  organisation: 'miit',
  cadence: 'year',
  dueWorkdays: 60,
  fields: [
    field('firm', '企业', 'Firm', 'reference', { register: 'firms', required: true }),
    field('year', '年度', 'Year', 'period', { required: true }),
    ...Object.entries(FIGURES).map(([id, figure]) =>
      field(figureField(id), figure.zh, figure.en, 'number', { unit: figure.unit, min: 0 }),
    ),
    field('tax_mu', '亩均税收', 'Tax per mu', 'number', { unit: '万元/亩', computed: 'tax / land' }),
    field('vetoes', '一票否决事项', 'Vetoes', 'text', {
      help: {
        zh: '安全、环保、失信等，用顿号分开；填了即为 D 类',
        en: 'Safety, environment, dishonesty …; any of them means class D',
      },
    }),
    field('exempt', '豁免原因', 'Exempt because', 'text', {
      help: { zh: '公共服务、新设企业等，参照 B 类', en: 'Public service, newly founded …: treated as B' },
    }),
  ],
});

export function figureField(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A firm disputes its class: 公示期内提出 → 受理 → 更正 or 驳回. */
export const appeals: RegisterType = register({
  id: 'per-mu-appeals',
  name: { zh: '亩均评价申诉', en: 'Appeals against the per-mu evaluation' },
  identify: ['firm', 'year', 'matter'],
  organisation: 'miit',
  fields: [
    field('firm', '企业', 'Firm', 'reference', { register: 'firms', required: true }),
    field('year', '年度', 'Year', 'period', { required: true }),
    field('matter', '申诉事项', 'Matter', 'text', { required: true }),
    field('grounds', '理由', 'Grounds', 'text', { long: true, required: true }),
    field('finding', '核查结论', 'Finding', 'text', { long: true }),
    field('papers', '附件', 'Papers', 'file'),
  ],
  stages: [
    { id: 'raised', name: { zh: '提出', en: 'Raised' }, limits: [{ workdays: 5 }] },
    { id: 'accepted', name: { zh: '受理', en: 'Accepted' }, limits: [{ workdays: 15 }] },
    { id: 'corrected', name: { zh: '更正', en: 'Corrected' }, requires: ['finding'] },
    { id: 'rejected', name: { zh: '驳回', en: 'Rejected' }, requires: ['finding'], exit: true },
  ],
});
