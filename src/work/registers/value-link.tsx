import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Field, type FieldValue, idsIn, objectOf } from '../../core/register/index.ts';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { type Pair, useText } from '../../ui/text.tsx';
import { ValueText } from './value-text.tsx';

/** A value that leads somewhere where it names a record or another object; of several each by itself. */
export function ValueLink({
  field,
  value,
  labels,
}: {
  field: Field;
  value: FieldValue | undefined;
  labels: Readonly<Record<string, Pair>>;
}) {
  const { tx, t } = useText();
  if (field.type !== 'reference' && field.type !== 'object')
    return <ValueText field={field} value={value} label={labels[field.id]} />;
  const ids = idsIn(value);
  if (ids.length === 0) return <ValueText field={field} value={null} />;
  return ids.map((id, at) => {
    const label = labels[field.many ? `${field.id}/${id}` : field.id];
    return (
      <span key={id}>
        {at > 0 && t('、', ', ')}
        <ToObject of={field.type === 'reference' ? `record/${field.register ?? ''}/${id}` : id}>
          {label ? tx(label) : id}
        </ToObject>
      </span>
    );
  });
}

/** A link to the page of an object. */
function ToObject({ of, children }: { of: string; children: ReactNode }) {
  const { jurisdiction } = usePlace();
  const audits = useReader().capabilities.includes('audit.read');
  const object = objectOf(of);
  switch (object?.kind) {
    case 'commitment':
      return (
        <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: object.id }}>
          {children}
        </Link>
      );
    case 'indicator':
      return (
        <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: object.id }}>
          {children}
        </Link>
      );
    case 'record': {
      const [register = '', r = ''] = object.id.split('/');
      return (
        <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register }} search={{ r }}>
          {children}
        </Link>
      );
    }
    case 'entry':
      if (!audits) return children;
      return (
        <Link to="/$jurisdiction/audit" params={{ jurisdiction }} search={{ entry: object.id }}>
          {children}
        </Link>
      );
    case undefined:
      return children;
  }
}
