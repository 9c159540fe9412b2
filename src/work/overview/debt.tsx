import { Link } from '@tanstack/react-router';
import { share } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { Overview } from './api.ts';

/** Who owes which numbers, and what belongs to nobody. */
export function DebtTable({ debt, jurisdiction }: { debt: NonNullable<Overview['debt']>; jurisdiction: string }) {
  const { t, tx } = useText();
  const link = { to: '/$jurisdiction/reporting', params: { jurisdiction } } as const;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('更新欠账', 'Update debt')}</h2>
        <Link {...link} search={{}}>
          {t(`共欠 ${debt.owed} 项`, `${debt.owed} owed in all`)}
        </Link>
      </div>
      {debt.rows.length === 0 ? (
        <p className="soft overview-none">{t('没有单位欠数。', 'Nobody owes a number.')}</p>
      ) : (
        <Table
          label={t('更新欠账', 'Update debt')}
          rows={debt.rows}
          rowKey={(row) => row.organisation.id}
          columns={[
            {
              head: t('单位', 'Office'),
              cell: (row) => (
                <Link {...link} search={{ organisation: row.organisation.id }} className="quiet">
                  {tx(row.organisation.name)}
                </Link>
              ),
            },
            {
              head: t('上月按时', 'On time last month'),
              className: 'debt-share',
              cell: (row) =>
                row.onTimeShare === null ? (
                  <span className="soft">{t('无应报', 'Nothing due')}</span>
                ) : (
                  <div className="debt-bar">
                    <span className="bar" aria-hidden="true">
                      <i style={{ width: share(row.onTimeShare) }} />
                    </span>
                    <span>{share(row.onTimeShare)}</span>
                  </div>
                ),
            },
            {
              head: t('欠', 'Owed'),
              n: true,
              cell: (row) => <span className={row.owed >= 5 ? 'is-red' : undefined}>{row.owed}</span>,
            },
          ]}
        />
      )}
      <div className="card-foot">
        <span>
          {t('上月按时率', 'On time')} <b>{debt.onTimeShare === null ? '—' : share(debt.onTimeShare)}</b>
        </span>
        <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ view: 'tree', ownerless: '1' }}>
          {t('无主任务', 'Ownerless')} <b>{debt.ownerless}</b>
        </Link>
        <span>
          {t('最久未更新', 'Oldest')}{' '}
          <b>{debt.oldestDays === null ? '—' : t(`${debt.oldestDays} 天`, `${debt.oldestDays} days`)}</b>
        </span>
      </div>
    </section>
  );
}
