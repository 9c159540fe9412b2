import { addressOf } from '../../ui/call.ts';
import { dayText, figure, period } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { useText, type Pair } from '../../ui/text.tsx';
import type { Field, FieldValue, FileRef, RegisterType } from '../../core/register/model.ts';
import { getFile, type RecordView } from './api.ts';

/** What a record is called: the fields that tell it from the others. */
export function titleOf(
  type: RegisterType,
  record: Pick<RecordView, 'id' | 'values' | 'labels'>,
  tx: (pair: Pair) => string,
): string {
  const parts = type.identify.flatMap((name) => {
    const label = record.labels[name];
    const value = record.values[name];
    return label ? [tx(label)] : value === null || value === undefined ? [] : [String(value)];
  });
  return parts.join(' / ') || record.id;
}

/** One value of a record as its field says it is written. `bare`: the unit stands in the head of the column. */
export function ValueText({
  field,
  value,
  label,
  bare = false,
}: {
  field: Field;
  value: FieldValue | undefined;
  label?: Pair | undefined;
  bare?: boolean;
}) {
  const { t, tx, lang } = useText();
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return <span className="soft">—</span>;
  if (label) return tx(label);
  if (typeof value === 'boolean') return value ? t('是', 'yes') : t('否', 'no');
  if (typeof value === 'number')
    return `${figure(value, field.decimals)}${bare || !field.unit ? '' : `\u2009${field.unit}`}`;
  if (field.type === 'date') return <span className="nowrap">{dayText(String(value), lang)}</span>;
  if (field.type === 'period') return <span className="nowrap">{period(String(value), lang)}</span>;
  if (field.type === 'file') return <Files files={value as FileRef[]} />;
  if (field.type === 'choice')
    return tx(field.choices?.find((choice) => choice.id === value)?.name ?? { zh: String(value), en: String(value) });
  if (Array.isArray(value)) return value.map((part) => Number(part).toFixed(5)).join(', ');
  return field.long ? <span className="long-text">{value}</span> : value;
}

function Files({ files }: { files: FileRef[] }) {
  const { jurisdiction } = usePlace();
  const inside = useReader().capabilities.includes('evidence.read');
  return (
    <ul>
      {files.map((file) => (
        <li key={file.hash + file.name}>
          {inside ? (
            <a
              href={addressOf(getFile.path, { jurisdiction, hash: file.hash }, { name: file.name })}
              download={file.name}
            >
              {file.name}
            </a>
          ) : (
            file.name
          )}{' '}
          <span className="soft small nowrap">{sizeText(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

export function sizeText(bytes: number): string {
  return bytes < 1024
    ? `${bytes}\u2009B`
    : bytes < 1_048_576
      ? `${figure(bytes / 1024, 0)}\u2009KB`
      : `${figure(bytes / 1_048_576, 1)}\u2009MB`;
}
