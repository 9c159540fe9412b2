import { useDeferredValue, useState } from 'react';
import type { ControlProps } from '../../core/register/fields/views.ts';
import { objectOf } from '../../core/register/index.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useText } from '../../ui/text.tsx';
import { listRegisters } from './api.ts';
import { findObjects } from './work-api.ts';

interface ObjectProps extends ControlProps {
  value: string;
  label: string | undefined;
  onChange: (ref: string, name?: string) => void;
}

const kinds = {
  commitment: { zh: '任务', en: 'Commitment' },
  indicator: { zh: '指标', en: 'Indicator' },
  record: { zh: '台账记录', en: 'Record' },
} as const;
type Kind = keyof typeof kinds;

/** Anything that the place holds: its sort first, then some words that find it, then one of what was found. */
export function ObjectInput({ id, value, label, onChange, ...common }: ObjectProps) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const held = objectOf(value);
  const [kind, setKind] = useState<Kind>(held && held.kind !== 'entry' ? held.kind : 'commitment');
  const [register, setRegister] = useState(held?.kind === 'record' ? (held.id.split('/')[0] ?? '') : '');
  const [words, setWords] = useState('');
  const sought = useDeferredValue(words.trim());
  const registers = useReading(listRegisters, { params: { jurisdiction } }, { enabled: kind === 'record' });
  const found = useReading(
    findObjects,
    { params: { jurisdiction }, query: { kind, words: sought, ...(kind === 'record' && { register }) } },
    { enabled: kind !== 'record' || register !== '' },
  );
  const options = found.data?.objects ?? [];
  const known = value === '' || options.some(({ ref }) => ref === value);
  return (
    <span className="reference-input">
      <select
        className="field"
        value={kind}
        aria-label={t('对象类别', 'Sort of object')}
        onChange={(event) => setKind(event.target.value as Kind)}
      >
        {Object.entries(kinds).map(([of, name]) => (
          <option key={of} value={of}>
            {tx(name)}
          </option>
        ))}
      </select>
      {kind === 'record' && (
        <select
          className="field"
          value={register}
          aria-label={t('哪本台账', 'Which register')}
          onChange={(event) => setRegister(event.target.value)}
        >
          <option value="">{t('选一本台账', 'Choose a register')}</option>
          {registers.data?.registers.map((one) => (
            <option key={one.id} value={one.id}>
              {tx(one.name)}
            </option>
          ))}
        </select>
      )}
      <input
        className="field"
        type="search"
        value={words}
        placeholder={t('找一找', 'Search')}
        aria-label={t('按名称找', 'Search by name')}
        onChange={(event) => setWords(event.target.value)}
      />
      <select
        {...common}
        id={id}
        className="field"
        value={value}
        onChange={(event) => onChange(event.target.value, options.find(({ ref }) => ref === event.target.value)?.name)}
      >
        <option value="">{t('请选择', 'Choose')}</option>
        {!known && <option value={value}>{label ?? value}</option>}
        {options.map(({ ref, name }) => (
          <option key={ref} value={ref}>
            {name}
          </option>
        ))}
      </select>
      {found.data?.more && (
        <span className="soft small">
          {t(`只列出 ${options.length} 个，多写几个字`, `The first ${options.length}; type more`)}
        </span>
      )}
      {found.data?.objects.length === 0 && <span className="soft small">{t('没有找到', 'Nothing found')}</span>}
    </span>
  );
}
