import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { FieldValue } from '../../core/register/model.ts';
import { call } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { dayText } from '../../ui/format.ts';
import { IssueLink } from '../../ui/issue-link.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import { getRecord, removeRecord, revealRecord, type RecordView } from './api.ts';
import { ClockSection } from './clock-section.tsx';
import { Judgement } from './judgement.tsx';
import { Passages } from './passages.tsx';
import { RecordHistory } from './record-history.tsx';
import { Remarks } from './remarks.tsx';
import { StageText } from './stage-text.tsx';
import { type RecordDetail, useRegister } from './use-register.ts';
import { titleOf } from './title.ts';
import { ValueLink } from './value-link.tsx';

/** One record: what it holds, where it stands, what comes next, who refers to it, and every version of it. */
export function RecordDrawer({ id }: { id: string }) {
  const { t, tx } = useText();
  const { data, params, openRecord } = useRegister();
  const query = useReading(getRecord, { params: { ...params, record: id } });
  const record = query.data?.record;
  return (
    <Drawer title={record ? titleOf(data.type, record, tx) : t('记录', 'Record')} onClose={() => openRecord(undefined)}>
      <Await query={query}>{(detail) => <Detail detail={detail} />}</Await>
    </Drawer>
  );
}

function Detail({ detail }: { detail: RecordDetail }) {
  const { t, tx, lang } = useText();
  const { data, params } = useRegister();
  const { record } = detail;
  const inside = useReader().capabilities.includes('evidence.read');
  return (
    <>
      {record ? (
        <>
          <p className="soft">
            {t('编号', 'Id')} <code>{record.id}</code> · {t(`第 ${record.version} 版`, `version ${record.version}`)} ·{' '}
            {record.source} · {dayText(record.knownOn, lang)} <DemoMark show={record.demo} />
            {record.status === 'preliminary' && ` · ${t('未审核', 'not reviewed')}`}
          </p>
          {params.register === 'directives' ? (
            <p>
              <Link
                className="button"
                to="/$jurisdiction/directives/$directive"
                params={{ jurisdiction: params.jurisdiction, directive: record.id }}
              >
                {t('打开督办单', 'Open the directive')}
              </Link>
            </p>
          ) : (
            (record.judged?.light === 'red' || record.judged?.light === 'yellow') && (
              <IssueLink object={`record/${params.register}/${record.id}`} />
            )
          )}
          {data.judged && <Judgement id={record.id} />}
          <Stages record={record} next={detail.next} />
          <ClockSection record={record} />
          <Values record={record} />
          <Actions record={record} />
          {inside && <Remarks record={record.id} />}
        </>
      ) : (
        <p className="problem-title">
          {t('这条记录已移除，下面是它的历史。', 'The record was removed; below is its history.')}
        </p>
      )}
      {detail.referred.length > 0 && (
        <section>
          <h3>{t('引用它的记录', 'Referred to by')}</h3>
          <ul>
            {detail.referred.map((other) => (
              <li key={other.register + other.filter}>
                <Link
                  to="/$jurisdiction/registers/$register"
                  params={{ jurisdiction: params.jurisdiction, register: other.register }}
                  search={{ filter: other.filter }}
                >
                  {tx(other.name)}
                </Link>{' '}
                <span className="soft">{t(`${other.count} 条`, `${other.count}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('历史', 'History')}</h3>
        <RecordHistory history={detail.history} />
      </section>
    </>
  );
}

/** The stages that it passed with their days, and those that it may enter now. */
function Stages({ record, next }: { record: RecordView; next: RecordDetail['next'] }) {
  const { t, tx, lang } = useText();
  const { data, mayWrite, openForm } = useRegister();
  const { type } = data;
  const mayStep =
    useReader().capabilities.includes('remark.write') &&
    next.some(({ refused }) => refused === null || record.mayWrite);
  if (type.stages.length === 0) return null;
  const names = (ids: string[]) =>
    ids.map((id) => tx(type.fields.find((field) => field.id === id)?.name ?? { zh: id, en: id })).join(t('、', ', '));
  return (
    <section>
      <h3>{t('阶段', 'Stage')}</h3>
      <p>
        <StageText record={record} />
      </p>
      <ol className="stage-line">
        {type.stages
          .filter((stage) => !stage.exit || record.passed[stage.id] !== undefined)
          .map((stage) => (
            <li
              key={stage.id}
              className={stage.id === record.stage ? 'is-now' : record.passed[stage.id] === undefined ? 'is-ahead' : ''}
              aria-current={stage.id === record.stage ? 'step' : undefined}
            >
              {tx(stage.name)}
              <span className="soft small">
                {record.passed[stage.id] === undefined ? '' : dayText(record.passed[stage.id] ?? '', lang)}
              </span>
            </li>
          ))}
      </ol>
      <Passages record={record} />
      {mayWrite && mayStep && (
        <ul className="stage-next">
          {next.map((stage) => (
            <li key={stage.id}>
              <button
                type="button"
                className="button"
                disabled={stage.refused !== null}
                onClick={() => openForm({ record, stage: stage.id, only: stage.missing })}
              >
                {t(`进入“${tx(stage.name)}”`, `Enter “${tx(stage.name)}”`)}
              </button>
              {stage.refused && <span className="soft small">{tx(stage.refused)}</span>}
              {!stage.refused && stage.missing.length > 0 && (
                <span className="soft small">
                  {t(`还缺：${names(stage.missing)}`, `Missing: ${names(stage.missing)}`)}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Values({ record }: { record: RecordView }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const [full, setFull] = useState<Record<string, FieldValue>>({});
  const hidden = data.type.fields.some(
    (field) => field.personal && record.values[field.id] !== undefined && record.values[field.id] !== null,
  );
  return (
    <section>
      <dl className="facts">
        {data.type.fields.map((field) => (
          <div key={field.id} className="fact">
            <dt>{tx(field.name)}</dt>
            <dd>
              <ValueLink field={field} value={full[field.id] ?? record.values[field.id]} labels={record.labels} />
              {field.computed !== undefined && <span className="soft small"> {t('自动计算', 'computed')}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {hidden && data.mayReadPersonal && Object.keys(full).length === 0 && <Reveal id={record.id} onRead={setFull} />}
      {Object.keys(full).length > 0 && (
        <p className="soft small" role="status">
          {t('以上个人信息已全部显示，这次查看已留痕。', 'Personal data are shown in full; this reading was logged.')}
        </p>
      )}
    </section>
  );
}

/** Reading personal data in full asks for the purpose, which is logged with the reading. */
function Reveal({ id, onRead }: { id: string; onRead: (values: Record<string, FieldValue>) => void }) {
  const { t } = useText();
  const { params } = useRegister();
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState('');
  const read = useMutation({
    mutationFn: () => call(revealRecord, { params: { ...params, record: id }, body: { purpose: purpose.trim() } }),
    onSuccess: ({ values }) => onRead(values as Record<string, FieldValue>),
  });
  if (!asking) {
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('查看个人信息', 'Read personal data')}
      </button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    read.mutate();
  };
  return (
    <form className="reason-form" onSubmit={submit}>
      <label htmlFor="purpose">{t('查看用途（会留痕，审计可见）', 'Purpose (logged, seen by the auditor)')}</label>
      <input
        id="purpose"
        className="field"
        value={purpose}
        minLength={2}
        maxLength={200}
        required
        autoFocus
        onChange={(event) => setPurpose(event.target.value)}
      />
      <button type="submit" className="button is-main" disabled={read.isPending || purpose.trim().length < 2}>
        {t('查看', 'Read')}
      </button>
      {read.error && <ProblemBox error={read.error} />}
    </form>
  );
}

function Actions({ record }: { record: RecordView }) {
  const { t } = useText();
  const { mayWrite, openForm, openRecord, params } = useRegister();
  const queries = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const [reason, setReason] = useState('');
  const remove = useMutation({
    mutationFn: () =>
      call(removeRecord, {
        params: { ...params, record: record.id },
        body: { base: record.version, reason: reason.trim() },
      }),
    onSuccess: () => {
      openRecord(undefined);
      void queries.invalidateQueries();
    },
  });
  if (!mayWrite) return null;
  if (!record.mayWrite)
    return (
      <p className="soft small">
        {t('这条记录属于别的单位，你只能看。', 'The record belongs to another organisation; you may only read it.')}
      </p>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <>
      <p className="form-foot">
        <button type="button" className="button is-main" onClick={() => openForm({ record })}>
          {t('修改', 'Change')}
        </button>
        <Link
          className="button"
          to="/$jurisdiction/registers/$register/print"
          params={params}
          search={{ r: record.id }}
        >
          {t('打印', 'Print')}
        </Link>
        <button type="button" className="button" aria-expanded={removing} onClick={() => setRemoving(!removing)}>
          {t('移除', 'Remove')}
        </button>
      </p>
      {removing && (
        <form className="reason-form" onSubmit={submit}>
          <label htmlFor="remove-reason">
            {t('为什么移除（历史会保留）', 'Why it is removed (its history stays)')}
          </label>
          <input
            id="remove-reason"
            className="field"
            value={reason}
            minLength={2}
            maxLength={1000}
            required
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="submit" className="button is-main" disabled={remove.isPending || reason.trim().length < 2}>
            {t('移除这条记录', 'Remove the record')}
          </button>
          {remove.error && <ProblemBox error={remove.error} />}
        </form>
      )}
    </>
  );
}
