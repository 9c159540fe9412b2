import { useId } from 'react';
import { OnePicker } from '../ui/pickers/index.tsx';
import { usePlace } from '../ui/place.ts';
import { useReading } from '../ui/query.ts';
import { useText } from '../ui/text.tsx';
import { listOrganisations } from '../work/system/api.ts';

/** The unit that is to do something, chosen by name. */
export function LeadField({
  label,
  className,
  value,
  onChange,
}: {
  label: string;
  className?: string;
  value: string;
  onChange: (id: string) => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const id = useId();
  const organisations = useReading(listOrganisations, { params: { jurisdiction } });
  return (
    <div className={className}>
      <span id={id}>{label}</span>
      <OnePicker
        aria-labelledby={id}
        options={(organisations.data?.organisations ?? []).map((one) => ({ id: one.id, name: tx(one.name) }))}
        value={value}
        placeholder={t('选单位', 'Choose a unit')}
        onChange={onChange}
      />
    </div>
  );
}

/** In how many working days it is to be done. */
export function DaysField({
  label,
  className,
  value,
  onChange,
}: {
  label: string;
  className?: string;
  value: string;
  onChange: (days: string) => void;
}) {
  return (
    <label className={className}>
      {label}
      <input
        className="field"
        type="number"
        required
        min={1}
        max={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
