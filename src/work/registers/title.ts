import type { RegisterType } from '../../core/register/model.ts';
import type { Pair } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';

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
