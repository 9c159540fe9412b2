import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { figure } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { GroupPage } from '../../ui/group.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getRegister, listRecords } from '../../work/registers/api.ts';
import { type ChainLink, type Graph, graphOf, nameOf } from './graph-records.ts';
import { GraphView, LinkState } from './graph-view.tsx';
import './chain.css';

const limit = 500;

/** Records of a register on the day of the address. */
function useRecords(register: string, more: { filter?: string; sort?: string } = {}) {
  const { jurisdiction, asOf } = usePlace();
  return useReading(listRecords, { params: { jurisdiction, register }, query: { limit, ...asOfOnly(asOf), ...more } });
}

/** Whether firms by which links are judged are made up for the demonstration. */
function useMadeUp(): boolean {
  const { jurisdiction } = usePlace();
  return useReading(getRegister, { params: { jurisdiction, register: 'firms' } }).data?.demo ?? false;
}

/** Which link is missing: a chain of the place as a graph. Without a chain that exists it offers those that there are. */
export function ChainPage() {
  const { t, tx } = useText();
  const { chain: asked } = useParams({ strict: false });
  const { jurisdiction } = usePlace();
  const query = useRecords('chains', { sort: 'rank' });
  const demo = useMadeUp();
  const chains = query.data?.records ?? [];
  const shown = asked === undefined ? chains[0] : chains.find(({ id }) => id === asked);
  const own = shown && { filter: `chain = "${shown.id}"` };
  const none = asked === undefined ? t('还没有产业链', 'No chain yet') : t(`没有产业链 ${asked}`, `No chain ${asked}`);
  return (
    <GroupPage group="industry" title={shown ? tx(nameOf(shown)) : t('产业链', 'Chains')} className="chain" demo={demo}>
      <h1>{t('产业链', 'Chains')}</h1>
      <p className="lead">{t('链上缺哪一环', 'Which link is missing?')}</p>
      {chains.length > 0 && (
        <nav className="tabs" aria-label={t('产业链', 'Chains')}>
          {chains.map((one) => (
            <Link
              key={one.id}
              to="/$jurisdiction/industry/chains/$chain"
              params={{ jurisdiction, chain: one.id }}
              aria-current={one.id === shown?.id ? 'page' : undefined}
            >
              {tx(nameOf(one))}
            </Link>
          ))}
        </nav>
      )}
      <Await query={query}>{() => (shown ? <Chain key={shown.id} id={shown.id} /> : <Empty title={none} />)}</Await>
      <p className="soft small">
        <Register id="chains">{t('产业链台账', 'Chains')}</Register> ·{' '}
        <Register id="chain-nodes" {...own}>
          {t('补链、强链、延链', 'Fill, strengthen, extend')}
        </Register>{' '}
        · <Register id="chain-edges">{t('环节关系', 'Edges')}</Register> ·{' '}
        <Register id="chain-needs">{t('离目标客户几环、本地供需', 'Way to customers, local matches')}</Register>
      </p>
    </GroupPage>
  );
}

/** The way to a register, to some of its records or to one. */
function Register({ id, children, ...search }: { id: string; filter?: string; r?: string; children: ReactNode }) {
  const { jurisdiction } = usePlace();
  return (
    <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: id }} search={search}>
      {children}
    </Link>
  );
}

function Chain({ id: chain }: { id: string }) {
  const { t } = useText();
  const { node } = useSearch({ strict: false });
  const { jurisdiction } = usePlace();
  const navigate = useNavigate();
  const madeUp = useMadeUp();
  const [nodes, edges] = [useRecords('chain-nodes', { filter: `chain = "${chain}"` }), useRecords('chain-edges')];
  const graph = graphOf(nodes.data?.records ?? [], edges.data?.records ?? []);
  const cut = [nodes.data, edges.data].some((data) => data !== undefined && data.total > data.records.length);
  const chosen = graph.links.find(({ id }) => id === node);
  const choose = (link: string | undefined) => {
    const to = { to: '/$jurisdiction/industry/chains/$chain', params: { jurisdiction, chain } } as const;
    void navigate({ ...to, search: { node: link }, resetScroll: false });
  };
  return (
    <Await query={nodes}>
      {() => (
        <>
          <p className="soft small" role="status">
            {graph.links.length === 0
              ? t('这条链还没有环节。', 'No links yet.')
              : t('点一个环节看原因，方向键移动。', 'Choose a link; arrow keys move.')}
            {cut && t(`只画了前 ${limit} 个环节和关系。`, ` Only the first ${limit} links and edges are drawn.`)}
          </p>
          <div className={`chain-frame${chosen ? ' is-split' : ''}`}>
            {graph.links.length > 0 && <GraphView {...graph} chosen={chosen?.id} onChoose={choose} />}
            {chosen && (
              <Panel {...graph} link={chosen} onChoose={choose}>
                <DemoMark show={madeUp} />
              </Panel>
            )}
          </div>
        </>
      )}
    </Await>
  );
}

const facts: readonly [id: string, zh: string, en: string][] = [
  ['todo', '做什么', 'To do'],
  ['output', '年产量', 'Output a year'],
  ['capacity', '年产能', 'Capacity'],
  ['demand', '年需求', 'Demand'],
  ['gap', '缺口', 'Short by'],
  ['firms', '企业', 'Firms'],
  ['leads', '线索', 'Leads'],
];

const focus = (title: HTMLElement | null) => title?.focus();

type PanelProps = Graph & { link: ChainLink; onChoose: (id: string | undefined) => void; children: ReactNode };

/** One link: why it stands as it does, its figures, what goes into it and what it goes into. */
function Panel({ link, links, ways, onChoose, children }: PanelProps) {
  const { t, tx } = useText();
  const shown = (id: string) => {
    const cell = link.judged?.cells[id];
    if (typeof cell === 'number') return `${figure(cell)} ${link.unit}`;
    if (typeof cell !== 'object' || cell === null) return String(cell || '—');
    return 'missing' in cell ? tx(cell.missing) : 'zh' in cell ? tx(cell) : cell.title;
  };
  const close = () => {
    document.querySelector<HTMLElement>(`[data-link="${CSS.escape(link.id)}"]`)?.focus();
    onChoose(undefined);
  };
  const beside = (end: 'from' | 'to', other: 'from' | 'to', words: string) =>
    links
      .filter(({ id }) => ways.some((way) => way[end] === link.id && way[other] === id))
      .map((one) => (
        <li key={one.id}>
          <button type="button" className="text-button" onClick={() => onChoose(one.id)}>
            {words} {tx(one.name)}
          </button>
          <LinkState link={one} />
        </li>
      ));
  return (
    <section className="card chain-panel" aria-labelledby="link-title">
      <div className="card-head">
        <h2 id="link-title" key={link.id} ref={focus} tabIndex={-1}>
          {tx(link.name)} {children}
        </h2>
        <button type="button" className="icon-button no-print" aria-label={t('关闭', 'Close')} onClick={close}>
          ×
        </button>
      </div>
      <LinkState link={link} /> · {link.judged?.why && tx(link.judged.why)}
      <dl className="facts">
        {facts.map(([id, zh, en]) => (
          <div key={id} className="fact">
            <dt>{t(zh, en)}</dt>
            <dd>{shown(id)}</dd>
          </div>
        ))}
      </dl>
      <ul className="chain-ways">
        {beside('to', 'from', t('来自', 'from'))}
        {beside('from', 'to', t('用于', 'into'))}
      </ul>
      <Register id="chain-nodes" r={link.id}>
        {t('企业、需求、线索和来源', 'Firms, needs, leads and sources')}
      </Register>
    </section>
  );
}
