import { createContext, useContext } from 'react';
import type { ResponseOf } from '../../ui/call.ts';
import { type Field, type FieldValue, kindOf, type Names, type RecordValues } from '../../core/register/index.ts';
import type { Pair } from '../../ui/text.tsx';
import type { getRecord, getRegister, RecordView } from './api.ts';

export type RegisterData = ResponseOf<typeof getRegister>;
export type RecordDetail = ResponseOf<typeof getRecord>;

/** What a form is opened for: a new record, an old one, or one that moves to another stage or choice. */
export interface FormOrder {
  record: RecordView | null;
  /** Values that are filled in already. */
  preset?: RecordValues;
  /** Stage to enter. */
  stage?: string;
  /** Only these fields are asked for. */
  only?: readonly string[];
}

export interface RegisterWork {
  data: RegisterData;
  params: { jurisdiction: string; register: string };
  asOf: string | undefined;
  /** Changes are made today, not on a day of the past. */
  mayWrite: boolean;
  openForm: (order: FormOrder) => void;
  openRecord: (id: string | undefined) => void;
}

export const RegisterContext = createContext<RegisterWork | null>(null);

/** The register of the page. */
export function useRegister(): RegisterWork {
  const work = useContext(RegisterContext);
  if (!work) throw new Error('outside the page of a register');
  return work;
}

/** What organisations and places are called. */
export function namesOf(data: RegisterData): Names {
  const listed = (list: RegisterData['places']) => new Map(list.map((item) => [item.id, item.name]));
  const people = new Map(data.people.map(({ login, name }) => [login, { zh: name, en: name }]));
  return { organisations: listed(data.organisations), places: listed(data.places), people };
}

/** The name behind an organisation or a place of a field, where the value stands without its label (an old version, a form). */
export function nameIn(data: RegisterData, field: Field, value: FieldValue | undefined): Pair | undefined {
  const names = namesOf(data);
  if (field.many && Array.isArray(value) && kindOf(field).options) return kindOf(field).words(value, field, names);
  return kindOf(field)
    .options?.(field, names)
    .find((item) => item.id === value)?.name;
}
