import { Decimal } from 'decimal.js';
import { covered, lit, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Tile } from '../../evidence/judgement.ts';
import { ecoFund, fishingPatrols, restoration } from './registers.ts';

const year = (day: string) => day.slice(0, 4);

/** Restoration by kind: what is accepted of what is entered, and how much of it says its area. */
export const restorationList = list<typeof restoration>({
  register: restoration,
  judge: async (_view, rows) =>
    new Map(
      rows.map(({ id, stage, accepted_on, began_on }): [string, Judgement] => [
        id,
        stage === 'accepted'
          ? lit('green', `${accepted_on ?? ''} 验收。`, `Accepted on ${accepted_on ?? ''}.`)
          : stage === 'running'
            ? lit('yellow', `${began_on ?? ''} 开工，还没有验收。`, `Begun ${began_on ?? ''}, not accepted.`)
            : lit('grey', '没有开工，不计面积。', 'Not begun: its area is not counted.'),
      ]),
    ),
  tiles: async (_view, rows) => {
    const area = (of: typeof rows) => of.reduce((sum, row) => sum.plus(row.area ?? 0), new Decimal(0));
    const kinds = restoration.fields.find(({ id }) => id === 'kind')?.choices ?? [];
    const byKind = tilesBy(
      'kind',
      kinds,
      rows,
      ({ kind }) => kind,
      (own) => {
        const done = area(own.filter(({ stage }) => stage === 'accepted'));
        const all = area(own);
        return {
          value: done.toNumber(),
          unit: '公顷',
          note: say(`已验收；登记共 ${all.toString()}`, `accepted, of ${all.toString()} entered`),
          ...(all.gt(0) && { share: done.div(all).toNumber() }),
        };
      },
    );
    const known = rows.filter((row) => row.area !== null).length;
    return [...byKind, ...covered('填了面积', 'With their area', known, rows.length, '项')];
  },
});

/** To the cent, however large. */
const grouped = (value: Decimal): string => value.toFixed(2).replaceAll(/\B(?=(\d{3})+\.)/g, ',');

/** What stands in the fund, entry by entry and exact to the cent. */
export const fundList = list<typeof ecoFund>({
  register: ecoFund,
  tiles: async (_view, rows) => {
    const sum = (kind: string) =>
      rows.reduce((all, row) => (row.kind === kind ? all.plus(row.amount) : all), new Decimal(0));
    const [paid, out, back] = [sum('in'), sum('out'), sum('back')];
    const tile = (zh: string, en: string, value: Decimal, more: Partial<Tile> = {}): Tile => ({
      name: say(zh, en),
      value: say(`${grouped(value)} 元`, `¥${grouped(value)}`),
      ...more,
    });
    const audited = rows.filter((row) => row.audited === true).length;
    return rows.length === 0
      ? []
      : [
          tile('结余', 'Balance', paid.plus(back).minus(out), {
            note: say('拨入＋退回−拨付', 'paid in and back, less paid out'),
          }),
          tile('拨入', 'Paid in', paid, { filter: 'kind = in' }),
          tile('拨付', 'Paid out', out, { filter: 'kind = out' }),
          ...covered('已审计', 'Audited', audited, rows.length, '笔', { filter: 'audited = true' }),
        ];
  },
});

/** Patrols of the fishing ban of the year of the view. */
export const fishingList = list<typeof fishingPatrols>({
  register: fishingPatrols,
  tiles: async (view, rows) => {
    const own = rows.filter(({ on }) => year(on) === year(view.asOf));
    const sum = (of: (row: (typeof own)[number]) => number | null) => own.reduce((all, row) => all + (of(row) ?? 0), 0);
    const filter = `on >= ${year(view.asOf)}-01-01`;
    return own.length === 0
      ? []
      : [
          { name: say('今年巡查', 'Patrols this year'), value: own.length, unit: '次', filter },
          { name: say('收缴渔具', 'Gear taken'), value: sum(({ gear }) => gear), unit: '件', filter },
          {
            name: say('立案', 'Cases'),
            value: sum(({ cases }) => cases),
            unit: '件',
            filter: `${filter} and cases > 0`,
          },
        ];
  },
});
