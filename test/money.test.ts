import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { checkRecord } from '../src/core/register/index.ts';
import { isProblem } from '../src/core/measure/index.ts';
import { harvests, herds } from '../src/domains/farms/registers.ts';
import { farms } from '../src/domains/farms/index.ts';
import { accountIds, trialBalance } from '../src/domains/funds/book.ts';
import { funds } from '../src/domains/funds/index.ts';
import { getLoanFile, getLoanSheet } from '../src/domains/subsidies/api.ts';
import { subsidies } from '../src/domains/subsidies/index.ts';
import { opening } from '../src/domains/opening/index.ts';
import { trade } from '../src/domains/trade/index.ts';
import { readSheet } from '../src/evidence/intake/sheet/index.ts';
import { runAction } from '../src/work/registers/list-api.ts';
import { ask } from './ask.ts';
import { gone, signIn, start } from './crash.ts';
import { openRoom, planner, type Room } from './room.ts';
import { hasOffice, savedByOffice } from './soffice.ts';

/** Rooms of money, farming, trade and opening up, over their lists. */

const known = {
  organisation: () => true,
  place: () => true,
  account: () => true,
  object: () => true,
  record: () => true,
};

describe('what must hold within a record', () => {
  const harvest = {
    entity: 'a',
    year: 2026,
    trade: 'fruit',
    crop: '李',
    area: 100,
    rate: 1000,
    output: 100,
    price: 5,
    value: 50,
  };
  const faults = (type: typeof harvests | typeof herds, values: object) =>
    checkRecord(type, { ...values }, known).problems.map(({ field, zh }) => [field, zh]);
  it('is kept by what is right, and not asked of what is empty', () => {
    expect(faults(harvests, harvest)).toEqual([]);
    const { price: _price, ...priceless } = harvest;
    expect(faults(harvests, priceless)).toEqual([]);
  });
  it('names the column that is likely wrong, and by how much', () => {
    expect(faults(harvests, { ...harvest, output: 1000 })[0]).toMatchObject([
      'output',
      expect.stringMatching(/差 900；很可能是“产量”应为 100吨（小数点或单位差 10 倍）$/),
    ]);
    expect(faults(harvests, { ...harvest, area: 123.4, rate: 500, output: 123.4, value: 61.7 })).toMatchObject([
      ['rate', expect.stringContaining('斤与公斤差 2 倍')],
    ]);
    const herd = {
      entity: 'a',
      year: 2026,
      quarter: 1,
      kind: 'pig',
      opening: 120,
      born: 30,
      bought: 0,
      sold: 40,
      died: 1,
      moved: 0,
      closing: 109,
    };
    expect(faults(herds, herd)).toEqual([]);
    expect(faults(herds, { ...herd, closing: 190 })).toMatchObject([['closing', expect.stringMatching(/差 81/)]]);
  });
  it('is told for every slip, and the column that slipped is among those named', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 900 }),
        fc.integer({ min: 100, max: 3000 }),
        fc.constantFrom('area', 'rate'),
        fc.constantFrom(10, 0.1),
        (area, rate, slipped, by) => {
          const right = { ...harvest, area, rate, output: (area * rate) / 1000, price: undefined, value: undefined };
          const [first] = faults(harvests, { ...right, [slipped]: right[slipped as 'area'] * by });
          expect(first?.[1]).toContain(slipped === 'area' ? '收获面积' : '单产');
        },
      ),
    );
  });
});

const today = '2026-11-24';
let room: Room;
beforeAll(async () => {
  room = await openRoom([farms, funds, subsidies, trade, opening], today);
});
afterAll(() => room.close());

test('an empty list, a rule, months: a firm is judged; without the rule it is not', async () => {
  await room.put('shops', '2026-11-01', {
    new: { name: '新店', branch: 'retail', opened: '2026-02-01' },
    old: { name: '老店', branch: 'retail', opened: '2023-05-01' },
    quiet: { name: '没有数的店', branch: 'retail', opened: '2023-05-01' },
  });
  expect((await room.list('shops')).lights).toMatchObject({ grey: 3 });
  const months = ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'];
  const sales = ['700000', '740000', '1200000', '660000', '660000', '660000'];
  await room.put(
    'shop-sales',
    '2026-11-01',
    Object.fromEntries(
      ['new', 'old'].flatMap((shop) =>
        months.map((month, n) => [`${shop}-${month}`, { shop, month, sales: sales[n] ?? '0' }]),
      ),
    ),
  );
  await room.put('listing-rules', '2026-11-01', {
    r: {
      since: '2026-01-01',
      new_from: '2025-10-01',
      monthly_day: 25,
      yearly_by: '11-20',
      retail: '5000000.00',
      source: '规程',
    },
  });
  const { rows, tiles } = await room.list('shops');
  const cells = (id: string) => rows.find((row) => row.id === id)?.judged?.cells;
  expect(cells('new')).toMatchObject({ crosses: '2026-08', file: '2026-09-25', reports: '2026-10' });
  expect(cells('old')).toMatchObject({ crosses: '2026-08', file: '2026-11-20', reports: '2027-01' });
  expect(cells('quiet')?.crosses).toMatchObject({ missing: { zh: '月销售只有 0 个月' } });
  expect(tiles[1]).toMatchObject({ value: 2, note: { zh: expect.stringContaining('未入统 3 家') } });
});

test('goods made here and declared elsewhere are in one calibre only', async () => {
  await room.put('foreign-trade', '2026-11-01', {
    a: { month: '2026-05', flow: 'export', firm: '甲', here: true, declarant: '甲', registered: true, value: '600' },
    b: { month: '2026-05', flow: 'export', firm: '甲', here: true, declarant: '外地', registered: false, value: '400' },
  });
  const { tiles } = await room.list('foreign-trade');
  expect(tiles.slice(0, 2).map(({ value }) => value)).toEqual([600, 1000]);
  expect(tiles[1]?.note?.zh).toContain('回流率 60%');
});

test('an agreement without progress for twelve months is red, one with a result green', async () => {
  await room.put('agreements', '2026-11-01', {
    a: { title: '甲', topic: 'port', partner: '乙', kind: 'agreement', signed: '2025-06-01', stage: 'signed' },
    b: {
      title: '丙',
      topic: 'week',
      partner: '丁',
      kind: 'agreement',
      signed: '2023-06-01',
      result: '120 人',
      stage: 'landed',
    },
  });
  const { rows } = await room.list('agreements');
  expect(Object.fromEntries(rows.map(({ id, judged }) => [id, judged?.light]))).toEqual({ a: 'red', b: 'green' });
});

describe('a fund', () => {
  const fund = { name: '某池', kind: 'pool', multiple: 10, share: 40, breaker: 5, measure: 'released' };
  const entry = {
    fund: 'f',
    voucher: '1',
    line: 1,
    debit: 'bank',
    credit: 'raised',
    amount: '1000.00',
    document: '文 1',
  };
  const act = (list: string, record: string, action: string, values: object) =>
    ask(room.routes, runAction, planner, { params: { list, record, action }, query: {}, body: { base: 1, values } });
  it('is closed up to a day, after which nothing up to it moves, and is corrected forward', async () => {
    await room.put('funds', '2026-01-05', { f: fund });
    await room.put('fund-entries', '2026-01-05', { e: { ...entry, on: '2026-03-02' } });
    await act('funds', 'f', 'close', { through: '2026-10-31' });
    await expect(
      room.put('fund-entries', '2026-11-02', { x: { ...entry, voucher: '2', on: '2026-10-31' } }),
    ).rejects.toMatchObject({ status: 409, body: { code: 'period-closed' } });
    await expect(act('funds', 'f', 'close', { through: '2026-12-31' })).rejects.toMatchObject({
      status: 422,
      body: { code: 'closing-future' },
    });
    await expect(act('funds', 'f', 'close', { through: '2026-05-31' })).rejects.toMatchObject({ status: 409 });
    const right = {
      on: '2026-11-20',
      voucher: '3',
      debit: 'bank',
      credit: 'raised',
      amount: '900.00',
      document: '回单',
      note: '多记',
    };
    await expect(act('fund-entries', 'e', 'correct', { ...right, on: '2026-10-20' })).rejects.toMatchObject({
      status: 409,
    });
    await act('fund-entries', 'e', 'correct', right);
    const { rows } = await room.list('funds');
    expect(rows[0]?.judged?.cells).toMatchObject({ size: 900, bank: 900, closed: '2026-10-31' });
    expect((await room.list('fund-entries')).total).toBe(3);
  });
});

/** The workbook without what its formulas gave when it was written: whoever opens it has to compute. */
function withoutResults(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  for (const [name, content] of Object.entries(files))
    if (name.startsWith('xl/worksheets/'))
      files[name] = strToU8(strFromU8(content).replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1'));
  return zipSync(files);
}

describe.skipIf(!hasOffice())(
  `the sheet of a loan${hasOffice() ? '' : ' — skipped: LibreOffice is not on this machine'}`,
  () => {
    it('is recomputed by LibreOffice from its own formulas to the same cent: bands, cap, repayments, LPR, years', async () => {
      await room.put('lpr', '2026-01-05', { l: { term: 'y1', since: '2024-01-20', rate: 3.45 } });
      const rule = { since: '2024-01-01', basis: 'b360', source: '办法' };
      await room.put('subsidy-rules', '2026-01-05', {
        whole: { ...rule, name: '整笔', kind: 'share', bands: 'whole', upto1: '1000000.00', share1: 50, share2: 25 },
        stepped: {
          ...rule,
          name: '分段',
          kind: 'share',
          bands: 'stepped',
          upto1: '500000.00',
          share1: 50,
          upto2: '1000000.00',
          share2: 25,
          share3: 15,
          cap: '900000.00',
          order: 'after',
        },
        monthly: { ...rule, name: '月利率', kind: 'monthly', rate: 2, cap: '800000.00', order: 'before' },
        above: { ...rule, name: '加点', kind: 'above', points: -150, most_rate: 2, year_cap: '9000.00' },
      });
      const loan = {
        borrower: '甲',
        principal: '1200000.00',
        from: '2024-03-15',
        to: '2025-02-20',
        rate: 4.35,
        stage: 'open',
      };
      const ids = ['whole', 'stepped', 'monthly', 'above'];
      await room.put(
        'farm-loans',
        '2026-01-05',
        Object.fromEntries(ids.map((id) => [`l-${id}`, { ...loan, contract: id, rule: id }])),
      );
      await room.put(
        'loan-repayments',
        '2026-01-05',
        Object.fromEntries(
          ids.map((id) => [`r-${id}`, { loan: `l-${id}`, on: '2024-09-01', amount: '300000.00', document: '回单' }]),
        ),
      );
      for (const id of ids) {
        const params = { params: { loan: `l-${id}` }, query: {} };
        const sheet = await ask(room.routes, getLoanSheet, planner, params);
        const { bytes } = await ask(room.routes, getLoanFile, planner, params);
        const again = readSheet(savedByOffice(withoutResults(bytes), 'xlsx', 'xlsx'), { name: 'a.xlsx' });
        if (isProblem(again)) throw new Error(again.zh);
        const last = again.sheets
          .find(({ name }) => name === '合计')
          ?.rows.at(-1)
          ?.cells.at(-1);
        expect([id, Number(last?.value).toFixed(2)]).toEqual([id, sheet.subsidy]);
      }
    }, 300_000);
  },
);

it('random entries until the server is killed with -9: what stands is whole entries, and all debits are all credits', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-money-'));
  let server = await start(dataDir);
  try {
    let say = await signIn(server.url);
    const write = async (n: number) => {
      const [debit, credit] = [accountIds[(n * 7) % accountIds.length], accountIds[(n * 5 + 1) % accountIds.length]];
      const values = {
        fund: 'risk-pool',
        on: '2026-11-15',
        voucher: `杀${n}`,
        line: 1,
        debit,
        credit,
        amount: ((n * 7919) / 100 + 0.01).toFixed(2),
        document: `单${n}`,
      };
      return (
        await say('POST', '/api/520181/registers/fund-entries/records', {
          records: [
            { id: null, base: null, values },
            { id: null, base: null, values: { ...values, line: 2 } },
          ],
        })
      )?.status;
    };
    const answered: number[] = [];
    const writing = Array.from({ length: 40 }, (_, n) =>
      write(n)
        .then((status) => status === 200 && answered.push(n))
        .catch(() => undefined),
    );
    await expect.poll(() => answered.length).toBeGreaterThan(3);
    server.child.kill('SIGKILL');
    await gone(server.child);
    await Promise.all(writing);
    server = await start(dataDir);
    say = await signIn(server.url);
    const filter = encodeURIComponent('voucher ~ 杀');
    const found = (await say('GET', `/api/520181/registers/fund-entries/records?limit=500&filter=${filter}`))?.body as {
      records: {
        values: {
          voucher: string;
          line: number;
          debit: (typeof accountIds)[number];
          credit: (typeof accountIds)[number];
          amount: string;
        };
      }[];
    };
    const vouchers = Map.groupBy(found.records, ({ values }) => values.voucher);
    for (const n of answered) expect(vouchers.has(`杀${n}`)).toBe(true);
    for (const lines of vouchers.values()) expect(lines).toHaveLength(2);
    const cents = (text: string) => BigInt(text.replace('.', ''));
    const lines = trialBalance(found.records.map(({ values }) => values));
    expect(lines.reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0n)).toBe(0n);
  } finally {
    server.child.kill('SIGTERM');
    await gone(server.child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 300_000);
