import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Entry } from '../../ui/face.ts';
import { period, quantity, targetText } from '../../ui/format.ts';
import { EntryLink, GroupPage, useOpenEntries } from '../../ui/group.tsx';
import { Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { ResponseOf } from '../../ui/call.ts';
import { getOverview } from '../../work/overview/api.ts';
import { ListGlance, useGlance } from '../../work/registers/glance.tsx';

/** The four breakthroughs of industry, each in the figures of its own lists. Nothing is entered here. */
export function BreakthroughsPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const overview = useReading(getOverview, { params: { jurisdiction }, query: asOfOnly(asOf) });
  const lists = useOpenEntries().filter((entry) => 'list' in entry.at);
  const of = (breakthrough: Entry['breakthrough']) => {
    const own = lists.filter((entry) => entry.breakthrough === breakthrough);
    if (own.length === 0 && breakthrough !== 'size')
      return <p className="soft">{t('这里还没有台账记录。', 'No records yet.')}</p>;
    return own.map((entry) => <Glance key={JSON.stringify(entry.at)} entry={entry} place={jurisdiction} />);
  };
  return (
    <GroupPage group="industry" title={t('四个突破', 'Four breakthroughs')} demo={overview.data?.demo ?? false}>
      <h1>{t('四个突破', 'Four breakthroughs')}</h1>
      <p className="lead">
        {t(
          '数都取自台账和指标，这里一个也不填。',
          'Every figure comes from the registers and indicators; none is entered here.',
        )}
      </p>
      <div className="columns">
        <Breakthrough name={t('平台支撑', 'Platforms')}>{of('platforms')}</Breakthrough>
        <Breakthrough name={t('增量培育', 'New growth')}>{of('growth')}</Breakthrough>
        <Breakthrough name={t('项目建设', 'Projects')}>{of('projects')}</Breakthrough>
        <Breakthrough name={t('规模总量', 'Size')}>
          <Await query={overview}>{(data) => <Sizes data={data} />}</Await>
          {of('size')}
        </Breakthrough>
      </div>
    </GroupPage>
  );
}

function Breakthrough({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** The figures of one list, led by its name. */
function Glance({ entry, place }: { entry: Entry; place: string }) {
  const { tx } = useText();
  const reader = useReader();
  const list = 'list' in entry.at ? entry.at.list : '';
  const query = useGlance(list);
  return (
    <>
      <h3>
        <EntryLink entry={entry} place={place} exact={true}>
          {tx(typeof entry.name === 'function' ? entry.name(reader) : entry.name)}
        </EntryLink>
      </h3>
      <Await query={query}>{(data) => <ListGlance list={data} />}</Await>
    </>
  );
}

function Sizes({ data }: { data: ResponseOf<typeof getOverview> }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  if (!data.headline || data.headline.cards.length === 0)
    return <p className="soft">{t('还没有总量目标。', 'No target of size is in the plan yet.')}</p>;
  return (
    <Table
      label={tx(data.headline.name)}
      rows={data.headline.cards}
      rowKey={(card) => card.commitment}
      columns={[
        {
          head: tx(data.headline.name),
          cell: (card) =>
            card.indicator === null ? (
              tx(card.title)
            ) : (
              <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: card.indicator }}>
                {tx(card.title)}
              </Link>
            ),
        },
        {
          head: t('最新', 'Latest'),
          n: true,
          cell: (card) => {
            const last = card.history.at(-1);
            return last ? (
              <>
                {quantity(last.value, card.unit, lang)} <span className="soft small">{period(last.period, lang)}</span>
              </>
            ) : (
              '—'
            );
          },
        },
        {
          head: t('目标', 'Target'),
          cell: (card) => (card.target ? targetText(card.target, lang) : '—'),
        },
        { head: t('灯', 'Light'), cell: (card) => <Light light={card.light} bare /> },
      ]}
    />
  );
}
