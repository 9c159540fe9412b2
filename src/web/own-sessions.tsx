import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endSessions, listSessions } from '../work/sign-in/account-api.ts';
import { call } from '../ui/call.ts';
import { moment } from '../ui/format.ts';
import { reading, useReading } from '../ui/query.ts';
import { Await, ProblemBox } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useText } from '../ui/text.tsx';

/** `Chrome · Windows` of what a browser says of itself. */
function browserOf(agent: string): string {
  const browser = /MicroMessenger|wxwork|Edg|Firefox|Chrome|Safari/u.exec(agent)?.[0] ?? '';
  const names: Record<string, string> = { MicroMessenger: '微信 WeChat', wxwork: '企业微信 WeCom', Edg: 'Edge' };
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/u.exec(agent)?.[0] ?? '';
  return [names[browser] ?? browser, system].filter(Boolean).join(' · ') || '—';
}

/** Where the reader is signed in, and the way to end that. */
export function OwnSessions() {
  const { t, lang } = useText();
  const queries = useQueryClient();
  const query = useReading(listSessions);
  const end = useMutation({
    mutationFn: (id?: string) => call(endSessions, { body: id === undefined ? {} : { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: reading(listSessions).queryKey }),
  });
  return (
    <section className="card form">
      <h2>{t('登录记录', 'Where you are signed in')}</h2>
      {end.error && <ProblemBox error={end.error} />}
      <Await query={query}>
        {({ sessions }) => (
          <>
            <Table
              label={t('登录记录', 'Where you are signed in')}
              stacked
              rows={sessions}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('浏览器', 'Browser'),
                  by: ({ agent }) => browserOf(agent),
                  cell: ({ agent, here }) => (
                    <>
                      {browserOf(agent)} {here && <b>{t('（这里）', '(here)')}</b>}
                    </>
                  ),
                },
                { head: t('地址', 'Address'), by: ({ address }) => address },
                {
                  head: t('登录时间', 'Signed in'),
                  by: ({ openedAt }) => openedAt,
                  cell: ({ openedAt }) => (openedAt ? moment(openedAt, lang) : ''),
                },
                {
                  head: t('最近使用', 'Used'),
                  by: ({ usedAt }) => usedAt,
                  cell: ({ usedAt }) => moment(usedAt, lang),
                },
                {
                  head: '',
                  cell: ({ id, here }) =>
                    here ? null : (
                      <button
                        type="button"
                        className="text-button"
                        disabled={end.isPending}
                        onClick={() => end.mutate(id)}
                      >
                        {t('退出', 'Sign out')}
                      </button>
                    ),
                },
              ]}
            />
            {sessions.length > 1 && (
              <p>
                <button type="button" className="button" disabled={end.isPending} onClick={() => end.mutate(undefined)}>
                  {t('退出别处的全部登录', 'Sign out everywhere else')}
                </button>
              </p>
            )}
          </>
        )}
      </Await>
    </section>
  );
}
