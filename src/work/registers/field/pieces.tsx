import { type ComponentProps, createContext, useContext, useRef, useState } from 'react';
import type { Pieces } from '../../../core/register/fields/views.ts';
import type { FileRef } from '../../../core/register/model.ts';
import { localHash, mostPhotos } from '../../../ui/outbox/item.ts';
import { TooLarge } from '../../../ui/outbox/photo.ts';
import { OnePicker } from '../../../ui/pickers/index.tsx';
import { usePlace } from '../../../ui/place.ts';
import { useReader } from '../../../ui/session.ts';
import { type Pair, useText } from '../../../ui/text.tsx';
import { sizeText } from '../file-input.tsx';
import { useKeptNames } from './kept.ts';
import { type DraftWork, TooMany } from './use-draft.ts';

/** The form that the parts below belong to. */
export const DraftContext = createContext<DraftWork | null>(null);

/** As many names as a list to choose from shows at once. */
const mostShown = 50;

/** Chooses a record by the names that the device keeps. */
export function KeptReference({ register, value, label, onChange, ...common }: ComponentProps<Pieces['Reference']>) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const login = useReader().user?.id ?? '';
  const [words, setWords] = useState('');
  const { data } = useKeptNames(login, jurisdiction, register);
  const names = data?.answer.names ?? [];
  const found = names.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const more = data?.answer.more
    ? t(`本机只存了前 ${names.length} 条的名称`, `The device keeps the first ${names.length} names`)
    : t(`只列出 ${mostShown} 条，多写几个字`, `The first ${mostShown}; type more`);
  return (
    <OnePicker
      {...common}
      options={found.slice(0, mostShown)}
      value={value}
      shown={names.find((one) => one.id === value)?.name ?? label}
      note={found.length > mostShown || data?.answer.more ? more : undefined}
      onChange={(id) => onChange(id, names.find((one) => one.id === id)?.name)}
      onSeek={setWords}
    />
  );
}

/** A link to anything is searched for on the server, so it waits. */
function AnythingLater() {
  const { t } = useText();
  return <p className="soft small">{t('这一栏请回到台账里补填。', 'Fill this in later, in the register.')}</p>;
}

/** Photographs and files: kept on the device at once, uploaded when the form is sent. */
export function PhotoInput({
  id,
  label,
  described,
  files,
  onChange,
}: {
  id: string;
  label: string;
  described: string | undefined;
  files: FileRef[];
  onChange: (files: FileRef[]) => void;
}) {
  const { t, tx } = useText();
  const work = useContext(DraftContext);
  const camera = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [original, setOriginal] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Pair | null>(null);
  if (!work) return null;
  const photos = new Map(work.draft.photos.map((photo) => [localHash(photo), photo]));
  const take = async (chosen: File[]) => {
    setBusy(true);
    setFault(null);
    let named = files;
    try {
      for (const file of chosen) {
        const before = named;
        await work.addFile(file, original, (ref) => {
          named = ref ? [...before, ref] : before;
          onChange(named);
        });
      }
    } catch (error) {
      setFault(fileFault(error));
    }
    setBusy(false);
  };
  const hidden = (ref: typeof camera, name: string, more: object) => (
    <input
      ref={ref}
      type="file"
      className="sr"
      tabIndex={-1}
      aria-label={name}
      {...more}
      onChange={(event) => {
        const chosen = [...(event.target.files ?? [])];
        event.target.value = '';
        if (chosen.length > 0) void take(chosen);
      }}
    />
  );
  return (
    <div className="photo-input">
      {files.length > 0 && (
        <ul className="photos">
          {files.map((file) => (
            <li key={file.hash}>
              {photos.get(file.hash)?.thumb ? (
                <img src={photos.get(file.hash)?.thumb} alt={file.name} />
              ) : (
                <span className="photo-name">{file.name}</span>
              )}
              <span className="soft small">{sizeText(file.bytes)}</span>
              <button
                type="button"
                className="text-button"
                aria-label={t(`去掉 ${file.name}`, `Take out ${file.name}`)}
                onClick={() => {
                  work.takeFile(file);
                  onChange(files.filter((other) => other !== file));
                }}
              >
                {t('去掉', 'Take out')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="photo-buttons">
        <button
          type="button"
          id={id}
          className="button"
          disabled={busy}
          aria-describedby={described}
          onClick={() => camera.current?.click()}
        >
          {t('拍照', 'Take a photograph')}
        </button>
        <button type="button" className="button" disabled={busy} onClick={() => chooser.current?.click()}>
          {t('选择文件', 'Choose files')}
        </button>
        <label className="small">
          <input type="checkbox" checked={original} onChange={(event) => setOriginal(event.target.checked)} />{' '}
          {t('保留原图', 'Keep originals')}
        </label>
      </p>
      {hidden(camera, t(`${label}（拍照）`, `${label} (camera)`), { accept: 'image/*', capture: 'environment' })}
      {hidden(chooser, label, { multiple: true })}
      {busy && (
        <p className="soft small" role="status">
          {t('正在存到本机…', 'Keeping it on the device…')}
        </p>
      )}
      {fault && (
        <p className="is-red small" role="alert">
          {tx(fault)}
        </p>
      )}
    </div>
  );
}

/** Why files were not kept, in words. */
export function fileFault(error: unknown): Pair {
  if (error instanceof TooMany)
    return { zh: `一次最多 ${mostPhotos} 张照片或附件。`, en: `At most ${mostPhotos} photographs or files at once.` };
  if (error instanceof TooLarge)
    return { zh: '这个文件超过 20 MB，没有存。', en: 'The file is larger than 20 MB; it was not kept.' };
  return {
    zh: '本机存不下了，这一张没有存；已经存的都在。请先上送，或清出手机空间。',
    en: 'The device is full: this one was not kept, everything before it is. Send what waits, or make room.',
  };
}

export const fieldPieces: Partial<Pieces> = { Reference: KeptReference, Anything: AnythingLater, Upload: PhotoInput };
