import { type FormEvent, useState } from 'react';
import { useText } from '../../ui/text.tsx';
import { DaysField, LeadField } from '../order-fields.tsx';
import { addDecision, addNote, type AgendaItem, closeMeeting, type Meeting } from './api.ts';
import type { Writing } from './use-writing.ts';

/** What is decided or said about an item, or the minutes at the end; Enter hands it in, Escape leaves it. */
export function Decide({
  what,
  held,
  item,
  writing,
  onDone,
}: {
  what: 'decide' | 'note' | 'close';
  held: Meeting;
  item: AgendaItem | null;
  writing: Writing;
  onDone: () => void;
}) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [issue, setIssue] = useState(true);
  const [lead, setLead] = useState(item?.lead ?? '');
  const [workdays, setWorkdays] = useState('5');
  const words = {
    decide: [t('决定', 'Decision'), t('记下决定', 'Note the decision')],
    note: [t('发言要点', 'What was said'), t('记下', 'Note')],
    close: [t('会议综述（进纪要）', 'Summary for the minutes'), t('散会，出纪要', 'End, make the minutes')],
  }[what];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const of = { item: item?.id ?? null };
    const sent =
      what === 'decide'
        ? {
            endpoint: addDecision,
            body: {
              ...of,
              text: text.trim(),
              directive: issue ? { ...(lead !== '' && { lead }), workdays: Number(workdays) } : null,
            },
          }
        : what === 'note'
          ? { endpoint: addNote, body: { ...of, text: text.trim() } }
          : { endpoint: closeMeeting, body: { minutes: text.trim() } };
    try {
      await writing.mutateAsync(sent);
      onDone();
    } catch {
      // What went wrong stands below the form, which stays open.
    }
  };
  return (
    <form className="card form meeting-form no-print" onSubmit={(event) => void submit(event)} aria-label={words[0]}>
      <label>
        {words[0]}
        {item && what !== 'close' && <span className="soft small">{item.title}</span>}
        <textarea
          className="field"
          rows={what === 'close' ? 5 : 2}
          autoFocus
          required={what !== 'close'}
          minLength={what === 'close' ? 0 : 2}
          maxLength={what === 'close' ? 20_000 : 2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (what !== 'close' && event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }
          }}
        />
      </label>
      {what === 'decide' && (
        <div className="meeting-row">
          <label className="act-check">
            <input type="checkbox" checked={issue} onChange={(event) => setIssue(event.target.checked)} />{' '}
            {t('同时交办督办单', 'Issue a directive')}
          </label>
          {issue && (
            <>
              <LeadField label={t('牵头单位', 'Lead unit')} value={lead} onChange={setLead} />
              <DaysField label={t('时限（工作日）', 'Working days')} value={workdays} onChange={setWorkdays} />
            </>
          )}
        </div>
      )}
      <p className="form-foot">
        <button
          type="submit"
          className="button is-main"
          disabled={writing.isPending || (what === 'decide' && issue && lead === '')}
        >
          {words[1]}
        </button>{' '}
        <button type="button" className="text-button" onClick={onDone}>
          {t('取消', 'Cancel')} <kbd>Esc</kbd>
        </button>
        {what === 'close' && <span className="soft"> {t('散会后不能再改', 'Nothing is changed after that')}</span>}
      </p>
      <p className="sr" role="status">
        {writing.isPending
          ? t('正在写入', 'Writing')
          : t(`${held.decisions.length} 项决定`, `${held.decisions.length} decisions`)}
      </p>
    </form>
  );
}
