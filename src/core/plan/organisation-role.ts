import type { Text } from '../measure/model.ts';

/**
 * What an organisation does in a place, whatever it is called there. Lists of the program belong to a role; a place says
 * which of its organisations has it. `says`: how such an organisation is usually called, for suggestions only.
 */
const roles: Readonly<Record<string, { name: Text; says: RegExp }>> = {
  planning: { name: { zh: '发展改革', en: 'Planning' }, says: /发展(和|与)?改革|发改/u },
  industry: { name: { zh: '工业和信息化', en: 'Industry' }, says: /工业(和|与)?信息化|工信|经济(和|与)?信息化/u },
  investment: { name: { zh: '投资促进', en: 'Investment' }, says: /投资促进|招商/u },
  commerce: { name: { zh: '商务', en: 'Commerce' }, says: /商务/u },
  park: { name: { zh: '园区管理', en: 'Parks' }, says: /经开区|开发区|高新区|工业园|产业园|园区/u },
  logistics: { name: { zh: '物流园管理', en: 'Logistics park' }, says: /物流园/u },
  vocational: { name: { zh: '职教城管理', en: 'Vocational city' }, says: /职教城/u },
  agriculture: { name: { zh: '农业农村', en: 'Agriculture' }, says: /农业农村|农业局|乡村振兴/u },
  tourism: { name: { zh: '文化旅游', en: 'Culture and tourism' }, says: /旅游/u },
  ecology: { name: { zh: '生态环境', en: 'Ecology' }, says: /生态环境|环境保护|环保/u },
  water: { name: { zh: '水务', en: 'Water' }, says: /水务|水利/u },
  forestry: { name: { zh: '林业', en: 'Forestry' }, says: /林业|林草/u },
  land: { name: { zh: '自然资源', en: 'Natural resources' }, says: /自然资源|国土/u },
  housing: { name: { zh: '住房和城乡建设', en: 'Housing and construction' }, says: /住房|住建/u },
  urban: { name: { zh: '城市管理', en: 'Urban management' }, says: /城市管理|综合(行政)?执法|城管/u },
  transport: { name: { zh: '交通运输', en: 'Transport' }, says: /交通运输|交通局/u },
  education: { name: { zh: '教育', en: 'Education' }, says: /教育(局|体育|和)/u },
  health: { name: { zh: '卫生健康', en: 'Health' }, says: /卫生健康|卫健/u },
  labour: { name: { zh: '人力资源和社会保障', en: 'Labour' }, says: /人力资源|人社/u },
  talent: { name: { zh: '人才工作', en: 'Talent' }, says: /人才/u },
  police: { name: { zh: '公安', en: 'Police' }, says: /公安/u },
  civil: { name: { zh: '民政', en: 'Civil affairs' }, says: /民政/u },
  emergency: { name: { zh: '应急管理', en: 'Emergency management' }, says: /应急/u },
  approval: { name: { zh: '政务服务', en: 'Government services' }, says: /政务服务|行政审批/u },
  finance: { name: { zh: '财政', en: 'Finance' }, says: /财政/u },
  assets: { name: { zh: '国资', en: 'State assets' }, says: /国有资产|国资/u },
  statistics: { name: { zh: '统计', en: 'Statistics' }, says: /统计/u },
  market: { name: { zh: '市场监管', en: 'Market supervision' }, says: /市场监(督|管)/u },
  supervision: { name: { zh: '督查', en: 'Supervision' }, says: /督查/u },
};

export const organisationRoles: readonly { id: string; name: Text }[] = Object.entries(roles).map(([id, { name }]) => ({
  id,
  name,
}));

/** The roles that an organisation seems to have by its Chinese name: to be offered to a person, never taken as said. */
export function suggestedRoles(name: string): string[] {
  return Object.entries(roles).flatMap(([id, { says }]) => (says.test(name) ? [id] : []));
}
