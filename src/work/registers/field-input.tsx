import { useId } from 'react';
import { useText } from '../../ui/text.tsx';
import type { Field, FieldValue, FileRef } from '../../core/register/model.ts';
import { FileInput } from './file-input.tsx';
import { ReferenceInput } from './reference-input.tsx';
import { useRegister } from './use-register.ts';

interface InputProps {
  field: Field;
  value: unknown;
  required: boolean;
  problem: string | undefined;
  /** Name of the record that a reference points at already. */
  label?: string | undefined;
  onChange: (value: unknown) => void;
}

/** One field of a form: its name, unit, way of input, what it means and what is wrong with it. */
export function FieldInput(props: InputProps) {
  const { t, tx } = useText();
  const { field, problem, required } = props;
  const id = useId();
  const help = field.help
    ? tx(field.help)
    : field.personal
      ? t('个人信息：平时只显示一部分，查看全文会留痕。', 'Personal data: shown in part; reading it in full is logged.')
      : undefined;
  const described =
    [help === undefined ? '' : `${id}-help`, problem === undefined ? '' : `${id}-wrong`]
      .filter((name) => name !== '')
      .join(' ') || undefined;
  return (
    <div className={`form-field${field.long || field.type === 'file' || field.type === 'reference' ? ' is-wide' : ''}`}>
      <label htmlFor={id}>
        {tx(field.name)}
        {field.unit && <span className="soft">（{field.unit}）</span>}
        {required && (
          <span className="is-red" title={t('必填', 'required')}>
            {' '}
            *<span className="sr">{t('必填', 'required')}</span>
          </span>
        )}
      </label>
      <Control {...props} id={id} described={described} />
      {help !== undefined && (
        <p className="soft small" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem !== undefined && (
        <p className="is-red small" id={`${id}-wrong`}>
          {problem}
        </p>
      )}
    </div>
  );
}

function Control({
  field,
  value,
  problem,
  label,
  onChange,
  id,
  described,
}: InputProps & { id: string; described: string | undefined }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const common = {
    id,
    className: 'field',
    'aria-invalid': problem !== undefined,
    'aria-describedby': described,
  } as const;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const typed = (event: { target: { value: string } }) => onChange(event.target.value);
  switch (field.type) {
    case 'number':
    case 'money':
      return <input {...common} inputMode="decimal" autoComplete="off" value={text} onChange={typed} />;
    case 'date':
      return <input {...common} type="date" value={text} onChange={typed} />;
    case 'period':
      return <input {...common} autoComplete="off" placeholder="2026、2026Q1、2026-05" value={text} onChange={typed} />;
    case 'flag':
      return (
        <Choice
          {...common}
          value={value === true ? 'true' : value === false ? 'false' : ''}
          choices={[
            { id: 'true', name: { zh: '是', en: 'yes' } },
            { id: 'false', name: { zh: '否', en: 'no' } },
          ]}
          onChoose={(chosen) => onChange(chosen === '' ? null : chosen === 'true')}
        />
      );
    case 'choice':
      return <Choice {...common} value={text} choices={field.choices ?? []} onChoose={onChange} />;
    case 'org':
      return <Choice {...common} value={text} choices={data.organisations} onChoose={onChange} />;
    case 'place':
      return <Choice {...common} value={text} choices={data.places} onChoose={onChange} />;
    case 'reference':
      return (
        <ReferenceInput {...common} register={field.register ?? ''} value={text} label={label} onChange={onChange} />
      );
    case 'point':
      return (
        <PointInput id={id} described={described} invalid={problem !== undefined} value={value} onChange={onChange} />
      );
    case 'file':
      return (
        <FileInput
          id={id}
          label={tx(field.name)}
          described={described}
          files={Array.isArray(value) ? (value as FileRef[]) : []}
          onChange={onChange}
        />
      );
    default:
      return field.long ? (
        <textarea {...common} rows={4} value={text} onChange={typed} />
      ) : (
        <input
          {...common}
          autoComplete="off"
          value={text}
          onChange={typed}
          placeholder={field.format === 'mobile' ? t('11 位手机号', '11 digits') : undefined}
        />
      );
  }
}

function Choice({
  value,
  choices,
  onChoose,
  ...common
}: {
  id: string;
  className: string;
  value: string;
  choices: readonly { id: string; name: { zh: string; en: string } }[];
  onChoose: (id: string) => void;
}) {
  const { t, tx } = useText();
  return (
    <select {...common} value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{t('请选择', 'Choose')}</option>
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {tx(choice.name)}
        </option>
      ))}
    </select>
  );
}

/** Two boxes; while one is empty the value is the text of both, which the server names as no point. */
function PointInput({
  id,
  described,
  invalid,
  value,
  onChange,
}: {
  id: string;
  described: string | undefined;
  invalid: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useText();
  const [x = '', y = ''] = Array.isArray(value) ? value.map(String) : [];
  const put = (nextX: string, nextY: string) => onChange(nextX === '' && nextY === '' ? null : [nextX, nextY]);
  return (
    <span className="point-input">
      <input
        id={id}
        className="field"
        inputMode="decimal"
        placeholder={t('经度，如 106.47', 'Longitude')}
        aria-invalid={invalid}
        aria-describedby={described}
        value={x}
        onChange={(event) => put(event.target.value, y)}
      />
      <input
        className="field"
        inputMode="decimal"
        placeholder={t('纬度，如 26.55', 'Latitude')}
        aria-label={t('纬度', 'Latitude')}
        aria-invalid={invalid}
        value={y}
        onChange={(event) => put(x, event.target.value)}
      />
    </span>
  );
}

/** What the boxes of a form hold, as the server takes it. What is not a number stays text: the server says so. */
export function sentValue(field: Field, value: unknown): unknown {
  const number = (text: unknown) => {
    const plain = String(text).normalize('NFKC').replace(/[,\s]/g, '');
    return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
  };
  if (value === '' || value === undefined) return null;
  if (field.type === 'number' || field.type === 'money') return typeof value === 'string' ? number(value) : value;
  if (field.type === 'point' && Array.isArray(value)) return value.map((part) => (part === '' ? null : number(part)));
  return value;
}

export type FormValues = Record<string, unknown>;

/** The values that a form starts with. */
export function startingValues(fields: readonly Field[], values: Readonly<Record<string, FieldValue>>): FormValues {
  return Object.fromEntries(
    fields.filter((field) => field.computed === undefined).map((field) => [field.id, values[field.id] ?? null]),
  );
}
