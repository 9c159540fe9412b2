import { choice, file, flag, link, money, number, org, register, required, text } from '../../core/register/index.ts';
import { chainNodes } from '../chain/registers.ts';
import { parks } from '../parks/registers.ts';
import { projects } from '../projects/registers.ts';

const screens = { zh: '五项筛选', en: 'Five screens' };
const vetoes = { zh: '一票否决', en: 'Vetoes' };
const kept = { zh: '兑现情况', en: 'What was delivered' };

/** Leads from the first word to the contract; those that ended keep what they promised and what came of it. */
export const leads = register({
  id: 'leads',
  name: ['招商线索', 'Leads'],
  about: ['线索、洽谈、考察、签约；五类招商渠道', 'From the first word to the contract, by five channels'],
  identify: ['name'],
  owner: 'bureau',
  role: 'investment',
  fields: {
    name: required(text('线索名称', 'Name')),
    firm: required(text('投资方', 'Investor')),
    bureau: required(org('责任单位', 'Answers for it')),
    channel: required(
      choice('渠道', 'Channel', {
        soe: ['央企招商', 'Central enterprises'],
        'by-chain': ['以链招商', 'By chain'],
        'by-building': ['以房招商', 'By ready buildings'],
        'by-firm': ['以商招商', 'By firms'],
        'by-home': ['以乡招商', 'By home ties'],
      }),
    ),
    node: link(() => chainNodes, '产业链环节', 'Link of the chain'),
    park: link(() => parks, '意向园区', 'Park'),
    contact: text('联系人', 'Contact', { personal: true }),
    phone: text('联系电话', 'Telephone', { personal: true, format: 'mobile' }),
    first_start: number('最早开工年', 'Earliest start', '', { min: 2000, max: 2100, decimals: 0 }),
    investment: money('总投资', 'Total investment', '亿元', { min: 0 }),
    output: money('达产年产值', 'Output a year when running', '亿元', { min: 0 }),
    tax: money('达产年税收', 'Tax a year when running', '万元', { min: 0 }),
    jobs: number('用工', 'Jobs', '人', { min: 0, decimals: 0 }),
    land: number('用地需求', 'Land needed', '亩', { min: 0 }),
    energy: number('年综合能耗', 'Energy a year', '吨标准煤', { min: 0 }),
    emission: number('年排放量', 'Emission a year', '吨', { min: 0 }),
    water: number('年用水量', 'Water a year', '万立方米', { min: 0 }),
    budget: money('财政投入', 'Public money', '万元', { min: 0 }),
    tax_mu: number('亩均税收', 'Tax per mu', '万元/亩', { computed: 'tax / land' }),
    investment_mu: number('亩均投入', 'Investment per mu', '亿元/亩', { computed: 'investment / land' }),
    output_mu: number('亩均产出', 'Output per mu', '亿元/亩', { computed: 'output / land' }),
    rnd: number('研发投入占营收', 'R&D share of sales', '%', { min: 0, max: 100, group: screens }),
    patents: number('有效发明专利', 'Patents in force', '', { min: 0, decimals: 0, group: screens }),
    solid: number('固废综合利用率', 'Solid waste put to use', '%', { min: 0, max: 100, group: screens }),
    wage: number('平均工资与本地之比', 'Wage over the local average', '', { min: 0, group: screens }),
    evidence: text('佐证材料', 'Evidence', {
      long: true,
      group: screens,
      help: {
        zh: '可研报告、审计报告、专利清单等；没有佐证的数不计分',
        en: 'Studies, audits, lists of patents: figures without evidence do not count',
      },
    }),
    barred: flag('列入禁止准入', 'On the list of barred industries', { group: vetoes }),
    energy_review: flag('通过节能审查', 'Passed the energy review', { group: vetoes }),
    emission_quota: flag('有排放总量来源', 'Has a source of emission quota', { group: vetoes }),
    water_protection: flag('在饮用水水源保护区', 'Inside a protected drinking-water area', { group: vetoes }),
    project: link(() => projects, '转为项目', 'Became the project'),
    delivered_tax: money('实际年税收', 'Tax delivered', '万元', { min: 0, group: kept }),
    delivered_output: money('实际年产值', 'Output delivered', '亿元', { min: 0, group: kept }),
    delivered_investment: money('实际投资', 'Investment delivered', '亿元', { min: 0, group: kept }),
    delay: number('投产推迟', 'Late by', '年', { min: 0, group: kept }),
    papers: file('附件', 'Papers'),
  },
  stages: {
    lead: { name: ['线索', 'Lead'], limits: [{ workdays: 60 }] },
    talks: { name: ['洽谈', 'Talks'], limits: [{ workdays: 120 }] },
    visit: { name: ['考察', 'Visit'], requires: ['investment', 'land'], limits: [{ workdays: 90 }] },
    signed: { name: ['签约', 'Signed'], requires: ['investment', 'land', 'output', 'tax'] },
    dropped: { name: ['终止', 'Dropped'], exit: true },
  },
});
