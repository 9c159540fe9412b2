import { Link } from '@tanstack/react-router';
import { DemoMark, Light } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { Overview } from './api.ts';

/** What to look at today, worst first, before everything else that could be looked at. */
export function AttentionTable({
  attention,
  jurisdiction,
}: {
  attention: Overview['attention'];
  jurisdiction: string;
}) {
  const { t, tx } = useText();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('今天要看的', 'To look at today')}</h2>
        {attention.total > 0 && (
          <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ view: 'tree', light: 'red,yellow' }}>
            {t(`全部 ${attention.total} 项`, `All ${attention.total}`)}
          </Link>
        )}
      </div>
      {attention.rows.length === 0 ? (
        <p className="soft overview-none">
          {t('没有要看的：没有红灯，也没有黄灯。', 'Nothing: no red and no yellow light.')}
        </p>
      ) : (
        <Table
          label={t('今天要看的', 'To look at today')}
          stacked
          rows={attention.rows}
          rowKey={(row) => row.commitment}
          columns={[
            {
              head: t('目标任务', 'Commitment'),
              className: 'attention-name',
              cell: (row) => (
                <>
                  <Link
                    to="/$jurisdiction/plan"
                    params={{ jurisdiction }}
                    search={{ c: row.commitment }}
                    className="quiet row-name"
                  >
                    {tx(row.title)}
                  </Link>
                  <div className="soft small">
                    {row.code} <DemoMark show={row.demo} />
                  </div>
                </>
              ),
            },
            { head: t('为什么', 'Why'), cell: (row) => tx(row.why) },
            {
              head: t('牵头', 'Lead'),
              className: 'attention-lead',
              cell: (row) => (row.lead ? tx(row.lead.name) : <span className="is-red">{t('无主', 'No owner')}</span>),
            },
            {
              head: <span className="sr">{t('亮灯', 'Light')}</span>,
              n: true,
              className: 'is-light',
              cell: (row) => (
                <span className="verdict">
                  <Light light={row.light} />
                  <OutlookMark outlook={row.outlook} />
                </span>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
