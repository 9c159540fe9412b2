import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { figure, quantity } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Chain, ChainLink } from './api.ts';
import { LeadLinks } from './lead-links.tsx';
import { kinds, State } from './state.tsx';

/** One link: why it stands as it does, who makes it, where this is from, what comes before and after, what would mend it. */
export function LinkPanel({ data, link, onClose }: { data: Chain; link: ChainLink; onClose: () => void }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [link.id]);
  const candidates = data.candidates.filter((candidate) => candidate.node === link.id);
  const amount = (value: number) => quantity(value, link.unit, lang);
  return (
    <section className="card chain-panel" aria-labelledby="link-title">
      <div className="card-head">
        <h2 id="link-title" ref={title} tabIndex={-1}>
          {tx(link.name)} <DemoMark show={data.demo} />
        </h2>
        <button type="button" className="icon-button no-print" aria-label={t('关闭', 'Close')} onClick={onClose}>
          ×
        </button>
      </div>
      <p>
        <State state={link.state} /> · {tx(link.why)}
      </p>
      <dl className="facts">
        <dt>{t('年产量', 'Output a year')}</dt>
        <dd>{amount(link.output)}</dd>
        <dt>{t('年产能', 'Capacity')}</dt>
        <dd>{amount(link.capacity)}</dd>
        <dt>{t('年需求', 'Demand')}</dt>
        <dd>{amount(link.demand)}</dd>
        <dt>{t('产需比', 'Supply ÷ demand')}</dt>
        <dd>{link.ratio === null ? t('本地没有需求', 'no demand here') : figure(link.ratio, 2)}</dd>
        {link.singleSupplier !== null && (
          <>
            <dt>{t('主要靠一家', 'One supplier')}</dt>
            <dd>{link.singleSupplier}</dd>
          </>
        )}
        {link.industry !== null && (
          <>
            <dt>{t('行业代码', 'Industry')}</dt>
            <dd>GB/T 4754-2017 {link.industry}</dd>
          </>
        )}
        <dt>{t('来源', 'Source')}</dt>
        <dd>
          {link.source} {link.asOf !== null && <span className="soft">{t(`（${link.asOf}）`, ` (${link.asOf})`)}</span>}
        </dd>
        <dt>{t('企业', 'Firms')}</dt>
        <dd>
          {link.firms.length === 0 && '—'}
          {link.firms.map((firm, n) => (
            <span key={firm.id}>
              {n > 0 && t('、', ', ')}
              <Link
                to="/$jurisdiction/registers/$register"
                params={{ jurisdiction, register: 'firms' }}
                search={{ r: firm.id }}
              >
                {firm.name}
              </Link>
            </span>
          ))}
        </dd>
      </dl>
      {candidates.map((candidate) => (
        <div key={candidate.kind} className="chain-way">
          <h3>{t(`${kinds[candidate.kind].zh}候选`, `To ${kinds[candidate.kind].en}`)}</h3>
          <p>
            {tx(candidate.why)}
            {candidate.gap > 0 && t(`，缺口 ${amount(candidate.gap)}`, `; short by ${amount(candidate.gap)}`)}
            {t(`，${candidate.neighbours} 个相邻环节在本地`, `; ${candidate.neighbours} neighbouring links are here`)}
          </p>
          <LeadLinks leads={candidate.leads} />
        </div>
      ))}
      <Ways data={data} link={link} end="from" title={t('从哪里来', 'Comes from')} />
      <Ways data={data} link={link} end="to" title={t('用到哪里', 'Goes into')} />
    </section>
  );
}

function Ways({ data, link, end, title }: { data: Chain; link: ChainLink; end: 'from' | 'to'; title: string }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const ways = data.edges.filter((edge) => edge[end === 'from' ? 'to' : 'from'] === link.id);
  if (ways.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="chain-ways">
        {ways.map((edge) => {
          const other = data.nodes.find((node) => node.id === edge[end]);
          return (
            <li key={edge[end]}>
              <Link
                to="/$jurisdiction/industry/chains/$chain"
                params={{ jurisdiction, chain: data.chain.id }}
                search={{ node: edge[end] }}
                resetScroll={false}
              >
                {other ? tx(other.name) : edge[end]}
              </Link>{' '}
              {other && <State state={other.state} />}
              <span className="soft small">
                {edge.source}
                {edge.asOf !== null && t(`（${edge.asOf}）`, ` (${edge.asOf})`)}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
