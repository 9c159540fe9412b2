import { setImmediate } from 'node:timers/promises';
import { isMissing, type Text } from '../../core/measure/index.ts';
import { column, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { firmFigures, firms } from '../firms/registers.ts';
import { parks } from '../parks/registers.ts';
import type { Duplicate } from './duplicates.ts';
import { isOpen, keptBy, leadsIn, promisedBy, screened } from './lead.ts';
import { type Comparable, type PromiseLine, weighPromise } from './promise.ts';
import { leads } from './registers.ts';
import { sameInvestors } from './same-investor.ts';
import type { ScreeningResult } from './screening.ts';
import { counted, doubleSection, promiseSection, screenSections, tooLittle } from './sheet.ts';
import { toProject } from './to-project.ts';

/** Leads that are judged before others get their turn. */
const atOnce = 250;

interface JudgedLead extends Judgement {
  screening: ScreeningResult;
  score: number | null;
  doubles: readonly { id: string; name: string; why: Text; certainty: Duplicate['certainty'] }[];
}

const channels = leads.fields.find(({ id }) => id === 'channel')?.choices ?? [];

export const leadList = list<typeof leads, JudgedLead>({
  register: leads,
  judge: async (view, rows) => {
    const { byId } = await leadsIn(view);
    const open = rows.filter((row) => row.stage !== 'dropped');
    const doubles = await doublesOf(view, open);
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const judged = new Map<string, JudgedLead>();
    for (const [n, row] of rows.entries()) {
      // Thousands of leads in one go would hold up every other reader.
      if (n % atOnce === atOnce - 1) await setImmediate();
      const { score, ...screening } = screened(byId.get(row.id) ?? row);
      const same = (doubles.get(row.id) ?? []).map(({ a, b, certainty, why }) => {
        const other = a === row.id ? b : a;
        return { id: other, name: names.get(other) ?? other, why, certainty };
      });
      const [veto] = screening.vetoes;
      judged.set(row.id, {
        screening,
        score,
        doubles: same,
        ...(veto &&
          isOpen(row) && { light: 'red', why: say(`一票否决：${veto.name.zh}。`, `Vetoed: ${veto.name.en}.`) }),
      });
    }
    return judged;
  },
  columns: [
    column(
      'score',
      '五项得分',
      'Five screens',
      ({ score, screening: { total } }) => score ?? { missing: (isMissing(total) && total.note) || tooLittle },
      { decimals: 0 },
    ),
    column('beware', '要当心', 'Beware', ({ doubles }) => {
      // A name that is merely related would warn of nearly every lead; the drawer has those too.
      const names = doubles.filter(({ certainty }) => certainty !== 'possible').map(({ name }) => name);
      return names.length === 0
        ? null
        : say(`可能与${names.join('、')}重复`, `perhaps the same as ${names.join(', ')}`);
    }),
  ],
  order: (one, other) =>
    Number(isOpen(other.row)) - Number(isOpen(one.row)) ||
    Number(one.judged?.light === 'red') - Number(other.judged?.light === 'red') ||
    (other.judged?.score ?? -1) - (one.judged?.score ?? -1),
  tiles: async (_view, rows) => [
    ...tilesBy('stage', leads.stages, rows, ({ stage }) => stage, counted),
    ...tilesBy(
      'channel',
      channels,
      rows,
      ({ channel }) => channel,
      (own) => ({
        ...counted(own),
        ...(rows.length > 0 && { share: own.length / rows.length }),
      }),
    ),
  ],
  sections: async (view, row, judged) => [
    ...(judged ? screenSections(judged.screening) : []),
    promiseSection(await promisesOf(view, row.id)),
    ...(judged && judged.doubles.length > 0 ? [doubleSection(judged.doubles)] : []),
  ],
  contribute: new URL('./contribute.ts', import.meta.url),
  actions: [toProject()],
});

/** Leads of one firm under two names, by each of both. */
async function doublesOf(
  view: ViewAt,
  rows: readonly { id: string; firm: string }[],
): Promise<ReadonlyMap<string, readonly Duplicate[]>> {
  const found = await sameInvestors(view, rows);
  const byLead = new Map<string, Duplicate[]>();
  for (const one of found) for (const id of [one.a, one.b]) byLead.set(id, [...(byLead.get(id) ?? []), one]);
  return byLead;
}

/** What the promises of a lead are worth against its park's thresholds and comparable firms here. 万元 per 亩. */
async function promisesOf(view: ViewAt, id: string): Promise<PromiseLine[]> {
  const { rows, byId } = await leadsIn(view);
  const lead = byId.get(id);
  if (!lead) return [];
  const [parkList, figures, firmList] = await Promise.all([view.list(parks), view.list(firmFigures), view.list(firms)]);
  const park = parkList.byId.get(lead.park?.id ?? '');
  const thresholds = { tax: park?.tax_mu, investment: park?.investment_mu, output: park?.output_mu };
  const newest = figures.rows
    .map((row) => row.year)
    .toSorted()
    .at(-1);
  const comparables = figures.rows.flatMap(({ year, land, firm, tax, sales }): Comparable[] => {
    if (year !== newest || land === null || land <= 0) return [];
    const group = firmList.byId.get(firm.id)?.node?.id ?? '';
    return [
      ...(tax === null ? [] : [{ group, measure: 'tax' as const, value: tax / land }]),
      ...(sales === null ? [] : [{ group, measure: 'output' as const, value: sales / land }]),
    ];
  });
  return weighPromise(
    promisedBy(lead),
    lead.node?.id ?? '',
    Object.fromEntries(Object.entries(thresholds).filter(([, value]) => typeof value === 'number')),
    comparables,
    keptBy(rows),
  );
}
