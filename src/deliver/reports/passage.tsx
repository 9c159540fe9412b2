import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { BlockView, RunView, ShownView } from './api.ts';

/** A text of a document: every figure leads to its series, and says where it comes from. */
function Runs({ runs }: { runs: readonly RunView[] }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  return runs.map((run, at) => {
    if (typeof run === 'string') return run;
    const { of, source, grade, seq, demo, indicator } = run.thread;
    const says = `${of} · ${source} · ${demo ? t('演示', 'demonstration') : grade}${seq === null ? '' : t(` · 账本第${seq}号`, ` · entry ${seq}`)}`;
    const key = `${at} ${run.text}`;
    return (
      <span key={key} className="report-figure" title={says}>
        {indicator === undefined ? (
          run.text
        ) : (
          <Link
            to="/$jurisdiction/indicators/$indicator"
            params={{ jurisdiction, indicator }}
            aria-label={`${run.text}（${says}）`}
          >
            {run.text}
          </Link>
        )}
        {demo && <sup>{t('演示', 'demo')}</sup>}
      </span>
    );
  });
}

export function BlockBody({ block }: { block: BlockView }) {
  switch (block.kind) {
    case 'heading': {
      const Level = `h${Math.min(6, block.level + 1)}` as 'h2';
      return (
        <Level>
          <Runs runs={block.runs} />
        </Level>
      );
    }
    case 'paragraph':
      return (
        <p className={block.style === 'note' ? 'soft small' : 'report-text'}>
          <Runs runs={block.runs} />
        </p>
      );
    case 'list':
      return (
        <ol>
          {block.items.map((runs, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- items have no names of their own
            <li key={at}>
              <Runs runs={runs} />
            </li>
          ))}
        </ol>
      );
    case 'table':
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        <div
          className="scroll-x"
          tabIndex={0}
          role="region"
          aria-label={block.title || block.columns.map(({ head }) => head).join('、')}
        >
          <table className="report-table">
            {block.title !== '' && <caption>{block.title}</caption>}
            <thead>
              <tr>
                {block.columns.map(({ head }) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((cells, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- rows have no names of their own
                <tr key={at}>
                  {cells.map((runs, n) => (
                    // oxlint-disable-next-line react/no-array-index-key -- cells stand in the order of their columns
                    <td key={n} className={block.columns[n]?.align === 'right' ? 'n' : undefined}>
                      <Runs runs={runs} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'chart':
      return (
        <figure className="report-chart">
          <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(block.svg)}`} alt={block.alt} />
          <figcaption>{block.title}</figcaption>
        </figure>
      );
    case 'annex':
      return <h2 className="report-annex">{block.title}</h2>;
    case 'contents':
      return null;
  }
}

/** A passage as it stands; who may write changes it in place, and sees the new draft beside what he wrote. */
export function Passage({
  shown,
  mayWrite,
  busy,
  onWrite,
}: {
  shown: ShownView;
  mayWrite: boolean;
  busy: boolean;
  onWrite: (text: string | null) => void;
}) {
  const { t } = useText();
  const [text, setText] = useState<string | null>(null);
  const { block, edit, draft, left, editable, unlinked } = shown;
  const can = mayWrite && editable;
  if (text !== null)
    return (
      <div className="report-edit">
        <label>
          {t('改写这一段', 'Rewrite this passage')}
          <textarea
            className="field"
            rows={Math.max(3, Math.ceil(text.length / 45))}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="form-foot">
          <button
            type="button"
            className="button is-main"
            disabled={busy}
            onClick={() => {
              onWrite(text);
              setText(null);
            }}
          >
            {t('保存', 'Save')}
          </button>{' '}
          <button type="button" className="button" onClick={() => setText(null)}>
            {t('取消', 'Cancel')}
          </button>
        </p>
      </div>
    );
  return (
    <div className={`report-passage${edit ? ' is-edited' : ''}`}>
      {left ? <p className="soft">{t('（此段已删去）', '(left out)')}</p> : <BlockBody block={block} />}
      {edit && (
        <div className="report-beside">
          <p className="soft small">
            ✎ {t(`${edit.by} 手改`, `edited by ${edit.by}`)}
            {edit.moved && (
              <b className="is-amber"> ▲ {t('数据已变，新稿如下', 'the data moved on; the new draft:')}</b>
            )}
          </p>
          {edit.moved && draft !== '' && <p className="small report-draft">{draft}</p>}
          {unlinked.length > 0 && (
            <p className="small is-amber">
              ▲ {t(`没有出处的数字：${unlinked.join('、')}`, `Numbers without a source: ${unlinked.join(', ')}`)}
            </p>
          )}
        </div>
      )}
      {can && (
        <p className="report-acts no-print">
          <button type="button" className="button is-small" onClick={() => setText(edit ? edit.text : draft)}>
            {t('改写', 'Rewrite')}
          </button>
          {edit && (
            <button type="button" className="button is-small" disabled={busy} onClick={() => onWrite(null)}>
              {t('采用新稿', 'Take the draft')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
