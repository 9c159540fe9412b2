import { lazy, Suspense } from 'react';
import { share, targetText } from '../../ui/format.ts';
import { Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { DraftItem, PlanDraftView } from './api.ts';
import { reached } from './review-list.ts';
import { ruleWords } from './rule-names.ts';
import type { ItemMend } from './use-draft.ts';
import { kindWords } from './words.ts';

/** What is open on a row of the review. */
export type Tool = 'mend' | 'merge' | null;

const ItemEditor = lazy(() => import('./item-editor.tsx').then((m) => ({ default: m.ItemEditor })));
const MergeTool = lazy(() => import('./item-editor.tsx').then((m) => ({ default: m.MergeTool })));

interface ReviewItemProps {
  item: DraftItem;
  draft: PlanDraftView;
  /** A stated result: shown to be looked at, never decided on. */
  fact: boolean;
  on: boolean;
  tool: Tool;
  setTool: (tool: Tool) => void;
  onOpen: () => void;
  decide: (decision: DraftItem['decision'], into?: string | null) => void;
  onMend: (change: NonNullable<ItemMend['change']>) => void;
}

/** One found item: what the compiler made of the clause, and what the reviewer can do with it. */
export function ReviewItem({ item, draft, fact, on, tool, setTool, onOpen, decide, onMend }: ReviewItemProps) {
  const { t, tx, lang } = useText();
  const into = item.mergedInto === null ? undefined : draft.items.find((i) => i.id === item.mergedInto);
  return (
    <li data-item={item.id} className={`review-item${on ? ' is-on' : ''}`}>
      <button type="button" className="review-open" aria-expanded={on} onClick={onOpen}>
        <span className="review-kind soft small">{tx(kindWords[item.kind])}</span>
        <span className="review-subject">{item.subject || item.text}</span>
        {item.op !== null && item.value !== null && (
          <b className="review-value">
            {targetText({ op: item.op, value: item.value, value2: item.value2, unit: item.unit ?? '' }, lang)}
          </b>
        )}
      </button>
      {item.kind !== 'theme' && (
        <p className="review-line soft small">
          <span>
            {item.stated?.due
              ? t(`${item.stated.due} 前（文中写明）`, `by ${item.stated.due} (stated)`)
              : item.period
                ? item.period.label || item.period.end
                : t('没有期限', 'no period')}
          </span>
          <Owner item={item} />
          {item.stretch && <span>{t('力争', 'stretch')}</span>}
          {reached(draft, item).map((f) => (
            <span key={f.id} className="review-reached">
              {t('已有', 'reached')} {f.period?.label}{' '}
              {targetText({ op: '=', value: f.value ?? 0, value2: f.value2, unit: f.unit ?? '' }, lang)}
            </span>
          ))}
          <span>{t(`置信度 ${share(item.confidence)}`, `${share(item.confidence)} sure`)}</span>
          {item.mended && <span>{t('已修改', 'mended')}</span>}
          {item.known && (
            <span className="review-reached">
              {item.apart
                ? t(`另立，不并入 ${item.known.id}`, `apart from ${item.known.id}`)
                : item.known.closed
                  ? t(
                      `承接已收官的 ${item.known.id} ${item.known.title.zh}`,
                      `goes on with ${item.known.id} of a closed plan: ${item.known.title.en}`,
                    )
                  : t(
                      `已有 ${item.known.id} ${item.known.title.zh}`,
                      `stands already: ${item.known.id} ${item.known.title.en}`,
                    )}
            </span>
          )}
          {item.decision === 'merged' && (
            <span>
              {t(
                `并入“${into?.subject ?? item.mergedInto ?? ''}”`,
                `merged into “${into?.subject ?? item.mergedInto ?? ''}”`,
              )}
            </span>
          )}
        </p>
      )}
      {on && (
        <div className="review-detail">
          <p className="review-clause">“{item.text}”</p>
          <p className="soft small">
            {t('依据', 'By')} {tx(ruleWords(item.rule))}
          </p>
          {!fact && tool === null && (
            <p className="review-buttons">
              {item.decision !== 'accepted' && (
                <button type="button" className="button is-main" onClick={() => decide('accepted')}>
                  {t('采用', 'Accept')}
                </button>
              )}
              <button type="button" className="button" onClick={() => setTool('mend')}>
                {t('修改', 'Mend')}
              </button>
              <button type="button" className="button" onClick={() => setTool('merge')}>
                {t('并入…', 'Merge…')}
              </button>
              {item.known && (
                <button type="button" className="button" onClick={() => onMend({ apart: !item.apart })}>
                  {item.apart
                    ? t(`并入 ${item.known.id}`, `The same as ${item.known.id}`)
                    : t(`不是 ${item.known.id}，另立`, `Not ${item.known.id}`)}
                </button>
              )}
              {item.decision === 'open' || item.decision === 'accepted' ? (
                <button type="button" className="button" onClick={() => decide('rejected')}>
                  {t('不采用', 'Reject')}
                </button>
              ) : null}
              {item.decision !== 'open' && (
                <button type="button" className="button" onClick={() => decide('open')}>
                  {t('退回待核', 'Back to review')}
                </button>
              )}
            </p>
          )}
          {tool !== null && !fact && (
            <Suspense fallback={<Loading lines={3} />}>
              {tool === 'mend' ? (
                <ItemEditor item={item} draft={draft} onSave={onMend} onCancel={() => setTool(null)} />
              ) : (
                <MergeTool
                  item={item}
                  draft={draft}
                  onMerge={(target) => decide('merged', target)}
                  onCancel={() => setTool(null)}
                />
              )}
            </Suspense>
          )}
        </div>
      )}
    </li>
  );
}

/** Who answers for it: as the text states, or as a rule would have it. */
function Owner({ item }: { item: DraftItem }) {
  const { t } = useText();
  if (item.owner === null)
    return (
      <span>
        <span className="is-red">{t('无主', 'no owner')}</span>
      </span>
    );
  const stated = item.stated?.lead.includes(item.owner) ?? false;
  const others = [...(item.stated?.lead ?? []), ...(item.stated?.support ?? [])].filter((x) => x !== item.owner);
  return (
    <span>
      {item.owner}
      {stated ? t('（文中写明）', ' (stated)') : t('（推定）', ' (by rule)')}
      {others.length > 0 && t(`，配合：${others.join('、')}`, `, with ${others.join(', ')}`)}
    </span>
  );
}
