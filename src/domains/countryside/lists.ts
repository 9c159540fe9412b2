import { byLight, column, lacking, related, say, tilesBy, totalOf } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { collection, findings, landCases, toilets, villages } from './registers.ts';
import { lostBy, villageScore, type VillageScore, wasteTonnes } from './village-score.ts';

interface JudgedVillage extends Judgement {
  score: VillageScore | null;
  on: string | null;
}

/** Villages with the score of their newest check. */
export const villageList = list<typeof villages, JudgedVillage>({
  register: villages,
  judge: async (view, rows) => {
    const byVillage = Map.groupBy((await view.list(findings)).rows, ({ village }) => village.id);
    return new Map(
      rows.map((row): [string, JudgedVillage] => {
        const all = byVillage.get(row.id) ?? [];
        const on =
          all
            .map((one) => one.on)
            .toSorted()
            .at(-1) ?? null;
        if (on === null) return [row.id, { score: null, on, light: 'grey', why: say('还没有检查', 'Not checked yet') }];
        const own = all.filter((one) => one.on === on);
        const score = villageScore(own.map((one) => ({ ...one, zero: one.zero === true })));
        const worst = own.toSorted(
          (a, b) => lostBy({ ...b, zero: b.zero === true }) - lostBy({ ...a, zero: a.zero === true }),
        )[0];
        const light = score.score >= 85 ? 'green' : score.score >= 70 ? 'yellow' : 'red';
        const why = say(
          `${on} 检查 ${score.score} 分，抽样 ${score.sampled}；扣分最多：${worst?.item ?? ''}`,
          `${score.score} on ${on}, ${score.sampled} sampled`,
        );
        return [row.id, { score, on, light, why, demo: own.some(({ held }) => held.demo) }];
      }),
    );
  },
  columns: [
    column('score', '得分', 'Score', ({ score }) => score?.score ?? lacking('还没有检查', 'not checked'), {
      unit: '分',
      decimals: 1,
    }),
    column('sampled', '抽样数', 'Sampled', ({ score }) => score?.sampled ?? null),
    column('pass', '抽样合格率区间', 'Pass, 95 %', ({ score }) =>
      score?.pass ? `${(100 * score.pass.low).toFixed(0)}–${(100 * score.pass.high).toFixed(0)}%` : null,
    ),
  ],
  tiles: async (_view, rows, judged) => {
    const ratio = (
      name: string,
      en: string,
      part: 'toilets' | 'collected',
      of: 'households' | 'hamlets',
      per: string,
    ) => {
      const known = rows.filter((row) => row[part] !== null && row[of] !== null);
      const whole = known.reduce((sum, row) => sum + (row[of] ?? 0), 0);
      return {
        name: say(name, en),
        value:
          whole === 0
            ? lacking('未填', 'not filled in')
            : (100 * known.reduce((sum, row) => sum + (row[part] ?? 0), 0)) / whole,
        unit: '%',
        note: say(
          `分母：${per} ${whole}；${known.length}/${rows.length} 个村填了`,
          `Of ${whole}; ${known.length} of ${rows.length} villages`,
        ),
        share: rows.length === 0 ? 0 : known.length / rows.length,
      };
    };
    const short = rows.filter(
      (row) => row.people !== null && row.cleaners !== null && row.cleaners < Math.ceil(row.people / 500),
    );
    const people = rows.reduce((sum, row) => sum + (row.people ?? 0), 0);
    return [
      ratio('卫生厕所普及率', 'Sanitary toilets', 'toilets', 'households', '农村常住户'),
      ratio('收运覆盖自然村', 'Hamlets collected', 'collected', 'hamlets', '自然村'),
      {
        name: say('规划已批', 'Plans approved'),
        value: rows.filter(({ plan }) => plan === 'approved').length,
        unit: '个',
        filter: 'plan = approved',
      },
      {
        name: say('特色田园已验收', 'Demonstrations accepted'),
        value: rows.filter(({ model }) => model === 'accepted').length,
        unit: '个',
        filter: 'model = accepted',
      },
      { name: say('保洁员不足（500人1名）', 'Too few cleaners'), value: short.length, unit: '个' },
      {
        name: say('年垃圾量', 'Waste a year'),
        value: people === 0 ? lacking('未填人口', 'no people') : Math.round(wasteTonnes(people)),
        unit: '吨',
        note: say('每人每天 0.86 公斤（2007 调查，A）', '0.86 kg a head and day (2007)'),
      },
      {
        name: say('已检查', 'Checked'),
        value: [...judged.values()].filter(({ score }) => score !== null).length,
        unit: '个',
      },
    ];
  },
  sections: (view, row) =>
    related(view, findings, 'village', row.id, ['on', 'treat', 'item', 'sampled', 'failed', 'points', 'zero', 'note']),
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    (one.judged?.score?.score ?? 999) - (other.judged?.score?.score ?? 999),
});

interface Lost extends Judgement {
  lost: number;
}

export const findingList = list<typeof findings, Lost>({
  register: findings,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, Lost] => {
        const lost = lostBy({ ...row, zero: row.zero === true });
        if (row.failed > row.sampled)
          return [row.id, { lost, light: 'red', why: say('不合格数多于抽样数', 'More failed than sampled') }];
        const why =
          lost === 0
            ? say('没有扣分', 'Nothing lost')
            : say(
                `${row.failed}/${row.sampled} 不合格，扣 ${lost} 分`,
                `${row.failed} of ${row.sampled}: ${lost} lost`,
              );
        return [
          row.id,
          { lost, light: lost === 0 ? 'green' : row.photo === null || row.photo.length === 0 ? 'grey' : 'yellow', why },
        ];
      }),
    ),
  columns: [column('lost', '扣分', 'Lost', ({ lost }) => lost, { unit: '分', decimals: 1 })],
});

/** Nominal and real: three cells take micro flush that goes to fields (GB/T 38836-2020); ordinary flush runs through them. */
export const toiletList = list<typeof toilets>({
  register: toilets,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        const { kind, flush, outlet, used, volume } = row;
        if (outlet === 'direct') return [row.id, { light: 'red', why: say('直排', 'Straight out') }];
        if (kind === 'three' && flush === 'ordinary' && outlet !== 'sewer' && outlet !== 'plant')
          return [
            row.id,
            {
              light: 'red',
              why: say('名义合格、实际直排：三格化粪池接普通水冲', 'Nominal: ordinary flush runs through three cells'),
            },
          ];
        if (used === false) return [row.id, { light: 'yellow', why: say('建了没有用', 'Built, not used') }];
        if (kind === 'three' && volume !== null && volume < 1.5)
          return [row.id, { light: 'yellow', why: say('有效容积不足 1.5 立方米', 'Less than 1.5 m³') }];
        if (flush === null || outlet === null)
          return [row.id, { light: 'grey', why: say('冲水方式或去向没有填', 'Flush or outlet is not known') }];
        return [row.id, { light: 'green', why: say('真实合格', 'Really sanitary') }];
      }),
    ),
  tiles: async (_view, rows, judged) => {
    const real = rows.filter(({ id }) => judged.get(id)?.light === 'green').length;
    const known = rows.filter(({ flush, outlet }) => flush !== null && outlet !== null).length;
    return [
      { name: say('名义合格', 'Nominal'), value: rows.length, unit: '户' },
      { name: say('真实合格', 'Real'), value: real, unit: '户', share: rows.length === 0 ? 0 : real / rows.length },
      {
        name: say('填了冲水和去向', 'Flush and outlet known'),
        value: known,
        unit: '户',
        share: rows.length === 0 ? 0 : known / rows.length,
      },
    ];
  },
});

/** GB/T 51435: by hand within 1 km, small vehicles within 3; food waste every day; what is sorted is not mixed again. */
export const collectionList = list<typeof collection>({
  register: collection,
  judge: async (_view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        const most = row.vehicle === 'hand' ? 1 : row.vehicle === 'small' ? 3 : null;
        const faults = [
          ...(row.works === false ? ['没有正常运行'] : []),
          ...(most !== null && row.radius !== null && row.radius > most ? [`收集半径超过 ${most} 公里`] : []),
          ...(row.kind === 'food' && row.every !== null && row.every > 1 ? ['易腐垃圾没有日产日清'] : []),
          ...(row.sorted === true && row.kind === 'mixed' ? ['分类投放又混收'] : []),
        ];
        if (faults.length > 0) return [row.id, { light: 'red', why: say(faults.join('；'), 'Against GB/T 51435') }];
        return [
          row.id,
          row.works === null
            ? { light: 'grey', why: say('是否运行没有填', 'Not known whether it works') }
            : { light: 'green', why: say('合规', 'In order') },
        ];
      }),
    ),
  tiles: async (_view, rows) => {
    const said = rows.filter(({ works }) => works !== null);
    const works = said.filter((row) => row.works === true).length;
    return [
      {
        name: say('正常运行率', 'In operation'),
        value: said.length === 0 ? lacking('未填', 'not filled in') : (100 * works) / said.length,
        unit: '%',
        note: say(`目标 99%；分母 ${said.length} 处`, `99 % wanted; of ${said.length}`),
      },
    ];
  },
});

export const landList = list<typeof landCases>({
  register: landCases,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, Judgement] => {
        if (row.stage === 'closed')
          return [
            row.id,
            row.outcome === 'removed' && row.restored === null
              ? { light: 'yellow', why: say('已销号，没有填恢复耕地', 'Closed without what was restored') }
              : { light: 'green', why: say('已销号', 'Closed') },
          ];
        const due = row.clock?.due.due ?? null;
        if (due === null) return [row.id, { light: 'grey', why: say('没有到期日', 'No due day') }];
        return [
          row.id,
          due < view.asOf
            ? { light: 'red', why: say(`${due} 应转下一步`, `Due on ${due}`) }
            : { light: 'yellow', why: say(`${due} 前转下一步`, `By ${due}`) },
        ];
      }),
    ),
  tiles: async (view, rows) => [
    {
      name: say('存量销号率', 'Closed'),
      value:
        rows.length === 0
          ? lacking('没有案件', 'none')
          : (100 * rows.filter(({ stage }) => stage === 'closed').length) / rows.length,
      unit: '%',
    },
    {
      name: say('今年新增', 'New this year'),
      value: rows.filter(({ found_on: on }) => on.startsWith(view.asOf.slice(0, 4))).length,
      unit: '宗',
      note: say('目标 0', 'None is wanted'),
    },
    {
      name: say('恢复耕地', 'Restored'),
      value: totalOf(rows, ({ restored }) => restored),
      unit: '亩',
    },
    ...tilesBy(
      'outcome',
      landCases.fields.find(({ id }) => id === 'outcome')?.choices ?? [],
      rows,
      ({ outcome }) => outcome,
      (own) => ({ value: own.length, unit: '宗' }),
    ),
  ],
  order: (one, other) => byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'],
});
