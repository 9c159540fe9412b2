import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type HintRow, type Hints, listHints, triageHint } from './api.ts';
import { hintStates, hintWords } from './words.ts';
import '../deliver.css';

/** 群众留言: hints of the four kinds; each becomes a directive, is answered, or declined with a reason. */
export function HintsPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listHints, { params: { jurisdiction } });
  return (
    <MemberPage group="directives" className="directives" needs="directive.issue" title={t('群众留言', 'Hints')}>
      <h1>{t('群众留言', 'Hints')}</h1>
      <p className="lead">
        {t(
          '公众从公开页写来，不留姓名；答复凭编号在公开页可见。',
          'From the public pages, without names; replies are read there under the number.',
        )}
      </p>
      <Await query={query}>{(data) => <Rows data={data} />}</Await>
    </MemberPage>
  );
}

function Rows({ data: { hints, units } }: { data: Hints }) {
  const { t, tx, lang } = useText();
  const [open, setOpen] = useState<HintRow | null>(null);
  if (hints.length === 0) return <Empty title={t('还没有留言。', 'No hints yet.')} />;
  return (
    <>
      {open && <TriageForm key={open.id} hint={open} units={units} onDone={() => setOpen(null)} />}
      <Table
        label={t('群众留言', 'Hints')}
        stacked
        rows={hints}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('内容', 'Text'),
            text: true,
            cell: ({ text, sort, title }) => (
              <>
                {text}
                <div className="soft small">
                  {tx(hintWords[sort])}
                  {title && `；${tx(title)}`}
                </div>
              </>
            ),
          },
          { head: t('日期', 'Day'), cell: ({ on }) => dayText(on, lang) },
          {
            head: t('处理', 'State'),
            cell: ({ state, reply }) => (
              <>
                {tx(hintStates[state])}
                {reply && <div className="soft small">{reply}</div>}
              </>
            ),
          },
          {
            head: t('办理', 'Deal with'),
            cell: (hint) =>
              hint.state === 'new' && (
                <button type="button" className="text-button" onClick={() => setOpen(hint)}>
                  {t('办理', 'Deal with')}
                </button>
              ),
          },
        ]}
      />
    </>
  );
}

function TriageForm({ hint, units, onDone }: { hint: HintRow; units: Hints['units']; onDone: () => void }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [decision, setDecision] = useState('directive');
  const act = useMutation({
    mutationFn: (body: object) => call(triageHint, { params: { jurisdiction, hint: hint.id }, body: body as never }),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: [listHints.path] }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const lead = form.get('lead');
    act.mutate({
      decision,
      reply: form.get('reply'),
      ...(typeof lead === 'string' && lead !== '' && { lead }),
      ...(decision === 'directive' && { workdays: Number(form.get('workdays')) }),
    });
  };
  return (
    <form className="card directive-form" onSubmit={send}>
      <blockquote>{hint.text}</blockquote>
      <label>
        {t('怎么办', 'What is done')}
        <select className="field" value={decision} onChange={(event) => setDecision(event.target.value)}>
          <option value="directive">{t('转督办', 'Make a directive')}</option>
          <option value="answer">{t('直接答复', 'Answer')}</option>
          <option value="decline">{t('不予受理', 'Decline')}</option>
        </select>
      </label>
      {decision === 'directive' && (
        <>
          <label>
            {t('牵头单位', 'Lead unit')}
            <select className="field" name="lead" required={hint.object === null}>
              {hint.object !== null && <option value="">{t('按承诺的责任单位', 'As the promise says')}</option>}
              {units.map(({ id, name }) => (
                <option key={id} value={id}>
                  {tx(name)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('时限（工作日）', 'Working days')}
            <input className="field" type="number" name="workdays" min={1} max={500} defaultValue={15} required />
          </label>
        </>
      )}
      <label>
        {t('给留言人的答复（公开页可见）', 'Reply (read on the public page)')}
        <textarea className="field" name="reply" rows={3} minLength={2} maxLength={1000} required />
      </label>
      {act.error && <ProblemBox error={act.error} />}
      <p>
        <button type="submit" className="button is-main" disabled={act.isPending}>
          {t('提交', 'Send')}
        </button>{' '}
        <button type="button" className="button" onClick={onDone}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
