import { Decimal } from 'decimal.js';
import { type Account, accounts, debitAccounts, paidIn } from './registers.ts';

/** A transfer between two accounts of a fund; amounts in yuan as text. */
export interface BookEntry {
  debit: Account;
  credit: Account;
  amount: string;
}

export interface AccountLine {
  account: Account;
  debit: string;
  credit: string;
  /** By the nature of the account: debit less credit, or the other way round. */
  balance: string;
}

export const accountIds = Object.keys(accounts) as Account[];
const grows = (account: Account): 'debit' | 'credit' => (debitAccounts.includes(account) ? 'debit' : 'credit');

/** The trial balance: every account with what was debited and credited. All debits are all credits, whatever was entered. */
export function trialBalance(entries: readonly BookEntry[]): AccountLine[] {
  const sums = new Map(accountIds.map((account) => [account, { debit: new Decimal(0), credit: new Decimal(0) }]));
  for (const { debit, credit, amount } of entries) {
    const [to, from] = [sums.get(debit), sums.get(credit)];
    if (!to || !from) continue;
    to.debit = to.debit.plus(amount);
    from.credit = from.credit.plus(amount);
  }
  return [...sums].map(([account, { debit, credit }]) => ({
    account,
    debit: debit.toFixed(2),
    credit: credit.toFixed(2),
    balance: (grows(account) === 'debit' ? debit.minus(credit) : credit.minus(debit)).toFixed(2),
  }));
}

/** What was paid into the fund, what lies in the bank, all that was debited; in yuan. */
export function totals(entries: readonly BookEntry[]): { size: string; bank: string; debits: string } {
  const lines = trialBalance(entries);
  const sum = (of: readonly AccountLine[], pick: 'balance' | 'debit') =>
    of.reduce((total, line) => total.plus(line[pick]), new Decimal(0)).toFixed(2);
  return {
    size: sum(
      lines.filter(({ account }) => paidIn.includes(account)),
      'balance',
    ),
    bank: lines.find(({ account }) => account === 'bank')?.balance ?? '0.00',
    debits: sum(lines, 'debit'),
  };
}

/** Entries that touch an account, with the balance after each, in their order. */
export function running<E extends BookEntry>(account: Account, entries: readonly E[]): (E & { after: string })[] {
  let balance = new Decimal(0);
  return entries
    .filter(({ debit, credit }) => debit === account || credit === account)
    .map((entry) => {
      const sign = (entry.debit === account ? 1 : 0) - (entry.credit === account ? 1 : 0);
      balance = balance.plus(new Decimal(entry.amount).times(grows(account) === 'debit' ? sign : -sign));
      return { ...entry, after: balance.toFixed(2) };
    });
}
