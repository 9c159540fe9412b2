import type { Field } from '../../core/register/model.ts';
import type { ProblemBody } from '../../http/problem.ts';
import { useText } from '../../ui/text.tsx';
import { FieldInput, type FormValues } from './field-input.tsx';

/** What is wrong with one field. */
export interface FieldFault {
  field: string;
  zh: string;
  en: string;
}

/** What a refusal says field by field. */
export function faultsIn(problem: ProblemBody | null): FieldFault[] {
  return problem?.status === 422 && Array.isArray(problem.current) ? (problem.current as FieldFault[]) : [];
}

/** Fields of a form under their headings, in the order of the description. */
export function FormFields({
  fields,
  values,
  asked = [],
  faultOf,
  label,
  onChange,
}: {
  fields: readonly Field[];
  values: FormValues;
  /** Fields that are asked for although the description does not require them. */
  asked?: readonly string[];
  faultOf: (field: string) => string | undefined;
  /** Name of what a field, or one of its several (`field/id`), points at already. */
  label: (name: string) => string | undefined;
  onChange: (field: string, value: unknown) => void;
}) {
  const { tx } = useText();
  return groupsOf(fields).map((group) => (
    <fieldset key={group.name?.zh ?? ''} className="form-group">
      {group.name && <legend>{tx(group.name)}</legend>}
      {group.fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={values[field.id]}
          required={(field.required ?? false) || asked.includes(field.id)}
          problem={faultOf(field.id)}
          label={label(field.id)}
          labels={(id) => label(`${field.id}/${id}`)}
          onChange={(value) => onChange(field.id, value)}
        />
      ))}
    </fieldset>
  ));
}

function groupsOf(fields: readonly Field[]): { name: Field['group']; fields: Field[] }[] {
  const groups: { name: Field['group']; fields: Field[] }[] = [];
  for (const field of fields) {
    const group = groups.find((item) => item.name?.zh === field.group?.zh);
    if (group) group.fields.push(field);
    else groups.push({ name: field.group, fields: [field] });
  }
  return groups;
}
