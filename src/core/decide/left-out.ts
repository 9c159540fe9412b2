import { formatNumber, formatQuantity, type Text } from '../measure/index.ts';
import { ruleName } from './check.ts';
import type { Solved } from './milp.ts';
import type { Lead, Pick, PortfolioInput } from './model.ts';
import type { PortfolioMilp } from './portfolio-milp.ts';

export interface LeftOut {
  lead: string;
  reason: 'veto' | 'too-late' | 'excluded' | 'waits' | 'outweighed' | 'close';
  why: Text;
  /** What its best start year would bring to the objective less what it would use at the limits' prices; below 0 where it does not pay. */
  surplus: number | null;
  /**
   * What it would use up at those prices, dearest first; `cut` is the share by which that need alone would have to fall
   * for the lead to pay, null where even all of it would not do.
   */
  charges: { label: string; charge: number; cut: number | null }[];
}

/**
 * Why each lead was left out, from the prices of the linear relaxation: no solve a lead. A lead that seems to pay at
 * these prices was left out because leads come whole (`close`); `changeFor` gives the exact answer for one lead.
 */
export function whyLeftOut(
  input: PortfolioInput,
  model: PortfolioMilp,
  relaxed: Solved,
  picks: readonly Pick[],
): LeftOut[] {
  const taken = new Set(picks.map((pick) => pick.lead));
  const byColumn = new Map<number, { label: string; charge: number }[]>();
  for (const [n, row] of model.milp.rows.entries()) {
    const price = relaxed.rowPrice?.[n] ?? 0;
    if (Math.abs(price) < 1e-12) continue;
    // The row that ties a lead to its plots carries what those plots are worth to others.
    const label = row.label === '' && row.lower === row.upper ? 'plots:' : row.label;
    for (const [k, column] of row.index.entries())
      byColumn.set(column, [...(byColumn.get(column) ?? []), { label, charge: price * (row.value[k] ?? 0) }]);
  }
  return input.leads.flatMap((lead, n): LeftOut[] => {
    if (taken.has(lead.id)) return [];
    const said = plainReason(input, model, lead, n, taken);
    if (said) return [{ lead: lead.id, surplus: null, charges: [], ...said }];
    const ways = model.choices
      .filter((choice) => choice.lead === n)
      .map((choice) => {
        // The row that lets a lead in once has a price of its own: it is the lead's profit, not a charge.
        const charges = mergeByLabel((byColumn.get(choice.column) ?? []).filter(({ label }) => label !== ''));
        const gains =
          input.objective === 'output'
            ? choice.expected
            : -(byColumn.get(choice.column) ?? [])
                .filter(({ label }) => label === '')
                .reduce((sum, { charge }) => sum + Math.min(0, charge), 0);
        return { gains, charges, surplus: gains - charges.reduce((sum, { charge }) => sum + charge, 0) };
      })
      .toSorted((a, b) => b.surplus - a.surplus);
    const best = ways[0];
    if (!best) return [];
    const dearest = best.charges
      .filter(({ charge }) => charge > 0)
      .toSorted((a, b) => b.charge - a.charge)
      .slice(0, 3)
      .map(({ label, charge }) => ({
        label,
        charge,
        cut: -best.surplus <= charge ? Math.max(0, -best.surplus / charge) : null,
      }));
    const amount = (value: number, lang: 'zh' | 'en') =>
      input.objective === 'output' ? formatQuantity(value, '亿元', { lang }) : formatNumber(value);
    const names = dearest.map(({ label }) => ruleName(input, label));
    const pays = best.surplus >= -1e-9;
    const [top] = dearest;
    const percent = top?.cut ? Math.ceil(top.cut * 100) : null;
    const need =
      top && percent !== null && top.label.startsWith('limit:')
        ? {
            zh: `${names[0]?.zh}少占 ${percent}% 才算得来。`,
            en: ` It would pay with ${percent} % less of ${names[0]?.en}.`,
          }
        : { zh: '', en: '' };
    const why: Text = pays
      ? {
          zh: '贴近入选线：按约束的价值算得来，但项目不能拆开，整数组合里有更好的。',
          en: 'Close to the line: it would pay at the limits’ prices, but leads come whole and another set fits better.',
        }
      : {
          zh: `目标年预期贡献 ${amount(best.gains, 'zh')}，而占用的${names.map((name) => name.zh).join('、')}给别的项目能产出 ${amount(best.gains - best.surplus, 'zh')}。${need.zh}`,
          en: `It would bring ${amount(best.gains, 'en')} in the target year, while what it takes of ${names.map((name) => name.en).join(', ')} brings ${amount(best.gains - best.surplus, 'en')} elsewhere.${need.en}`,
        };
    return [{ lead: lead.id, reason: pays ? 'close' : 'outweighed', why, surplus: best.surplus, charges: dearest }];
  });
}

function plainReason(
  input: PortfolioInput,
  model: PortfolioMilp,
  lead: Lead,
  n: number,
  taken: ReadonlySet<string>,
): { reason: LeftOut['reason']; why: Text } | null {
  if (lead.vetoes?.length)
    return {
      reason: 'veto',
      why: { zh: `一票否决：${lead.vetoes.join('、')}。`, en: `Vetoed: ${lead.vetoes.join(', ')}.` },
    };
  if (
    input.objective === 'output' &&
    model.choices.filter((choice) => choice.lead === n).every((choice) => choice.expected <= 0)
  )
    return {
      reason: 'too-late',
      why: {
        zh: `最早开工也赶不上 ${input.target.year} 年出产值。`,
        en: `Even its earliest start brings no output by ${input.target.year}.`,
      },
    };
  const nameOf = (id: string) => input.leads.find((one) => one.id === id)?.name ?? id;
  const rival = input.exclusions
    .filter((group) => group.includes(lead.id))
    .flat()
    .find((id) => taken.has(id));
  if (rival !== undefined)
    return {
      reason: 'excluded',
      why: { zh: `与已入选的“${nameOf(rival)}”互斥。`, en: `Excluded by “${nameOf(rival)}”, which was taken.` },
    };
  const waits = input.precedence.find((one) => one.after === lead.id && !taken.has(one.before))?.before;
  if (waits !== undefined)
    return {
      reason: 'waits',
      why: {
        zh: `须在“${nameOf(waits)}”之后，而它没有入选。`,
        en: `It must follow “${nameOf(waits)}”, which was not taken.`,
      },
    };
  return null;
}

function mergeByLabel(charges: readonly { label: string; charge: number }[]): { label: string; charge: number }[] {
  const by = new Map<string, number>();
  for (const { label, charge } of charges) by.set(label, (by.get(label) ?? 0) + charge);
  return [...by].map(([label, charge]) => ({ label, charge }));
}
