import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { figure } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Parks } from './api.ts';
import { classes } from './search.ts';

/** Firms by class, place and score; a firm's name opens its sheet. */
export function FirmsCard({ data }: { data: Parks }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/industry/parks' });
  const navigate = useNavigate({ from: '/$jurisdiction/industry/parks' });
  const parkName = new Map(data.parks.map((park) => [park.id, park.name]));
  const shown = data.firms
    .filter(
      (firm) =>
        (search.class === undefined || firm.class === search.class) &&
        (search.park === undefined || firm.park === search.park),
    )
    .toSorted((a, b) =>
      a.group === b.group ? (a.rank ?? Infinity) - (b.rank ?? Infinity) : a.group === 'above' ? -1 : 1,
    );
  const group = { above: t('规上', 'larger'), below: t('规下', 'smaller') };
  return (
    <section className="card" id="firms">
      <h2>{t(`企业评价：${shown.length} 家`, `Firms: ${shown.length}`)}</h2>
      <p className="filters">
        <label>
          {t('类别', 'Class')}{' '}
          <select
            className="field"
            value={search.class ?? ''}
            onChange={(event) =>
              void navigate({
                search: (s) => ({ ...s, class: classes.find((name) => name === event.target.value) }),
                resetScroll: false,
              })
            }
          >
            <option value="">{t('全部', 'All')}</option>
            {classes.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>{' '}
        <label>
          {t('园区', 'Park')}{' '}
          <select
            className="field"
            value={search.park ?? ''}
            onChange={(event) =>
              void navigate({ search: (s) => ({ ...s, park: event.target.value || undefined }), resetScroll: false })
            }
          >
            <option value="">{t('全部', 'All')}</option>
            {data.parks.map((park) => (
              <option key={park.id} value={park.id}>
                {park.name}
              </option>
            ))}
          </select>
        </label>
      </p>
      {shown.length === 0 ? (
        <p className="soft">{t('没有符合条件的企业。', 'No firm matches.')}</p>
      ) : (
        <div className="scroll-x tall" tabIndex={0} role="region" aria-label={t('企业评价表', 'Firms')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('企业', 'Firm')}</th>
                <th scope="col">{t('类别', 'Class')}</th>
                <th scope="col" className="n">
                  {t('得分', 'Score')}
                </th>
                <th scope="col">{t('名次', 'Place')}</th>
                <th scope="col">{t('为什么', 'Why')}</th>
                <th scope="col">{t('园区', 'Park')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((firm) => (
                <tr key={firm.id}>
                  <th scope="row">
                    <Link
                      to="/$jurisdiction/industry/parks"
                      params={{ jurisdiction }}
                      search={(s) => ({ ...s, firm: firm.id })}
                      resetScroll={false}
                    >
                      {firm.name}
                    </Link>{' '}
                    <DemoMark show={data.demo} />
                  </th>
                  <td>
                    <b>{firm.class}</b>
                  </td>
                  <td className="n">{figure(firm.score, 2)}</td>
                  <td className="nowrap">
                    {group[firm.group]} {firm.rank ?? '—'} / {firm.of}
                  </td>
                  <td>{tx(firm.why)}</td>
                  <td>{firm.park === null ? '—' : (parkName.get(firm.park) ?? firm.park)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
