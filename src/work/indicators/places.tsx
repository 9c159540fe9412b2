import { useSearch, useNavigate } from '@tanstack/react-router';
import { period as periodText, quantity } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getPlaces } from './api.ts';

/** The figures of an indicator place by place in one period, what they make of the whole, and how far that is reported. */
export function PlacesSection({ indicator, unit }: { indicator: string; unit: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { of } = useSearch({ from: '/$jurisdiction/indicators/$indicator' });
  const navigate = useNavigate({ from: '/$jurisdiction/indicators/$indicator' });
  const query = useReading(getPlaces, {
    params: { jurisdiction, indicator },
    query: { ...(asOf && { asOf }), ...(of && { period: of }) },
  });
  const shown = (value: number | null, demo = false) =>
    value === null ? (
      <span className="soft">—</span>
    ) : (
      <>
        {quantity(value, unit, lang)} <DemoMark show={demo} />
      </>
    );
  return (
    <Await query={query}>
      {({ places, period, periods, rollup }) => (
        <section className="card" aria-label={t('分地区', 'By place')}>
          <h2>{t('分地区', 'By place')}</h2>
          {period === null ? (
            <p className="soft">{t('各地还没有报数。', 'No place has reported yet.')}</p>
          ) : (
            <>
              <label>
                {t('时期', 'Period')}{' '}
                <select
                  className="field"
                  value={period}
                  onChange={(event) =>
                    void navigate({ search: (s) => ({ ...s, of: event.target.value }), replace: true })
                  }
                >
                  {periods.map((key) => (
                    <option key={key} value={key}>
                      {periodText(key, lang)}
                    </option>
                  ))}
                </select>
              </label>
              <Table
                label={t('各地的数', 'Figures of the places')}
                rows={places}
                rowKey={(row) => row.id}
                columns={[
                  { key: 'place', head: t('地方', 'Place'), cell: (row) => tx(row.name) },
                  { key: 'value', n: true, head: t('本期', 'Figure'), cell: (row) => shown(row.value, row.demo) },
                  {
                    key: 'missing',
                    head: t('没有数的原因、状态', 'Why none, status'),
                    cell: (row) =>
                      row.missing ? (
                        <span className="is-red">{tx(row.missing)}</span>
                      ) : row.status === 'preliminary' ? (
                        t('未审核', 'not reviewed')
                      ) : (
                        ''
                      ),
                  },
                  {
                    key: 'before',
                    n: true,
                    head: t('上期', 'Before'),
                    cell: (row) => shown(row.before),
                  },
                  {
                    key: 'rank',
                    n: true,
                    head: t('位次', 'Place'),
                    cell: (row) => row.rank ?? '',
                  },
                ]}
              />
              <dl className="facts">
                <dt>{tx(rollup.rule)}</dt>
                <dd>
                  {rollup.value === null ? (
                    <span className="soft">{rollup.missing ? tx(rollup.missing) : '—'}</span>
                  ) : (
                    quantity(rollup.value, unit, lang)
                  )}
                </dd>
                <dt>{t('全市报数', 'Reported of the whole')}</dt>
                <dd>{shown(rollup.reported)}</dd>
                {rollup.gap !== null && rollup.gap !== 0 && (
                  <>
                    <dt>{t('相差', 'Difference')}</dt>
                    <dd className="is-red">{quantity(rollup.gap, unit, lang)}</dd>
                  </>
                )}
              </dl>
            </>
          )}
        </section>
      )}
    </Await>
  );
}
