import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IndustryFrame, Tile } from '../../ui/industry.tsx';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { type Chain, getChain } from './api.ts';
import { GraphView } from './graph-view.tsx';
import { LinkPanel } from './link-panel.tsx';
import { ChainLists } from './lists.tsx';
import { states } from './state.tsx';

/** What the city makes along a chain, what is missing, and who would mend it. */
export function ChainPage() {
  const { t, tx } = useText();
  const params = useParams({ from: '/$jurisdiction/industry/chains/$chain' });
  const query = useReading(getChain, { params });
  return (
    <IndustryFrame
      title={query.data ? tx(query.data.chain.name) : t('产业链', 'Chain')}
      demo={query.data?.demo ?? false}
    >
      <h1>{t('链上缺哪一环', 'Which link is missing?')}</h1>
      <Await query={query}>{(data) => <ChainView data={data} />}</Await>
    </IndustryFrame>
  );
}

function ChainView({ data }: { data: Chain }) {
  const { t, tx } = useText();
  const { jurisdiction } = useParams({ from: '/$jurisdiction/industry/chains/$chain' });
  const { node } = useSearch({ from: '/$jurisdiction/industry/chains/$chain' });
  const navigate = useNavigate({ from: '/$jurisdiction/industry/chains/$chain' });
  const chosen = data.nodes.find((one) => one.id === node);
  const choose = (id: string | undefined) => void navigate({ search: (s) => ({ ...s, node: id }), resetScroll: false });
  return (
    <>
      <nav className="tabs" aria-label={t('产业链', 'Chains')}>
        {data.chains.map((chain) => (
          <Link
            key={chain.id}
            to="/$jurisdiction/industry/chains/$chain"
            params={{ jurisdiction, chain: chain.id }}
            activeOptions={{ includeSearch: false }}
          >
            {tx(chain.name)}
          </Link>
        ))}
      </nav>
      {data.nodes.length === 0 ? (
        <Empty title={t('这条链还没有环节', 'The chain has no links yet')}>
          <p>
            <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'chain-nodes' }}>
              {t('在“产业链环节”台账里录入，或从表格导入。', 'Enter them in the register of links, or import a sheet.')}
            </Link>
          </p>
        </Empty>
      ) : (
        <>
          <section className="tiles" aria-label={t('环节状态', 'States of the links')}>
            {(Object.keys(states) as (keyof typeof states)[]).map((state) => (
              <Tile key={state} name={`${states[state].shape} ${tx(states[state])}`} note={meaning(state, t)}>
                {data.nodes.filter((one) => one.state === state).length}
              </Tile>
            ))}
          </section>
          <div id="graph" className={`chain-frame${chosen ? ' is-split' : ''}`}>
            <GraphView data={data} chosen={chosen?.id} onChoose={choose} />
            {chosen && (
              <LinkPanel
                data={data}
                link={chosen}
                onClose={() => {
                  document.querySelector<HTMLElement>(`[data-link="${CSS.escape(chosen.id)}"]`)?.focus();
                  choose(undefined);
                }}
              />
            )}
          </div>
          <p className="soft small">
            {t(
              '点一个环节看原因、企业、来源和候选；方向键在环节间移动。图里只有“什么用于什么”；产量、需求取自企业和需求台账。',
              'Choose a link for its reasons, firms, source and candidates; arrow keys move between links. The graph says what goes into what; output and need come from the registers. ',
            )}
            <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'chain-nodes' }}>
              {t('改环节', 'Edit links')}
            </Link>{' '}
            ·{' '}
            <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'chain-edges' }}>
              {t('改关系', 'Edit edges')}
            </Link>
          </p>
          <ChainLists data={data} />
        </>
      )}
    </>
  );
}

function meaning(state: keyof typeof states, t: (zh: string, en: string) => string): string {
  switch (state) {
    case 'missing':
      return t('有需求没企业', 'needed, not made');
    case 'weak':
      return t('不够或只靠一家', 'too little or one firm');
    case 'sound':
      return t('够用', 'enough');
    case 'strong':
      return t('多家且有余', 'several firms, to spare');
    case 'absent':
      return t('不产也不需要', 'neither made nor needed');
  }
}
