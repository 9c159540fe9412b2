import { share } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';

interface Owed {
  due: number;
  onTimeRate: number | null;
  owed: number;
  oldestDays: number | null;
}

interface Debt {
  whole: Owed;
  organisations: readonly (Owed & { organisation: { id: string; name: Pair } | null })[];
  people: readonly (Owed & { person: string; organisation: { id: string; name: Pair } | null })[];
}

/** How punctual the organisations and the people are, and what they owe. */
export function DebtCards({ debt, own }: { debt: Debt; own: string | null }) {
  const { t, tx } = useText();
  const everybody = debt.organisations.map((row) => ({
    key: row.organisation?.id ?? '',
    name: row.organisation ? tx(row.organisation.name) : t('无主', 'No owner'),
    ...row,
  }));
  const mine = everybody.filter((row) => row.key === own);
  const organisations = [...mine, ...everybody.filter((row) => row.key !== own && row.owed > 0)];
  const people = debt.people
    .filter((row) => row.due > 0 || row.owed > 0)
    .map((row) => ({ key: `${row.organisation?.id ?? ''} ${row.person}`, name: row.person, ...row }));
  return (
    <div className="debts">
      <section className="card">
        <h2>{t('各单位按时率和欠账', 'Punctuality and debt by organisation')}</h2>
        <p className="soft">
          {debt.whole.onTimeRate === null
            ? t('上月没有应报的。', 'Nothing was due last month.')
            : t(
                `全市上月按时率 ${share(debt.whole.onTimeRate)}，现在共欠 ${debt.whole.owed} 项，其中指标、节点、台账都算在内。`,
                `On time last month: ${share(debt.whole.onTimeRate)}; ${debt.whole.owed} owed in all: figures, milestones and lists.`,
              )}
        </p>
        <DebtTable head={t('单位', 'Organisation')} rows={organisations} own={own} />
      </section>
      {people.length > 0 && (
        <section className="card">
          <h2>{t('按填报人', 'By person')}</h2>
          <p className="soft">
            {t('已指定到人的各项里，谁按时、谁欠着。', 'Of what is given to a person: who was punctual, who owes.')}
          </p>
          <DebtTable head={t('填报人', 'Person')} rows={people} own={null} />
        </section>
      )}
    </div>
  );
}

/** More than these are folded away. */
const most = 8;

function DebtTable({
  head,
  rows,
  own,
}: {
  head: string;
  rows: readonly (Owed & { key: string; name: string })[];
  own: string | null;
}) {
  const { t } = useText();
  if (rows.length === 0) return <p className="soft">{t('没有欠账。', 'Nothing is owed.')}</p>;
  if (rows.length > most) {
    return (
      <>
        <Rows head={head} rows={rows.slice(0, most)} own={own} />
        <details>
          <summary>{t(`其余 ${rows.length - most} 个`, `${rows.length - most} more`)}</summary>
          <Rows head={head} rows={rows.slice(most)} own={own} />
        </details>
      </>
    );
  }
  return <Rows head={head} rows={rows} own={own} />;
}

function Rows({
  head,
  rows,
  own,
}: {
  head: string;
  rows: readonly (Owed & { key: string; name: string })[];
  own: string | null;
}) {
  const { t } = useText();
  return (
    <Table
      label={head}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { head, cell: (row) => (row.key === own ? <b>{row.name}</b> : row.name) },
        {
          head: t('按时', 'On time'),
          n: true,
          cell: (row) => (row.onTimeRate === null ? null : share(row.onTimeRate)),
        },
        {
          head: t('欠', 'Owed'),
          n: true,
          cell: (row) => <span className={row.owed >= 5 ? 'is-red' : undefined}>{row.owed}</span>,
        },
        {
          head: t('最久', 'Oldest'),
          n: true,
          cell: (row) => (row.oldestDays === null ? null : t(`${row.oldestDays} 天`, `${row.oldestDays} days`)),
        },
      ]}
    />
  );
}
