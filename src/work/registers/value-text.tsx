import { viewOf } from '../../core/register/fields/views.ts';
import { type Field, type FieldValue, kindOf } from '../../core/register/index.ts';
import { useText, type Pair } from '../../ui/text.tsx';
import { usePieces } from './pieces.tsx';

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
  const { tx } = useText();
  const pieces = usePieces();
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return <span className="soft">—</span>;
  if (label) return tx(label);
  // What is masked is not of the field's type any more.
  return kindOf(field).holds(value, field) ? viewOf(field).cell(value, field, pieces, bare) : String(value);
}
