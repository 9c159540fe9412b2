import { useDeferredValue, useState } from 'react';
import { usePlace } from '../../ui/place.ts';
import { OnePicker } from '../../ui/pickers/index.tsx';
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

/** A record of another register: some words find it in the list below. */
export function ReferenceInput({ register, value, label, onChange, ...common }: ReferenceProps) {
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
  return (
    <OnePicker
      {...common}
      options={options}
      value={value}
      shown={label}
      note={
        found.data && found.data.total > most
          ? t(`只列出 ${most} 条，多写几个字`, `The first ${most}; type more`)
          : undefined
      }
      onChange={(id) => onChange(id, options.find((option) => option.id === id)?.name)}
      onSeek={setWords}
    />
  );
}
