import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileRef } from '../../../core/register/model.ts';
import { localHash, mostPhotos } from '../../../ui/outbox/item.ts';
import { outbox } from '../../../ui/outbox/outbox.ts';
import { prepared } from '../../../ui/outbox/photo.ts';
import type { Draft } from '../../../ui/outbox/store.ts';

/** Milliseconds of quiet after which what was typed is kept. */
const quiet = 300;

export interface DraftWork {
  draft: Draft;
  put: (by: (draft: Draft) => Partial<Pick<Draft, 'values' | 'text' | 'track'>>) => void;
  /**
   * Keeps a file on the device, together with what `name` does with it, called as a record calls it. Throws where the
   * device or the item is full; then `name` is called with null.
   */
  addFile: (file: File, original: boolean, name: (ref: FileRef | null) => void) => Promise<void>;
  takeFile: (file: FileRef) => void;
  /** The device could not keep it: what is typed stands only on the page. */
  unkept: boolean;
}

/** More photographs than one item may have. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
}

/** A form that is kept on the device while it is filled in. Null until what was kept of it is known. */
export function useDraft(login: string, name: string, begin: Partial<Draft>): DraftWork | null {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [unkept, setUnkept] = useState(false);
  const latest = useRef<Draft | null>(null);
  const first = useRef(begin);
  const touched = useRef(false);
  const take = useCallback((next: Draft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  useEffect(() => {
    let gone = false;
    const fresh: Draft = { values: {}, text: '', photos: [], track: [], ...first.current, login, name };
    void outbox
      .store()
      .then((store) => store.draft(login, name))
      .catch(() => undefined)
      .then((kept) => !gone && take(kept ?? fresh));
    return () => {
      gone = true;
    };
  }, [login, name, take]);
  const keep = useCallback(async (added: { id: string; blob: Blob }[] = []) => {
    if (!latest.current) return;
    await (await outbox.store()).keepDraft(latest.current, added).then(
      () => setUnkept(false),
      (error: unknown) => {
        setUnkept(true);
        throw error;
      },
    );
  }, []);
  useEffect(() => {
    if (!draft || !touched.current) return undefined;
    const now = () => void keep().catch(() => undefined);
    const timer = setTimeout(now, quiet);
    // A phone may end a page that is put away without another word.
    document.addEventListener('visibilitychange', now);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', now);
    };
  }, [draft, keep]);
  if (!draft) return null;
  const change = (by: (draft: Draft) => Partial<Draft>) => {
    touched.current = true;
    if (latest.current) take({ ...latest.current, ...by(latest.current) });
  };
  const without = (hash: string) =>
    change(({ photos }) => ({ photos: photos.filter((photo) => localHash(photo) !== hash) }));
  return {
    draft,
    unkept,
    put: change,
    addFile: async (file, original, name) => {
      if ((latest.current?.photos.length ?? 0) >= mostPhotos) throw new TooMany();
      const { photo, blob } = await prepared(file, original);
      const ref = { hash: localHash(photo), name: photo.name, bytes: photo.bytes };
      change(({ photos }) => ({ photos: [...photos, photo] }));
      name(ref);
      await keep([{ id: photo.id, blob }]).catch((error: unknown) => {
        without(ref.hash);
        name(null);
        throw error;
      });
    },
    takeFile: ({ hash }) => without(hash),
  };
}
