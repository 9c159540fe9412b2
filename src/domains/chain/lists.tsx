import { Link } from '@tanstack/react-router';
import { quantity } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Chain } from './api.ts';
import { LeadLinks } from './lead-links.tsx';
import { kinds, State } from './state.tsx';

/** The graph in words: gaps, distance to what target customers need, who could buy from whom. */
export function ChainLists({ data }: { data: Chain }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const links = new Map(data.nodes.map((node) => [node.id, node]));
  const nameOf = (id: string) => tx(links.get(id)?.name ?? { zh: id, en: id });
  const amount = (id: string, value: number) => quantity(value, links.get(id)?.unit ?? '', lang);
  const linkTo = (id: string) => (
    <Link
      to="/$jurisdiction/industry/chains/$chain"
      params={{ jurisdiction, chain: data.chain.id }}
      search={{ node: id }}
      hash="graph"
    >
      {nameOf(id)}
    </Link>
  );
  return (
    <>
      <section className="card">
        <h2>{t('缺什么、弱在哪、还能往哪延', 'What is missing, what is weak, where it could go on')}</h2>
        {data.candidates.length === 0 ? (
          <p className="soft">
            {t('没有断点、短板和可延伸的环节。', 'There is no gap, no weak link and nothing to extend.')}
          </p>
        ) : (
          <div className="scroll-x" tabIndex={0} role="region" aria-label={t('补链强链延链', 'Candidates')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('环节', 'Link')}</th>
                  <th scope="col">{t('状态', 'State')}</th>
                  <th scope="col">{t('做什么', 'To do')}</th>
                  <th scope="col">{t('为什么', 'Why')}</th>
                  <th scope="col" className="n">
                    {t('缺口（每年）', 'Short by (a year)')}
                  </th>
                  <th scope="col" className="n">
                    {t('相邻环节在本地', 'Neighbours here')}
                  </th>
                  <th scope="col">{t('线索', 'Leads')}</th>
                </tr>
              </thead>
              <tbody>
                {data.candidates.map((candidate) => (
                  <tr key={candidate.node}>
                    <th scope="row">{linkTo(candidate.node)}</th>
                    <td>
                      <State state={links.get(candidate.node)?.state ?? 'absent'} />
                    </td>
                    <td className="nowrap">{tx(kinds[candidate.kind])}</td>
                    <td>{tx(candidate.why)}</td>
                    <td className="n">{candidate.gap > 0 ? amount(candidate.node, candidate.gap) : '—'}</td>
                    <td className="n">{candidate.neighbours}</td>
                    <td>
                      <LeadLinks leads={candidate.leads} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <div className="two">
        <section className="card">
          <h2>{t('离目标客户还差几环', 'How many links to the target customers?')}</h2>
          {data.targets.length === 0 ? (
            <p className="soft">
              {t('还没有录入外部客户的需求。', 'No need of a customer outside is entered. ')}
              <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'chain-needs' }}>
                {t('录入需求', 'Enter needs')}
              </Link>
            </p>
          ) : (
            <ul className="chain-ways">
              {data.targets.map((target) => (
                <li key={`${target.customer} ${target.node}`}>
                  <span>
                    <b>{target.customer}</b> {t('需要', 'needs')} {linkTo(target.node)}
                    {t('：', ': ')}
                    {target.steps === null
                      ? tx(target.missing ?? { zh: '算不出', en: 'unknown' })
                      : target.steps === 0
                        ? t('本地已有', 'made here')
                        : t(`还差 ${target.steps} 环`, `${target.steps} links to build`)}
                  </span>
                  {target.path.length > 1 && <span className="soft small">{target.path.map(nameOf).join(' → ')}</span>}
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className="card">
          <h2>{t('本地供需可对接', 'Who could buy from whom here')}</h2>
          {data.matches.length === 0 ? (
            <p className="soft">
              {t(
                '没有可对接的：要有企业产量，也要有本地企业的需求。',
                'Nothing to match: it takes output of firms and needs of firms here.',
              )}
            </p>
          ) : (
            <div className="scroll-x tall" tabIndex={0} role="region" aria-label={t('供需对接', 'Matches')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('供应方', 'Supplier')}</th>
                    <th scope="col">{t('需求方', 'Buyer')}</th>
                    <th scope="col">{t('产品', 'Product')}</th>
                    <th scope="col" className="n">
                      {t('每年', 'A year')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.matches.map((match) => (
                    <tr key={`${match.supplier} ${match.buyer} ${match.node}`}>
                      <td>{match.supplier}</td>
                      <td>{match.buyer}</td>
                      <td>{linkTo(match.node)}</td>
                      <td className="n">{amount(match.node, match.amount)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      </div>
    </>
  );
}
