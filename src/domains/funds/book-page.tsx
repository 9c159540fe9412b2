import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { groupedAmount } from '../../core/register/index.ts';
import { dayText } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark, LightMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type AccountView, getAccount, getFunds } from './api.ts';

/** The ledgers of funds: balances of accounts, and from a balance to its entries, their documents and the chain. */
export function BookPage() {
  const { t, tx, lang } = useText();
  const { jurisdiction, asOf } = usePlace();
  const [chosen, choose] = useState({ fund: '', account: 'bank' });
  const query = useReading(getFunds, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage group="money" title={t('基金账', 'Ledgers')} demo={query.data?.funds.some(({ demo }) => demo) ?? false}>
      <h1>{t('基金账', 'Ledgers of funds')}</h1>
      <p className="soft">
        {t(
          '点一个科目的余额，看它由哪些分录、哪些凭据来。',
          'A balance opens the entries and documents that it is made of.',
        )}
      </p>
      <Await query={query}>
        {({ funds }) => {
          const fund = funds.find(({ id }) => id === chosen.fund) ?? funds[0];
          if (!fund)
            return (
              <Empty title={t('还没有基金', 'No fund yet')}>
                <p>{t('在“基金与资金池”台账新建或导入。', 'Enter or import them in the list of funds.')}</p>
              </Empty>
            );
          return (
            <>
              <div className="filters no-print">
                {funds.map(({ id, name }) => (
                  <button
                    key={id}
                    type="button"
                    className="button"
                    aria-pressed={id === fund.id}
                    onClick={() => choose({ fund: id, account: 'bank' })}
                  >
                    {name}
                  </button>
                ))}
              </div>
              <section className="card" aria-label={fund.name}>
                <h2>
                  {fund.name} <LightMark light={fund.light} /> <DemoMark show={fund.demo} />
                </h2>
                <p>{tx(fund.why)}</p>
                <p>
                  {t(
                    `到位 ${groupedAmount(fund.size)} 元，银行存款 ${groupedAmount(fund.bank)} 元；${fund.entries} 笔分录，${fund.papers} 笔有附件。`,
                    `${groupedAmount(fund.size)} yuan paid in, ${groupedAmount(fund.bank)} in the bank; ${fund.entries} entries, ${fund.papers} with a file.`,
                  )}
                </p>
                <Table
                  label={t('科目余额', 'Balances')}
                  stacked
                  rows={fund.accounts.filter(({ debit, credit }) => Number(debit) + Number(credit) > 0)}
                  rowKey={({ id }) => id}
                  columns={[
                    { head: t('科目', 'Account'), cell: ({ name }) => tx(name) },
                    { head: t('借方（元）', 'Debit'), n: true, cell: ({ debit }) => groupedAmount(debit) },
                    { head: t('贷方（元）', 'Credit'), n: true, cell: ({ credit }) => groupedAmount(credit) },
                    {
                      head: t('余额（元）', 'Balance'),
                      n: true,
                      cell: ({ id, name, balance }) => (
                        <button
                          type="button"
                          className="button is-quiet"
                          aria-label={t(
                            `${name.zh}余额 ${groupedAmount(balance)}`,
                            `${name.en} ${groupedAmount(balance)}`,
                          )}
                          aria-pressed={id === chosen.account}
                          onClick={() => choose({ fund: fund.id, account: id })}
                        >
                          {groupedAmount(balance)}
                        </button>
                      ),
                    },
                  ]}
                />
                {fund.closings.map(({ through, bank, holds }) => (
                  <p key={through}>
                    {t(
                      `结账至 ${dayText(through, lang)}，银行存款 ${bank === null ? '—' : groupedAmount(bank)} 元`,
                      `Closed up to ${dayText(through, lang)}, bank ${bank === null ? '—' : groupedAmount(bank)}`,
                    )}
                    {'：'}
                    {holds
                      ? t('与分录一致', 'the entries still give it')
                      : t('与分录不符', 'the entries do not give it')}
                  </p>
                ))}
              </section>
              <Account fund={fund.id} account={chosen.account} />
            </>
          );
        }}
      </Await>
    </GroupPage>
  );
}

type Line = AccountView['entries'][number];

function Account({ fund, account }: { fund: string; account: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getAccount, { params: { jurisdiction, fund, account }, query: asOfOnly(asOf) });
  const record = (id: string, text: string) => (
    <Link
      to="/$jurisdiction/registers/$register"
      params={{ jurisdiction, register: 'fund-entries' }}
      search={{ r: id }}
      className="quiet"
    >
      {text}
    </Link>
  );
  return (
    <Await query={query}>
      {(data) => (
        <section className="card" aria-label={tx(data.account)}>
          <h2>
            {t(
              `${data.account.zh}：余额 ${groupedAmount(data.balance)} 元，${data.total} 笔`,
              `${data.account.en}: ${groupedAmount(data.balance)} yuan, ${data.total} entries`,
            )}
          </h2>
          <Table<Line>
            label={tx(data.account)}
            stacked
            rows={data.entries}
            rowKey={({ id }) => id}
            columns={[
              {
                head: t('凭证', 'Voucher'),
                cell: ({ id, voucher, line, demo }) => (
                  <>
                    {record(id, `${voucher}-${line}`)} <DemoMark show={demo} />
                  </>
                ),
              },
              {
                head: t('日期', 'Day'),
                named: true,
                cell: ({ on, closed }) => `${dayText(on, lang)}${closed ? t('（已结账）', ' (closed)') : ''}`,
              },
              { head: t('对方科目', 'Other account'), named: true, cell: ({ other }) => tx(other) },
              { head: t('借方', 'Debit'), n: true, cell: ({ debit }) => debit && groupedAmount(debit) },
              { head: t('贷方', 'Credit'), n: true, cell: ({ credit }) => credit && groupedAmount(credit) },
              { head: t('余额', 'Balance'), n: true, cell: ({ after }) => groupedAmount(after) },
              {
                head: t('凭据', 'Document'),
                named: true,
                text: true,
                cell: ({ document, papers }) =>
                  papers > 0 ? `${document}（${t(`附件 ${papers}`, `${papers} files`)}）` : document,
              },
              {
                head: t('摘要', 'What for'),
                named: true,
                text: true,
                cell: ({ note, corrects }) =>
                  corrects
                    ? record(
                        corrects.id,
                        t(`更正 ${corrects.title}：${note ?? ''}`, `Corrects ${corrects.title}: ${note ?? ''}`),
                      )
                    : note,
              },
              {
                head: t('账本', 'Chain'),
                named: true,
                cell: ({ seq }) => (
                  <Link
                    to="/$jurisdiction/audit"
                    params={{ jurisdiction }}
                    search={{ entry: String(seq) }}
                    className="quiet"
                  >
                    {t(`第 ${seq} 号`, `No. ${seq}`)}
                  </Link>
                ),
              },
            ]}
          />
        </section>
      )}
    </Await>
  );
}
