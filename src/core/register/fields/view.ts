import type { ComponentType, ReactNode } from 'react';
import type { Text } from '../../measure/model.ts';
import type { Choice, Field, FieldValue, FileRef, PointValue } from '../field.ts';

/** What ties a control to its label, its help and its fault. */
export interface ControlProps {
  id: string;
  'aria-labelledby': string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/**
 * What a page gives to the looks of a field: its language, how it writes figures and days, and the parts that ask the
 * server. So a field looks the same on every page and knows none of them.
 */
export interface Pieces {
  t(zh: string, en: string): string;
  tx(text: Text): string;
  figure(value: number, decimals?: number): string;
  day(iso: string): string;
  period(key: string): string;
  Day: ComponentType<ControlProps & { value: string; onChange: (day: string) => void }>;
  /** Chooses one of a set; one of organisations as they stand below each other. */
  One: ComponentType<ControlProps & { options: readonly Choice[]; value: string; onChange: (id: string) => void }>;
  /** Chooses several of a closed set. */
  Many: ComponentType<
    ControlProps & { options: readonly Choice[]; value: readonly string[]; onChange: (ids: string[]) => void }
  >;
  /** Chooses a record of a register. */
  Reference: ComponentType<
    ControlProps & {
      register: string;
      value: string;
      label: string | undefined;
      onChange: (id: string, name?: string) => void;
    }
  >;
  /** Chooses anything that the place holds. */
  Anything: ComponentType<
    ControlProps & { value: string; label: string | undefined; onChange: (ref: string, name?: string) => void }
  >;
  /** Uploads files and takes them out again. */
  Upload: ComponentType<{
    id: string;
    label: string;
    described: string | undefined;
    files: FileRef[];
    onChange: (files: FileRef[]) => void;
  }>;
  /** Files to open. */
  Files: ComponentType<{ files: FileRef[] }>;
  /** Gives the point where the device is. */
  Here: ComponentType<{ onHere: (point: PointValue) => void }>;
}

export interface FormProps {
  field: Field;
  value: unknown;
  control: ControlProps;
  /** The closed set that it is chosen from. */
  options: readonly Choice[] | undefined;
  /** Name of the record that a reference points at already. */
  label: string | undefined;
  /** The same for each of several. */
  labels: (id: string) => string | undefined;
  pieces: Pieces;
  /** `name`: what was chosen is called so, where the form does not know it otherwise. */
  onChange: (value: unknown, name?: string) => void;
}

/** How a type of field looks in a form and in a cell. */
export interface FieldView<V extends FieldValue = FieldValue> {
  /** Takes the whole width of a form. */
  wide?(field: Field): boolean;
  form(props: FormProps): ReactNode;
  /** `bare`: the unit stands in the head of the column. */
  cell(value: V, field: Field, pieces: Pieces, bare: boolean): ReactNode;
}

/** What the box of a form shows. */
export function shownText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
