import { seeded } from '../../core/decide/index.ts';
import type { SeedRecords } from '../../evidence/domain.ts';

const nodes = [
  'plate-strip',
  'battery-foil',
  'casting',
  'recycled-aluminium',
  'extrusion',
  'building-templates',
  'battery-shell',
  'aluminium-alloy',
  'foil',
  'electronics-shell',
  'cement',
  'ready-mix',
  'precast',
  'light-board',
  'blocks',
];
const towns = ['520181101', '520181102', '520181100', '520181103', '520181002', '520181003'];

/** Twelve parks, their plots, and a hundred and fifty firms with two years of figures. All made up; the same seed gives the same. */
export function parkSeeds(jurisdiction: string): SeedRecords[] {
  if (jurisdiction !== '520181') return [];
  const random = seeded(150);
  const between = (low: number, high: number) => low + (high - low) * random();
  const round = (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits;
  const of = { on: '2026-11-20', demo: true, source: '演示数据', grade: '演示' as const };
  const plain = { base: null, stage: null, passed: {} };
  const parks: SeedRecords['records'] = Array.from({ length: 12 }, (_, n) => ({
    ...plain,
    id: `park-${n + 1}`,
    values: {
      name: `演示园区${String(n + 1).padStart(2, '0')}`,
      bureau: n < 8 ? 'etdz' : n < 10 ? 'logistics' : 'miit',
      place: towns[n % towns.length] ?? '520181101',
      area: round(between(600, 3200)),
      tax_mu: round(between(8, 16), 1),
      investment_mu: round(between(180, 300)),
      output_mu: round(between(280, 520)),
      energy_left: round(between(8_000, 60_000)),
      emission_left: round(between(40, 300)),
      ...(n < 8 ? { indicator: 'etdz-output' } : n < 10 ? { indicator: 'park-output' } : {}),
    },
  }));
  const firms: SeedRecords['records'] = [];
  const figures: SeedRecords['records'] = [];
  const plots: SeedRecords['records'] = [];
  for (let n = 0; n < 150; n += 1) {
    const above = n % 3 !== 2;
    const land = round(above ? between(20, 180) : between(5, 40));
    const quality = between(0.35, 1.9);
    const node = nodes[n % nodes.length] ?? 'plate-strip';
    firms.push({
      ...plain,
      id: `firm-${n + 1}`,
      values: {
        name: `演示企业${String(n + 1).padStart(3, '0')}`,
        bureau: n % 12 < 8 ? 'etdz' : 'miit',
        park: `park-${1 + (n % 12)}`,
        node,
        place: towns[n % towns.length] ?? '520181101',
        came: `${2016 + (n % 11)}-${String(1 + (n % 12)).padStart(2, '0')}-15`,
        level: n % 4 === 0 ? 'high' : 'ordinary',
        above,
        capacity: round(between(1, 12), 1),
        product: round(between(0.6, 8), 1),
        contact: `演示联系人${n + 1}`,
        phone: `1380000${String(1000 + n).slice(-4)}`,
      },
    });
    for (const year of [2024, 2025]) {
      const growth = year === 2024 ? 1 : between(0.92, 1.18);
      const tax = round(land * 10 * quality * growth * between(0.6, 1.4), 2);
      const added = round(land * 75 * quality * growth * between(0.7, 1.3), 2);
      figures.push({
        ...plain,
        id: `firm-${n + 1}-${year}`,
        values: {
          firm: `firm-${n + 1}`,
          year: String(year),
          land,
          tax,
          value_added: added,
          sales: round(added * between(3, 5), 2),
          energy: round(added / between(1.2, 4.5), 2),
          electricity: round(added / between(12, 40), 2),
          ...(n % 7 !== 3 && { emission: round(added / between(2500, 8000), 3) }),
          labour: round(added / between(10, 28)),
          ...(above && n % 5 !== 4 ? { rnd: round(added * 4 * between(0.002, 0.05), 2) } : {}),
          ...(n === 17 && year === 2025 ? { vetoes: '环保' } : {}),
          ...(n === 29 ? { exempt: '公共服务' } : {}),
        },
      });
    }
    plots.push({
      ...plain,
      id: `plot-${n + 1}`,
      values: {
        code: `演示地块${String(n + 1).padStart(3, '0')}`,
        park: `park-${1 + (n % 12)}`,
        area: land,
        state: 'built',
        firm: `firm-${n + 1}`,
      },
    });
  }
  for (let n = 0; n < 36; n += 1)
    plots.push({
      ...plain,
      id: `plot-${151 + n}`,
      values: {
        code: `演示地块${String(151 + n).padStart(3, '0')}`,
        park: `park-${1 + (n % 12)}`,
        area: round(between(25, 160)),
        state: n % 6 === 5 ? 'idle' : n % 6 === 4 ? 'supplied' : 'vacant',
      },
    });
  return [
    { ...of, register: 'parks', records: parks },
    { ...of, register: 'firms', records: firms },
    { ...of, register: 'plots', records: plots },
    { ...of, register: 'firm-figures', records: figures },
  ];
}
