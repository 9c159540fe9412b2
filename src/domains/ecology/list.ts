import { byLight, column, lit } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { type DutyLine, dutiesOf, nearly } from './chiefs.ts';
import { stations, stretches } from './registers.ts';
import { standingsOf, type StationStanding } from './stream/standing.ts';
import { classNames, levelWords } from './words.ts';

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

interface JudgedStretch extends Judgement {
  duties: readonly DutyLine[];
}

/** Stretches by the duties of their chiefs: as the worst of their levels stands. */
export const stretchList = list<typeof stretches, JudgedStretch>({
  register: stretches,
  judge: async (view, rows) => {
    const duties = Map.groupBy(await dutiesOf(view, rows), ({ stretch }) => stretch);
    return new Map(
      rows.map((row): [string, JudgedStretch] => {
        const own = duties.get(row.id) ?? [];
        const [worst] = own.toSorted((a, b) => byLight[a.light] - byLight[b.light]);
        if (!worst)
          return [
            row.id,
            {
              duties: own,
              ...lit('grey', '没有这一类的巡查规则，不判。', 'No rule of patrols names it: it is not judged.'),
            },
          ];
        const { zh, en } = levelWords[worst.level];
        const why = { zh: `${zh}：${worst.why.zh}`, en: `${en}: ${worst.why.en}` };
        return [row.id, { duties: own, light: worst.light, why, demo: own.some(({ demo }) => demo) }];
      }),
    );
  },
  columns: [
    column(
      'kept',
      '履职率',
      'Duties kept',
      ({ duties }) => {
        const [done, due] = [
          duties.reduce((sum, one) => sum + one.done, 0),
          duties.reduce((sum, one) => sum + one.due, 0),
        ];
        return due === 0 ? { missing: { zh: '没有应巡的周期', en: 'nothing owed' } } : (100 * done) / due;
      },
      { unit: '%', decimals: 1 },
    ),
  ],
  notes: async () => [
    {
      zh: `灯：今年过完的周期全部按规则巡查为绿，${nearly}% 以上为黄（本系统取值），以下为红；没有规则的不判。`,
      en: `Light: every period of this year that is over kept is green, ${nearly} % and more yellow (own choice), less red; what no rule names is not judged.`,
    },
  ],
});
