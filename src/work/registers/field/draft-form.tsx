import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { FileRef } from '../../../core/register/model.ts';
import type { ProblemBody } from '../../../http/problem.ts';
import { addressOf, newKey } from '../../../ui/call.ts';
import { type Item, localHash, mended, mostItems } from '../../../ui/outbox/item.ts';
import { outbox } from '../../../ui/outbox/outbox.ts';
import { Full, type Draft } from '../../../ui/outbox/store.ts';
import { trackFile } from '../../../ui/outbox/track.ts';
import { usePlace } from '../../../ui/place.ts';
import { type Pair, useText } from '../../../ui/text.tsx';
import { uploadFile } from '../api.ts';
import { useRegister } from '../use-register.ts';
import type { DraftWork } from './use-draft.ts';

export interface HandIn {
  busy: boolean;
  fault: Pair | null;
  /** Keeps the draft as an item; `make` is given the way that was recorded, as a file, and says what is asked for. */
  send: (draft: Draft, make: (track: FileRef | null) => Pick<Item, 'title' | 'address' | 'body'>) => Promise<void>;
}

/** Hands a draft in: from then on it is the device's to send. Leads back to what the device holds. */
export function useHandIn(login: string, name: string, mend: Item | undefined): HandIn {
  const { jurisdiction } = usePlace();
  const { data } = useRegister();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Pair | null>(null);
  return {
    busy,
    fault,
    send: async (draft, make) => {
      setBusy(true);
      setFault(null);
      try {
        const way = trackFile(draft.track, `轨迹-${draft.track[0]?.[2].slice(0, 10) ?? ''}.geojson`);
        const made = make(way && { hash: localHash(way.photo), name: way.photo.name, bytes: way.photo.bytes });
        const named = JSON.stringify(made.body);
        const photos = [...draft.photos, ...(way ? [way.photo] : [])].filter((photo) =>
          named.includes(localHash(photo)),
        );
        const added = way ? [{ id: way.photo.id, blob: way.blob }] : [];
        const href = `/${jurisdiction}/reporting/field/${data.type.id}`;
        if (mend)
          await outbox.putIn(
            mended(mend, { ...made, photos, key: newKey(), at: new Date().toISOString() }),
            name,
            added,
          );
        else
          await outbox.handIn(
            {
              login,
              list: data.type.name,
              href,
              uploads: addressOf(uploadFile.path, { jurisdiction }),
              photos,
              ...made,
            },
            name,
            added,
          );
        await navigate({ to: '/$jurisdiction/reporting/field', params: { jurisdiction } });
      } catch (error) {
        setFault(notKept(error));
        setBusy(false);
      }
    },
  };
}

function notKept(error: unknown): Pair {
  return error instanceof Full
    ? {
        zh: `本机已存满 ${mostItems} 条，先把前面的上送或清除。`,
        en: `The device holds ${mostItems} items; send or clear some first.`,
      }
    : {
        zh: '本机存不下，没有存上；已经存的都在。请先上送，或清出手机空间。',
        en: 'The device is full: this was not kept, everything before it is. Send what waits, or make room.',
      };
}

/** The frame of a form of the field: what the server said of it, and the button that keeps it on the device. */
export function DraftForm({
  work,
  handIn,
  refusal,
  faults,
  onSubmit,
  children,
}: {
  work: DraftWork;
  handIn: HandIn;
  refusal: ProblemBody | null;
  /** How many faults stand at their fields. */
  faults: number;
  onSubmit: (event: FormEvent) => void;
  children: ReactNode;
}) {
  const { t, tx } = useText();
  return (
    <form className="record-form field-form" onSubmit={onSubmit} noValidate>
      {refusal && (
        <p className="is-red" role="alert">
          {tx(refusal.title)} {refusal.hint && tx(refusal.hint)}
        </p>
      )}
      {faults > 0 && (
        <p className="is-red" role="alert">
          {t(`${faults} 处要改。`, `${faults} to mend.`)}
        </p>
      )}
      {children}
      {work.unkept && (
        <p className="is-red" role="alert">
          {t(
            '本机存不下了，正在填的内容只在这一页上，离开就没有了。',
            'The device is full: what you type stands only on this page and is lost when you leave it.',
          )}
        </p>
      )}
      {handIn.fault && (
        <p className="is-red" role="alert">
          {tx(handIn.fault)}
        </p>
      )}
      <p className="form-foot">
        <button type="submit" className="button is-main" disabled={handIn.busy}>
          {t('提交', 'Hand in')}
        </button>
        <span className="soft small">
          {t('先存在本机，有网络就上送。', 'Kept on this device first, and sent as soon as there is network.')}
        </span>
      </p>
    </form>
  );
}
