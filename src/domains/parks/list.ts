import { column, lacking, say } from '../../evidence/judged-parts.ts';
import { type Cell, type Judgement, list } from '../../evidence/judgement.ts';
import {
  againstThreshold,
  classes,
  countOf,
  type Evaluated,
  evaluationOf,
  firmsSection,
  lowTile,
  notes,
  parameters,
  perMu,
  taxOf,
  taxPerMu,
} from '../firms/index.ts';
import { firms } from '../firms/registers.ts';
import { plots } from './plots.ts';
import { parks } from './registers.ts';

type LandState = 'built' | 'vacant' | 'idle';

interface ParkJudgement extends Judgement {
  /** 亩 of a state; null: the park has no plots in the register. */
  land(state: LandState): number | null;
  area: number | null;
  firms: readonly Evaluated[];
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const mu = { unit: '亩', decimals: 0 };
const park = column<ParkJudgement>;
const area = (state: LandState, zh: string, en: string) =>
  park(state, zh, en, ({ land }) => land(state) ?? lacking('没有登记地块', 'no plots entered'), mu);

/** Which land earns its keep: land by its state, and what the firms pay a mu against what the park asks for. */
export const parkList = list<typeof parks, ParkJudgement>({
  register: parks,
  parameters,
  async judge(view, rows, chosen) {
    const { evaluated } = await evaluationOf(view, chosen);
    const firmsIn = Map.groupBy((await view.list(firms)).rows, (firm) => firm.park?.id);
    const plotsIn = Map.groupBy((await view.list(plots)).rows, (plot) => plot.park.id);
    return new Map(
      rows.map(({ id, area, tax_mu }) => {
        const own = (firmsIn.get(id) ?? []).flatMap((firm) => evaluated.get(firm.id) ?? []);
        const land = (state: LandState) => {
          const some = plotsIn.get(id)?.map((plot) => (plot.state === state ? plot.area : 0));
          return some ? sum(some) : null;
        };
        return [id, { ...againstThreshold(taxPerMu(own.map(({ input }) => input)), tax_mu), land, area, firms: own }];
      }),
    );
  },
  columns: [
    area('built', '已建', 'Built'),
    park('built-share', '已建占规划', 'Share built', ({ land, area }) => built(land('built'), area), {
      unit: '%',
      decimals: 0,
    }),
    area('vacant', '待供', 'Vacant'),
    area('idle', '闲置', 'Idle'),
    park('tax-per-mu', '亩均税收', 'Tax per mu', ({ firms }) => taxOf(firms), perMu),
    park('firms', '参评企业', 'Firms evaluated', ({ firms }) => firms.length, { unit: '家' }),
    park('classes', '各类企业', 'By class', ({ firms }) =>
      classes.map((name) => `${name} ${countOf(firms, name)}`).join(' · '),
    ),
    park('low', '低效用地', 'Low-efficiency land', ({ firms }) => lowTile(firms).value, mu),
  ],
  async tiles(_view, rows, judged) {
    const planned = sum(rows.map(({ area }) => area ?? 0));
    const all = [...judged.values()];
    const tile = (state: LandState, zh: string, en: string) => {
      const value = sum(all.map((park) => park.land(state) ?? 0));
      return { name: say(zh, en), value, unit: '亩', ...(planned > 0 && { share: Math.min(1, value / planned) }) };
    };
    const note = say(`规划面积 ${Math.round(planned)} 亩`, `${Math.round(planned)} mu planned`);
    return [
      { name: say('园区', 'Parks'), value: rows.length, unit: '个', note },
      tile('built', '已建', 'Built'),
      tile('vacant', '待供', 'Vacant'),
      tile('idle', '闲置', 'Idle'),
      lowTile(all.flatMap(({ firms }) => firms)),
    ];
  },
  async notes(view, chosen) {
    const lost = (await view.list(plots)).left.map(({ id }) => id).join('、');
    return [
      ...(await notes(view, chosen)),
      ...(lost === '' ? [] : [say(`没有计入的地块：${lost}。`, `Plots left out: ${lost}.`)]),
    ];
  },
  sections: async (_view, _park, judged) => [firmsSection(judged?.firms ?? [])],
  order: ({ row: one }, { row: other }) => one.name.localeCompare(other.name, 'zh'),
});

function built(land: number | null, area: number | null): Cell {
  return land === null || !area ? lacking('没有地块或规划面积', 'no plots or no planned area') : (100 * land) / area;
}
