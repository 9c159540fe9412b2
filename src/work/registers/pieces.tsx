import { type ComponentProps, createContext, useContext, useMemo } from 'react';
import type { Pieces } from '../../core/register/fields/views.ts';
import type { FileRef } from '../../core/register/model.ts';
import { addressOf } from '../../ui/call.ts';
import { dayText, figure, period } from '../../ui/format.ts';
import { Here } from '../../ui/here.tsx';
import { DayField, ManyPicker, TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import { getFile } from './api.ts';
import { FileInput, sizeText } from './file-input.tsx';
import { ObjectInput } from './object-input.tsx';
import { ReferenceInput } from './reference-input.tsx';
import { useRegister } from './use-register.ts';

/** A page that works without network puts parts of its own in the place of those that ask the server. */
export const PiecesContext = createContext<Partial<Pieces>>({});

/** What the looks of fields are given on every page. */
export function usePieces(): Pieces {
  const { t, tx, lang } = useText();
  const own = useContext(PiecesContext);
  return useMemo(
    () => ({
      t,
      tx,
      figure,
      day: (iso) => dayText(iso, lang),
      period: (key) => period(key, lang),
      Day: DayField,
      One: OneInput,
      Many: ManyInput,
      Reference: ReferenceInput,
      Anything: ObjectInput,
      Upload: FileInput,
      Files,
      Here,
      ...own,
    }),
    [t, tx, lang, own],
  );
}

/** Organisations stand as the tree that they are; places in a row. */
function OneInput({ options, ...given }: ComponentProps<Pieces['One']>) {
  const { t, tx } = useText();
  const { organisations } = useRegister().data;
  const above = new Map(organisations.map(({ id, parent }) => [id, parent]));
  return (
    <TreePicker
      {...given}
      none={t('请选择', 'Choose')}
      options={options.map(({ id, name }) => ({ id, name: tx(name), parent: above.get(id) ?? null }))}
    />
  );
}

function ManyInput({ options, ...given }: ComponentProps<Pieces['Many']>) {
  const { tx } = useText();
  return <ManyPicker {...given} options={options.map(({ id, name }) => ({ id, name: tx(name) }))} />;
}

function Files({ files }: { files: FileRef[] }) {
  const { jurisdiction } = usePlace();
  const inside = useReader().capabilities.includes('evidence.read');
  return (
    <ul>
      {files.map((file) => (
        <li key={file.hash + file.name}>
          {inside ? (
            <a
              href={addressOf(getFile.path, { jurisdiction, hash: file.hash }, { name: file.name })}
              download={file.name}
            >
              {file.name}
            </a>
          ) : (
            file.name
          )}{' '}
          <span className="soft small nowrap">{sizeText(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
