import { useDeferredValue, useState } from 'react';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useText } from '../../ui/text.tsx';
import { getRegister, listRecords } from './api.ts';
import { quoted } from './filter-text.ts';
import type { ControlProps } from '../../core/register/fields/views.ts';
import { titleOf } from './title.ts';

const most = 30;

interface ReferenceProps extends ControlProps {
  register: string;
  value: string;
  label: string | undefined;
  onChange: (id: string, name?: string) => void;
}

/** A record of another register: some words find it, the list beside chooses it. */
export function ReferenceInput({ id, register, value, label, onChange, ...common }: ReferenceProps) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction, register };
  const [words, setWords] = useState('');
  const sought = useDeferredValue(words.trim());
  const target = useReading(getRegister, { params });
  const type = target.data?.type;
  const name = type?.identify.find((field) =>
    type.fields.some((item) => item.id === field && item.type === 'text' && !item.personal),
  );
  const found = useReading(
    listRecords,
    {
      params,
      query: {
        limit: most,
        ...(name !== undefined && { sort: name }),
        ...(name !== undefined && sought !== '' && { filter: `${name} ~ ${quoted(sought)}` }),
      },
    },
    { enabled: type !== undefined },
  );
  const options =
    found.data && type ? found.data.records.map((record) => ({ id: record.id, name: titleOf(type, record, tx) })) : [];
  const known = value === '' || options.some((option) => option.id === value);
  return (
    <span className="reference-input">
      <input
        className="field"
        type="search"
        value={words}
        placeholder={t('找一找', 'Search')}
        aria-label={t(`在“${type ? tx(type.name) : register}”里找`, `Search ${type ? tx(type.name) : register}`)}
        onChange={(event) => setWords(event.target.value)}
      />
      <select
        {...common}
        className="field"
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value, options.find(({ id }) => id === event.target.value)?.name)}
      >
        <option value="">{t('请选择', 'Choose')}</option>
        {!known && <option value={value}>{label ?? value}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
      {found.data && found.data.total > most && (
        <span className="soft small">{t(`只列出 ${most} 条，多写几个字`, `The first ${most}; type more`)}</span>
      )}
      {found.data?.total === 0 && <span className="soft small">{t('没有找到', 'Nothing found')}</span>}
    </span>
  );
}
