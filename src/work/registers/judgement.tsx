import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, type ResponseOf } from '../../ui/call.ts';
import { Light } from '../../ui/light.tsx';
import { asOfOnly } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { FieldInput, sentValue } from './field-input.tsx';
import { SectionTable } from './glance.tsx';
import { getListRow, runAction } from './list-api.ts';
import { useRegister } from './use-register.ts';

type Row = ResponseOf<typeof getListRow>;

/** What the area of the register thinks of a record, and what can be done with it. */
export function Judgement({ id }: { id: string }) {
  const { params, asOf } = useRegister();
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const query = useReading(getListRow, {
    params: { jurisdiction: params.jurisdiction, list: params.register, record: id },
    query: { ...asOfOnly(asOf), ...(search.with !== undefined && { with: search.with }) },
  });
  return (
    <Await query={query}>
      {(row) => (
        <>
          {row.judged?.light && (
            <p>
              <Light light={row.judged.light} /> <Why row={row} />
            </p>
          )}
          {row.actions.map((action) => (
            <ActionForm key={action.id} row={row} action={action} />
          ))}
          {row.sections.map((section) => (
            <SectionTable key={section.title.zh} section={section} />
          ))}
        </>
      )}
    </Await>
  );
}

function Why({ row }: { row: Row }) {
  const { tx } = useText();
  return row.judged?.why ? tx(row.judged.why) : null;
}

function ActionForm({ row, action }: { row: Row; action: Row['actions'][number] }) {
  const { t, tx } = useText();
  const { params } = useRegister();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Record<string, unknown>>(action.preset);
  const run = useMutation({
    mutationFn: () =>
      call(runAction, {
        params: {
          jurisdiction: params.jurisdiction,
          list: params.register,
          record: row.record.id,
          action: action.id,
        },
        body: {
          base: row.record.version,
          values: Object.fromEntries(action.fields.map((field) => [field.id, sentValue(field, values[field.id])])),
        },
      }),
    onSuccess: async ({ register, id }) => {
      await queries.invalidateQueries();
      await navigate({
        to: '/$jurisdiction/registers/$register',
        params: { jurisdiction: params.jurisdiction, register },
        search: { r: id },
      });
    },
  });
  if (!open)
    return (
      <p>
        <button type="button" className="button is-main" onClick={() => setOpen(true)}>
          {tx(action.name)}
        </button>
      </p>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <form className="form-grid" onSubmit={submit}>
      <h3>{tx(action.name)}</h3>
      {action.about && <p className="soft">{tx(action.about)}</p>}
      {action.fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={values[field.id]}
          required={field.required ?? false}
          problem={undefined}
          onChange={(value) => setValues({ ...values, [field.id]: value })}
        />
      ))}
      {run.error && <ProblemBox error={run.error} />}
      <p className="form-foot">
        <button type="submit" className="button is-main" disabled={run.isPending}>
          {tx(action.name)}
        </button>
        <button type="button" className="button" onClick={() => setOpen(false)}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
