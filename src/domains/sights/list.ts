import { column, covered, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { capacity } from './capacity.ts';
import { type RatingPart, ratingParts } from './rating.ts';
import { ratingItems, sites, siteSpots, visits } from './registers.ts';

type JudgedSite = Judgement & {
  momentary: number | null;
  daily: number | null;
  turns: number | null;
  summed: number | null;
  peak: number | null;
  parts: readonly RatingPart[];
  version: string | null;
};

export const siteList = list<typeof sites, JudgedSite>({
  register: sites,
  judge: async (view, rows) => {
    const [spots, counted, items] = await Promise.all([
      view.list(siteSpots),
      view.list(visits),
      view.list(ratingItems),
    ]);
    return new Map(
      rows.map((row): [string, JudgedSite] => {
        const own = spots.rows.filter(({ site }) => site.id === row.id);
        const peaks = counted.rows.flatMap(({ site, kind, peak }) =>
          site?.id === row.id && kind === 'gate' && peak !== null ? [peak] : [],
        );
        const peak = peaks.length === 0 ? null : Math.max(...peaks);
        const rated = ratingParts(
          items.rows.filter(({ site }) => site.id === row.id),
          row.aims,
        );
        const { open, stay } = row;
        const none = { momentary: null, daily: null, turns: null, summed: null, peak, ...rated };
        if (own.length === 0 || open === null || stay === null || stay === 0)
          return [
            row.id,
            {
              ...none,
              ...lit('grey', '分区面积、开放或停留时间不全，不算承载量。', 'Areas or hours are missing: no capacity.'),
            },
          ];
        const areas = own.map(({ area, each }) => ({ area, perPerson: each }));
        const { momentary, turns, daily } = capacity(areas, { openHours: open, stayHours: stay, whole: true });
        const single = own.every((spot) => spot.stay !== null)
          ? own.reduce(
              (sum, spot) =>
                sum +
                capacity([{ area: spot.area, perPerson: spot.each }], {
                  openHours: open,
                  stayHours: spot.stay ?? 1,
                  whole: true,
                }).daily,
              0,
            )
          : null;
        const of = { ...none, momentary, turns, daily, summed: single };
        const share = peak === null ? null : peak / daily;
        if (share === null)
          return [row.id, { ...of, ...lit('grey', '没有最高日人次可比。', 'No highest day to compare with.') }];
        const percent = (100 * share).toFixed(0);
        return [
          row.id,
          {
            ...of,
            light: share > 1 ? 'red' : share >= 0.8 ? 'yellow' : 'green',
            why: say(
              `最高日 ${peak} 人次，为日承载量的 ${percent}%。`,
              `${peak} on the highest day: ${percent} % of the capacity.`,
            ),
          },
        ];
      }),
    );
  },
  columns: [
    site('momentary', '瞬时承载量', 'At once', ({ momentary }) => momentary),
    site('daily', '日承载量（全园周转）', 'In a day (turns of the whole)', ({ daily }) => daily),
    site('turns', '周转率', 'Turns', ({ turns }) => turns),
    column('summed', '逐区周转相加（虚增）', 'Turns summed by spot (wrong)', ({ summed, daily }) =>
      summed === null || daily === null
        ? null
        : say(
            `${Math.round(summed)}（${(summed / daily).toFixed(1)} 倍）`,
            `${Math.round(summed)} (${(summed / daily).toFixed(1)} times)`,
          ),
    ),
    column('rating', '评级自查', 'Rating', ({ parts, version }) =>
      version === null
        ? lacking('没有自查表', 'no checklist')
        : say(
            `${version}：${parts.map((one) => one.zh).join('，')}`,
            `${version}: ${parts.map((one) => one.en).join(', ')}`,
          ),
    ),
  ],
  tiles: async (_view, rows, judged) =>
    covered(
      '算得出承载量',
      'With a capacity',
      [...judged.values()].filter(({ daily }) => daily !== null).length,
      rows.length,
      '处',
    ),
  notes: async () => [
    say(
      '承载量按 LB/T 034-2014：瞬时 = Σ 面积÷人均空间；日 = 瞬时 × 全园周转率（取整）。逐区周转相加会把一个人算成几个。',
      'Capacity by LB/T 034-2014; turns are those of the whole site. Summed by spot, one visitor is counted several times.',
    ),
  ],
  sections: async (view, { id }) => [
    ...(await related(view, siteSpots, 'site', id, ['area', 'each', 'stay'])),
    ...(await related(view, ratingItems, 'site', id, ['full', 'score', 'lacks'])),
  ],
});

function site(id: string, zh: string, en: string, of: (judged: JudgedSite) => number | null) {
  return column<JudgedSite>(
    id,
    zh,
    en,
    (judged) => of(judged) ?? lacking('面积或时间不全', 'areas or hours are missing'),
    { decimals: 0 },
  );
}

export const visitList = list<typeof visits>({
  register: visits,
  tiles: async (view, rows) => {
    const year = view.asOf.slice(0, 4);
    const kinds = visits.fields.find(({ id }) => id === 'kind')?.choices ?? [];
    return kinds.map(({ id, name }) => {
      const own = rows.filter((row) => row.kind === id && row.month.startsWith(year));
      const ways = [...new Set(own.map(({ method }) => method))].join('、');
      return {
        name: say(`${year} 年${name.zh}`, `${name.en}, ${year}`),
        value: own.length === 0 ? lacking('没有数', 'no figure') : own.reduce((sum, row) => sum + row.visits, 0),
        unit: '人次',
        note: say(ways === '' ? '没有填报' : `方法：${ways}`, ways === '' ? 'nothing reported' : `by ${ways}`),
        filter: `kind = ${id}`,
      };
    });
  },
  notes: async () => [
    say(
      '三个数不相加：一人可去几个景区，景区接待人次不是旅游人次。',
      'The three are never added: one person visits several sights.',
    ),
  ],
});
