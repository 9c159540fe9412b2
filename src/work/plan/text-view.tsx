import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { shortHash, targetText } from '../../ui/format.ts';
import { LightMark } from '../../ui/light.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getDocument, type CommitmentView, type PlanView } from './api.ts';

/** The plan's text and its commitments side by side; pointing at one shows the other. */
export function TextView({ data }: { data: PlanView }) {
  const { t } = useText();
  const search = useSearch({ from: '/$jurisdiction/plan' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan' });
  const { jurisdiction } = usePlace();
  const document = data.documents.find((d) => d.id === search.doc) ?? data.documents[0];
  const query = useReading(
    getDocument,
    { params: { jurisdiction, document: document?.id ?? '' } },
    { enabled: document !== undefined },
  );
  if (!document) return <NotImported data={data} />;
  return (
    <>
      {data.documents.length > 1 && (
        <div className="filters">
          <select
            className="field"
            aria-label={t('文件', 'Document')}
            value={document.id}
            onChange={(e) => void navigate({ search: (s) => ({ ...s, doc: e.target.value }) })}
          >
            {data.documents.map((d) => (
              <option key={d.id} value={d.id}>
                {d.name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Await query={query}>
        {(body) => <Beside text={body.text} name={body.name} document={document.id} data={data} />}
      </Await>
    </>
  );
}

function NotImported({ data }: { data: PlanView }) {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const hashes = [...new Set(data.commitments.map((c) => c.source?.documentHash).filter((h) => h !== undefined))];
  return (
    <Empty title={t('规划原文还没有导入', 'The plan text is not imported')}>
      <p>
        {hashes.length > 0
          ? t(
              '目标任务记着自己出自哪份文件的哪几个字。把那份文件导入，原句就与任务并排显示。',
              'The commitments know which characters of which file they came from. Import that file and its sentences stand beside them.',
            )
          : t('这份规划不是从文本导入的，没有原文可对照。', 'This plan did not come from a text.')}
      </p>
      {hashes.map((hash) => (
        <p key={hash} className="soft small">
          SM3 <code title={hash}>{shortHash(hash)}</code>
        </p>
      ))}
      {reader.capabilities.includes('plan.write') ? (
        <Link className="button is-main" to="/$jurisdiction/import" params={{ jurisdiction }}>
          {t('导入文件', 'Import the file')}
        </Link>
      ) : (
        <p className="soft">{t('规划管理的账号可以导入。', 'A plan office account can import it.')}</p>
      )}
    </Empty>
  );
}

function Beside({ text, name, document, data }: { text: string; name: string; document: string; data: PlanView }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const [active, setActive] = useState<string>();
  const list = useRef<HTMLOListElement>(null);
  const prose = useRef<HTMLElement>(null);
  const rows = useMemo(() => sourced(data.commitments, document), [data.commitments, document]);
  const marks = useMemo(() => rows.map((r) => ({ id: r.commitment.id, span: r.span })), [rows]);
  const lights = useMemo(() => new Map(rows.map((r) => [r.commitment.id, r.commitment])), [rows]);
  useEffect(() => {
    if (active === undefined) return;
    near(list.current, list.current?.querySelector(`[data-item="${CSS.escape(active)}"]`));
  }, [active]);
  const showInText = (id: string) => {
    setActive(id);
    near(prose.current, prose.current?.querySelector(`[data-mark="${CSS.escape(id)}"]`));
  };
  const render = useCallback(
    (id: string, words: string, on: boolean, first: boolean) => (
      <Link
        from="/$jurisdiction/plan"
        to="/$jurisdiction/plan"
        params={{ jurisdiction }}
        search={(s) => ({ ...s, c: id })}
        className={`clause is-${lights.get(id)?.light ?? 'grey'}${on ? ' is-on' : ''}`}
        {...(!first && { tabIndex: -1 })}
      >
        {words}
      </Link>
    ),
    [jurisdiction, lights],
  );
  const missing = data.commitments.filter((c) => c.kind !== 'theme').length - rows.length;
  return (
    <div className="beside">
      <article className="card prose" ref={prose} tabIndex={0} aria-label={name}>
        <MarkedText text={text} marks={marks} active={active} onActive={setActive} render={render} />
      </article>
      <div className="card beside-list">
        <p className="soft small">
          {t(`文中 ${rows.length} 项`, `${rows.length} in this text`)}
          {missing > 0 && t(`，另有 ${missing} 项不出自这份文件`, `, ${missing} from elsewhere`)}
        </p>
        <ol ref={list} onMouseLeave={() => setActive(undefined)}>
          {rows.map(({ commitment: c }) => (
            <li
              key={c.id}
              data-item={c.id}
              className={active === c.id ? 'is-on' : undefined}
              onMouseEnter={() => showInText(c.id)}
              onFocus={() => showInText(c.id)}
            >
              <LightMark light={c.light} />
              <Link
                from="/$jurisdiction/plan"
                to="/$jurisdiction/plan"
                params={{ jurisdiction }}
                search={(s) => ({ ...s, c: c.id })}
                className="quiet"
              >
                {tx(c.title)}
              </Link>
              <span className="soft small">
                {c.target ? targetText(c.target, lang) : c.lead ? tx(c.lead.name) : t('无主', 'No owner')}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function sourced(commitments: readonly CommitmentView[], document: string) {
  return commitments
    .flatMap((c) =>
      c.source?.document === document && c.kind !== 'theme' ? [{ commitment: c, span: c.source.span }] : [],
    )
    .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
}

/** Scrolls `box`, and nothing around it, until `item` is in sight. */
function near(box: HTMLElement | null, item: Element | null | undefined): void {
  if (!box || !item) return;
  const outer = box.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  if (inner.top < outer.top + 20) box.scrollTop -= outer.top + 60 - inner.top;
  else if (inner.bottom > outer.bottom - 20) box.scrollTop += inner.bottom - outer.bottom + 60;
}
