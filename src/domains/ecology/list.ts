import { column } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { stations } from './registers.ts';
import { type StationStanding, stationStanding } from './stream/standing.ts';
import { classNames } from './words.ts';

interface JudgedStation extends Judgement {
  standing: StationStanding;
}

export const stationList = list<typeof stations, JudgedStation>({
  register: stations,
  judge: async (view, rows) => {
    const newest = await view.streams.newest();
    return new Map(
      rows.map((row): [string, JudgedStation] => {
        const standing = stationStanding(row, newest);
        const demo = standing.values.some((value) => value.demo);
        return [row.id, { standing, light: standing.light, why: standing.why, demo }];
      }),
    );
  },
  columns: [
    column('class', '水质类别', 'Class', ({ standing: { water } }) =>
      water ? (classNames[water.class] ?? null) : { missing: { zh: '无有效值', en: 'no valid value' } },
    ),
    column('at', '最近小时', 'Newest hour', ({ standing: { at } }) => at?.slice(0, 16).replace('T', ' ') ?? null),
  ],
});
