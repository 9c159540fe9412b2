import { Link } from '@tanstack/react-router';
import { moment } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
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
          <div className="card scroll-x">
            <table className="plain is-stacked">
              <thead>
                <tr>
                  <th scope="col">{t('何时', 'When')}</th>
                  <th scope="col">{t('谁', 'Who')}</th>
                  <th scope="col">{t('看了什么', 'What')}</th>
                  <th scope="col">{t('用途', 'Purpose')}</th>
                </tr>
              </thead>
              <tbody>
                {readings.map((reading) => (
                  <tr key={reading.at + reading.login + reading.record}>
                    <td className="nowrap">{moment(reading.at, lang)}</td>
                    <td>{reading.login}</td>
                    <td>
                      <Link
                        to="/$jurisdiction/registers/$register"
                        params={{ jurisdiction, register: reading.register }}
                        search={{ r: reading.record }}
                      >
                        {tx(reading.registerName)} {reading.record}
                      </Link>
                      {t('：', ': ')}
                      {reading.fields}
                    </td>
                    <td>{reading.purpose}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Await>
  );
}
