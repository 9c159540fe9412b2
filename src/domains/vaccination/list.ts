import { column, covered, lacking, lit, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { vaccinations } from './registers.ts';

interface JudgedCover extends Judgement {
  ofResidents: number | null;
  ofRegistered: number | null;
  ofEligible: number | null;
}

const share = (done: number, of: number | null) => (of === null || of <= 0 ? null : (100 * done) / of);
const percent = { unit: '%', decimals: 1 };
const coverColumn = (id: string, zh: string, en: string, of: (judged: JudgedCover) => number | null) =>
  column<JudgedCover>(id, zh, en, (judged) => of(judged) ?? lacking('分母未填', 'no denominator'), percent);

export const vaccinationList = list<typeof vaccinations, JudgedCover>({
  register: vaccinations,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, JudgedCover] => {
        const rates = {
          ofResidents: share(row.done, row.residents),
          ofRegistered: share(row.done, row.registered),
          ofEligible: share(row.done, row.eligible),
        };
        const known = Object.values(rates).filter((rate) => rate !== null);
        if (known.length === 0)
          return [row.id, { ...rates, ...lit('grey', '三种分母都没有填。', 'No denominator is filled in.') }];
        if (known.some((rate) => rate > 100))
          return [
            row.id,
            {
              ...rates,
              ...lit(
                'red',
                '超过 100%：分母旧，或有异地接种，先核对分母。',
                'More than 100 %: an old denominator, or people from elsewhere.',
              ),
            },
          ];
        if (rates.ofEligible === null)
          return [row.id, { ...rates, ...lit('grey', '应接种人数未填，不判。', 'The eligible are not filled in.') }];
        return [
          row.id,
          {
            ...rates,
            light: rates.ofEligible >= 90 ? 'green' : rates.ofEligible >= 80 ? 'yellow' : 'red',
            why: say(
              `应接种的 ${rates.ofEligible.toFixed(1)}%（90 以上绿，80 以上黄）。`,
              `${rates.ofEligible.toFixed(1)} % of the eligible (green from 90, yellow from 80).`,
            ),
          },
        ];
      }),
    ),
  columns: [
    coverColumn('of_eligible', '÷应接种', 'Of eligible', ({ ofEligible }) => ofEligible),
    coverColumn('of_residents', '÷常住', 'Of residents', ({ ofResidents }) => ofResidents),
    coverColumn('of_registered', '÷户籍', 'Of registered', ({ ofRegistered }) => ofRegistered),
  ],
  tiles: async (_view, rows, judged) => {
    const newest = rows
      .map(({ as_of }) => as_of)
      .toSorted()
      .at(-1);
    const now = rows.filter((row) => row.as_of === newest && row.group === 'all' && row.eligible !== null);
    const sum = (of: (row: (typeof now)[number]) => number) => now.reduce((total, row) => total + of(row), 0);
    return [
      {
        name: say('全程接种率', 'Vaccinated'),
        value:
          share(
            sum(({ done }) => done),
            sum(({ eligible }) => eligible ?? 0),
          ) ?? lacking('没有应接种人数', 'no eligible'),
        unit: '%',
        note: say(`截至 ${newest ?? '—'}，÷应接种`, `as of ${newest ?? '—'}, of eligible`),
      },
      { name: say('超过 100%', 'Over 100 %'), value: [...judged.values()].filter(overfull).length, unit: '条' },
      ...covered('三种分母都填', 'All denominators', complete(judged), rows.length, '条'),
    ];
  },
  notes: async () => [
    say(
      '同一人异地接种会使常住、户籍两种率偏高或偏低；每个率写明分母来源。',
      'People vaccinated elsewhere move the shares of residents and registered; each names its source.',
    ),
  ],
});

const ratesOf = ({ ofResidents, ofRegistered, ofEligible }: JudgedCover) => [ofResidents, ofRegistered, ofEligible];
const overfull = (judged: JudgedCover) => ratesOf(judged).some((rate) => rate !== null && rate > 100);
const complete = (judged: ReadonlyMap<string, JudgedCover>) =>
  [...judged.values()].filter((one) => ratesOf(one).every((rate) => rate !== null)).length;
