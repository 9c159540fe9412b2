import { type FormEvent, useState } from 'react';
import { addressOf } from '../../ui/call.ts';
import { outbox } from '../../ui/outbox/outbox.ts';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import { uploadFile } from '../../work/registers/api.ts';
import { answerDirective, receiveDirective } from '../directives/api.ts';

/** Receiving a directive, or answering it; kept on the device first. */
export function AnswerForm({
  login,
  directive,
}: {
  login: string;
  directive: { id: string; number: string; title: string; state: string };
}) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [done, setDone] = useState<'received' | 'answered' | null>(null);
  const handIn = async (path: string, body: object, title: string) => {
    await outbox.handIn(
      {
        login,
        title,
        list: { zh: '督办单', en: 'Directives' },
        href: `/${jurisdiction}/ecology/patrol`,
        address: addressOf(path, { jurisdiction, directive: directive.id }),
        uploads: addressOf(uploadFile.path, { jurisdiction }),
        body,
        photos: [],
      },
      `${jurisdiction}/patrol/${directive.id}`,
    );
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
    if (text === '') return;
    void handIn(
      answerDirective.path,
      { text, evidence: [] },
      t(`反馈：${directive.title}`, `Answer: ${directive.title}`),
    ).then(() => setDone('answered'));
  };
  const receive = () =>
    void handIn(receiveDirective.path, {}, t(`签收：${directive.title}`, `Receive: ${directive.title}`)).then(() =>
      setDone('received'),
    );
  if (done === 'answered')
    return <p role="status">{t('反馈已存在本机，有网络就上送。', 'Kept here; it goes out with the network.')}</p>;
  return (
    <form onSubmit={submit}>
      {directive.state === 'issued' && done === null && (
        <button type="button" className="button" onClick={receive}>
          {t('签收', 'Receive')}
        </button>
      )}
      <label>
        {t('处置情况', 'What was done')}
        <textarea name="text" className="field" rows={3} maxLength={4000} required />
      </label>
      <button type="submit" className="button is-main">
        {t('反馈', 'Answer')}
      </button>
    </form>
  );
}
