import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { listOrganisations } from './api.ts';
import { addToken, endToken, listTokens, type TokenView } from './token-api.ts';

/** 接口令牌: what programs read by; made here, shown once, withdrawn here. */
export function TokensView() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listTokens, { params: { jurisdiction } });
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Await query={query}>
      {({ tokens, scopes }) => {
        const named = new Map<string, Pair>(scopes.map(({ id, name }) => [id, name]));
        return (
          <>
            <p className="soft table-line">
              {t(
                '给程序读数据用；只能读，不能写。令牌建好时显示一次，系统里只留指纹，丢了就撤销再建。',
                'For programs that read; nothing can be written by one. It is shown once and kept as a fingerprint: one that is lost is withdrawn.',
              )}
            </p>
            {secret !== null && (
              <section className="codes" role="status">
                <p>{t('令牌只显示这一次，现在就交给用它的人：', 'Shown only now; hand it over at once:')}</p>
                <p>
                  <code className="token-secret">{secret}</code>
                </p>
              </section>
            )}
            <NewToken scopes={scopes} onMade={setSecret} />
            {tokens.length === 0 ? (
              <Empty title={t('还没有令牌', 'No tokens yet')} />
            ) : (
              <div className="card">
                <Table
                  label={t('接口令牌', 'Access tokens')}
                  stacked
                  rows={tokens}
                  rowKey={({ id }) => id}
                  columns={[
                    { head: t('用途', 'Purpose'), by: ({ name }) => name },
                    {
                      head: t('能读', 'May read'),
                      cell: (token) =>
                        token.scopes
                          .map((id) => {
                            const name = named.get(id);
                            return name ? tx(name) : id;
                          })
                          .join(t('、', ', ')),
                    },
                    {
                      head: t('单位', 'Organisation'),
                      cell: ({ organisation }) => (organisation ? tx(organisation.name) : t('全市', 'Whole place')),
                    },
                    {
                      head: t('有效到', 'Until'),
                      by: ({ expiresAt }) => expiresAt,
                      cell: ({ expiresAt }) => moment(expiresAt, lang),
                    },
                    {
                      head: t('最近使用', 'Last used'),
                      cell: ({ usedAt }) => (usedAt === null ? t('没有用过', 'never') : moment(usedAt, lang)),
                    },
                    { head: t('建立人', 'Made by'), cell: ({ madeBy }) => <code>{madeBy}</code> },
                    { head: t('状态', 'State'), cell: (token) => <State token={token} /> },
                  ]}
                />
              </div>
            )}
          </>
        );
      }}
    </Await>
  );
}

function State({ token }: { token: TokenView }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(endToken, { params: { jurisdiction, token: token.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [listTokens.path] }),
  });
  if (token.state === 'withdrawn')
    return <span className="soft">{t(`已撤销（${token.withdrawnBy}）`, `withdrawn (${token.withdrawnBy})`)}</span>;
  if (token.state === 'expired') return <span className="soft">{t('已过期', 'expired')}</span>;
  return (
    <>
      {t('有效', 'valid')}{' '}
      <button type="button" className="text-button" disabled={end.isPending} onClick={() => end.mutate()}>
        {t('撤销', 'Withdraw')}
      </button>
      {end.error && <ProblemBox error={end.error} />}
    </>
  );
}

function NewToken({
  scopes,
  onMade,
}: {
  scopes: readonly { id: string; name: Pair; inside: boolean }[];
  onMade: (secret: string) => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { today } = useReader();
  const queries = useQueryClient();
  const organisations = useReading(listOrganisations, { params: { jurisdiction } });
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(['indicators.read', 'observations.read']);
  const [organisation, setOrganisation] = useState('');
  const [until, setUntil] = useState('');
  const make = useMutation({
    mutationFn: () =>
      call(addToken, {
        params: { jurisdiction },
        body: {
          name,
          scopes: chosen as TokenView['scopes'],
          organisation: organisation === '' ? null : organisation,
          until,
        },
      }),
    onSuccess: async ({ secret }) => {
      setName('');
      onMade(secret);
      await queries.invalidateQueries({ queryKey: [listTokens.path] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className="card form token-form" onSubmit={submit}>
      <div className="token-grid">
        <label>
          {t('用途', 'Purpose')}
          <input
            className="field"
            required
            minLength={2}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          {t('单位', 'Organisation')}
          <select className="field" value={organisation} onChange={(event) => setOrganisation(event.target.value)}>
            <option value="">{t('全市', 'Whole place')}</option>
            {(organisations.data?.organisations ?? []).map(({ id, name: own }) => (
              <option key={id} value={id}>
                {tx(own)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('有效到（最长一年）', 'Until (a year at most)')}
          <input
            className="field"
            type="date"
            required
            min={today}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </label>
      </div>
      <fieldset className="token-scopes">
        <legend>{t('能读什么', 'What it may read')}</legend>
        {scopes.map(({ id, name: own, inside }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />{' '}
            {tx(own)}
            {inside && <span className="soft small"> {t('（内部）', '(inside)')}</span>}
          </label>
        ))}
      </fieldset>
      <p className="soft small">
        {t(
          '含内部项的令牌，看到的和该单位一样，包括还没审核的数；其余令牌只看到已审核的。',
          'A token with something from inside sees what its organisation sees, figures not yet approved too; others see approved ones.',
        )}
      </p>
      {make.error && <ProblemBox error={make.error} />}
      <button type="submit" className="button is-main" disabled={make.isPending || chosen.length === 0}>
        {t('建令牌', 'Make a token')}
      </button>
    </form>
  );
}
