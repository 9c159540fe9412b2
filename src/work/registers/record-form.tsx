import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { isMade, missingEvidence } from '../../core/register/index.ts';
import type { RecordValues } from '../../core/register/model.ts';
import { call, CallProblem } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { DayField } from '../../ui/pickers/index.tsx';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { putRecords, type RecordView } from './api.ts';
import { ConflictView } from './conflict-view.tsx';
import { type FormValues, sentValue, startingValues } from './field-input.tsx';
import { faultsIn, FormFields } from './form-fields.tsx';
import { type FormOrder, useRegister } from './use-register.ts';
import { titleOf } from './title.ts';
import { enterStage } from './work-api.ts';

const noName = { zh: '', en: '' };
const anyValues = (values: RecordView['values'] | RecordValues) => values as RecordValues;

/** A record as a form, made from the description of its register. What is wrong stands at the field. */
export function RecordForm({
  order,
  onClose,
  onSaved,
}: {
  order: FormOrder;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { t, tx } = useText();
  const { data, params } = useRegister();
  const { today } = useReader();
  const { type } = data;
  const [base, setBase] = useState<RecordView | null>(order.record);
  const [values, setValues] = useState<FormValues>(() => ({
    ...startingValues(type.fields, anyValues(order.record?.values ?? {})),
    ...order.preset,
  }));
  const [stage, setStage] = useState(order.stage ?? '');
  const [day, setDay] = useState(today);
  const [remark, setRemark] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const save = useMutation({
    mutationFn: (): Promise<unknown> => {
      if (order.stage !== undefined && base) {
        const asked = shown.map((field) => [field.id, sentValue(field, values[field.id])] as const);
        const body = { base: base.version, stage: order.stage, stageDay: day, values: Object.fromEntries(asked) };
        const said = remark.trim() === '' ? {} : { remark: remark.trim() };
        return call(enterStage, { params: { ...params, record: base.id }, body: { ...body, ...said } });
      }
      const filled = type.fields
        .flatMap((field) => (!isMade(field) ? [[field.id, sentValue(field, values[field.id])] as const] : []))
        .filter(([, value]) => value !== null);
      return call(putRecords, {
        params,
        body: {
          records: [
            {
              id: base?.id ?? null,
              base: base?.version ?? null,
              values: Object.fromEntries(filled),
              ...(stage !== '' && { stage, stageDay: day }),
            },
          ],
        },
      });
    },
    onSuccess: () => onSaved(),
  });
  const refused = save.error instanceof CallProblem ? save.error.body : null;
  const faults = useMemo(() => faultsIn(refused), [refused]);
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  const faultOf = (name: string) =>
    faults
      .filter((fault) => fault.field === name)
      .map((fault) => tx(fault))
      .join(t('；', '; ')) || undefined;
  const target = type.stages.find((item) => item.id === stage);
  const asked = target
    ? missingEvidence(type, target, anyValues(order.record?.values ?? {})).map((found) => found.field)
    : [];
  // What the step asks for is filled in with it, also where the field is for that stage alone.
  const fixed = order.stage === undefined ? (base?.fixed ?? []) : [];
  const shown = type.fields.filter(
    (field) =>
      !isMade(field) &&
      !fixed.includes(field.id) &&
      (order.only === undefined || order.only.includes(field.id) || faults.some((fault) => fault.field === field.id)),
  );
  const elsewhere = faults.filter(
    (fault) => fault.field !== 'stage' && !shown.some((field) => field.id === fault.field),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const title = base === null ? t(`录入${type.name.zh}`, `Add to ${type.name.en}`) : titleOf(type, base, tx);
  return (
    <Drawer title={title} onClose={onClose}>
      {refused?.code === 'record-changed' && base !== null ? (
        <ConflictView
          id={base.id}
          mine={values}
          onTake={(current, merged) => {
            setBase(current);
            setValues(merged);
            save.reset();
          }}
          onClose={onClose}
        />
      ) : (
        <form className="record-form" ref={form} onSubmit={submit} noValidate>
          {save.error && faults.length === 0 && <ProblemBox error={save.error} />}
          {faults.length > 0 && (
            <p className="is-red" role="alert">
              {t(`${faults.length} 处要改，还没有存。`, `${faults.length} to mend; nothing was saved.`)}
            </p>
          )}
          {elsewhere.map((fault) => (
            <p key={fault.field + fault.zh} className="is-red">
              {tx(fault)}
            </p>
          ))}
          {order.stage !== undefined && target && (
            <p className="is-wide">
              {t(`进入“${target.name.zh}”`, `Enter “${target.name.en}”`)}
              {asked.length > 0 && (
                <span className="soft">{t('，要先补齐下面的凭据', ': the evidence below is asked for')}</span>
              )}
            </p>
          )}
          <FormFields
            fields={shown}
            values={values}
            asked={asked}
            faultOf={faultOf}
            label={(name) => (base?.labels[name] ? tx(base.labels[name] ?? noName) : undefined)}
            onChange={(field, value) => setValues((now) => ({ ...now, [field]: value }))}
          />
          {type.stages.length > 0 && (order.record === null || order.stage !== undefined) && (
            <fieldset className="form-group">
              {order.record === null && (
                <div className="form-field">
                  <label htmlFor="form-stage">{t('阶段', 'Stage')}</label>
                  <select
                    id="form-stage"
                    className="field"
                    value={stage}
                    aria-invalid={faultOf('stage') !== undefined}
                    onChange={(event) => setStage(event.target.value)}
                  >
                    <option value="">{tx(type.stages.find((item) => !item.exit)?.name ?? { zh: '', en: '' })}</option>
                    {type.stages.slice(1).map((item) => (
                      <option key={item.id} value={item.id}>
                        {tx(item.name)}
                      </option>
                    ))}
                  </select>
                  {faultOf('stage') !== undefined && <p className="is-red small">{faultOf('stage')}</p>}
                </div>
              )}
              {(stage !== '' || order.stage !== undefined) && (
                <div className="form-field">
                  <span id="form-day">{t('进入日期', 'Day of entering')}</span>
                  <DayField
                    aria-labelledby="form-day"
                    value={day}
                    max={today}
                    aria-invalid={order.stage !== undefined && faultOf('stage') !== undefined}
                    onChange={setDay}
                  />
                  {order.stage !== undefined && faultOf('stage') !== undefined && (
                    <p className="is-red small">{faultOf('stage')}</p>
                  )}
                </div>
              )}
            </fieldset>
          )}
          {order.stage !== undefined && base !== null && (
            <div className="form-field is-wide">
              <label htmlFor="form-remark">
                {t('办理意见（记入办理记录，可不填）', 'Remark (kept in the thread; may be empty)')}
              </label>
              <textarea
                id="form-remark"
                className="field"
                rows={2}
                maxLength={4000}
                value={remark}
                onChange={(event) => setRemark(event.target.value)}
              />
            </div>
          )}
          {fixed.length > 0 && order.only === undefined && (
            <p className="soft small">
              {t('不由你填的栏目没有列出：', 'Left out, as they are for others: ')}
              {fixed.map((id) => tx(type.fields.find((field) => field.id === id)?.name ?? noName)).join(t('、', ', '))}
            </p>
          )}
          <p className="form-foot">
            <button type="submit" className="button is-main" disabled={save.isPending}>
              {save.isPending ? t('正在存…', 'Saving…') : t('保存', 'Save')}
            </button>
            <button type="button" className="button" onClick={onClose}>
              {t('取消', 'Cancel')}
            </button>
          </p>
        </form>
      )}
    </Drawer>
  );
}
