import { type FormEvent, useEffect, useState } from 'react';
import { addressOf } from '../../ui/call.ts';
import { placeFault } from '../../ui/here.tsx';
import { localHash } from '../../ui/outbox/item.ts';
import { outbox } from '../../ui/outbox/outbox.ts';
import { prepared } from '../../ui/outbox/photo.ts';
import type { Draft } from '../../ui/outbox/store.ts';
import { trackFile } from '../../ui/outbox/track.ts';
import { useWay } from '../../ui/outbox/use-way.ts';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import { putRecords, uploadFile } from '../../work/registers/api.ts';
import { wayOf } from './way.ts';

const local = (at: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(at),
  );

/** A way that is recorded and what was seen on it; each point is kept on the device as it comes, so that a dead battery loses none. */
export function PatrolForm({
  login,
  stretches,
  unit,
}: {
  login: string;
  stretches: readonly { id: string; name: string }[];
  /** Whose patrol it is. */
  unit: string | null;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const name = `${jurisdiction}/patrol`;
  const [draft, setDraft] = useState<Draft | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [full, setFull] = useState(false);
  useEffect(() => {
    void outbox
      .store()
      .then((store) => store.draft(login, name))
      .then((kept) => setDraft(kept ?? fresh(login, name)));
  }, [login, name]);
  const put = (by: (before: Draft) => Partial<Draft>) =>
    setDraft((before) => {
      if (!before) return before;
      const next = { ...before, ...by(before) };
      void outbox
        .store()
        .then((store) => store.keepDraft(next))
        .then(() => setFull(false))
        .catch(() => setFull(true));
      return next;
    });
  const { on, fault, start, stop } = useWay(put);
  if (!draft) return null;
  const way = wayOf(draft.track);
  const begin = () => {
    setSaid(null);
    if (start() && draft.values.began === undefined)
      put(({ values }) => ({ values: { ...values, began: new Date().toISOString() } }));
  };
  const photo = async (file: File) => {
    const { photo: made, blob } = await prepared(file, false);
    const next = { ...draft, photos: [...draft.photos, made] };
    await (await outbox.store()).keepDraft(next, [{ id: made.id, blob }]);
    setDraft(next);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? '').trim();
    stop();
    const began = String(draft.values.began ?? draft.track[0]?.[2] ?? new Date().toISOString());
    const track = trackFile(draft.track, `轨迹-${began.slice(0, 10)}.geojson`);
    const files = draft.photos.map((one) => ({ hash: localHash(one), name: one.name, bytes: one.bytes }));
    const values = {
      stretch: text('stretch'),
      level: text('level'),
      chief: login,
      ...(unit !== null && { bureau: unit }),
      on: local(began).slice(0, 10),
      began: local(began).slice(11, 16),
      minutes: draft.track.length > 1 ? way.minutes : Number(text('minutes')),
      metres: draft.track.length > 1 ? way.metres : Number(text('metres')),
      problems: Number(text('problems') || '0'),
      ...(text('found') !== '' && { found: text('found') }),
      ...(track && { track: [{ hash: localHash(track.photo), name: track.photo.name, bytes: track.photo.bytes }] }),
      ...(files.length > 0 && { photos: files }),
    };
    const title = `${stretches.find(({ id }) => id === values.stretch)?.name ?? ''} ${values.on}`;
    void outbox
      .handIn(
        {
          login,
          title,
          list: { zh: '巡查记录', en: 'Patrols' },
          href: `/${jurisdiction}/reporting/field/patrols`,
          address: addressOf(putRecords.path, { jurisdiction, register: 'patrols' }),
          uploads: addressOf(uploadFile.path, { jurisdiction }),
          body: { records: [{ id: null, base: null, values }] },
          photos: [...draft.photos, ...(track ? [track.photo] : [])],
        },
        name,
        track ? [{ id: track.photo.id, blob: track.blob }] : [],
      )
      .then(() => {
        setDraft(fresh(login, name));
        setSaid(t('已存在本机，有网络就上送。', 'Kept here; it goes out with the network.'));
      })
      .catch(() => setFull(true));
  };
  return (
    <form onSubmit={submit}>
      <p>
        <button type="button" className="button is-large" aria-pressed={on} onClick={on ? () => stop() : begin}>
          {on ? t('结束记录', 'Stop') : t('开始巡查', 'Begin')}
        </button>
      </p>
      <p role="status">
        {t(
          `已走 ${way.minutes} 分钟、${way.metres} 米，${draft.track.length} 个点`,
          `${way.minutes} minutes, ${way.metres} m, ${draft.track.length} points`,
        )}
      </p>
      {on && <p className="soft small">{t('请让本页开着，屏幕亮着。', 'Keep this page open and the screen on.')}</p>}
      {fault !== null && (
        <p className="is-red" role="alert">
          {tx(placeFault(fault))}
        </p>
      )}
      <label>
        {t('河湖段', 'Stretch')}
        <select name="stretch" className="field" required defaultValue="">
          <option value="" disabled>
            {t('请选择', 'Choose')}
          </option>
          {stretches.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('级别', 'Level')}
        <select name="level" className="field" defaultValue="village">
          <option value="village">{t('村级', 'village')}</option>
          <option value="town">{t('乡级', 'town')}</option>
          <option value="county">{t('县级', 'county')}</option>
        </select>
      </label>
      {draft.track.length < 2 && (
        <>
          <label>
            {t('时长（分钟，没有轨迹时填）', 'Minutes, without a recorded way')}
            <input name="minutes" className="field" type="number" min="0" max="1440" step="1" required />
          </label>
          <label>
            {t('里程（米，没有轨迹时填）', 'Metres, without a recorded way')}
            <input name="metres" className="field" type="number" min="0" max="200000" step="1" required />
          </label>
        </>
      )}
      <label>
        {t('发现问题（个）', 'Problems found')}
        <input name="problems" className="field" type="number" min="0" max="99" step="1" defaultValue="0" />
      </label>
      <label>
        {t('情况', 'What was seen')}
        <textarea name="found" className="field" rows={3} maxLength={2000} />
      </label>
      <label>
        {t(`照片（已存 ${draft.photos.length}）`, `Photographs (${draft.photos.length})`)}
        <input
          className="field"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void photo(file).catch(() => setFull(true));
            event.target.value = '';
          }}
        />
      </label>
      {full && (
        <p className="is-red" role="alert">
          {t(
            '本机存不下了：没有存上，已经存的都在。',
            'The device is full: this was not kept, everything before it is.',
          )}
        </p>
      )}
      <p>
        <button type="submit" className="button is-main is-large">
          {t('提交巡查', 'Hand in')}
        </button>
      </p>
      {said !== null && <p role="status">{said}</p>}
    </form>
  );
}

const fresh = (login: string, name: string): Draft => ({ login, name, values: {}, text: '', photos: [], track: [] });
