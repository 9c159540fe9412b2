import { Link } from '@tanstack/react-router';
import { moment } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { listReadings } from './api.ts';

/** Who read whose personal data in full, when and why. */
export function ReadingsView() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listReadings, { params: { jurisdiction } });
  return (
    <Await query={query}>
      {({ readings }) =>
        readings.length === 0 ? (
          <Empty title={t('还没有人查看过完整的个人信息', 'Nobody has read personal data in full')}>
            <p>
              {t(
                '台账里的个人信息平时只显示一部分；谁点开看全文，就在这里留下一条。',
                'Personal data in registers are masked; whoever reads them in full leaves a line here.',
              )}
            </p>
          </Empty>
        ) : (
          <div className="card">
            <Table
              label={t('查看记录', 'Readings')}
              stacked
              rows={readings}
              rowKey={(reading) => reading.at + reading.login + reading.record}
              columns={[
                {
                  head: t('何时', 'When'),
                  className: 'nowrap',
                  by: (reading) => reading.at,
                  cell: (reading) => moment(reading.at, lang),
                },
                { head: t('谁', 'Who'), by: (reading) => reading.login },
                {
                  head: t('看了什么', 'What'),
                  text: true,
                  by: (reading) => `${tx(reading.registerName)} ${reading.record}`,
                  cell: (reading) => (
                    <>
                      <Link
                        to="/$jurisdiction/registers/$register"
                        params={{ jurisdiction, register: reading.register }}
                        search={{ r: reading.record }}
                      >
                        {tx(reading.registerName)} {reading.record}
                      </Link>
                      {t('：', ': ')}
                      {reading.fields}
                    </>
                  ),
                },
                {
                  head: t('用途', 'Purpose'),
                  text: true,
                  by: (reading) => reading.purpose,
                },
              ]}
            />
          </div>
        )
      }
    </Await>
  );
}
