import { useMemo, useRef, useState, type FormEvent } from 'react';
import { checkRecord, isMade, kindOf } from '../../../core/register/index.ts';
import type { FileRef, RegisterType } from '../../../core/register/model.ts';
import { addressOf, newKey } from '../../../ui/call.ts';
import type { Item } from '../../../ui/outbox/item.ts';
import { usePlace } from '../../../ui/place.ts';
import { Loading } from '../../../ui/states.tsx';
import { useText } from '../../../ui/text.tsx';
import { putRecords } from '../api.ts';
import { type FormValues, sentValue, startingValues } from '../field-input.tsx';
import { type FieldFault, faultsIn, FormFields } from '../form-fields.tsx';
import { PiecesContext } from '../pieces.tsx';
import { useRegister } from '../use-register.ts';
import { DraftForm, useHandIn } from './draft-form.tsx';
import { DraftContext, fieldPieces } from './pieces.tsx';
import { TrackInput } from './track-input.tsx';
import { useDraft } from './use-draft.ts';

interface RecordBody {
  records: [{ id: string; base: null; values: FormValues }];
}

/** What is not known without the server counts as right here: it is asked when the record is sent. */
const anything = {
  organisation: () => true,
  place: () => true,
  account: () => true,
  object: () => true,
  record: () => true,
};

/** A new record of a list, filled in on the spot. `mend`: one that was refused. */
export function RecordPart({ login, mend }: { login: string; mend: Item | undefined }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { data } = useRegister();
  const { type } = data;
  const old = mend && (mend.body as RecordBody).records[0];
  const name = mend ? `mend/${mend.id}` : `${jurisdiction}/${type.id}/record`;
  const work = useDraft(login, name, {
    values: startingValues(type.fields, (old?.values ?? {}) as never),
    photos: mend?.photos ?? [],
  });
  const [faults, setFaults] = useState<FieldFault[]>(() => faultsIn(mend?.problem ?? null));
  const form = useRef<HTMLDivElement>(null);
  const handIn = useHandIn(login, name, mend);
  const shown = useMemo(() => type.fields.filter((field) => !isMade(field)), [type]);
  if (!work) return <Loading lines={6} />;
  const { values } = work.draft;
  const files = shown.find((field) => field.type === 'file');
  const put = (field: string, value: unknown) => work.put((draft) => ({ values: { ...draft.values, [field]: value } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filled = Object.fromEntries(
      shown.map((field) => [field.id, sentValue(field, values[field.id])]).filter(([, value]) => value !== null),
    ) as FormValues;
    const found = checkRecord(type, checkable(type, filled), anything).problems;
    setFaults(found);
    if (found.length > 0) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    void handIn.send(work.draft, (track) => {
      const before = files ? ((filled[files.id] ?? []) as FileRef[]) : [];
      const all = files && track ? { ...filled, [files.id]: [...before, track] } : filled;
      const id = old?.id ?? newKey().slice(0, 16);
      return {
        title: titleOf(type, filled, data, tx),
        address: addressOf(putRecords.path, { jurisdiction, register: type.id }),
        body: { records: [{ id, base: null, values: all }] } satisfies RecordBody,
      };
    });
  };
  const faultOf = (field: string) =>
    faults
      .filter((fault) => fault.field === field)
      .map((fault) => tx(fault))
      .join(t('；', '; ')) || undefined;
  const elsewhere = faults.filter((fault) => !shown.some(({ id }) => id === fault.field));
  return (
    <PiecesContext value={fieldPieces}>
      <DraftContext value={work}>
        <DraftForm work={work} handIn={handIn} onSubmit={submit} refusal={mend?.problem ?? null} faults={faults.length}>
          <div ref={form}>
            {elsewhere.map((fault) => (
              <p key={fault.field + fault.zh} className="is-red">
                {tx(fault)}
              </p>
            ))}
            <FormFields fields={shown} values={values} faultOf={faultOf} label={() => undefined} onChange={put} />
            {files && <TrackInput />}
          </div>
        </DraftForm>
      </DraftContext>
    </PiecesContext>
  );
}

/** The values as they can be checked here: what was not uploaded yet has no hash of the server. */
function checkable(type: RegisterType, values: FormValues): FormValues {
  const kept = (file: FileRef) => ({ ...file, hash: '0'.repeat(64) });
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const field = type.fields.find((one) => one.id === id);
      return [id, field?.type === 'file' ? (value as FileRef[]).map(kept) : value];
    }),
  );
}

/** What the record is called in the list of the device: those of its naming parts that can be read here. */
function titleOf(
  type: RegisterType,
  values: FormValues,
  data: ReturnType<typeof useRegister>['data'],
  tx: (text: { zh: string; en: string }) => string,
): string {
  const names = {
    organisations: new Map(data.organisations.map(({ id, name }) => [id, name])),
    places: new Map(data.places.map(({ id, name }) => [id, name])),
    people: new Map<string, { zh: string; en: string }>(),
  };
  const parts = type.identify.flatMap((id) => {
    const field = type.fields.find((one) => one.id === id);
    const value = values[id];
    if (
      !field ||
      field.type === 'reference' ||
      field.personal ||
      (typeof value !== 'string' && typeof value !== 'number')
    )
      return [];
    const option = kindOf(field)
      .options?.(field, names)
      ?.find((one) => one.id === value);
    return [option ? tx(option.name) : String(value)];
  });
  return parts.join(' / ') || tx(type.name);
}
