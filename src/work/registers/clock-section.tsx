import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { call, type BodyOf } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { DayField } from '../../ui/pickers/index.tsx';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { type Pair, useText } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';
import { useRegister } from './use-register.ts';
import { putClock } from './work-api.ts';

type Clock = NonNullable<RecordView['clock']>;
type Span = Clock['span'];

/** A length in words: 20 个工作日, 15 天, 3 个月. */
export function spanText(span: Span): Pair {
  if ('workdays' in span) return { zh: `${span.workdays} 个工作日`, en: `${span.workdays} working days` };
  return 'days' in span
    ? { zh: `${span.days} 天（自然日）`, en: `${span.days} days` }
    : { zh: `${span.months} 个月`, en: `${span.months} months` };
}

/** The limit of the stage: from when, how long, until when; what stopped and extended it, each with its paper. */
export function ClockSection({ record }: { record: RecordView }) {
  const { t, tx, lang } = useText();
  const { mayWrite, data } = useRegister();
  const [asking, setAsking] = useState<'stop' | 'resume' | 'extend' | null>(null);
  const { clock } = record;
  if (!clock) return null;
  const day = (iso: string | null) => (iso === null ? '—' : dayText(iso, lang));
  const by = data.type.fields.find(({ id }) => id === clock.by)?.name;
  const extended = clock.acts.some((act) => act.kind === 'extend');
  return (
    <section>
      <h3>{t('时限', 'Limit')}</h3>
      <dl className="facts">
        <Fact name={t('起算', 'From')}>
          {day(clock.from)}
          {by && <span className="soft small">{t(`（${by.zh}）`, ` (${by.en ?? by.zh})`)}</span>}
        </Fact>
        <Fact name={t('期限', 'Length')}>{tx(spanText(clock.span))}</Fact>
        {extended && <Fact name={t('原到期日', 'First due')}>{day(clock.first.due)}</Fact>}
        <Fact name={t('到期日', 'Due')}>
          {clock.stopped ? t('停表中，恢复后才能算', 'The clock stands; known once it runs again') : day(clock.due.due)}
          {!clock.due.certain && (
            <span className="soft small">
              {t('（所跨年份的放假安排还没有公布，不确定）', ' (holidays of that year are not published: not certain)')}
            </span>
          )}
        </Fact>
      </dl>
      {clock.acts.length > 0 && (
        <ul>
          {clock.acts.map((act, at) => (
            <li key={at}>
              {act.kind === 'stop'
                ? t(
                    `停表 ${day(act.from)} 至 ${act.to === null ? '今' : day(act.to)}`,
                    `Stopped ${day(act.from)} to ${act.to === null ? 'now' : day(act.to)}`,
                  )
                : t(`延长 ${spanText(act.span).zh}`, `Extended by ${spanText(act.span).en}`)}
              {t('：', ': ')}
              {act.document}
              {t('，', ', ')}
              {act.reason}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && record.mayWrite && (
        <p className="form-foot">
          {clock.stopped ? (
            <Ask kind="resume" label={t('恢复计时', 'Let it run')} asking={asking} onAsk={setAsking} />
          ) : (
            <Ask kind="stop" label={t('停表', 'Stop the clock')} asking={asking} onAsk={setAsking} />
          )}
          <Ask kind="extend" label={t('延长期限', 'Extend')} asking={asking} onAsk={setAsking} />
        </p>
      )}
      {asking && <ClockForm key={asking} kind={asking} record={record} onDone={() => setAsking(null)} />}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Ask<K extends string>({
  kind,
  label,
  asking,
  onAsk,
}: {
  kind: K;
  label: string;
  asking: string | null;
  onAsk: (kind: K | null) => void;
}) {
  return (
    <button
      type="button"
      className="button"
      aria-expanded={asking === kind}
      onClick={() => onAsk(asking === kind ? null : kind)}
    >
      {label}
    </button>
  );
}

type Unit = 'workdays' | 'days' | 'months';

function ClockForm({
  kind,
  record,
  onDone,
}: {
  kind: 'stop' | 'resume' | 'extend';
  record: RecordView;
  onDone: () => void;
}) {
  const { t } = useText();
  const { params } = useRegister();
  const { today } = useReader();
  const queries = useQueryClient();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(kind === 'resume' ? today : '');
  const [unit, setUnit] = useState<Unit>('workdays');
  const [length, setLength] = useState('10');
  const [paper, setPaper] = useState({ document: '', reason: '' });
  const send = useMutation({
    mutationFn: () => {
      const body: BodyOf<typeof putClock> =
        kind === 'resume'
          ? { kind, to }
          : kind === 'stop'
            ? { kind, ...paper, from, to: to === '' ? null : to }
            : { kind, ...paper, [unit]: Number(length) };
      return call(putClock, { params: { ...params, record: record.id }, body });
    },
    onSuccess: () => {
      void queries.invalidateQueries();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const box = (id: 'document' | 'reason', label: string) => (
    <label>
      {label}
      <input
        className="field"
        value={paper[id]}
        required
        minLength={2}
        maxLength={id === 'document' ? 200 : 1000}
        onChange={(event) => setPaper({ ...paper, [id]: event.target.value })}
      />
    </label>
  );
  const dayBox = (label: string, value: string, onChange: (day: string) => void, required: boolean) => (
    <div className="form-field">
      <span>
        {label}
        {required && <span className="is-red"> *</span>}
      </span>
      <DayField aria-label={label} value={value} onChange={onChange} />
    </div>
  );
  return (
    <form className="clock-form" onSubmit={submit}>
      {kind === 'stop' && dayBox(t('停表首日', 'First day'), from, setFrom, true)}
      {kind !== 'extend' &&
        dayBox(
          kind === 'stop'
            ? t('停表末日（还不知道就空着）', 'Last day (empty: not known yet)')
            : t('停表末日', 'Last day'),
          to,
          setTo,
          kind === 'resume',
        )}
      {kind === 'extend' && (
        <label>
          {t('延长', 'By')}
          <span className="length-box">
            <input
              className="field"
              inputMode="numeric"
              value={length}
              required
              onChange={(event) => setLength(event.target.value)}
            />
            <select
              className="field"
              value={unit}
              aria-label={t('单位', 'Unit')}
              onChange={(event) => setUnit(event.target.value as Unit)}
            >
              <option value="workdays">{t('个工作日', 'working days')}</option>
              <option value="days">{t('天（自然日）', 'days')}</option>
              <option value="months">{t('个月', 'months')}</option>
            </select>
          </span>
        </label>
      )}
      {kind !== 'resume' && box('document', t('依据文号', 'By which paper'))}
      {kind !== 'resume' && box('reason', t('理由', 'Reason'))}
      <button type="submit" className="button is-main" disabled={send.isPending}>
        {t('确定', 'Confirm')}
      </button>
      {send.error && <ProblemBox error={send.error} />}
    </form>
  );
}
