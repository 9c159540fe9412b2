import { choices, field, register, type RegisterType } from '../../core/register/index.ts';

const screens = { zh: '五项筛选', en: 'Five screens' };
const vetoes = { zh: '一票否决', en: 'Vetoes' };
const kept = { zh: '兑现情况', en: 'What was delivered' };

/** Leads from the first word to the contract; those that ended keep what they promised and what came of it. */
export const leads: RegisterType = register({
  id: 'leads',
  name: { zh: '招商线索', en: 'Leads' },
  about: { zh: '线索、洽谈、考察、签约；五类招商渠道', en: 'From the first word to the contract, by five channels' },
  identify: ['name'],
  owner: 'bureau',
  organisation: 'invest',
  fields: [
    field('name', '线索名称', 'Name', 'text', { required: true }),
    field('firm', '投资方', 'Investor', 'text', { required: true }),
    field('bureau', '责任单位', 'Answers for it', 'org', { required: true }),
    field('channel', '渠道', 'Channel', 'choice', {
      required: true,
      ...choices(
        ['soe', '央企招商', 'Central enterprises'],
        ['by-chain', '以链招商', 'By chain'],
        ['by-building', '以房招商', 'By ready buildings'],
        ['by-firm', '以商招商', 'By firms'],
        ['by-home', '以乡招商', 'By home ties'],
      ),
    }),
    field('node', '产业链环节', 'Link of the chain', 'reference', { register: 'chain-nodes' }),
    field('park', '意向园区', 'Park', 'reference', { register: 'parks' }),
    field('contact', '联系人', 'Contact', 'text', { personal: true }),
    field('phone', '联系电话', 'Telephone', 'text', { personal: true, format: 'mobile' }),
    field('first_start', '最早开工年', 'Earliest start', 'number', { min: 2000, max: 2100, decimals: 0 }),
    field('investment', '总投资', 'Total investment', 'money', { unit: '亿元', min: 0 }),
    field('output', '达产年产值', 'Output a year when running', 'money', { unit: '亿元', min: 0 }),
    field('tax', '达产年税收', 'Tax a year when running', 'money', { unit: '万元', min: 0 }),
    field('jobs', '用工', 'Jobs', 'number', { unit: '人', min: 0, decimals: 0 }),
    field('land', '用地需求', 'Land needed', 'number', { unit: '亩', min: 0 }),
    field('energy', '年综合能耗', 'Energy a year', 'number', { unit: '吨标准煤', min: 0 }),
    field('emission', '年排放量', 'Emission a year', 'number', { unit: '吨', min: 0 }),
    field('water', '年用水量', 'Water a year', 'number', { unit: '万立方米', min: 0 }),
    field('budget', '财政投入', 'Public money', 'money', { unit: '万元', min: 0 }),
    field('tax_mu', '亩均税收', 'Tax per mu', 'number', { unit: '万元/亩', computed: 'tax / land' }),
    field('investment_mu', '亩均投入', 'Investment per mu', 'number', {
      unit: '亿元/亩',
      computed: 'investment / land',
    }),
    field('output_mu', '亩均产出', 'Output per mu', 'number', { unit: '亿元/亩', computed: 'output / land' }),
    field('rnd', '研发投入占营收', 'R&D share of sales', 'number', { unit: '%', min: 0, max: 100, group: screens }),
    field('patents', '有效发明专利', 'Patents in force', 'number', { min: 0, decimals: 0, group: screens }),
    field('solid', '固废综合利用率', 'Solid waste put to use', 'number', {
      unit: '%',
      min: 0,
      max: 100,
      group: screens,
    }),
    field('wage', '平均工资与本地之比', 'Wage over the local average', 'number', { min: 0, group: screens }),
    field('evidence', '佐证材料', 'Evidence', 'text', {
      long: true,
      group: screens,
      help: {
        zh: '可研报告、审计报告、专利清单等；没有佐证的数不计分',
        en: 'Studies, audits, lists of patents: figures without evidence do not count',
      },
    }),
    field('barred', '列入禁止准入', 'On the list of barred industries', 'flag', { group: vetoes }),
    field('energy_review', '通过节能审查', 'Passed the energy review', 'flag', { group: vetoes }),
    field('emission_quota', '有排放总量来源', 'Has a source of emission quota', 'flag', { group: vetoes }),
    field('water_protection', '在饮用水水源保护区', 'Inside a protected drinking-water area', 'flag', {
      group: vetoes,
    }),
    field('project', '转为项目', 'Became the project', 'reference', { register: 'projects' }),
    field('delivered_tax', '实际年税收', 'Tax delivered', 'money', { unit: '万元', min: 0, group: kept }),
    field('delivered_output', '实际年产值', 'Output delivered', 'money', { unit: '亿元', min: 0, group: kept }),
    field('delivered_investment', '实际投资', 'Investment delivered', 'money', { unit: '亿元', min: 0, group: kept }),
    field('delay', '投产推迟', 'Late by', 'number', { unit: '年', min: 0, group: kept }),
    field('papers', '附件', 'Papers', 'file'),
  ],
  stages: [
    { id: 'lead', name: { zh: '线索', en: 'Lead' }, limits: [{ workdays: 60 }] },
    { id: 'talks', name: { zh: '洽谈', en: 'Talks' }, limits: [{ workdays: 120 }] },
    { id: 'visit', name: { zh: '考察', en: 'Visit' }, requires: ['investment', 'land'], limits: [{ workdays: 90 }] },
    { id: 'signed', name: { zh: '签约', en: 'Signed' }, requires: ['investment', 'land', 'output', 'tax'] },
    { id: 'dropped', name: { zh: '终止', en: 'Dropped' }, exit: true },
  ],
});
