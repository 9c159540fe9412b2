import { choice, link, number, period, person, register, required, text } from '../../core/register/index.ts';

/** The chains of a place. They come with its pack or are entered: without one, a place has no chain. */
export const chains = register({
  id: 'chains',
  name: ['产业链', 'Chains'],
  identify: ['name'],
  role: 'industry',
  open: true,
  fields: {
    name: required(text('产业链', 'Chain')),
    name_en: text('英文名', 'English name'),
    rank: choice('定位', 'Rank', {
      main: ['主导产业', 'Main'],
      special: ['特色产业', 'Special'],
      other: ['其他', 'Other'],
    }),
    chief: person('链长', 'Chief'),
  },
});

/** The graph itself is a list: every link and edge with its source and date, mended like any other record. */
export const chainNodes = register({
  id: 'chain-nodes',
  name: ['产业链环节', 'Links of the chains'],
  identify: ['chain', 'name'],
  role: 'industry',
  open: true,
  fields: {
    name: required(text('环节（产品）', 'Link (product)')),
    name_en: text('英文名', 'English name'),
    chain: required(link(() => chains, '产业链', 'Chain')),
    tier: choice('位置', 'Tier', {
      upstream: ['上游', 'Upstream'],
      middle: ['中游', 'Middle'],
      downstream: ['下游', 'Downstream'],
      market: ['应用', 'Market'],
    }),
    unit: required(text('计量单位', 'Unit')),
    industry: text('行业代码（GB/T 4754-2017）', 'Industry (GB/T 4754-2017)'),
    value: number('每单位价值', 'Value of a unit', '万元', { min: 0 }),
    source: required(text('来源', 'Source', { long: true })),
    as_of: period('来源日期', 'As of'),
  },
});

export const chainEdges = register({
  id: 'chain-edges',
  name: ['产业链供需关系', 'Edges of the chains'],
  identify: ['from', 'to'],
  role: 'industry',
  open: true,
  fields: {
    from: required(link(() => chainNodes, '从', 'From')),
    to: required(link(() => chainNodes, '用于', 'Goes into')),
    source: required(text('来源', 'Source', { long: true })),
    as_of: period('来源日期', 'As of'),
  },
});
