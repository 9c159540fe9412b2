import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../ui/call.ts';
import { GroupPage } from '../../ui/group.tsx';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { OpenDocument, Operation } from './document.ts';
import { OperationView } from './operation.tsx';
import './open.css';

const address = '/api/v1/openapi.json';

interface Listed {
  key: string;
  method: string;
  path: string;
  operation: Operation;
}

/** The open interface, to be browsed and tried without any other network: drawn from the server's own OpenAPI document. */
export function OpenPage() {
  const { t } = useText();
  const query = useQuery({
    queryKey: [address],
    queryFn: async ({ signal }) => (await request('get', address, { signal })).json() as Promise<OpenDocument>,
    staleTime: Infinity,
  });
  return (
    <GroupPage group="indicators" className="open-interface" title={t('开放接口', 'Open interface')}>
      <h1>{t('开放接口', 'Open interface')}</h1>
      <p className="lead">
        {t(
          '程序读取规划、目标任务、指标、数值、清单、督办和前景的接口；只读，版本在地址里（v1）。',
          'How programs read plans, commitments, indicators, figures, lists, directives and outlooks; the version stands in the address (v1).',
        )}
      </p>
      <Await query={query}>{(document) => <Browser document={document} />}</Await>
    </GroupPage>
  );
}

function Browser({ document }: { document: OpenDocument }) {
  const { t } = useText();
  const [words, setWords] = useState('');
  const listed = [
    ...operationsOf(document.paths),
    ...operationsOf(document.webhooks).map((one) => ({ ...one, key: `webhook ${one.key}`, method: 'webhook' })),
  ];
  const [open, setOpen] = useState(listed[0]?.key);
  const shown = listed.filter(({ path, operation }) =>
    `${path} ${operation.summary} ${operation['x-zh'] ?? ''}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const chosen = shown.find(({ key }) => key === open) ?? shown[0];
  return (
    <>
      <ul className="open-notes">
        <li>
          {t(
            '公开数据不用令牌；清单、督办要令牌，由系统管理员在“系统·接口令牌”里建：',
            'What is public needs no token; lists and directives do, made by the administrator:',
          )}{' '}
          <code>Authorization: Bearer lantu_…</code>
        </li>
        <li>
          {t(
            '翻页：把上一页的 next 作为 after 再取；带上 ETag（If-None-Match），没有变化只答 304。',
            'Paging: `next` goes back as `after`; with the ETag (If-None-Match) what did not change answers 304.',
          )}
        </li>
        <li>
          {t(
            '一分钟最多 600 次（无令牌 120 次）；错误是 application/problem+json，中英文都有。',
            '600 requests a minute (120 without a token); errors are application/problem+json in both languages.',
          )}
        </li>
      </ul>
      <p>
        <a href={address} download="lantu-openapi.json">
          {t('下载 OpenAPI 3.1 文件', 'Download the OpenAPI 3.1 document')}
        </a>
      </p>
      <div className="open-columns">
        <nav aria-label={t('接口', 'Operations')}>
          <input
            className="field"
            type="search"
            value={words}
            placeholder={t('找接口', 'Find an operation')}
            aria-label={t('找接口', 'Find an operation')}
            onChange={(event) => setWords(event.target.value)}
          />
          <ul>
            {shown.map(({ key, method, path, operation }) => (
              <li key={key}>
                <button
                  type="button"
                  className="text-button"
                  aria-current={key === chosen?.key ? 'true' : undefined}
                  onClick={() => setOpen(key)}
                >
                  <span className="soft small">{method.toUpperCase()}</span>{' '}
                  <code>{path.replace('/api/v1/{jurisdiction}', '…')}</code>
                  {operation.deprecated === true && (
                    <span className="is-amber"> ▲ {t('将停用', 'on the way out')}</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {chosen ? (
          <OperationView
            key={chosen.key}
            method={chosen.method}
            path={chosen.path}
            operation={chosen.operation}
            refusals={document.components.responses}
          />
        ) : (
          <p className="soft">{t('没有找到。', 'Nothing found.')}</p>
        )}
      </div>
    </>
  );
}

function operationsOf(paths: OpenDocument['paths']): Listed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ key: operation.operationId, method, path, operation })),
  );
}
