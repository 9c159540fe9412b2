import { seeded } from '../../src/core/random/index.ts';

/** Made-up records of farming, funds, trade, the cluster and opening up: part of `demo-records.json`. */

interface Row {
  id: string;
  values: Record<string, string | number | boolean | string[]>;
  stage?: string | null;
  passed?: Record<string, string>;
}
interface Batch {
  register: string;
  records: Row[];
  /** Day on which they were known; absent: the day of the demonstration. */
  on?: string;
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0');
const yuan = (value: number) => value.toFixed(2);
const rows = (register: string, records: Row[]): Batch => ({ register, records });
const years = [2021, 2022, 2023, 2024, 2025, 2026];

/** Records by the year of their day, each year known at its end, what is older at the begin of the demonstration. */
function yearly(register: string, records: Row[], dayOf: (row: Row) => string): Batch[] {
  const groups = Map.groupBy(records, (row) => Math.max(2020, Number(dayOf(row).slice(0, 4))));
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([year, own]) => {
      const on = year === 2020 ? '2021-01-05' : `${year}-12-28`;
      return { register, records: own, ...(year < 2026 && { on }) };
    });
}

/** A code whose check digit holds (GB 32100-2015); its subject is made up: 演示 businesses have no other. */
function codeOf(n: number, begin = '93520181MA'): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `${begin}${pad(n, 17 - begin.length)}`;
  const sum = [...body].reduce((total, digit, at) => total + alphabet.indexOf(digit) * (3 ** at % 31), 0);
  return body + alphabet[(31 - (sum % 31)) % 31];
}

const towns = [
  '520181100',
  '520181101',
  '520181102',
  '520181103',
  '520181104',
  '520181105',
  '520181201',
  '520181203',
  '520181204',
];
const trades = ['maple', 'vegetable', 'fruit', 'tea', 'livestock'];
const crops: Readonly<Record<string, [string, number, number]>> = {
  maple: ['枫香苗木', 320, 6],
  vegetable: ['辣椒', 1450, 3.2],
  fruit: ['酥李', 980, 5.4],
  tea: ['绿茶', 62, 120],
};

/** Farm businesses with harvests that keep their balances, animals, labels, processing. */
function farms(): Batch[] {
  const random = seeded(19);
  const entities: Row[] = [];
  const harvests: Row[] = [];
  const herds: Row[] = [];
  for (let n = 1; n <= 60; n += 1) {
    const kind = ['farm', 'cooperative', 'farm', 'leading', 'farm', 'grower'][n % 6] ?? 'farm';
    const trade = trades[n % 5] ?? 'fruit';
    const id = `farm-${n}`;
    entities.push({
      id,
      values: {
        name: `演示${{ farm: '家庭农场', cooperative: '合作社', leading: '农业公司', grower: '大户' }[kind] ?? ''}${pad(n, 3)}`,
        kind,
        ...(n !== 12 && kind !== 'grower' && { code: codeOf(n) }),
        registered: `${2015 + (n % 11)}-0${1 + (n % 9)}-15`,
        bureau: 'agri',
        town: towns[n % towns.length] ?? '520181100',
        trade,
        ...(n % 7 === 0 && { level: 'city' }),
        members: Math.round(3 + random() * 60),
        capital: yuan(20_000 * Math.round(1 + random() * 50)),
      },
    });
    if (n % 10 === 0) continue;
    if (trade === 'livestock') {
      for (const quarter of [1, 2, 3]) {
        const opening = 400 + Math.round(random() * 900);
        const [born, bought, sold, died, moved] = [
          Math.round(opening * 0.3),
          Math.round(opening * 0.1),
          Math.round(opening * 0.35),
          Math.round(opening * 0.01),
          5,
        ];
        herds.push({
          id: `herd-${n}-${quarter}`,
          values: {
            entity: id,
            year: 2026,
            quarter,
            kind: 'pig',
            opening,
            born,
            bought,
            sold,
            died,
            moved,
            closing: opening + born + bought - sold - died - moved,
          },
        });
      }
      continue;
    }
    const [crop, rate, price] = crops[trade] ?? ['其他', 100, 1];
    const area = Math.round((20 + random() * 280) * 10) / 10;
    const output = Math.round(area * rate) / 1000;
    const value = Math.round(output * 1000 * price) / 10_000;
    harvests.push({
      id: `harvest-${n}`,
      values: {
        entity: id,
        year: 2026,
        trade,
        crop,
        area,
        land: Math.round(area * 0.8 * 10) / 10,
        rate,
        output,
        price,
        value,
        processed: Math.round(output * (480 + random() * 300)) / 1000,
      },
    });
  }
  // Of some, the years before: year by year more of the harvest is processed.
  for (const year of years.slice(0, 5))
    for (const n of [1, 2, 3, 6, 7, 8]) {
      const [trade, area] = [trades[n % 5] ?? 'fruit', 60 + 15 * n];
      const [crop, rate, price] = crops[trade] ?? ['其他', 100, 1];
      const output = Math.round(area * rate) / 1000;
      harvests.push({
        id: `harvest-${n}-${year}`,
        values: {
          entity: `farm-${n}`,
          year,
          trade,
          crop,
          area,
          rate,
          output,
          price,
          value: Math.round(output * 1000 * price) / 10_000,
          processed: Math.round(output * (510 + 24 * (year - 2021))) / 1000,
        },
      });
    }
  const labels = Array.from({ length: 14 }, (_, n): Row => ({
    id: `label-${n + 1}`,
    values: {
      number: `演示LB-52-${pad(n + 1, 4)}`,
      product: `演示${['辣椒', '酥李', '绿茶', '黄瓜'][n % 4] ?? ''}`,
      entity: `farm-${1 + n * 4}`,
      kind: ['green', 'organic', 'green', 'origin'][n % 4] ?? 'green',
      issued: `202${3 + (n % 3)}-${pad(1 + ((n * 5) % 12))}-10`,
      ...(n % 4 === 1 && { expires: `2027-0${1 + (n % 8)}-09` }),
      ...(n === 8 && { renewing: '2026-10-12' }),
    },
  }));
  const processing = ['辣椒酱', '酥李果汁', '茶饮料', '生猪屠宰', '冷链分拣', '枫香精油'].map((name, n): Row => {
    const line = ['talks', 'signed', 'building', 'running'];
    const stage = line[[3, 2, 3, 2, 1, 0][n] ?? 0] ?? 'talks';
    const passed = Object.fromEntries(
      line
        .slice(0, line.indexOf(stage) + 1)
        .map((step, at) => [step, `202${4 + Math.floor((at + n) / 4)}-${pad(1 + ((at * 3 + n) % 9))}-20`])
        .toSorted(),
    );
    return {
      id: `processing-${n + 1}`,
      stage,
      passed,
      values: {
        name: `演示${name}项目`,
        trade: ['vegetable', 'fruit', 'tea', 'livestock', 'vegetable', 'maple'][n] ?? 'other',
        bureau: 'agri',
        town: towns[n] ?? '520181100',
        cost: yuan(8_000_000 * (n + 2)),
        contract: `演示合同〔2024〕${n + 1}号`,
        permit: `演示许可〔2025〕${n + 1}号`,
        capacity: 3000 * (n + 1),
        ...(n !== 2 && { output: 2000 * (n + 1) }),
      },
    };
  });
  return [
    ...yearly('farm-entities', entities, ({ values }) => String(values.registered)),
    ...yearly('harvests', harvests, ({ values }) => String(values.year)),
    rows('herds', herds),
    rows('farm-processing', processing),
    rows('farm-labels', labels),
  ];
}

/** The fund and the pool from their first entry, year by year; what they hold agrees with the demonstration's indicators. */
function money(): Batch[] {
  const funds: Row[] = [
    {
      id: 'rural-fund',
      values: {
        name: '乡村振兴发展基金',
        kind: 'fund',
        bureau: 'finance',
        target: '200000000.00',
        basis: '演示〔2022〕1号',
      },
    },
    {
      id: 'risk-pool',
      values: {
        name: '农业担保风险补偿基金池',
        kind: 'pool',
        bureau: 'finance',
        target: '20000000.00',
        multiple: 10,
        share: 40,
        breaker: 5,
        measure: 'released',
        basis: '演示〔2022〕2号',
      },
    },
  ];
  const entries: Row[] = [];
  const count = new Map<string, number>();
  const enter = (
    fund: string,
    on: string,
    debit: string,
    credit: string,
    amount: number,
    note: string,
    more: Row['values'] = {},
  ) => {
    const n = (count.get(fund + on.slice(0, 4)) ?? 0) + 1;
    count.set(fund + on.slice(0, 4), n);
    const voucher = `${fund === 'rural-fund' ? '发' : '池'}${on.slice(0, 4)}-${pad(n, 3)}`;
    entries.push({
      id: `entry-${fund}-${on.slice(0, 4)}-${n}`,
      values: {
        fund,
        on,
        voucher,
        line: 1,
        debit,
        credit,
        amount: yuan(amount),
        document: `演示拨〔${on.slice(0, 4)}〕${pad(n, 3)}号`,
        bureau: 'finance',
        note,
        ...more,
      },
    });
  };
  for (const [year, amount] of [
    [2022, 40_000_000],
    [2023, 36_000_000],
    [2024, 34_000_000],
    [2025, 32_000_000],
    [2026, 26_000_000],
  ] as const) {
    enter('rural-fund', `${year}-03-20`, 'bank', 'raised', amount, '财政注资');
    enter('rural-fund', `${year}-06-18`, 'bank', 'award', 2_000_000, '上级奖补');
    enter('rural-fund', `${year}-08-10`, 'invested', 'bank', amount * 0.8, '投放产业项目');
    enter('rural-fund', `${year}-09-21`, 'bank', 'interest', 21_345.67, '存款利息');
    if (year > 2022) enter('rural-fund', `${year}-10-15`, 'bank', 'earned', 312_500, '投放收益');
  }
  for (const [year, amount] of [
    [2022, 12_400_000],
    [2023, 1_500_000],
    [2024, 1_400_000],
    [2025, 1_500_000],
    [2026, 1_300_000],
  ] as const) {
    enter(
      'risk-pool',
      `${year}-02-25`,
      'bank',
      year === 2022 ? 'raised' : 'added',
      amount,
      year === 2022 ? '首次筹集' : '追加',
    );
    enter(
      'risk-pool',
      `${year}-12-05`.slice(0, 10) > '2026-11-20' ? '2026-09-30' : `${year}-12-05`,
      'bank',
      'interest',
      18_432.1,
      '存款利息',
    );
  }
  const random = seeded(20);
  const loans: Row[] = [];
  const repayments: Row[] = [];
  const supports: Row[] = [];
  const rules = ['rule-share', 'rule-county', 'rule-start'];
  for (let n = 1; n <= 40; n += 1) {
    const year = 2022 + (n % 5);
    const from = `${year}-${pad(1 + ((n * 5) % 10))}-15`;
    const to = `${year + 1}-${pad(1 + ((n * 5) % 10))}-15`;
    const principal = n === 7 ? 10_000_100 : Math.round(20 + random() * 180) * 10_000;
    const paidBy = n === 11 || n === 26;
    const ended = to < '2026-11-01';
    const stage = paidBy ? 'defaulted' : ended ? 'released' : 'open';
    loans.push({
      id: `loan-${n}`,
      stage,
      passed: { open: from, ...(stage !== 'open' && { [stage]: to }) },
      values: {
        contract: `演示贷${year}-${pad(n, 3)}`,
        borrower: `演示家庭农场${pad(n, 3)}`,
        code: codeOf(n),
        bank: '演示农商行',
        bureau: 'finance',
        principal: yuan(principal),
        from,
        to,
        rate: 4.35,
        rule: n === 7 ? 'rule-share' : (rules[n % 3] ?? 'rule-share'),
        pool: 'risk-pool',
        guaranteed: yuan(principal),
        use: '种养周转',
        ...(paidBy && { paid: yuan(120_000), recovered: yuan(n === 11 ? 30_000 : 0) }),
      },
    });
    if (n % 4 === 0)
      repayments.push({
        id: `repayment-${n}`,
        values: {
          loan: `loan-${n}`,
          on: `${year}-${pad(Math.min(12, 3 + ((n * 5) % 10)))}-01`,
          amount: yuan(Math.round(principal * 0.25)),
          document: `演示回单${n}`,
        },
      });
    if (paidBy) {
      enter('risk-pool', to, 'paid', 'bank', 48_000, `代偿 演示贷${year}-${pad(n, 3)}（池分担 40%）`, {
        loan: `loan-${n}`,
      });
      if (n === 11)
        enter(
          'risk-pool',
          `${year + 1}-12-20` > '2026-11-20' ? '2026-10-20' : `${year + 1}-12-20`,
          'bank',
          'recovered',
          12_000,
          '追偿',
          { loan: `loan-${n}` },
        );
    }
    if (n % 6 === 0) {
      const name = `演示家庭农场${pad(n, 3)}`;
      supports.push({
        id: `support-${n}a`,
        values: { name, code: codeOf(n), kind: 'fee', matter: '担保费补贴', year, amount: yuan(3200), bureau: 'agri' },
      });
      supports.push({
        id: `support-${n}b`,
        values: {
          name: `演示合作社${pad(n, 3)}`,
          kind: 'honest',
          matter: '诚信奖补',
          year,
          amount: yuan(5000),
          bureau: 'agri',
        },
      });
      if (n % 12 === 0)
        supports.push({
          id: `support-${n}c`,
          values: {
            name,
            code: codeOf(n),
            kind: 'interest',
            matter: '乡村振兴贷贴息',
            year,
            amount: yuan(6100.5),
            bureau: 'finance',
            loan: `loan-${n}`,
          },
        });
    }
  }
  const closings = ['rural-fund', 'risk-pool'].flatMap((fund) =>
    ['2022-12-31', '2023-12-31', '2024-12-31', '2025-12-31', '2026-09-30'].map((through): Row => {
      const own = entries.filter(({ values }) => values.fund === fund && String(values.on) <= through);
      const cents = (pick: (row: Row) => number) => own.reduce((sum, row) => sum + pick(row), 0) / 100;
      const of = (row: Row) => Math.round(Number(row.values.amount) * 100);
      const bank = cents((row) =>
        row.values.debit === 'bank' ? of(row) : row.values.credit === 'bank' ? -of(row) : 0,
      );
      return {
        id: `closing-${fund}-${through.slice(0, 7)}`,
        values: { fund, through, entries: own.length, debits: yuan(cents(of)), bank: yuan(bank) },
      };
    }),
  );
  const lpr = [
    ['2021-12-20', 3.8],
    ['2022-01-20', 3.7],
    ['2022-08-22', 3.65],
    ['2023-06-20', 3.55],
    ['2023-08-21', 3.45],
    ['2024-07-22', 3.35],
    ['2024-10-21', 3.1],
    ['2025-05-20', 3],
  ] as const;
  const ruled: Row[] = [
    {
      id: 'rule-share',
      values: {
        name: '新型主体贷款贴息（演示）',
        since: '2022-01-01',
        kind: 'share',
        bands: 'whole',
        upto1: '10000000.00',
        share1: 50,
        upto2: '50000000.00',
        share2: 25,
        share3: 15,
        year_cap: '1000000.00',
        lpr_day: 'start',
        basis: 'b360',
        source: '演示办法，体例参照湘农联〔2022〕22号',
      },
    },
    {
      id: 'rule-county',
      values: {
        name: '县级固定贴息（演示）',
        since: '2022-01-01',
        kind: 'fixed',
        rate: 2,
        cap: '1000000.00',
        order: 'daily',
        basis: 'b365',
        source: '演示办法',
      },
    },
    {
      id: 'rule-start',
      values: {
        name: '创业担保贷款（演示）',
        since: '2022-01-01',
        kind: 'above',
        points: -150,
        lpr_day: 'start',
        cap: '300000.00',
        order: 'before',
        basis: 'b360',
        source: '演示办法',
      },
    },
  ];
  return [
    rows('funds', funds),
    rows(
      'lpr',
      lpr.map(([since, rate]): Row => ({
        id: `lpr-${since}`,
        values: { term: 'y1', since, rate, source: '演示：按公开报价抄录，用前请核' },
      })),
    ),
    rows('subsidy-rules', ruled),
    rows('farm-loans', loans),
    rows('loan-repayments', repayments),
    ...yearly('fund-entries', entries, ({ values }) => String(values.on)),
    rows('fund-closings', closings),
    rows('farm-supports', supports),
  ];
}

/** Named projects, firms near the threshold, sights with their areas, three counts of visitors, a checklist. */
function trade(): Batch[] {
  const random = seeded(11);
  const named: [string, string, string, string][] = [
    ['杉杉奥特莱斯', 'A-58', 'buy', 'running'],
    ['吾悦广场', 'A-59', 'buy', 'running'],
    ['华丰国际食品城', 'A-60', 'food', 'building'],
    ['寻味贵州', 'A-61', 'food', 'building'],
    ['乡愁贵州', 'A-62', 'sights', 'running'],
    ['时光贵州', 'A-63', 'fun', 'raised'],
    ['黔门茶肆大观园', 'A-55', 'sights', 'planned'],
    ['东盟产品交易中心', 'A-56', 'buy', 'planned'],
    ['云湾商业步行街', 'A-57', 'buy', 'planned'],
    ['暗流河风景名胜区', 'A-64', 'sights', 'building'],
  ];
  const line = ['planned', 'building', 'running', 'raised'];
  const upgrades = named.map(([name, code, kind, stage], n): Row => ({
    id: `upgrade-${n + 1}`,
    stage,
    passed: Object.fromEntries(
      line.slice(0, line.indexOf(stage) + 1).map((step, at) => [step, `${2023 + at}-${pad(2 + (n % 9))}-10`]),
    ),
    values: {
      name,
      serves: `commitment/${code}`,
      kind,
      bureau: n < 3 || n > 6 ? 'commerce' : 'tourism',
      cost: yuan(20_000_000 * (n + 1)),
      before: yuan(30_000_000 + n * 1_000_000),
      ...(stage === 'raised' && { after: yuan(41_500_000) }),
    },
  }));
  const shops: Row[] = [];
  const sales: Row[] = [];
  const months = Array.from({ length: 22 }, (_, n) => `${2025 + Math.floor(n / 12)}-${pad(1 + (n % 12))}`);
  for (let n = 1; n <= 36; n += 1) {
    const branch = ['retail', 'catering', 'lodging', 'wholesale'][n % 4] ?? 'retail';
    const size = { retail: 420_000, catering: 175_000, lodging: 170_000, wholesale: 1_700_000 }[branch] ?? 0;
    const isNew = n % 3 === 0;
    const opened = isNew ? `2026-0${1 + (n % 4)}-08` : `20${15 + (n % 9)}-05-20`;
    shops.push({
      id: `shop-${n}`,
      values: {
        name: `演示商贸${pad(n, 3)}`,
        code: codeOf(n, '91520181MA'),
        branch,
        opened,
        bureau: 'commerce',
        town: towns[n % towns.length] ?? '520181100',
        ...(n <= 12 && { upgrade: `upgrade-${1 + (n % 6)}` }),
        ...(n % 5 === 1 && { listed: '2024-01-01' }),
      },
    });
    if (n === 17) continue;
    const own = size * (0.7 + random() * 0.7);
    for (const month of months)
      if (month >= opened.slice(0, 7))
        sales.push({
          id: `sales-${n}-${month}`,
          values: { shop: `shop-${n}`, month, sales: yuan(Math.round(own * (0.9 + random() * 0.2) * 100) / 100) },
        });
  }
  // Shops that are in the statistics already: more every year.
  for (let n = 1; n <= 44; n += 1) {
    const year = n <= 26 ? 2016 + (n % 5) : 2021 + Math.floor((n - 27) / 3);
    shops.push({
      id: `listed-${n}`,
      values: {
        name: `演示限上单位${pad(n, 3)}`,
        code: codeOf(n, '91520181MB'),
        branch: ['retail', 'catering', 'lodging', 'wholesale'][n % 4] ?? 'retail',
        opened: `${year - 2}-04-10`,
        listed: `${year}-${pad(1 + ((n * 5) % 10))}-01`,
        bureau: 'commerce',
        town: towns[n % towns.length] ?? '520181100',
      },
    });
  }
  const listing: Row[] = [
    {
      id: 'listing-2026',
      values: {
        since: '2026-01-01',
        new_from: '2025-10-01',
        monthly_day: 25,
        yearly_by: '11-20',
        second_by: '01-05',
        wholesale: '20000000.00',
        retail: '5000000.00',
        lodging: '2000000.00',
        catering: '2000000.00',
        source: '演示：门槛按四上标准，截止日按公开规程体例，用前按本年通知核',
      },
    },
  ];
  const sites = [
    [
      '红枫湖景区',
      'a3',
      'a4',
      9,
      3,
      [
        ['码头', 9000, 2, 1],
        ['湖滨步道', 26_000, 4, 1.5],
        ['草坪', 60_000, 20, 1],
      ],
    ],
    [
      '时光贵州',
      'a4',
      'a4',
      12,
      2.5,
      [
        ['老街', 30_000, 2.5, 1],
        ['广场', 8000, 1.5, 0.5],
      ],
    ],
    ['暗流河', 'none', 'a3', 8, 3, [['峡谷步道', 12_000, 3, 2]]],
    ['乡愁贵州', 'none', 'a3', 10, 0, []],
  ] as const;
  const spots: Row[] = [];
  const visits: Row[] = [];
  const sights = sites.map(([name, grade, aims, open, stay, parts], n): Row => {
    for (const [at, [part, area, each, own]] of parts.entries())
      spots.push({ id: `spot-${n}-${at}`, values: { site: `site-${n + 1}`, name: part, area, each, stay: own } });
    return {
      id: `site-${n + 1}`,
      values: { name, grade, aims, bureau: 'tourism', town: '520181100', open, ...(stay > 0 && { stay }) },
    };
  });
  for (let month = 1; month <= 10; month += 1) {
    const key = `2026-${pad(month)}`;
    for (const n of [1, 2, 3])
      visits.push({
        id: `gate-${n}-${month}`,
        values: {
          month: key,
          kind: 'gate',
          site: `site-${n}`,
          visits: Math.round(60_000 / n + random() * 30_000),
          peak: Math.round((n === 2 ? 62_000 : 9000) * (0.6 + random() * 0.5)),
          method: '闸机',
          bureau: 'tourism',
        },
      });
    visits.push({
      id: `night-${month}`,
      values: {
        month: key,
        kind: 'night',
        visits: Math.round(90_000 + random() * 20_000),
        method: '住宿登记',
        bureau: 'tourism',
      },
    });
  }
  const season = [0.05, 0.08, 0.06, 0.08, 0.1, 0.08, 0.12, 0.13, 0.07, 0.12, 0.06, 0.05];
  const estimated = [960, 826, 1090, 1210, 1307, 1438];
  for (const [at, year] of years.entries())
    for (const [n, part] of season.entries()) {
      const [month, low] = [`${year}-${pad(n + 1)}`, year === 2022 && n >= 2 && n <= 5];
      if (month > '2026-10') break;
      visits.push({
        id: `estimate-${month}`,
        values: {
          month,
          kind: 'estimate',
          visits: Math.round((estimated[at] ?? 0) * 10_000 * part * (low ? 0.65 : 1) * (0.97 + random() * 0.06)),
          method: '抽样测算',
          bureau: 'tourism',
        },
      });
    }
  const items = (
    [
      ['service', '旅游交通', 130, 118],
      ['service', '游览', 235, 205],
      ['service', '旅游安全', 80, 72],
      ['service', '卫生', 140, 121],
      ['service', '综合管理', 200, null],
      ['sights', '资源要素价值', 60, 51],
      ['sights', '景观市场价值', 40, 36],
      ['opinion', '游客意见', 100, 88],
    ] as const
  ).map(([part, item, full, score], n): Row => ({
    id: `rating-${n + 1}`,
    values: {
      site: 'site-1',
      version: 'v2003',
      part,
      item,
      full,
      ...(score !== null && { score }),
      ...(score === null && { lacks: '智慧管理平台未验收' }),
    },
  }));
  return [
    rows('trade-upgrades', upgrades),
    ...yearly('shops', shops, ({ values }) => String(values.listed ?? '2026')),
    rows('shop-sales', sales),
    rows('listing-rules', listing),
    rows('tourist-sites', sights),
    rows('site-spots', spots),
    ...yearly('visits', visits, ({ values }) => String(values.month)),
    rows('rating-items', items),
  ];
}

/** Members of the cluster, each once, three years of figures; agreements, items and foreign trade. */
function outside(): Batch[] {
  const random = seeded(17);
  const layout: [string, string, string, string][] = [
    ['杉杉奥特莱斯', 'core', '中高端消费核心区', 'running'],
    ['吾悦广场', 'core', '中高端消费核心区', 'running'],
    ['华丰国际食品城', 'core', '中高端消费核心区', 'running'],
    ['演示建材市场', 'belt', '百亿产业带', 'running'],
    ['演示汽车城', 'belt', '百亿产业带', 'running'],
    ['演示冷链园', 'belt', '贵黄产业带', 'running'],
    ['演示农产品批发市场', 'belt', '贵黄产业带', 'building'],
    ['时光贵州', 'circle', '老马河文旅商圈', 'running'],
    ['演示职教城商业街', 'circle', '老马河文旅商圈', 'building'],
    ['演示老城商业街', 'circle', '老城商圈', 'running'],
    ['演示综合体', 'circle', '城北商圈', 'planned'],
    ['演示物流园', 'more', '物流', 'running'],
    ['演示电商园', 'more', '电商', 'running'],
    ['东盟产品交易中心', 'more', '会展', 'planned'],
  ];
  const figures: Row[] = [];
  // What the members of one measure come to, of which each has its part (亿元).
  const sums: [number, number][] = [
    [2021, 262],
    [2022, 283],
    [2023, 320],
    [2024, 358],
    [2025, 400],
  ];
  const adding = layout.flatMap(([, , , stage], n) =>
    stage === 'running' && n !== 12 && n !== 9 && n !== 4 ? [n] : [],
  );
  const weights = new Map(adding.map((n) => [n, 0.6 + random() * 0.8]));
  const whole = adding.reduce((sum, n) => sum + (weights.get(n) ?? 0) * (n === 11 ? 0.8 : 1), 0);
  const members = layout.map(([name, part, area, stage], n): Row => {
    const id = `member-${n + 1}`;
    const measure = n === 9 ? 'lodging' : n === 4 ? 'goods' : 'revenue';
    if (stage === 'running' && n !== 12)
      for (const [year, sum] of sums) {
        const amount = (10_000 * sum * (weights.get(n) ?? 0.5)) / whole;
        figures.push({
          id: `figure-${n + 1}-${year}`,
          values: {
            member: id,
            year,
            measure,
            amount: yuan(amount),
            ...(n === 11 && { internal: yuan(amount * 0.2) }),
            source: '演示',
          },
        });
      }
    return {
      id,
      stage,
      passed: { [stage]: '2024-06-01' },
      values: {
        cluster: 'services',
        name,
        part,
        area,
        bureau: 'commerce',
        ...(n === 7 && { also: '职教城商圈' }),
        ...(stage === 'running' && { opened: '2019-05-01' }),
      },
    };
  });
  const partners: [string, string, string, string, string, string][] = [
    ['都拉营班列合作协议', 'port', '演示物流公司', 'landed', '2024-05-10', 'E-15'],
    ['双龙—改貌联动备忘录', 'hub', '演示枢纽管委会', 'signed', '2025-03-18', 'E-14'],
    ['贵安配套框架协议', 'guian', '演示贵安企业', 'landed', '2024-09-01', 'E-12'],
    ['铁路外迁路地协议', 'railway', '演示铁路局', 'signed', '2026-02-20', 'E-13'],
    ['东盟院校联合培养协议', 'week', '演示东盟院校', 'landed', '2025-08-20', 'E-16'],
    ['东盟职教师资互访协议', 'week', '演示职业学院', 'signed', '2026-08-21', 'E-16'],
    ['铝材出口合作协议', 'trade', '演示贸易公司', 'signed', '2026-01-12', 'E-12'],
  ];
  const agreements = partners.map(([title, topic, partner, stage, signed, code], n): Row => ({
    id: `agreement-${n + 1}`,
    stage,
    passed: { signed, ...(stage === 'landed' && { landed: '2026-03-15' }) },
    values: {
      title: `演示${title}`,
      topic,
      serves: `commitment/${code}`,
      partner,
      kind: n === 0 ? 'corridor' : 'agreement',
      number: `演示〔${signed.slice(0, 4)}〕${n + 1}号`,
      signed,
      lead: ['logistics', 'logistics', 'invest', 'transport', 'education', 'education', 'commerce'][n] ?? 'invest',
      ...(stage === 'landed' && {
        result: ['开行 46 列', '', '配套企业 18 家', '', '联合培养 120 人次'][n] ?? '',
        amount: yuan(1200 * (n + 1)),
      }),
      ...(n === 3 && { progress: '2026-09-30' }),
    },
  }));
  const steps = partners.flatMap((_, n) =>
    [1, 2].map((step): Row => ({
      id: `step-${n + 1}-${step}`,
      values: {
        agreement: `agreement-${n + 1}`,
        step: step === 1 ? '成立专班' : '形成成果',
        due: step === 1 ? '2026-05-31' : '2027-06-30',
        ...(step === 1 && n !== 6 && n !== 1 && { done: '2026-04-28', proof: `演示纪要${n + 1}` }),
      },
    })),
  );
  const items = Array.from({ length: 12 }, (_, n): Row => {
    const topic = ['week', 'port', 'hub', 'guian'][n % 4] ?? 'week';
    const code = { week: 'E-16', port: 'E-15', hub: 'E-14', guian: 'E-12' }[topic];
    return {
      id: `item-${n + 1}`,
      values: {
        title: `演示${{ week: '交流周活动', port: '物流港事项', hub: '枢纽事项', guian: '配套事项' }[topic] ?? ''}${1 + Math.floor(n / 4)}`,
        topic,
        year: 2026,
        serves: `commitment/${code ?? ''}`,
        lead: { week: 'education', port: 'logistics', hub: 'logistics', guian: 'invest' }[topic] ?? 'invest',
        due: `2026-${pad(3 + n)}-25`.slice(0, 10) > '2026-12-25' ? '2026-12-25' : `2026-${pad(3 + n)}-25`,
        ...(n < 6 && { done: `2026-${pad(3 + n)}-20`, count: 2 + n, unit: topic === 'port' ? '列' : '项' }),
      },
    };
  });
  for (const [year, n] of [
    [2021, 5],
    [2022, 6],
    [2023, 8],
    [2024, 9],
    [2025, 11],
  ] as const)
    for (let at = 1; at <= n; at += 1)
      items.push({
        id: `week-${year}-${at}`,
        values: {
          title: `演示教育合作项目${at}`,
          topic: 'week',
          year,
          serves: 'commitment/E-16',
          lead: 'education',
          due: `${year}-12-31`,
          done: `${year}-${pad(1 + at)}-18`,
          count: 1,
          unit: '个',
        },
      });
  const exports: Row[] = [];
  // In 万元 a month: by registration 8.2 亿元 in 2021, 11.4 in 2026.
  const scale = [1.52, 1.69, 1.55, 1.74, 1.92, 2.12];
  for (const month of years.flatMap((year) => Array.from({ length: 12 }, (_, n) => `${year}-${pad(n + 1)}`)))
    for (const [n, [here, registered]] of (
      [
        [true, true],
        [true, false],
        [false, true],
      ] as const
    ).entries()) {
      if (month > '2026-10') break;
      exports.push({
        id: `trade-${month}-${n}`,
        values: {
          month,
          flow: n === 2 && Number(month.slice(5)) % 2 === 0 ? 'import' : 'export',
          firm: `演示企业${pad(n === 2 ? 9 : 5, 3)}`,
          here,
          declarant: registered ? `演示企业${pad(5, 3)}` : '演示外地贸易公司',
          registered,
          value: yuan(
            ([3800, 2600, 700][n] ?? 0) * (scale[Number(month.slice(0, 4)) - 2021] ?? 1) * (0.8 + random() * 0.4),
          ),
          goods: '铝材',
          bureau: 'commerce',
        },
      });
    }
  return [
    rows('clusters', [
      {
        id: 'services',
        values: {
          name: '“123+N”现代服务业集群',
          measure: 'revenue',
          target: 1000,
          year: 2031,
          indicator: 'indicator/services-cluster-output',
          bureau: 'commerce',
        },
      },
    ]),
    rows('cluster-members', members),
    ...yearly('cluster-figures', figures, ({ values }) => String(Number(values.year) + 1)),
    rows('agreements', agreements),
    rows('agreement-steps', steps),
    rows('opening-items', items),
    ...yearly('foreign-trade', exports, ({ values }) => String(values.month)),
  ];
}

/** Everything of this file, each list after those that it refers to. */
export function moneyRecords(): Batch[] {
  return [...farms(), ...money(), ...trade(), ...outside()];
}
