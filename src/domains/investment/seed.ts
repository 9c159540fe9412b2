import { seeded } from '../../core/decide/index.ts';
import { addDays, unwrap } from '../../core/measure/index.ts';
import type { SeedRecords } from '../../evidence/domain.ts';

const nodes = [
  'battery-foil',
  'battery-shell',
  'vehicle-parts',
  'plate-strip',
  'foil',
  'extrusion',
  'casting',
  'recycled-aluminium',
  'electronics-shell',
  'power-cable',
  'building-frames',
  'packaging',
  'light-board',
  'precast',
  'insulation',
  'energy-saving-glass',
];
const channels = ['soe', 'by-chain', 'by-building', 'by-firm', 'by-home'];
const today = '2026-11-20';

/** Eighty open leads and forty that were signed years ago with what became of them. All made up; the same seed gives the same. */
export function leadSeeds(jurisdiction: string): SeedRecords[] {
  if (jurisdiction !== '520181') return [];
  const random = seeded(80);
  const between = (low: number, high: number, digits = 0) =>
    Math.round((low + (high - low) * random()) * 10 ** digits) / 10 ** digits;
  const records: SeedRecords['records'] = [];
  for (let n = 0; n < 120; n += 1) {
    const old = n >= 80;
    const investment = between(0.5, 14, 2);
    const land = Math.max(8, Math.round(investment * between(8, 26)));
    const output = Math.round(investment * between(1.1, 2.8, 2) * 100) / 100;
    const tax = Math.round(output * between(180, 520));
    const began = old
      ? `${2019 + (n % 5)}-${String(1 + (n % 12)).padStart(2, '0')}-10`
      : unwrap(addDays(today, -between(10, 400)));
    const steps = ['lead', 'talks', 'visit', 'signed'].slice(0, old ? 4 : 1 + Math.min(2, Math.floor(random() * 3.2)));
    const passed = Object.fromEntries(
      steps
        .map((step, at) => [step, unwrap(addDays(began, Math.round((at * between(20, 40)) / (old ? 1 : 4))))])
        .filter(([, day]) => old || String(day) <= today),
    );
    const stage = Object.keys(passed).at(-1) ?? 'lead';
    records.push({
      id: `lead-${n + 1}`,
      base: null,
      stage,
      passed,
      values: {
        name: `演示线索${String(n + 1).padStart(3, '0')}`,
        firm:
          n === 41
            ? '演示投资方040有限公司'
            : `演示投资方${String(n + 1).padStart(3, '0')}${n % 3 === 0 ? '股份有限公司' : '有限公司'}`,
        bureau: n % 4 === 0 ? 'etdz' : 'invest',
        channel: channels[n % 5] ?? 'by-chain',
        node: nodes[n % nodes.length] ?? 'extrusion',
        park: `park-${1 + (n % 8)}`,
        contact: `演示联系人${n + 1}`,
        phone: `1390000${String(1000 + n).slice(-4)}`,
        first_start: 2027 + (n % 3),
        investment,
        output,
        tax,
        jobs: Math.round(investment * between(20, 60)),
        land,
        energy: Math.round(output * between(60, 900)),
        emission: Math.round(output * between(0.2, 6, 2) * 10) / 10,
        water: Math.round(output * between(0.3, 3, 1) * 10) / 10,
        budget: Math.round(investment * between(0, 160)),
        ...(n % 5 !== 3 && {
          rnd: between(0.3, 6, 1),
          patents: between(0, 18),
          solid: between(30, 98),
          wage: between(0.85, 1.5, 2),
          evidence: '演示：可研报告、审计报告',
        }),
        barred: n % 37 === 11,
        energy_review: n % 23 !== 7,
        emission_quota: n % 29 !== 13,
        water_protection: n % 41 === 19,
        ...(old && {
          delivered_tax: Math.round(tax * between(0.25, 1.05, 2)),
          delivered_output: Math.round(output * between(0.35, 1.1, 2) * 100) / 100,
          delivered_investment: Math.round(investment * between(0.5, 1.1, 2) * 100) / 100,
          delay: between(0, 2, 1),
        }),
      },
    });
  }
  return [{ register: 'leads', on: today, demo: true, source: '演示数据', grade: '演示', records }];
}
