import { useDeferredValue, useState } from 'react';
import { importRows, type ImportView } from '../evidence/intake/import-api.ts';
import { useReading } from './query.ts';
import { Await } from './states.tsx';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

type What = 'added' | 'changed' | 'refused';

/** Every row of an import, a hundred to a page: those that are new, those that change something, those that were refused. */
export function ImportRows({ jurisdiction, view }: { jurisdiction: string; view: ImportView }) {
  const { t } = useText();
  const { added, changed, refused } = view.rows;
  const kinds = [
    { what: 'added' as const, name: t('新增', 'New'), count: added },
    { what: 'changed' as const, name: t('更改', 'Changed'), count: changed },
    { what: 'refused' as const, name: t('不收', 'Refused'), count: refused },
  ].filter(({ count }) => count > 0);
  const [chosen, setChosen] = useState<{ what: What; page: number } | null>(null);
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const { what, page } = chosen ?? { what: kinds[0]?.what ?? 'added', page: 0 };
  return (
    <details className="import-sample" open={added + changed + refused <= 12}>
      <summary>{t('逐行看会怎么写', 'Row by row: what will be written')}</summary>
      <p className="chips">
        {kinds.map((kind) => (
          <button
            key={kind.what}
            type="button"
            className={kind.what === what ? 'chip is-on' : 'chip'}
            aria-pressed={kind.what === what}
            onClick={() => setChosen({ what: kind.what, page: 0 })}
          >
            {kind.name} {kind.count}
          </button>
        ))}
        {added + changed + refused > 12 && (
          <input
            type="search"
            className="field"
            aria-label={t('在这些行里查找', 'Find in these rows')}
            placeholder={t('在这些行里查找', 'Find in these rows')}
            maxLength={100}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setChosen({ what, page: 0 });
            }}
          />
        )}
      </p>
      <Rows
        jurisdiction={jurisdiction}
        draft={view.id}
        what={what}
        page={page}
        text={sought}
        onPage={(to) => setChosen({ what, page: to })}
      />
    </details>
  );
}

function Rows({
  jurisdiction,
  draft,
  what,
  page,
  text,
  onPage,
}: {
  jurisdiction: string;
  draft: string;
  what: What;
  page: number;
  text: string;
  onPage: (page: number) => void;
}) {
  const { t, tx } = useText();
  const query = useReading(importRows, {
    params: { jurisdiction, draft },
    query: { what, page, ...(text !== '' && { text }) },
  });
  return (
    <Await query={query}>
      {({ pages, lines }) => (
        <>
          {lines.length === 0 && <p className="soft">{t('没有这样的行。', 'No such row.')}</p>}
          <Table
            label={t('会这样写', 'What will be written')}
            headless
            rows={lines}
            rowKey={(line) => `${line.sheet} ${line.row} ${line.title}`}
            columns={[
              { head: '', className: 'soft nowrap', cell: (line) => t(`第 ${line.row} 行`, `Row ${line.row}`) },
              {
                head: '',
                cell: (line) => (
                  <>
                    <b>{line.title}</b>
                    <div>
                      {line.changes.map((change) => (
                        <span key={tx(change.name)} className="import-change">
                          <span className="soft">{tx(change.name)}</span>{' '}
                          {change.from !== '' && <s className="soft">{change.from}</s>} {change.to}
                        </span>
                      ))}
                      {line.problems?.map((problem) => (
                        <div key={`${problem.column} ${problem.zh}`} className="is-red">
                          {problem.column}
                          {line.row} {problem.header}
                          {t('：', ': ')}
                          {tx(problem)}
                        </div>
                      ))}
                    </div>
                  </>
                ),
              },
            ]}
          />
          {pages > 1 && (
            <p className="import-buttons">
              <button type="button" className="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
                {t('上一页', 'Previous')}
              </button>
              <span>{t(`第 ${page + 1} 页，共 ${pages} 页`, `Page ${page + 1} of ${pages}`)}</span>
              <button type="button" className="button" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
                {t('下一页', 'Next')}
              </button>
            </p>
          )}
        </>
      )}
    </Await>
  );
}
