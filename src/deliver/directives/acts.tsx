import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { FileRef } from '../../core/register/model.ts';
import { type AnyEndpoint, call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { DayField } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { FileInput } from '../../work/registers/file-input.tsx';
import {
  answerDirective,
  askExtension,
  decideExtension,
  decideReply,
  type DirectiveDetail,
  escalateDirective,
  planDirective,
  progressDirective,
  receiveDirective,
  replyDirective,
  verifyDirective,
  withdrawDirective,
} from './api.ts';
import { PlanSteps, type Step } from './plan-steps.tsx';
import { readAnew } from '../../ui/query.ts';

interface Act {
  id: string;
  name: string;
  main?: boolean;
  endpoint: AnyEndpoint;
  /** What is filled in; the body is what comes of it. */
  form: (send: (body: object) => void) => ReactNode;
}

/** What the reader may do now: a button for each, its form below. */
export function Acts({ held }: { held: DirectiveDetail }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [open, setOpen] = useState('');
  const acts = useActs(held);
  const send = useMutation({
    mutationFn: ({ act, body }: { act: Act; body: object }) =>
      call(act.endpoint, { params: { jurisdiction, directive: held.id }, body: { base: held.base, ...body } }),
    // Who has opened another form meanwhile keeps it.
    onSuccess: (_, { act: sent }) => setOpen((now) => (now === sent.id ? '' : now)),
    onSettled: () => readAnew(queries),
  });
  const act = acts.find(({ id }) => id === open);
  if (acts.length === 0) return null;
  return (
    <div className="acts no-print">
      <p className="act-buttons">
        {acts.map((one) => (
          <button
            key={one.id}
            type="button"
            className={`button${one.main ? ' is-main' : ''}`}
            aria-expanded={open === one.id}
            onClick={() =>
              one.id === 'receive' ? send.mutate({ act: one, body: {} }) : setOpen(open === one.id ? '' : one.id)
            }
          >
            {one.name}
          </button>
        ))}
      </p>
      {act && act.form((body) => send.mutate({ act, body }))}
      {send.error && <ProblemBox error={send.error} />}
      {send.data !== undefined && open === '' && (
        <p className="soft small" role="status">
          ✓ {t('已写入账本', 'Written into the ledger')}
        </p>
      )}
    </div>
  );
}

function useActs(held: DirectiveDetail): Act[] {
  const { t } = useText();
  const { may } = held;
  const acts: (Act | false)[] = [
    may.receive && {
      id: 'receive',
      name: t('签收', 'Confirm receipt'),
      main: true,
      endpoint: receiveDirective,
      form: () => null,
    },
    may.plan && {
      id: 'plan',
      name: held.steps.length > 0 ? t('修订方案', 'Revise the plan') : t('报整改方案', 'Plan'),
      main: held.state === 'received',
      endpoint: planDirective,
      form: (send) => <PlanForm held={held} onSend={send} />,
    },
    may.progress && {
      id: 'progress',
      name: t('报进展', 'Progress'),
      endpoint: progressDirective,
      form: (send) => <ProgressForm held={held} onSend={send} />,
    },
    may.answer && {
      id: 'answer',
      name: t('反馈', 'Answer'),
      main: held.state !== 'received',
      endpoint: answerDirective,
      form: (send) => (
        <TextForm label={t('办理结果', 'What was done')} word={t('提交反馈', 'Hand in')} files onSend={send} />
      ),
    },
    may.verify && {
      id: 'close',
      name: held.wouldBeUnturned ? t('写理由销号', 'Close with a reason') : t('核销', 'Close'),
      main: !held.wouldBeUnturned,
      endpoint: verifyDirective,
      form: (send) => (
        <TextForm
          label={
            held.wouldBeUnturned
              ? t('未转绿而销号的理由', 'Why it is closed without turning')
              : t('核销意见（可不填）', 'Remark (may be empty)')
          }
          word={t('销号', 'Close')}
          field="reason"
          optional={!held.wouldBeUnturned}
          onSend={(body) => send({ ...body, decision: 'close' })}
        />
      ),
    },
    may.verify && {
      id: 'return',
      name: t('退回', 'Return'),
      main: held.wouldBeUnturned,
      endpoint: verifyDirective,
      form: (send) => (
        <TextForm
          label={t('退回原因', 'Why it is returned')}
          word={t('退回重办', 'Return')}
          field="reason"
          onSend={(body) => send({ ...body, decision: 'return' })}
        />
      ),
    },
    may.decideExtension && {
      id: 'extension',
      name: t(
        `批延期到 ${dayText(held.asked?.to ?? held.due, 'zh')}`,
        `Decide on the extension to ${held.asked?.to ?? ''}`,
      ),
      main: true,
      endpoint: decideExtension,
      form: (send) => <DecideForm onSend={send} />,
    },
    may.askExtension && {
      id: 'ask',
      name: t('申请延期', 'Ask for time'),
      endpoint: askExtension,
      form: (send) => <ExtensionForm held={held} onSend={send} />,
    },
    may.decideReply && {
      id: 'decide',
      name: t('处理申辩', 'Decide on the reply'),
      main: true,
      endpoint: decideReply,
      form: (send) => <ReplyDecision held={held} onSend={send} />,
    },
    may.reply && {
      id: 'reply',
      name: t('申辩', 'Reply'),
      endpoint: replyDirective,
      form: (send) => (
        <TextForm label={t('申辩内容', 'What you have to say')} word={t('提交申辩', 'Hand in')} files onSend={send} />
      ),
    },
    may.escalate && {
      id: 'escalate',
      name: t('升级', 'Raise'),
      endpoint: escalateDirective,
      form: (send) => <EscalateForm held={held} onSend={send} />,
    },
    may.withdraw && {
      id: 'withdraw',
      name: t('撤销', 'Withdraw'),
      endpoint: withdrawDirective,
      form: (send) => (
        <TextForm
          label={t('撤销原因', 'Why it is withdrawn')}
          word={t('撤销督办单', 'Withdraw')}
          field="reason"
          onSend={send}
        />
      ),
    },
  ];
  return acts.filter((one) => one !== false);
}

type OnSend = (body: object) => void;

/** A text, with files where evidence belongs to it. */
function TextForm({
  label,
  word,
  field = 'text',
  files = false,
  optional = false,
  more,
  onSend,
}: {
  label: string;
  word: string;
  field?: 'text' | 'reason';
  files?: boolean;
  optional?: boolean;
  more?: ReactNode;
  onSend: OnSend;
}) {
  const { t } = useText();
  const id = useId();
  const [text, setText] = useState('');
  const [kept, setKept] = useState<FileRef[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ [field]: text.trim(), ...(files && { files: kept }) });
  };
  return (
    <form className="form act-form" onSubmit={submit}>
      {more}
      <label>
        {label}
        <textarea
          className="field"
          rows={2}
          autoFocus
          required={!optional}
          minLength={optional ? 0 : 2}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {files && (
        <div>
          <span id={`${id}-files`}>{t('佐证附件', 'Evidence')}</span>
          <FileInput id={id} label={t('佐证附件', 'Evidence')} described={undefined} files={kept} onChange={setKept} />
        </div>
      )}
      <button type="submit" className="button is-main">
        {word}
      </button>
    </form>
  );
}

function PlanForm({ held, onSend }: { held: DirectiveDetail; onSend: OnSend }) {
  const { t } = useText();
  const [steps, setSteps] = useState<Step[]>(
    held.steps.length > 0 ? held.steps.map(({ title, due }) => ({ title, due })) : [{ title: '', due: held.due }],
  );
  const given = steps.filter(({ title, due }) => title.trim().length >= 2 && due !== '');
  return (
    <TextForm
      label={t('方案概要', 'The plan in short')}
      word={t('提交方案', 'Hand in the plan')}
      more={<PlanSteps steps={steps} onChange={setSteps} />}
      onSend={(body) => onSend({ ...body, steps: given })}
    />
  );
}

function ProgressForm({ held, onSend }: { held: DirectiveDetail; onSend: OnSend }) {
  const { t } = useText();
  const { today } = useReader();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  return (
    <TextForm
      label={t('进展', 'Progress')}
      word={t('提交进展', 'Hand in')}
      files
      more={
        held.steps.some(({ doneOn }) => doneOn === null) && (
          <fieldset className="act-steps">
            <legend>{t('今天完成的节点', 'Steps done today')}</legend>
            {held.steps
              .filter(({ doneOn }) => doneOn === null)
              .map(({ id, title }) => (
                <label key={id} className="act-check">
                  <input
                    type="checkbox"
                    checked={done.has(id)}
                    onChange={() =>
                      setDone((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
                    }
                  />{' '}
                  {title}
                </label>
              ))}
          </fieldset>
        )
      }
      onSend={(body) => onSend({ ...body, done: [...done].map((step) => ({ step, on: today })) })}
    />
  );
}

function ExtensionForm({ held, onSend }: { held: DirectiveDetail; onSend: OnSend }) {
  const { t } = useText();
  const [to, setTo] = useState('');
  return (
    <TextForm
      label={t('原因、进展、预计完成时间', 'Why, how far it is, when it will be done')}
      word={t('提交申请', 'Ask')}
      field="reason"
      more={
        <div>
          <span>{t('延期到', 'Until')}</span>
          <DayField aria-label={t('延期到', 'Until')} value={to} min={held.due} onChange={setTo} />
        </div>
      }
      onSend={(body) => onSend({ ...body, to })}
    />
  );
}

function DecideForm({ onSend }: { onSend: OnSend }) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  return (
    <div className="form act-form">
      <label>
        {t('意见', 'Remark')}
        <input className="field" maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <p>
        <button type="button" className="button is-main" onClick={() => onSend({ grant: true, reason: reason.trim() })}>
          {t('准予', 'Grant')}
        </button>{' '}
        <button
          type="button"
          className="button"
          disabled={reason.trim().length < 2}
          onClick={() => onSend({ grant: false, reason: reason.trim() })}
        >
          {t('不准', 'Refuse')}
        </button>
      </p>
    </div>
  );
}

function ReplyDecision({ held, onSend }: { held: DirectiveDetail; onSend: OnSend }) {
  const { t } = useText();
  const [decision, setDecision] = useState('partly');
  const of = held.replies.find((one) => one.decision === null)?.seq;
  return (
    <TextForm
      label={t('处理意见', 'Why')}
      word={t('作出决定', 'Decide')}
      field="reason"
      more={
        <label>
          {t('结论', 'Decision')}
          <select className="field" value={decision} onChange={(event) => setDecision(event.target.value)}>
            <option value="accepted">{t('采纳', 'Accepted')}</option>
            <option value="partly">{t('部分采纳', 'Accepted in part')}</option>
            <option value="rejected">{t('不采纳', 'Not accepted')}</option>
          </select>
        </label>
      }
      onSend={(body) => onSend({ ...body, of, decision })}
    />
  );
}

function EscalateForm({ held, onSend }: { held: DirectiveDetail; onSend: OnSend }) {
  const { t } = useText();
  const order = ['none', 'blue', 'orange', 'red'] as const;
  const names = { none: '', blue: t('蓝单', 'Blue'), orange: t('橙单', 'Orange'), red: t('红单', 'Red') };
  const above = order.slice(order.indexOf(held.level) + 1);
  const [to, setTo] = useState<string>(above[0] ?? 'red');
  return (
    <TextForm
      label={t('升级原因', 'Why')}
      word={t('升级', 'Raise')}
      field="reason"
      more={
        <label>
          {t('升为', 'To')}
          <select className="field" value={to} onChange={(event) => setTo(event.target.value)}>
            {above.map((level) => (
              <option key={level} value={level}>
                {names[level]}
              </option>
            ))}
          </select>
        </label>
      }
      onSend={(body) => onSend({ ...body, to })}
    />
  );
}
