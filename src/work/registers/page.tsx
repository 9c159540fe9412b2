import { Link } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { ResponseOf } from '../../ui/call.ts';
import { listRegisters } from './api.ts';
import './registers.css';

/** All registers: how many records each holds, whose it is, which commitments it serves. */
export function RegistersPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listRegisters, { params: { jurisdiction } });
  return (
    <Page title={t('台账', 'Registers')} className="registers">
      <Await query={query}>{(data) => <List data={data} />}</Await>
    </Page>
  );
}

function List({ data }: { data: ResponseOf<typeof listRegisters> }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const define = data.mayDefine && (
    <Link className="button" to="/$jurisdiction/define-register" params={{ jurisdiction }}>
      {t('新建台账', 'New register')}
    </Link>
  );
  if (data.registers.length === 0) {
    return (
      <Empty main title={t('还没有你能看的台账', 'There is no register that you may see')}>
        <p>
          {data.mayDefine
            ? t(
                '台账是一张有固定栏目的清单：项目、企业、地块、站点。先说明要记什么。',
                'A register is a list with fixed fields: projects, firms, plots, stations. Say first what it records.',
              )
            : t(
                '台账由规划管理新建；没有公开的台账要登录后看。',
                'The plan office adds registers; those that are not open need signing in.',
              )}
        </p>
        {define}
      </Empty>
    );
  }
  return (
    <>
      <div className="head-line">
        <h1>{t('台账', 'Registers')}</h1>
        {define}
      </div>
      <p className="lead">{t(`共 ${data.registers.length} 本。`, `${data.registers.length} in all.`)}</p>
      <div className="card">
        <Table
          label={t('台账', 'Registers')}
          stacked
          rows={data.registers}
          rowKey={(register) => register.id}
          columns={[
            {
              head: t('台账', 'Register'),
              by: (register) => tx(register.name),
              cell: (register) => (
                <>
                  <Link
                    className="row-name quiet"
                    to="/$jurisdiction/registers/$register"
                    params={{ jurisdiction, register: register.id }}
                  >
                    {tx(register.name)}
                  </Link>
                  {register.open && <span className="soft small"> {t('公开', 'open')}</span>}
                  {register.about && <p className="soft small">{tx(register.about)}</p>}
                </>
              ),
            },
            {
              head: t('记录', 'Records'),
              n: true,
              by: (register) => register.total,
              cell: (register) => countText(register.total),
            },
            {
              head: t('责任单位', 'Owner'),
              named: true,
              by: (register) => register.organisation && tx(register.organisation.name),
              cell: (register) =>
                register.organisation ? (
                  tx(register.organisation.name)
                ) : (
                  <span className="soft">{t('各记录自己的单位', 'Each record’s own')}</span>
                ),
            },
            {
              head: t('支撑的任务', 'Serves'),
              cell: ({ commitments }) =>
                commitments.length === 0 ? null : (
                  <span className="commitment-links">
                    {commitments.map((id) => (
                      <Link key={id} to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: id }}>
                        {id}
                      </Link>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      </div>
    </>
  );
}

/** Counting stops at ten thousand. */
function countText(total: number): string {
  return total > 10_000 ? '10 000+' : String(total);
}
