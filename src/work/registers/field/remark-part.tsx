import { useId, useState, type FormEvent } from 'react';
import type { FileRef } from '../../../core/register/model.ts';
import { addressOf } from '../../../ui/call.ts';
import { type Item, localHash } from '../../../ui/outbox/item.ts';
import { usePlace } from '../../../ui/place.ts';
import { Loading } from '../../../ui/states.tsx';
import { useText } from '../../../ui/text.tsx';
import { useRegister } from '../use-register.ts';
import { addRemark } from '../work-api.ts';
import { DraftForm, useHandIn } from './draft-form.tsx';
import { DraftContext, KeptReference, PhotoInput } from './pieces.tsx';
import { TrackInput } from './track-input.tsx';
import { useDraft } from './use-draft.ts';

interface RemarkBody {
  text: string;
  files: FileRef[];
}

/** Something written under a record of a list, with photographs. `mend`: one that was refused. */
export function RemarkPart({ login, mend }: { login: string; mend: Item | undefined }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { data, params } = useRegister();
  const name = mend ? `mend/${mend.id}` : `${jurisdiction}/${params.register}/remark`;
  const old = mend?.body as RemarkBody | undefined;
  const record = decodeURIComponent(/records\/([^/]+)\/remarks$/.exec(mend?.address ?? '')?.[1] ?? '');
  const work = useDraft(login, name, {
    values: { record, name: mend?.title ?? '' },
    text: old?.text ?? '',
    photos: mend?.photos ?? [],
  });
  const handIn = useHandIn(login, name, mend);
  const [missing, setMissing] = useState(false);
  const id = useId();
  if (!work) return <Loading lines={6} />;
  const { values, text, photos } = work.draft;
  const chosen = String(values.record ?? '');
  const files = photos.map((photo) => ({ hash: localHash(photo), name: photo.name, bytes: photo.bytes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const short = chosen === '' || text.trim() === '';
    setMissing(short);
    if (short) return;
    void handIn.send(work.draft, (track) => ({
      title: String(values.name || chosen),
      address: addressOf(addRemark.path, { jurisdiction, register: params.register, record: chosen }),
      body: { text: text.trim(), files: track ? [...files, track] : files } satisfies RemarkBody,
    }));
  };
  const control = (field: string, empty: boolean) => ({
    id: `${id}-${field}`,
    'aria-labelledby': `${id}-${field}-name`,
    'aria-invalid': missing && empty,
    'aria-describedby': undefined,
  });
  return (
    <DraftContext value={work}>
      <DraftForm work={work} handIn={handIn} onSubmit={submit} refusal={mend?.problem ?? null} faults={missing ? 1 : 0}>
        <div className="form-field">
          <span id={`${id}-record-name`}>{t('写在哪条记录下', 'Under which record')}</span>
          <KeptReference
            {...control('record', chosen === '')}
            register={data.type.id}
            value={chosen}
            label={String(values.name ?? '')}
            onChange={(one, called) => work.put(() => ({ values: { record: one, name: called ?? one } }))}
          />
          {missing && chosen === '' && <p className="is-red small">{t('请选一条记录', 'Choose a record')}</p>}
        </div>
        <div className="form-field">
          <label htmlFor={`${id}-text`} id={`${id}-text-name`}>
            {t('办理情况（写下就不能改）', 'Remark (it cannot be changed later)')}
          </label>
          <textarea
            {...control('text', text.trim() === '')}
            className="field"
            rows={4}
            maxLength={4000}
            value={text}
            onChange={(event) => work.put(() => ({ text: event.target.value }))}
          />
          {missing && text.trim() === '' && <p className="is-red small">{t('请写办理情况', 'Write something')}</p>}
        </div>
        <div className="form-field">
          <label htmlFor={`${id}-files`}>{t('现场照片', 'Photographs')}</label>
          <PhotoInput
            id={`${id}-files`}
            label={t('现场照片', 'Photographs')}
            described={undefined}
            files={files}
            // The photographs of the draft are the files of the remark.
            onChange={() => undefined}
          />
        </div>
        <TrackInput />
      </DraftForm>
    </DraftContext>
  );
}
