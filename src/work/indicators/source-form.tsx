import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { kindOf, placesInTime } from '../../core/register/index.ts';
import { call } from '../../ui/call.ts';
import { period, quantity } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { type Pair, useText } from '../../ui/text.tsx';
import { getRegister, listRegisters } from '../registers/api.ts';
import { cadenceWords } from './words.ts';
import { type IndicatorView, putSource, trySource } from './api.ts';

type Source = IndicatorView['evidence']['item'];
type Counted = Extract<Source, { kind: 'register' }>;

const kinds: Record<'observations' | 'register' | 'stream', Pair> = {
  observations: { zh: '单位填报', en: 'Reported by its owner' },
  register: { zh: '由台账计算', en: 'Computed from a register' },
  stream: { zh: '由监测设备上传', en: 'Sent by a station' },
};
const counts: Record<Counted['fn'], Pair> = {
  count: { zh: '条数', en: 'Number of records' },
  sum: { zh: '合计', en: 'Sum of a field' },
  mean: { zh: '平均', en: 'Mean of a field' },
  ratio: { zh: '两栏之比', en: 'One field over another' },
  share: { zh: '占比（%）', en: 'Share of records (%)' },
  workdays: { zh: '平均工作日', en: 'Mean working days' },
};
const means: Record<Extract<Source, { kind: 'stream' }>['fn'], Pair> = {
  mean: { zh: '日均值的平均', en: 'Mean of days' },
  max: { zh: '最大日均值', en: 'Largest day' },
  min: { zh: '最小日均值', en: 'Smallest day' },
  last: { zh: '最后一日', en: 'Last day' },
  within: { zh: '不超过限值的天数比例（%）', en: 'Share of days within a limit (%)' },
};

/** Chooses where the figures of an indicator come from, shows what that gives, and writes it with a reason. */
export function SourceForm({ data, onClose }: { data: IndicatorView; onClose: () => void }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const was = data.evidence.item;
  const [source, setSource] = useState<Source>(was);
  const [cadence, setCadence] = useState(data.cadence);
  const [limit, setLimit] = useState(was.kind === 'stream' && was.limit !== undefined ? String(was.limit) : '');
  const [reason, setReason] = useState('');
  const params = { jurisdiction, indicator: data.id };
  const trial = useMutation({ mutationFn: () => call(trySource, { params, body: { evidence: source, cadence } }) });
  const save = useMutation({
    mutationFn: () => call(putSource, { params, body: { was, evidence: source, cadence, reason } }),
    onSuccess: async () => {
      await readAnew(queries);
      onClose();
    },
  });
  const put = (next: Source) => {
    trial.reset();
    setSource(next);
  };
  return (
    <form
      className="form"
      aria-label={t('改数据来源', 'Change the source')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Choice
        label={t('数从哪里来', 'Where figures come from')}
        value={source.kind}
        options={Object.entries(kinds).map(([id, name]) => ({ id, name: tx(name) }))}
        onChange={(kind) =>
          put(
            kind === 'register'
              ? { kind, register: '', fn: 'count' }
              : kind === 'stream'
                ? { kind, stream: '', fn: 'mean', unit: data.unit }
                : { kind: 'observations' },
          )
        }
      />
      {source.kind === 'register' && <OfRegister source={source} onChange={put} />}
      {source.kind === 'stream' && (
        <>
          <Written
            label={t('站点与因子', 'Station and factor')}
            hint={t('设备编码-因子编码，如 a1b2…-w21011（总磷）', 'device number-factor, such as a1b2…-w21011')}
            value={source.stream}
            onChange={(stream) => put({ ...source, stream: stream.trim().toLowerCase() })}
          />
          <Written
            label={t('因子的单位', 'Unit of the factor')}
            value={source.unit ?? ''}
            onChange={(unit) => put({ ...source, unit })}
          />
          <Choice
            label={t('一期取', 'Of a period')}
            value={source.fn}
            options={Object.entries(means).map(([id, name]) => ({ id, name: tx(name) }))}
            onChange={(fn) => put({ ...source, fn: fn as typeof source.fn })}
          />
          {source.fn === 'within' && (
            <Written
              label={t('限值', 'Limit')}
              hint={t('如优良天数：因子 aqi-2012，限值 100', 'such as good days of air: factor aqi-2012, limit 100')}
              value={limit}
              onChange={(text) => {
                setLimit(text);
                const value = text.trim() === '' ? Number.NaN : Number(text);
                put({ ...source, limit: Number.isFinite(value) ? value : undefined });
              }}
            />
          )}
        </>
      )}
      <Choice
        label={t('频度', 'Cadence')}
        value={cadence}
        options={Object.entries(cadenceWords).map(([id, name]) => ({ id, name: tx(name) }))}
        onChange={(next) => {
          trial.reset();
          setCadence(next as typeof cadence);
        }}
      />
      <Written label={t('理由', 'Reason')} value={reason} onChange={setReason} />
      {trial.data && (
        <div role="status">
          {trial.data.problem ? (
            <p className="is-red">■ {tx(trial.data.problem)}</p>
          ) : trial.data.periods === 0 && source.kind !== 'observations' ? (
            <p className="soft">{t('现在一期也算不出来。', 'It gives no figure yet.')}</p>
          ) : (
            <ul className="source-trial">
              {trial.data.points.map((point) => (
                <li key={point.period}>
                  {period(point.period, lang)} {point.value === null ? '—' : quantity(point.value, data.unit, lang)}{' '}
                  {point.missing && <span className="soft">{tx(point.missing)}</span>}
                </li>
              ))}
            </ul>
          )}
          {trial.data.reported > 0 && source.kind !== 'observations' && (
            <p className="soft small">
              {t(
                `已填报的 ${trial.data.reported} 个数留在账本里，不再用来判灯。`,
                `${trial.data.reported} reported figures stay in the ledger and are judged by no more.`,
              )}
            </p>
          )}
        </div>
      )}
      {(save.error ?? trial.error) && <ProblemBox error={save.error ?? trial.error} />}
      <p className="form-end">
        <button type="button" className="button" disabled={trial.isPending} onClick={() => trial.mutate()}>
          {t('试算', 'Try')}
        </button>{' '}
        <button type="submit" className="button is-main" disabled={save.isPending}>
          {t('保存', 'Save')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onClose}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}

function OfRegister({ source, onChange }: { source: Counted; onChange: (source: Counted) => void }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const registers = useReading(listRegisters, { params: { jurisdiction } });
  const chosen = useReading(
    getRegister,
    { params: { jurisdiction, register: source.register } },
    { enabled: source.register !== '' },
  );
  const fields = chosen.data?.type.fields ?? [];
  const stages = chosen.data?.type.stages ?? [];
  const numbers = fields
    .filter((field) => kindOf(field).compares === 'number')
    .map(({ id, name, unit }) => ({ id, name: unit ? `${tx(name)}（${unit}）` : tx(name) }));
  const days = [
    ...fields.filter(placesInTime).map(({ id, name }) => ({ id, name: tx(name) })),
    ...stages.map(({ id, name }) => ({
      id: `passed(${id})`,
      name: t(`进入“${name.zh}”之日`, `day of ${name.en ?? name.zh}`),
    })),
  ];
  const keys = fields
    .filter(({ type }) => type === 'text' || type === 'reference')
    .map(({ id, name }) => ({ id, name: tx(name) }));
  const some = (value: string) => (value.trim() === '' ? undefined : value);
  const none = { id: '', name: t('（不选）', '(none)') };
  return (
    <>
      <Choice
        label={t('台账', 'Register')}
        value={source.register}
        options={[
          { id: '', name: t('请选台账', 'Choose one') },
          ...(registers.data?.registers ?? []).map(({ id, name }) => ({ id, name: tx(name) })),
        ]}
        onChange={(register) => onChange({ kind: 'register', register, fn: 'count' })}
      />
      <Choice
        label={t('怎么算', 'How')}
        value={source.fn}
        options={Object.entries(counts).map(([id, name]) => ({ id, name: tx(name) }))}
        onChange={(fn) => onChange({ ...source, fn: fn as Counted['fn'] })}
      />
      {(source.fn === 'sum' || source.fn === 'mean' || source.fn === 'ratio') && (
        <Choice
          label={t('哪一栏', 'Field')}
          value={source.field ?? ''}
          options={[none, ...numbers]}
          onChange={(field) => onChange({ ...source, field: some(field) })}
        />
      )}
      {(source.fn === 'sum' || source.fn === 'ratio') && (
        <Choice
          label={t('减去哪一栏', 'Less the field')}
          value={source.minus ?? ''}
          options={[none, ...numbers]}
          onChange={(minus) => onChange({ ...source, minus: some(minus) })}
        />
      )}
      {source.fn === 'ratio' && (
        <Choice
          label={t('除以', 'Over')}
          value={source.per ?? ''}
          options={[none, ...numbers]}
          onChange={(per) => onChange({ ...source, per: some(per) })}
        />
      )}
      <Written
        label={t('只算', 'Only those with')}
        hint={t('筛选式，如 stage = accepted and kind = mine；空着是全部', 'a filter; empty: all')}
        value={source.filter ?? ''}
        onChange={(filter) => onChange({ ...source, filter: some(filter) })}
      />
      {source.fn === 'sum' && (
        <Written
          label={t('扣除哪些', 'Taken off')}
          hint={t('筛选式，如 credit = bank（从银行付出的）；空着不扣', 'a filter; empty: nothing')}
          value={source.less ?? ''}
          onChange={(less) => onChange({ ...source, less: some(less) })}
        />
      )}
      {source.fn === 'share' && (
        <Written
          label={t('占哪些', 'Of those with')}
          hint={t('筛选式；空着是全部', 'a filter; empty: all')}
          value={source.of ?? ''}
          onChange={(of) => onChange({ ...source, of: some(of) })}
        />
      )}
      <Choice
        label={t('归到哪一天', 'Belongs to the day of')}
        value={source.date ?? ''}
        options={[{ id: '', name: t('期末台账里是什么样', 'the register as it stood') }, ...days]}
        onChange={(date) => onChange({ ...source, date: some(date) })}
      />
      {source.fn === 'workdays' && (
        <Choice
          label={t('从哪天算起', 'Counted from')}
          value={source.from ?? ''}
          options={[none, ...days]}
          onChange={(from) => onChange({ ...source, from: some(from) })}
        />
      )}
      {source.fn === 'count' && source.date !== undefined && (
        <Choice
          label={t('按哪一栏去重', 'Each counted once by')}
          value={source.once ?? ''}
          options={[none, ...keys]}
          onChange={(once) => onChange({ ...source, once: some(once) })}
        />
      )}
      {source.fn !== 'workdays' && source.date !== undefined && (
        <Choice
          label={source.fn === 'share' ? t('到哪天算做到', 'Passes on the day of') : t('到哪天不再算', 'Counts until')}
          value={source.until ?? ''}
          options={[none, ...days]}
          onChange={(until) => onChange({ ...source, until: some(until) })}
        />
      )}
    </>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly { id: string; name: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Written({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <input
        className="field"
        maxLength={500}
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
