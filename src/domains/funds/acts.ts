import { amount, choice, date, type RecordOf, required, text } from '../../core/register/index.ts';
import type { Action } from '../../evidence/judgement.ts';
import { type RecordInput, scopedLine } from '../../evidence/registers/write.ts';
import { totals } from './book.ts';
import { accounts, fundClosings, fundEntries, type funds } from './registers.ts';
import { standingOf } from './standing.ts';

type Order<Row> = Parameters<Action<Row>['run']>[0];

/** Hands in new records of one list, all of them in one act. */
async function put<Row extends { held: { demo: boolean } }>(
  order: Order<Row>,
  register: string,
  inputs: readonly Pick<RecordInput, 'values'>[],
): Promise<string[]> {
  const { store, ledger, view, who, today, row } = order;
  const lines = await Promise.all(
    inputs.map((input) => scopedLine(store, view.snapshot, register, who, today, { id: null, base: null, ...input })),
  );
  await ledger.submit({
    jurisdiction: view.snapshot.jurisdiction,
    kind: 'record.put',
    actor: who.login ?? '',
    demo: row.held.demo,
    payload: {
      register,
      on: today,
      source: `${view.organisation(who.organisation)?.name.zh ?? who.name}填报`,
      grade: row.held.demo ? '演示' : 'A',
      status: 'approved',
      records: lines,
    },
  });
  return lines.map(({ id }) => id);
}

/** Closes a fund up to a day: what its balances were is kept with the closing. */
export const closeFund: Action<RecordOf<typeof funds>> = {
  id: 'close',
  name: { zh: '结账', en: 'Close' },
  about: {
    zh: '结账日及以前的分录不能再改，只能在以后的日期更正。',
    en: 'Entries up to the day stay as they are; corrections go on later days.',
  },
  fields: { through: required(date('结账至', 'Closed up to')), note: text('说明', 'Note') },
  offered: () => ({}),
  async run(order) {
    const through = String(order.values.through);
    const standing = (await standingOf(order.view)).get(order.row.id);
    const entries = (standing?.entries ?? []).filter(({ on }) => on <= through);
    const { bank, debits } = totals(entries);
    const { note } = order.values;
    const [id = ''] = await put(order, fundClosings.id, [
      {
        values: {
          fund: order.row.id,
          through,
          entries: entries.length,
          debits,
          bank,
          ...(typeof note === 'string' && { note }),
        },
      },
    ]);
    return { register: fundClosings.id, id };
  },
};

/** Corrects an entry forward: one takes it back, one is right; both stand on an open day and name the old one. */
export const correctEntry: Action<RecordOf<typeof fundEntries>> = {
  id: 'correct',
  name: { zh: '更正', en: 'Correct' },
  about: {
    zh: '冲回原分录，再记对的一笔；两笔一起入账。',
    en: 'The old entry is taken back and the right one entered, both in one act.',
  },
  fields: {
    on: required(date('更正日期', 'Day of the correction')),
    voucher: required(text('凭证号', 'Voucher')),
    debit: required(choice('借方', 'Debit', accounts)),
    credit: required(choice('贷方', 'Credit', accounts)),
    amount: required(amount('对的金额', 'Right amount', '元', { min: 0.01 })),
    document: required(text('凭据（文号、单号）', 'Document')),
    note: required(text('更正原因', 'Why')),
  },
  offered: (row) => (row.corrects === null ? { debit: row.debit, credit: row.credit, amount: row.amount } : null),
  async run(order) {
    const { row, values } = order;
    const { on, voucher, document, note } = values;
    const shared = {
      fund: row.fund.id,
      on,
      voucher,
      document,
      note,
      corrects: row.id,
      ...(row.loan && { loan: row.loan.id }),
      ...(row.bureau && { bureau: row.bureau.id }),
      ...(row.party !== null && { party: row.party }),
    };
    const [, id = ''] = await put(order, fundEntries.id, [
      { values: { ...shared, line: 1, debit: row.credit, credit: row.debit, amount: row.amount } },
      { values: { ...shared, line: 2, debit: values.debit, credit: values.credit, amount: values.amount } },
    ]);
    return { register: fundEntries.id, id };
  },
};
