import { useNavigate, useSearch } from '@tanstack/react-router';
import { figure, period } from '../../ui/format.ts';
import { PlaceMap } from '../../ui/map/map.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getSupply, type SupplyItem, type SupplyView } from './api.ts';

const from = '/$jurisdiction/services/access';
const shown = (value: number | null) => (value === null ? '—' : figure(value, 2));
const falls = ({ value, line, better }: Pick<SupplyItem, 'value' | 'line' | 'better'>) =>
  value !== null && (better === 'more' ? value < line : value > line);

/** What there is for a thousand people, whose thousand it is, what the line lacks, and which town is worst off. */
export function Supply() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getSupply, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <section className="card" aria-label={t('够不够：托位、床位、教师', 'Enough: places, beds, teachers')}>
      <h2>{t('够不够：托位、床位、教师', 'Enough: places, beds, teachers')}</h2>
      <Await query={query}>{(data) => <Items data={data} />}</Await>
    </section>
  );
}

function Items({ data }: { data: SupplyView }) {
  const { t, tx, lang } = useText();
  const { item } = useSearch({ from });
  const navigate = useNavigate({ from });
  const chosen = data.items.find(({ id }) => id === item) ?? data.items[0];
  const { residents, registered } = data;
  const of = (name: string, people: SupplyView['residents']) =>
    people === null
      ? t(`${name}没有数`, `no figure of ${name}`)
      : `${name} ${figure(people.people, 0)}${t(' 人', '')}${people.period ? `（${period(people.period, lang)}）` : t('（居住点台账）', ' (list of settlements)')}`;
  return (
    <>
      <p className="soft small">
        {t('分母：', 'Divided by: ')}
        {of(t('常住人口', 'residents'), residents)}；{of(t('户籍人口', 'registered'), registered)}。
        {data.year !== null && t(`在校生为 ${data.year} 学年。`, `Pupils of ${data.year}.`)}
      </p>
      <Table
        label={t('够不够', 'Enough')}
        stacked
        rows={data.items}
        rowKey={({ id }) => id}
        columns={[
          { head: t('指标', 'Measure'), cell: ({ name }) => tx(name) },
          { head: t('总量', 'Total'), n: true, cell: ({ total }) => figure(total, 0) },
          {
            head: t('按常住', 'Of residents'),
            n: true,
            cell: (row) => `${falls(row) ? '▼ ' : ''}${shown(row.value)}${row.unit}`,
          },
          {
            head: t('按户籍', 'Of registered'),
            n: true,
            cell: ({ ofRegistered, unit }) => (ofRegistered === null ? '—' : `${shown(ofRegistered)}${unit}`),
          },
          {
            head: t('线', 'Line'),
            named: true,
            cell: ({ line, better, source, grade }) =>
              `${better === 'more' ? '≥' : '≤'} ${line}（${grade}：${source}）`,
          },
          { head: t('还差', 'Short'), n: true, cell: ({ short }) => (short === null ? '—' : figure(short, 0)) },
          {
            head: t('没填的设施', 'Left out'),
            n: true,
            cell: ({ unknown, facilities }) => `${unknown} / ${facilities}`,
          },
        ]}
      />
      {chosen && (
        <>
          <div className="form form-grid is-two">
            <label>
              {t('看各镇街', 'By town')}
              <select
                className="field"
                value={chosen.id}
                onChange={({ target: { value } }) =>
                  void navigate({ search: (before) => ({ ...before, item: value }) })
                }
              >
                {data.items.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {tx(name)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {chosen.towns.length > 0 && <Towns item={chosen} />}
        </>
      )}
    </>
  );
}

function Towns({ item }: { item: SupplyItem }) {
  const { t, tx } = useText();
  const known = item.towns.filter(({ value }) => value !== null);
  const worst = known[0];
  return (
    <>
      {worst && (
        <p>
          {t('最差：', 'Worst: ')}
          {`▼ ${worst.name} ${shown(worst.value)}${item.unit}（${figure(worst.people, 0)}${t(' 人', ' people')}）`}
        </p>
      )}
      <PlaceMap
        label={tx(item.name)}
        layers={[
          {
            id: item.id,
            name: tx(item.name),
            unit: item.unit,
            places: known.map(({ id, name, value }) => ({ id, name, value: Number((value ?? 0).toFixed(1)) })),
          },
        ]}
      />
      {known.length < item.towns.length && (
        <p className="soft">
          {t(
            `${item.towns.length - known.length} 个镇街没有可算的设施。`,
            `${item.towns.length - known.length} towns have nothing to count.`,
          )}
        </p>
      )}
    </>
  );
}
