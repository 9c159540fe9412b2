import { useId, useState } from 'react';
import { useText } from '../../ui/text.tsx';
import { viewOf } from '../../core/register/fields/views.ts';
import { type Field, type FieldValue, isMade, kindOf } from '../../core/register/index.ts';
import { typedFault } from './typed-fault.ts';
import { usePieces } from './pieces.tsx';
import { namesOf, useRegister } from './use-register.ts';

interface InputProps {
  field: Field;
  value: unknown;
  required: boolean;
  problem: string | undefined;
  /** Name of the record that a reference points at already. */
  label?: string | undefined;
  /** The same for each of several. */
  labels?: ((id: string) => string | undefined) | undefined;
  onChange: (value: unknown) => void;
}

/** One field of a form: its name, unit, way of input, what it means and what is wrong with it. */
export function FieldInput(props: InputProps) {
  const { t, tx, brackets, unitOf } = useText();
  const { field, required } = props;
  const id = useId();
  const [left, setLeft] = useState(false);
  const typed = typedFault(field, sentValue(field, props.value), left);
  const problem = props.problem ?? (typed && tx(typed));
  const pieces = usePieces();
  const names = namesOf(useRegister().data);
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
    <div className={`form-field${viewOf(field).wide?.(field) ? ' is-wide' : ''}`} onBlur={() => setLeft(true)}>
      <label id={`${id}-name`} htmlFor={id}>
        {tx(field.name)}
        {field.unit && <span className="soft">{brackets(unitOf(field.unit))}</span>}
        {required && (
          <span className="is-red" title={t('必填', 'required')}>
            {' '}
            *<span className="sr">{t('必填', 'required')}</span>
          </span>
        )}
      </label>
      {viewOf(field).form({
        field,
        value: props.value,
        control: {
          id,
          'aria-labelledby': `${id}-name`,
          'aria-invalid': problem !== undefined,
          'aria-describedby': described,
        },
        options: kindOf(field).options?.(field, names),
        label: props.label,
        labels: props.labels ?? (() => undefined),
        pieces,
        onChange: props.onChange,
      })}
      {help !== undefined && (
        <p className="soft small" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem !== undefined && (
        <p className="is-red small" id={`${id}-wrong`} role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What the boxes of a form hold, as the server takes it. What is not a number stays text: the server says so. */
export function sentValue(field: Field, value: unknown): unknown {
  return value === '' || value === undefined ? null : (kindOf(field).sent?.(value) ?? value);
}

export type FormValues = Record<string, unknown>;

/** The values that a form starts with. */
export function startingValues(fields: readonly Field[], values: Readonly<Record<string, FieldValue>>): FormValues {
  return Object.fromEntries(
    fields.filter((field) => !isMade(field)).map((field) => [field.id, values[field.id] ?? null]),
  );
}
