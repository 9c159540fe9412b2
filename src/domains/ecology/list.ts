import { column } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { stations } from './registers.ts';
import { standingsOf, type StationStanding } from './stream/standing.ts';
import { classNames } from './words.ts';

interface JudgedStation extends Judgement {
  standing: StationStanding;
}

export const stationList = list<typeof stations, JudgedStation>({
  register: stations,
  judge: async (view, rows) => {
    const standings = await standingsOf(view, rows);
    return new Map(
      standings.map(({ row, standing }): [string, JudgedStation] => {
        const demo = standing.values.some((value) => value.demo);
        return [row.id, { standing, light: standing.light, why: standing.why, demo }];
      }),
    );
  },
  columns: [
    column('class', '水质类别', 'Class', ({ standing: { water } }) =>
      water ? (classNames[water.class] ?? null) : { missing: { zh: '无有效值', en: 'no valid value' } },
    ),
    column(
      'at',
      '最近数据',
      'Newest data',
      ({ standing: { at, month } }) => at?.slice(0, 16).replace('T', ' ') ?? month,
    ),
  ],
});
