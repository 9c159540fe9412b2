import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isMade } from '../../core/register/index.ts';
import type { Field, FieldValue } from '../../core/register/model.ts';
import { call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { getRecord, type RecordView } from './api.ts';
import { type FormValues, sentValue } from './field-input.tsx';
import { nameIn, type RecordDetail, useRegister } from './use-register.ts';
import { ValueText } from './value-text.tsx';

interface ConflictProps {
  id: string;
  mine: FormValues;
  onTake: (current: RecordView, merged: FormValues) => void;
  onClose: () => void;
}

/** Somebody else saved first: both versions side by side, and for every difference which one stands. */
export function ConflictView(props: ConflictProps) {
  const { params } = useRegister();
  // Under a key of its own: what was read before the conflict is the old version.
  const query = useQuery({
    queryKey: ['conflict', params, props.id],
    queryFn: () => call(getRecord, { params: { ...params, record: props.id } }),
    gcTime: 0,
  });
  return <Await query={query}>{(detail) => <Both {...props} detail={detail} />}</Await>;
}

function Both({ mine, detail, onTake, onClose }: ConflictProps & { detail: RecordDetail }) {
  const { t, tx, lang } = useText();
  const { data } = useRegister();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { record } = detail;
  const [newest] = detail.history;
  if (!record) {
    return (
      <div className="conflict">
        <p className="problem-title">
          {t('你在改的时候，这条记录被移除了。', 'The record was removed while you were changing it.')}
        </p>
        {newest?.reason && <p>{newest.reason}</p>}
        <button type="button" className="button" onClick={onClose}>
          {t('知道了', 'Close')}
        </button>
      </div>
    );
  }
  const differing = data.type.fields.filter(
    (field) =>
      !isMade(field) &&
      JSON.stringify(sentValue(field, mine[field.id])) !== JSON.stringify(record.values[field.id] ?? null),
  );
  const choose = (id: string, their: boolean) =>
    setTheirs((now) => new Set(their ? [...now, id] : [...now].filter((other) => other !== id)));
  return (
    <div className="conflict">
      <p className="problem-title">
        {t('你在改的时候，别人先存了。', 'Somebody else saved while you were changing it.')}
      </p>
      <p>
        {newest &&
          t(
            `${newest.actor} 在 ${moment(newest.at, 'zh')} 存了第 ${newest.version} 版。`,
            `${newest.actor} saved version ${newest.version} at ${moment(newest.at, lang)}.`,
          )}
        {t('逐项选定留哪一个，再保存。', 'Choose which one stays, then save.')}
      </p>
      {differing.length === 0 ? (
        <p>{t('两边填的一样，没有要选的。', 'Both say the same; there is nothing to choose.')}</p>
      ) : (
        <Table
          label={t('两个版本', 'Both versions')}
          rows={differing}
          rowKey={(field) => field.id}
          columns={[
            { head: t('栏目', 'Field'), cell: (field) => tx(field.name) },
            {
              head: t('别人存的', 'Saved'),
              cell: (field) => (
                <Choice
                  field={field}
                  value={record.values[field.id]}
                  label={record.labels[field.id]}
                  chosen={theirs.has(field.id)}
                  onChoose={() => choose(field.id, true)}
                />
              ),
            },
            {
              head: t('你填的', 'Yours'),
              cell: (field) => (
                <Choice
                  field={field}
                  value={sentValue(field, mine[field.id]) as FieldValue}
                  label={nameIn(data, field, mine[field.id] as FieldValue)}
                  chosen={!theirs.has(field.id)}
                  onChoose={() => choose(field.id, false)}
                />
              ),
            },
          ]}
        />
      )}
      <p className="form-foot">
        <button
          type="button"
          className="button is-main"
          onClick={() =>
            onTake(record, { ...mine, ...Object.fromEntries([...theirs].map((id) => [id, record.values[id] ?? null])) })
          }
        >
          {t('在最新版上继续', 'Go on from the newest version')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('不改了', 'Cancel')}
        </button>
      </p>
    </div>
  );
}

function Choice({
  field,
  value,
  label,
  chosen,
  onChoose,
}: {
  field: Field;
  value: FieldValue | undefined;
  label: Pair | undefined;
  chosen: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="conflict-choice">
      <input type="radio" name={`conflict-${field.id}`} checked={chosen} onChange={onChoose} />
      <span>
        <ValueText field={field} value={value} label={label} />
      </span>
    </label>
  );
}
