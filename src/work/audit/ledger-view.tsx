import { useNavigate, useSearch } from '@tanstack/react-router';
import { actorName } from '../../ui/actor.ts';
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../ui/call.ts';
import { moment, shortHash } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { DayField } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { searchLedger } from './api.ts';

/** The ledger, the newest first, by kind, person, days and words in what was handed in. */
export function LedgerView() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/audit' });
  const navigate = useNavigate({ from: '/$jurisdiction/audit' });
  const { kind, actor, from, to, q } = search;
  const before = search.before !== undefined && /^\d+$/.test(search.before) ? Number(search.before) : undefined;
  const query = useReading(searchLedger, {
    params: { jurisdiction },
    query: {
      ...(kind !== undefined && { kind }),
      ...(actor !== undefined && { actor }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(q !== undefined && { text: q }),
      ...(before !== undefined && { before }),
    },
  });
  return (
    <Await query={query}>
      {(data) => (
        <>
          <LedgerFilters data={data} />
          {data.entries.length === 0 ? (
            <p className="card soft">{t('没有符合条件的条目。', 'No entry matches.')}</p>
          ) : (
            <div className="card">
              <Table
                label={t('账本', 'Ledger')}
                stacked
                rows={data.entries}
                rowKey={(entry) => String(entry.seq)}
                columns={[
                  {
                    head: t('号', 'No.'),
                    n: true,
                    cell: (entry) => (
                      <button
                        type="button"
                        className="text-button row-name"
                        aria-label={t(`第 ${entry.seq} 号`, `Entry ${entry.seq}`)}
                        onClick={() => void navigate({ search: (s) => ({ ...s, entry: String(entry.seq) }) })}
                      >
                        {entry.seq}
                      </button>
                    ),
                  },
                  {
                    head: t('做了什么', 'What'),
                    text: true,
                    cell: (entry) => (
                      <>
                        <span className="row-name">{tx(entry.kindName)}</span> {tx(entry.what)}{' '}
                        <DemoMark show={entry.demo} />
                      </>
                    ),
                  },
                  { head: t('谁', 'Who'), cell: (entry) => tx(actorName(entry.actor)) },
                  {
                    head: t('何时', 'When'),
                    className: 'nowrap',
                    cell: (entry) => moment(entry.at, lang),
                  },
                  {
                    head: 'SM3',
                    cell: (entry) => <code title={entry.hash}>{shortHash(entry.hash)}</code>,
                  },
                ]}
              />
            </div>
          )}
          <nav className="pages" aria-label={t('翻页', 'Pages')}>
            {before !== undefined && (
              <button
                type="button"
                className="button"
                onClick={() => void navigate({ search: (s) => ({ ...s, before: undefined }) })}
              >
                {t('回到最新', 'The newest')}
              </button>
            )}
            {data.more && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  void navigate({ search: (s) => ({ ...s, before: String(data.entries.at(-1)?.seq ?? '') }) })
                }
              >
                {t('更早的', 'Earlier')}
              </button>
            )}
            <span className="soft">
              {t(`账本共 ${data.head.seq} 条，链头 `, `${data.head.seq} entries, head `)}
              <code title={data.head.hash}>{shortHash(data.head.hash)}</code>
            </span>
          </nav>
        </>
      )}
    </Await>
  );
}

function LedgerFilters({ data }: { data: ResponseOf<typeof searchLedger> }) {
  const { t, tx } = useText();
  const search = useSearch({ from: '/$jurisdiction/audit' });
  const navigate = useNavigate({ from: '/$jurisdiction/audit' });
  const [words, setWords] = useState(search.q ?? '');
  useEffect(() => setWords(search.q ?? ''), [search.q]);
  useEffect(() => {
    const next = words.trim() || undefined;
    if (next === search.q) return undefined;
    const wait = setTimeout(
      () => void navigate({ search: (s) => ({ ...s, q: next, before: undefined }), replace: true }),
      300,
    );
    return () => clearTimeout(wait);
  }, [words, search.q, navigate]);
  const put = (change: Partial<typeof search>) =>
    void navigate({ search: (s) => ({ ...s, ...change, before: undefined }) });
  return (
    <div className="filters" role="search" aria-label={t('查账本', 'Search the ledger')}>
      <input
        className="field"
        type="search"
        value={words}
        placeholder={t('内容里的字', 'Words in the entry')}
        aria-label={t('内容里的字', 'Words in the entry')}
        onChange={(event) => setWords(event.target.value)}
      />
      <select
        className="field"
        aria-label={t('种类', 'Kind')}
        value={search.kind ?? ''}
        onChange={(event) => put({ kind: event.target.value || undefined })}
      >
        <option value="">{t('种类：全部', 'Kind: all')}</option>
        {data.kinds.map((kind) => (
          <option key={kind.kind} value={kind.kind}>
            {tx(kind.name)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={t('谁', 'Who')}
        value={search.actor ?? ''}
        onChange={(event) => put({ actor: event.target.value || undefined })}
      >
        <option value="">{t('人：全部', 'Who: all')}</option>
        {data.actors.map((actor) => (
          <option key={actor} value={actor}>
            {tx(actorName(actor))}
          </option>
        ))}
      </select>
      <span className="from-to">
        {t('从', 'From')}
        <DayField
          aria-label={t('从哪天', 'From')}
          value={search.from ?? ''}
          onChange={(day) => put({ from: day || undefined })}
        />
      </span>
      <span className="from-to">
        {t('到', 'to')}
        <DayField
          aria-label={t('到哪天', 'To')}
          value={search.to ?? ''}
          onChange={(day) => put({ to: day || undefined })}
        />
      </span>
      {(search.q ?? search.kind ?? search.actor ?? search.from ?? search.to) !== undefined && (
        <button
          type="button"
          className="text-button"
          onClick={() => put({ q: undefined, kind: undefined, actor: undefined, from: undefined, to: undefined })}
        >
          {t('去掉条件', 'Clear')}
        </button>
      )}
    </div>
  );
}
