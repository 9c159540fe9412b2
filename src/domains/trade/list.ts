import { inForce } from '../../core/register/index.ts';
import { column, covered, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { listingOutlook, type ListingOutlook } from './outlook.ts';
import { listingRules, shops, shopSales, upgrades } from './registers.ts';

const yuan = { unit: '元', decimals: 2 } as const;

type JudgedShop = Judgement & { outlook: ListingOutlook | null; months: number };

export const shopList = list<typeof shops, JudgedShop>({
  register: shops,
  judge: async (view, rows) => {
    const [sales, rules] = [await view.list(shopSales), await view.list(listingRules)];
    const version = inForce(rules.rows, view.asOf);
    const byShop = Map.groupBy(
      sales.rows.filter(({ month }) => /^\d{4}-\d{2}$/.test(month)),
      ({ shop }) => shop.id,
    );
    return new Map(
      rows.map((row): [string, JudgedShop] => {
        const own = (byShop.get(row.id) ?? []).map(({ month, sales: amount }) => ({ month, amount }));
        const threshold = version?.[row.branch] ?? null;
        const of = { outlook: null, months: own.length };
        if (row.listed !== null)
          return [
            row.id,
            { ...of, ...lit('green', `${row.listed} 已入统。`, `In the statistics since ${row.listed}.`) },
          ];
        if (!version || threshold === null)
          return [
            row.id,
            { ...of, ...lit('grey', '没有当日有效的入统规则或门槛。', 'No rule or threshold is in force.') },
          ];
        const outlook = listingOutlook(threshold, row.opened.slice(0, 7), own, {
          newFrom: version.new_from.slice(0, 7),
          monthlyDay: version.monthly_day,
          yearlyBy: version.yearly_by,
          ...(version.second_by !== null && { secondBy: version.second_by }),
        });
        return [row.id, { ...of, outlook, ...listingLight(outlook, view.asOf) }];
      }),
    );
  },
  columns: [
    shop('so-far', '本年累计', 'So far', ({ soFar }) => Number(soFar), yuan),
    shop(
      'crosses',
      '达标月',
      'Crosses in',
      ({ expected }) => expected.crosses ?? lacking('一年内到不了门槛', 'no year reaches it'),
    ),
    shop('between', '达标区间（80%）', 'Between (80 %)', ({ early, late }) =>
      say(
        `${early.crosses ?? '不到'} ～ ${late.crosses ?? '不到'}`,
        `${early.crosses ?? 'never'} to ${late.crosses ?? 'never'}`,
      ),
    ),
    shop('kind', '途径', 'Way', ({ expected: { kind } }) =>
      kind === null
        ? null
        : kind === 'monthly'
          ? say('月度（新开业）', 'By month (new)')
          : say('年度（老主体）', 'By year (old)'),
    ),
    shop('file', '申报截止', 'File by', ({ expected }) => expected.file),
    shop('reports', '起报月', 'Reports from', ({ expected }) => expected.reportsFrom),
    shop('counts', '本年计入', 'Counts this year', ({ expected: { crosses, countsThisYear: all } }) =>
      crosses === null
        ? null
        : all.length === 0
          ? say('不计入，次年起', 'not, from next year on')
          : say(`${all.length} 个月（${all.join('、')}）`, `${all.length} months (${all.join(', ')})`),
    ),
    column('months', '已报月数', 'Months known', ({ months }) => months, { decimals: 0 }),
  ],
  tiles: async (_view, rows, judged) => {
    const known = [...judged.values()].filter(({ outlook }) => outlook !== null).length;
    const open = rows.filter(({ listed }) => listed === null).length;
    return [
      { name: say('已入统', 'In the statistics'), value: rows.length - open, unit: '家', filter: 'listed is not none' },
      ...covered('未入统，算得出的', 'Not in, and computed', known, open, '家', {
        note: say(
          `未入统 ${open} 家，其余月销售不足三个月或没有规则`,
          `${open} are not in; the others have fewer than three months or no rule`,
        ),
      }),
    ];
  },
  notes: async () => [
    say(
      '以后每月按近三月均值，区间按近十二月波动（正态，自定）。新企业走月度、老企业走年度。',
      'Later months: mean of the last three, interval by the spread of the last twelve (normal, our choice). New firms by month, old ones by year.',
    ),
  ],
  sections: (view, { id }) => related(view, shopSales, 'shop', id, ['sales']),
  order: ({ judged: a }, { judged: b }) =>
    (a?.outlook?.expected.file ?? '9999').localeCompare(b?.outlook?.expected.file ?? '9999'),
});

function shop(
  id: string,
  zh: string,
  en: string,
  of: (outlook: ListingOutlook) => ReturnType<Parameters<typeof column<JudgedShop>>[3]>,
  more: object = {},
) {
  return column<JudgedShop>(
    id,
    zh,
    en,
    ({ outlook, months, light }) =>
      outlook ? of(outlook) : light === 'green' ? null : lacking(`月销售只有 ${months} 个月`, `${months} months only`),
    more,
  );
}

function listingLight(outlook: ListingOutlook | null, asOf: string): Judgement {
  if (!outlook) return lit('grey', '月销售不足三个月，不推算。', 'Fewer than three months: nothing is computed.');
  const { crosses, file, reportsFrom } = outlook.expected;
  if (crosses === null || file === null)
    return lit('grey', '照近三月，一年内到不了门槛。', 'At the last three months no year reaches the threshold.');
  if (crosses > outlook.newest)
    return lit(
      'green',
      `预计 ${crosses} 达标，${file} 前申报，${reportsFrom} 起报。`,
      `Expected to cross in ${crosses}; file by ${file}, reports from ${reportsFrom}.`,
    );
  if (file < asOf)
    return lit(
      'red',
      `${crosses} 已达标，${file} 的申报日已过。`,
      `Crossed in ${crosses}; the filing day ${file} has passed.`,
    );
  const days = Math.round((Date.parse(file) - Date.parse(asOf)) / 86_400_000);
  return lit(
    'yellow',
    `${crosses} 已达标，离申报截止 ${file} 还有 ${days} 天。`,
    `Crossed in ${crosses}; ${days} days until ${file}.`,
  );
}

export const upgradeList = list<typeof upgrades>({
  register: upgrades,
  judge: async (view, rows) => {
    const [all, inside] = [rows, (await view.list(shops)).rows];
    return new Map(
      all.map(({ id, stage, clock, before, after }): [string, Judgement] => {
        const own = inside.filter(({ upgrade }) => upgrade?.id === id);
        const listed = own.filter(({ listed: on }) => on !== null).length;
        const firms = say(
          `内有主体 ${own.length} 家，入统 ${listed} 家`,
          `${own.length} firms in it, ${listed} in the statistics`,
        );
        if (stage === 'raised' && before !== null && after !== null)
          return Number(after) > Number(before)
            ? [
                id,
                lit(
                  'green',
                  `年销售由 ${before} 升到 ${after} 元；${firms.zh}。`,
                  `Sales rose from ${before} to ${after}; ${firms.en}.`,
                ),
              ]
            : [id, lit('red', `提质后年销售没有增加；${firms.zh}。`, `Sales did not rise; ${firms.en}.`)];
        const due = clock?.due.due ?? null;
        const over = due !== null && due < view.asOf;
        return [
          id,
          over
            ? lit('red', `本阶段超过时限 ${due}；${firms.zh}。`, `Beyond its limit ${due}; ${firms.en}.`)
            : lit('yellow', `还没有提质完成；${firms.zh}。`, `Not raised yet; ${firms.en}.`),
        ];
      }),
    );
  },
  sections: (view, { id }) => related(view, shops, 'upgrade', id, ['branch', 'opened', 'listed']),
});
