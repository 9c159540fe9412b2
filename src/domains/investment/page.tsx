import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { dayText, figure, quantity } from '../../ui/format.ts';
import { Bar, IndustryFrame, Tile } from '../../ui/industry.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getLeads, type LeadView } from './api.ts';
import { LeadDrawer } from './lead-drawer.tsx';

type Data = NonNullable<ReturnType<typeof useLeads>['data']>;

function useLeads() {
  const { jurisdiction } = usePlace();
  return useReading(getLeads, { params: { jurisdiction } });
}

/** The pipeline of leads: how many at each stage and channel, what each is worth, what speaks against it. */
export function LeadsPage() {
  const { t } = useText();
  const query = useLeads();
  return (
    <IndustryFrame title={t('招商线索', 'Leads')} demo={query.data?.demo ?? false}>
      <h1>{t('哪些线索值得谈', 'Which leads are worth talking to?')}</h1>
      <Await query={query}>{(data) => <Leads data={data} />}</Await>
    </IndustryFrame>
  );
}

function Leads({ data }: { data: Data }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/industry/leads' });
  const navigate = useNavigate({ from: '/$jurisdiction/industry/leads' });
  if (data.leads.length === 0) {
    return (
      <Empty title={t('还没有线索', 'There are no leads yet')}>
        <p>
          <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'leads' }}>
            {t('在“招商线索”台账里录入，或从表格导入。', 'Enter them in the register of leads, or import a sheet.')}
          </Link>
        </p>
      </Empty>
    );
  }
  const q = search.q?.trim() ?? '';
  const stage = search.stage ?? 'open';
  const isOpen = (lead: LeadView) => lead.stage !== 'signed' && lead.stage !== 'dropped';
  const shown = data.leads.filter(
    (lead) =>
      (stage === 'all' || (stage === 'open' ? isOpen(lead) : lead.stage === stage)) &&
      (search.channel === undefined || lead.channel === search.channel) &&
      (q === '' || lead.name.includes(q) || lead.firm.includes(q)),
  );
  const sorted = shown.toSorted(
    (a, b) => Number(a.vetoes.length > 0) - Number(b.vetoes.length > 0) || (b.score ?? -1) - (a.score ?? -1),
  );
  const most = Math.max(...data.channels.map((channel) => channel.count), 1);
  return (
    <>
      <section className="tiles" aria-label={t('各阶段', 'Stages')}>
        {data.stages.map((one) => (
          <Tile key={one.id} name={tx(one.name)} note={quantity(Math.round(one.investment * 100) / 100, '亿元', lang)}>
            {one.count} {t('条', '')}
          </Tile>
        ))}
      </section>
      <section className="card">
        <h2>{t('五类渠道', 'Five channels')}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('渠道', 'Channel')}</th>
              <th scope="col" className="n">
                {t('线索', 'Leads')}
              </th>
              <th scope="col">
                <span className="sr">{t('比例', 'Share')}</span>
              </th>
              <th scope="col" className="n">
                {t('已签约', 'Signed')}
              </th>
              <th scope="col" className="n">
                {t('总投资（亿元）', 'Investment (100 m yuan)')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.channels.map((channel) => (
              <tr key={channel.id}>
                <th scope="row">{tx(channel.name)}</th>
                <td className="n">{channel.count}</td>
                <td>
                  <Bar value={channel.count} of={most} label={String(channel.count)} />
                </td>
                <td className="n">{channel.signed}</td>
                <td className="n">{figure(channel.investment)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="card">
        <p className="filters">
          <label>
            {t('阶段', 'Stage')}{' '}
            <select
              className="field"
              value={stage}
              onChange={(event) => void navigate({ search: (s) => ({ ...s, stage: event.target.value }) })}
            >
              <option value="open">{t('在谈', 'Open')}</option>
              <option value="all">{t('全部', 'All')}</option>
              {data.stages.map((one) => (
                <option key={one.id} value={one.id}>
                  {tx(one.name)}
                </option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('渠道', 'Channel')}{' '}
            <select
              className="field"
              value={search.channel ?? ''}
              onChange={(event) =>
                void navigate({ search: (s) => ({ ...s, channel: event.target.value || undefined }) })
              }
            >
              <option value="">{t('全部', 'All')}</option>
              {data.channels.map((channel) => (
                <option key={channel.id} value={channel.id}>
                  {tx(channel.name)}
                </option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('名称', 'Name')}{' '}
            <input
              className="field"
              defaultValue={q}
              onChange={(event) =>
                void navigate({ search: (s) => ({ ...s, q: event.target.value || undefined }), replace: true })
              }
            />
          </label>
        </p>
        {sorted.length === 0 ? <p className="soft">{t('没有符合条件的。', 'Nothing matches.')}</p> : leadTable(sorted)}
        <p>
          <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'leads' }}>
            {t('台账：录入、看板、导入导出', 'Register: entry, board, import and export')}
          </Link>
          {' · '}
          <Link to="/$jurisdiction/industry/portfolio" params={{ jurisdiction }}>
            {t('择优组合', 'Choose a portfolio')}
          </Link>
        </p>
      </section>
      {search.lead !== undefined && (
        <LeadDrawer lead={search.lead} onClose={() => void navigate({ search: ({ lead: _lead, ...rest }) => rest })} />
      )}
    </>
  );

  function leadTable(leads: readonly LeadView[]) {
    return (
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('线索表', 'Leads')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('线索', 'Lead')}</th>
              <th scope="col">{t('阶段', 'Stage')}</th>
              <th scope="col" className="n">
                {t('五项得分', 'Five screens')}
              </th>
              <th scope="col" className="n">
                {t('投资（亿元）', 'Investment')}
              </th>
              <th scope="col" className="n">
                {t('用地（亩）', 'Land (mu)')}
              </th>
              <th scope="col" className="n">
                {t('亩均税收（万元）', 'Tax per mu')}
              </th>
              <th scope="col">{t('要当心', 'Beware')}</th>
            </tr>
          </thead>
          <tbody>
            {leads.map((lead) => (
              <tr key={lead.id}>
                <th scope="row">
                  <Link
                    from="/$jurisdiction/industry/leads"
                    to="/$jurisdiction/industry/leads"
                    params={{ jurisdiction }}
                    search={(s) => ({ ...s, lead: lead.id })}
                  >
                    {lead.name}
                  </Link>{' '}
                  <DemoMark show={lead.demo} />
                  <br />
                  <span className="soft small">{lead.firm}</span>
                </th>
                <td>
                  {tx(data.stages.find((one) => one.id === lead.stage)?.name ?? { zh: lead.stage, en: lead.stage })}
                  {lead.due !== null && isOpen(lead) && (
                    <span className="soft small">
                      {t(` · ${dayText(lead.due, lang)} 前推进`, ` · by ${dayText(lead.due, lang)}`)}
                    </span>
                  )}
                </td>
                <td className="n">
                  {lead.score === null ? (
                    <span className="soft" title={lead.scoreMissing ? tx(lead.scoreMissing) : undefined}>
                      {t('佐证不足', 'too little evidence')}
                    </span>
                  ) : (
                    figure(lead.score, 0)
                  )}
                </td>
                <td className="n">{lead.investment === null ? '—' : figure(lead.investment)}</td>
                <td className="n">{lead.land === null ? '—' : figure(lead.land, 0)}</td>
                <td className="n">{lead.taxPerMu === null ? '—' : figure(lead.taxPerMu, 1)}</td>
                <td>
                  {lead.vetoes.map((veto) => (
                    <span key={veto.zh} className="is-red small">
                      ■ {tx(veto)}{' '}
                    </span>
                  ))}
                  {lead.duplicates
                    .filter((found) => found.certainty !== 'possible')
                    .map((found) => (
                      <span key={found.id} className="is-yellow small">
                        ▲ {t(`可能与“${found.name}”重复`, `perhaps the same as ${found.name}`)}{' '}
                      </span>
                    ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
}
