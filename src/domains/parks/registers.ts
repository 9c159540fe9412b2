import { number, org, place, register, required, text } from '../../core/register/index.ts';

export const parks = register({
  id: 'parks',
  name: ['园区', 'Parks'],
  about: ['园区的用地、指标和亩均门槛', 'Land, quotas and thresholds per mu of the parks'],
  identify: ['name'],
  owner: 'bureau',
  role: 'park',
  open: true,
  fields: {
    name: required(text('园区名称', 'Name')),
    bureau: org('管理单位', 'Run by'),
    place: place('所在镇街', 'Place'),
    area: number('规划面积', 'Planned area', '亩', { min: 0 }),
    tax_mu: number('亩均税收门槛', 'Threshold: tax per mu', '万元/亩', { min: 0 }),
    low_tax_mu: number('低效用地线（亩均税收）', 'Low-efficiency land: tax per mu below', '万元/亩', { min: 0 }),
    investment_mu: number('亩均投入门槛', 'Threshold: investment per mu', '万元/亩', { min: 0 }),
    output_mu: number('亩均产出门槛', 'Threshold: output per mu', '万元/亩', { min: 0 }),
    energy_left: number('剩余能耗指标', 'Energy quota left', '吨标准煤', { min: 0 }),
    emission_left: number('剩余排放指标', 'Emission quota left', '吨', { min: 0 }),
    indicator: text('产值计入指标', 'Indicator that its output counts towards', {
      help: {
        zh: '填指标的代码；项目对缺口的贡献按它归集',
        en: 'Id of the indicator: projects add to its gap',
      },
    }),
  },
});
