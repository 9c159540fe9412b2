import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { dayText } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getMeeting, type Meeting } from './api.ts';
import { Attendance } from './attendance.tsx';
import { Decide } from './decide.tsx';
import { Item } from './item.tsx';
import { useWriting } from './use-writing.ts';
import './meetings.css';

/** One meeting: the walk along its items, what is noted and decided, who is there. Keys lead through it. */
export function MeetingPage() {
  const { t } = useText();
  const { meeting } = useParams({ from: '/$jurisdiction/directives/meetings/$meeting' });
  const { jurisdiction } = usePlace();
  const query = useReading(getMeeting, { params: { jurisdiction, meeting } });
  return (
    <MemberPage
      group="directives"
      className="meetings"
      title={query.data?.title ?? t('调度会', 'Meeting')}
      demo={query.data?.agenda.some(({ seen }) => seen?.demo) ?? false}
    >
      <Await query={query}>{(held) => <Walk held={held} />}</Await>
    </MemberPage>
  );
}

type Opened = 'decide' | 'note' | 'attend' | 'close' | null;

function Walk({ held }: { held: Meeting }) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const [at, setAt] = useState(0);
  const [opened, setOpened] = useState<Opened>(null);
  const writing = useWriting(held);
  const stage = useRef<HTMLDivElement>(null);
  const shown = useRef<Opened>(null);
  useEffect(() => {
    shown.current = opened;
  }, [opened]);
  const item = held.agenda[at];
  const last = held.agenda.length - 1;
  const live = held.mayHold && held.state === 'open';
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, [role="combobox"]');
      if (event.key === 'Escape' && opened !== null) {
        setOpened(null);
        stage.current?.focus();
        return;
      }
      if (typing) return;
      const forward = event.key === 'ArrowRight' || event.key === 'PageDown' || event.key === 'n';
      const back = event.key === 'ArrowLeft' || event.key === 'PageUp' || event.key === 'p';
      if (forward) setAt((now) => Math.min(last, now + 1));
      else if (back) setAt((now) => Math.max(0, now - 1));
      else if (live && event.key === 'd') setOpened('decide');
      else if (live && event.key === 'j') setOpened('note');
      else if (live && event.key === 'a') setOpened('attend');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [last, live, opened]);
  const decided = held.decisions.filter((one) => one.item === item?.id);
  /** Closes the form that is done; one that was opened meanwhile stays. */
  const done = (form: Opened) => {
    if (shown.current !== form) return;
    setOpened(null);
    stage.current?.focus();
  };
  return (
    <>
      <div className="meeting-head">
        <div>
          <h1>{held.title}</h1>
          <p className="lead">
            {held.number} · {dayText(held.heldOn, lang)} · {t('主持', 'Chair')} {held.chair}
            {held.place !== '' && ` · ${held.place}`} ·{' '}
            {t(`数据定格在 ${dayText(held.frozenOn, 'zh')}`, `figures as of ${dayText(held.frozenOn, 'en')}`)}
          </p>
        </div>
        <p className="directives-ways no-print">
          <Link
            className="button"
            to="/$jurisdiction/directives/meetings/$meeting/minutes"
            params={{ jurisdiction, meeting: held.id }}
          >
            {t('纪要', 'Minutes')}
          </Link>
          <Link
            className="button"
            to="/$jurisdiction/reports"
            params={{ jurisdiction }}
            search={{ kind: '会议纪要', of: held.id }}
          >
            {t('出 Word 纪要', 'Minutes as Word')}
          </Link>
          <Link className="button" to="." search={(s) => ({ ...s, wall: '1' })}>
            {t('上墙', 'Wall')}
          </Link>
        </p>
      </div>
      <ol className="agenda" aria-label={t('议程', 'Agenda')}>
        {held.agenda.map((one, index) => (
          <li key={one.id}>
            <button
              type="button"
              className="chip"
              aria-current={index === at ? 'step' : undefined}
              onClick={() => setAt(index)}
            >
              {index + 1} {one.title.slice(0, 14)}
              {held.decisions.some(({ item: of }) => of === one.id) && ' ✓'}
            </button>
          </li>
        ))}
      </ol>
      <div ref={stage} className="meeting-stage" tabIndex={-1}>
        {item ? (
          <Item
            item={item}
            place={at + 1}
            of={held.agenda.length}
            notes={held.notes.filter((note) => note.item === item.id)}
          />
        ) : (
          <p className="soft">
            {t('没有红灯、没有逾期，也没有上次答应的事。', 'Nothing is red, late, or was promised.')}
          </p>
        )}
        {decided.length > 0 && (
          <ul className="plain meeting-decided">
            {decided.map(({ id, text, directive }) => (
              <li key={id}>
                ✓ {text}
                {directive && (
                  <>
                    {' → '}
                    <Link to="/$jurisdiction/directives/$directive" params={{ jurisdiction, directive: directive.id }}>
                      {directive.number}
                    </Link>{' '}
                    <span className="soft">
                      {t('期限', 'due')} {dayText(directive.due, lang)}
                    </span>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="meeting-keys no-print">
        <button type="button" className="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('上一项', 'Back')} <kbd>←</kbd>
        </button>
        <button type="button" className="button" disabled={at >= last} onClick={() => setAt(at + 1)}>
          {t('下一项', 'Next')} <kbd>→</kbd>
        </button>
        {live && (
          <>
            <button type="button" className="button is-main" onClick={() => setOpened('decide')}>
              {t('记决定', 'Decide')} <kbd>d</kbd>
            </button>
            <button type="button" className="button" onClick={() => setOpened('note')}>
              {t('记发言', 'Note')} <kbd>j</kbd>
            </button>
            <button type="button" className="button" onClick={() => setOpened('attend')}>
              {t('签到', 'Attendance')} <kbd>a</kbd>
            </button>
            <button type="button" className="button" onClick={() => setOpened('close')}>
              {t('散会', 'End')}
            </button>
          </>
        )}
      </p>
      {opened === 'attend' && <Attendance held={held} writing={writing} onDone={() => done('attend')} />}
      {(opened === 'decide' || opened === 'note' || opened === 'close') && (
        <Decide
          key={`${opened} ${item?.id}`}
          what={opened}
          held={held}
          item={item ?? null}
          writing={writing}
          onDone={() => done(opened)}
        />
      )}
      {writing.error && <ProblemBox error={writing.error} />}
    </>
  );
}
