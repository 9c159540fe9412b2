import { useState, type ReactNode } from 'react';
import { targetText } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import type { DraftItem } from './api.ts';
import type { ReviewGroup } from './review-list.ts';

interface ReviewGroupProps {
  group: ReviewGroup;
  /** Nothing can be decided here: results are only looked at. */
  still: boolean;
  /** Numbers of the current item's group are shown open even when they would be folded. */
  open: boolean;
  onDecide: (items: DraftItem[], decision: 'accepted' | 'rejected') => void;
  children: ReactNode;
}

/** A section or a table of the review with its items: what it is about, and what can be done with all of it at once. */
export function ReviewGroupView({ group, still, open, onDecide, children }: ReviewGroupProps) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const undecided = group.items.filter((i) => i.decision === 'open');
  if (group.kind === 'folded')
    return (
      <li className="review-group">
        <button type="button" className="review-fold" aria-expanded={shown || open} onClick={() => setShown(!shown)}>
          {t(`各地通用的提法 ${group.items.length} 条，默认收起`, `${group.items.length} commonplaces, folded away`)}
        </button>
        {(shown || open) && <ol>{children}</ol>}
      </li>
    );
  return (
    <li className="review-group">
      <div className="review-group-head">
        <h2>
          {[group.kind === 'table' ? t('表格', 'Table') : '', group.title ?? ''].filter((x) => x !== '').join(' · ') ||
            t('文前', 'Before the first head')}
        </h2>
        <Stance stance={group.stance} />
        {!still && undecided.length > 0 && (
          <span className="review-buttons">
            {group.stance === 'review' || group.stance === 'problem' ? (
              <button type="button" className="button" onClick={() => onDecide(undecided, 'rejected')}>
                {group.stance === 'review'
                  ? t(`本节是回顾，全部不采用（${undecided.length}）`, `A review: drop all ${undecided.length}`)
                  : t(`本节讲问题，全部不采用（${undecided.length}）`, `Problems: drop all ${undecided.length}`)}
              </button>
            ) : null}
            <button type="button" className="button" onClick={() => onDecide(undecided, 'accepted')}>
              {group.kind === 'table'
                ? t(`采用全表（${undecided.length}）`, `Accept the table (${undecided.length})`)
                : t(`采用本节（${undecided.length}）`, `Accept the section (${undecided.length})`)}
            </button>
          </span>
        )}
      </div>
      <Results facts={group.facts} />
      <ol>{children}</ol>
    </li>
  );
}

function Stance({ stance }: { stance: ReviewGroup['stance'] }) {
  const { t } = useText();
  const words: Partial<Record<NonNullable<ReviewGroup['stance']>, string>> = {
    review: t('回顾', 'Review'),
    plan: t('目标任务', 'Plan'),
    problem: t('问题', 'Problems'),
    background: t('背景', 'Background'),
    mixed: t('回顾与目标', 'Review and plan'),
  };
  const word = stance === null ? undefined : words[stance];
  return word ? <span className="soft small">{word}</span> : null;
}

/** Results of a section beside its promises, a line each. */
function Results({ facts }: { facts: DraftItem[] }) {
  const { t, lang } = useText();
  if (facts.length === 0) return null;
  return (
    <details className="review-results soft small">
      <summary>{t(`本节已有成绩 ${facts.length} 条`, `${facts.length} results in this section`)}</summary>
      <ul>
        {facts.map((f) => (
          <li key={f.id}>
            {f.subject}{' '}
            {f.value !== null &&
              targetText({ op: f.op ?? '=', value: f.value, value2: f.value2, unit: f.unit ?? '' }, lang)}{' '}
            {f.period?.label}
          </li>
        ))}
      </ul>
    </details>
  );
}
