import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { CallProblem } from '../../ui/call.ts';
import { MarkedText } from '../../ui/marked-text.tsx';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { DraftItem, PlanDraftView } from './api.ts';
import { CommitPanel } from './commit-panel.tsx';
import { ReviewItem, type Tool } from './review-item.tsx';
import { ReviewSide } from './review-side.tsx';
import { ReviewGroupView } from './review-group.tsx';
import { afterLeaving, groupsOf, itemsOf, neighbour, sections, sure, type SectionName } from './review-list.ts';
import { useDraftWork } from './use-draft.ts';

const SURE = 0.9;

/** Review of a draft: the text with its marks on the left, what was found on the right, decided one by one or at once. */
export function Review({ draft }: { draft: PlanDraftView }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/import' });
  const navigate = useNavigate({ from: '/$jurisdiction/import' });
  const work = useDraftWork(jurisdiction, draft.id);
  const section = search.show ?? 'open';
  const groups = useMemo(() => groupsOf(draft, itemsOf(draft, section)), [draft, section]);
  // Keys walk in the order that is shown.
  const items = useMemo(() => groups.flatMap((g) => g.items), [groups]);
  const current = items.find((i) => i.id === search.item) ?? items[0];
  const [tool, setTool] = useState<Tool>(null);
  const [committing, setCommitting] = useState(false);
  const prose = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const go = useCallback(
    (id: string | undefined) => void navigate({ search: (s) => ({ ...s, item: id }), replace: true }),
    [navigate],
  );
  const currentId = current?.id;
  useEffect(() => {
    setTool(null);
    if (currentId === undefined) return;
    const mark = prose.current?.querySelector(`[data-mark="${CSS.escape(currentId)}"]`);
    near(prose.current, mark);
    near(list.current, list.current?.querySelector(`[data-item="${CSS.escape(currentId)}"]`));
  }, [currentId]);
  const decide = (item: DraftItem, decision: DraftItem['decision'], mergedInto: string | null = null) => {
    if (section === 'facts') return;
    if (decision !== item.decision && section !== 'rejected') go(afterLeaving(items, item.id)?.id);
    work.mend.mutate({ items: [{ id: item.id, decision, mergedInto }] }, { onError: () => go(item.id) });
    list.current?.focus({ preventScroll: true });
  };
  const decideAll = (which: DraftItem[], decision: 'accepted' | 'rejected') =>
    work.mend.mutate({ items: which.map((i) => ({ id: i.id, decision })) });
  const onKey = (event: KeyboardEvent) => {
    const typing =
      event.target instanceof HTMLElement &&
      event.target.closest('input, textarea, select, [role="combobox"], dialog') !== null;
    const arrow = event.key.startsWith('Arrow');
    // Arrows still scroll the text; in the list they walk.
    if (arrow && !list.current?.contains(event.target instanceof Node ? event.target : null)) return;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !current) return;
    const actions: Record<string, () => void> = {
      j: () => go(neighbour(items, current.id, 1)?.id),
      k: () => go(neighbour(items, current.id, -1)?.id),
      ArrowDown: () => go(neighbour(items, current.id, 1)?.id),
      ArrowUp: () => go(neighbour(items, current.id, -1)?.id),
      a: () => decide(current, 'accepted'),
      r: () => decide(current, 'rejected'),
      u: () => decide(current, 'open'),
      e: () => setTool('mend'),
      m: () => setTool('merge'),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  };
  const certain = sure(draft.items, SURE);
  const open = draft.items.filter((i) => i.decision === 'open');
  const conflict = work.mend.error instanceof CallProblem && work.mend.error.status === 409;
  return (
    <div className="review" onKeyDown={onKey}>
      <div className="review-head">
        <div>
          <h1>{draft.plan?.title || draft.file.name}</h1>
          <p className="lead">
            {t(
              `从“${draft.file.name}”找出 ${draft.items.length} 项，已采用 ${draft.items.filter((i) => i.decision === 'accepted').length} 项，待核 ${open.length} 项`,
              `${draft.items.length} found in “${draft.file.name}”, ${draft.items.filter((i) => i.decision === 'accepted').length} accepted, ${open.length} to review`,
            )}
            {draft.file.encoding && (
              <span className="small"> · {[draft.file.format, draft.file.encoding].filter(Boolean).join(' ')}</span>
            )}
          </p>
        </div>
        <p className="review-actions">
          <button
            type="button"
            className="button"
            disabled={certain.length === 0}
            onClick={() => decideAll(certain, 'accepted')}
          >
            {t(`采用置信度高的 ${certain.length} 项`, `Accept the ${certain.length} sure ones`)}
          </button>
          <button
            type="button"
            className="button"
            disabled={open.length === 0}
            onClick={() => decideAll(open, 'accepted')}
          >
            {t('全部采用', 'Accept all')}
          </button>
          <button type="button" className="button is-main" onClick={() => setCommitting(true)}>
            {t('确认入库…', 'Make it the plan…')}
          </button>
        </p>
      </div>
      {work.mend.error && (
        <>
          <ProblemBox error={work.mend.error} />
          {conflict && (
            <p className="soft review-conflict">
              {t(
                '已换成最新的一版。您刚才的那一步没有存，请再做一次。',
                'The latest version is shown. Your last step was not kept; do it again.',
              )}
            </p>
          )}
        </>
      )}
      <nav className="tabs" aria-label={t('分栏', 'Sections')}>
        {sections.map((name) => (
          <Link
            key={name}
            to="."
            search={(s) => ({ ...s, show: name === 'open' ? undefined : name, item: undefined })}
            aria-current={name === section ? 'page' : undefined}
          >
            <SectionLabel name={name} draft={draft} />
          </Link>
        ))}
      </nav>
      <div className="beside">
        <ReviewProse
          draft={draft}
          items={section === 'facts' ? draft.facts : draft.items}
          current={current}
          go={go}
          box={prose}
        />
        {section === 'groups' || section === 'warnings' ? (
          <ReviewSide draft={draft} section={section} />
        ) : (
          <div className="card beside-list">
            <p className="soft small keys">
              <kbd>j</kbd>
              <kbd>k</kbd> {t('下一项、上一项', 'next, previous')} <kbd>a</kbd> {t('采用', 'accept')} <kbd>r</kbd>{' '}
              {t('不采用', 'reject')} <kbd>e</kbd> {t('修改', 'mend')} <kbd>m</kbd> {t('并入', 'merge')} <kbd>u</kbd>{' '}
              {t('退回待核', 'undo')}
            </p>
            {items.length === 0 ? (
              <p className="soft review-none">
                {draft.items.length === 0
                  ? t(
                      '这份文本里没有找到目标任务。常见的原因：选错了文件，或者它是总结、报道而不是规划。',
                      'No commitment was found in this text. It may be the wrong file, or a review or report rather than a plan.',
                    )
                  : section === 'open'
                    ? t('都核过了。点“确认入库”。', 'All reviewed. Make it the plan.')
                    : t('这一栏是空的。', 'Nothing here.')}
              </p>
            ) : (
              <ol ref={list} tabIndex={0} aria-label={t('找出的条目', 'Items found')}>
                {groups.map((group) => (
                  <ReviewGroupView
                    key={group.key}
                    group={section === 'facts' ? { ...group, facts: [] } : group}
                    still={section === 'facts'}
                    open={group.items.some((i) => i.id === search.item)}
                    onDecide={decideAll}
                  >
                    {group.items.map((item) => (
                      <ReviewItem
                        key={item.id}
                        item={item}
                        draft={draft}
                        fact={section === 'facts'}
                        on={item.id === current?.id}
                        tool={item.id === current?.id ? tool : null}
                        setTool={setTool}
                        onOpen={() => go(item.id)}
                        decide={(decision, into) => decide(item, decision, into)}
                        onMend={(change) => {
                          work.mend.mutate({ items: [{ id: item.id, change }] });
                          setTool(null);
                        }}
                      />
                    ))}
                  </ReviewGroupView>
                ))}
              </ol>
            )}
          </div>
        )}
      </div>
      {committing && <CommitPanel draft={draft} work={work} onClose={() => setCommitting(false)} />}
    </div>
  );
}

function SectionLabel({ name, draft }: { name: SectionName; draft: PlanDraftView }) {
  const { t } = useText();
  const labels: Record<SectionName, string> = {
    open: t('待核', 'To review'),
    accepted: t('已采用', 'Accepted'),
    rejected: t('未采用', 'Rejected'),
    facts: t('已有成绩', 'Facts'),
    groups: t('口号组', 'Groups'),
    warnings: t('提醒', 'Warnings'),
  };
  const count =
    name === 'groups' ? draft.groups.length : name === 'warnings' ? draft.warnings.length : itemsOf(draft, name).length;
  return (
    <>
      {labels[name]} <span className="small">{count}</span>
    </>
  );
}

interface ProseProps {
  draft: PlanDraftView;
  items: DraftItem[];
  current: DraftItem | undefined;
  go: (id: string | undefined) => void;
  box: RefObject<HTMLElement | null>;
}

function ReviewProse({ draft, items, current, go, box }: ProseProps) {
  const { t } = useText();
  const [over, setOver] = useState<string>();
  const marks = useMemo(() => items.map((i) => ({ id: i.id, span: i.span })), [items]);
  const decisions = useMemo(() => new Map(items.map((i) => [i.id, i.decision])), [items]);
  const currentId = current?.id;
  const render = useCallback(
    (id: string, words: string, on: boolean) => (
      <span
        className={`clause is-${decisions.get(id) ?? 'open'}${on || id === currentId ? ' is-on' : ''}${id === currentId ? ' is-current' : ''}`}
        onClick={() => go(id)}
      >
        {words}
      </span>
    ),
    [decisions, currentId, go],
  );
  return (
    <article className="card prose" ref={box} tabIndex={0} aria-label={t('原文', 'Text')}>
      <MarkedText text={draft.text ?? ''} marks={marks} active={over} onActive={setOver} render={render} />
    </article>
  );
}

/** Scrolls `box`, and nothing around it, until `item` is in sight. */
function near(box: HTMLElement | null, item: Element | null | undefined): void {
  if (!box || !item) return;
  const outer = box.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40)
    box.scrollTop += inner.top - outer.top - outer.height / 3;
}
