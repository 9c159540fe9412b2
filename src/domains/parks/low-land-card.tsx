import { Link } from '@tanstack/react-router';
import { figure } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Parks } from './api.ts';

/** Land that yields less than its park asks for, the largest first. */
export function LowLandCard({ data }: { data: Parks }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  return (
    <section className="card">
      <h2>{t('低效用地，面积大的在前', 'Low-efficiency land, the largest first')}</h2>
      {data.low.length === 0 ? (
        <p className="soft">{t('没有低效用地。', 'There is none.')}</p>
      ) : (
        <div className="scroll-x tall" tabIndex={0} role="region" aria-label={t('低效用地表', 'Low-efficiency land')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('企业', 'Firm')}</th>
                <th scope="col" className="n">
                  {t('用地（亩）', 'Land (mu)')}
                </th>
                <th scope="col" className="n">
                  {t('亩均税收（万元）', 'Tax per mu (10,000 yuan)')}
                </th>
                <th scope="col">{t('类别', 'Class')}</th>
                <th scope="col">{t('为什么', 'Why')}</th>
              </tr>
            </thead>
            <tbody>
              {data.low.map((row) => (
                <tr key={row.firm}>
                  <th scope="row">
                    <Link
                      to="/$jurisdiction/industry/parks"
                      params={{ jurisdiction }}
                      search={(s) => ({ ...s, firm: row.firm })}
                      resetScroll={false}
                    >
                      {row.name}
                    </Link>
                  </th>
                  <td className="n">{figure(row.land, 0)}</td>
                  <td className="n">{row.taxPerMu === null ? '—' : figure(row.taxPerMu, 2)}</td>
                  <td>{row.class}</td>
                  <td>{tx(row.why)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
