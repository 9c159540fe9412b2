import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, type ResponseOf } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getPreferences, listNotices, type Notice, putPreferences, readNotices } from './api.ts';
import './outbox.css';

/** 通知: what the reader was told, and where else he wants to be told. */
export function NoticesPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const query = useReading(listNotices, { params: { jurisdiction }, query: { limit: 200 } });
  const preferences = useReading(getPreferences, { params: { jurisdiction } });
  const read = useMutation({
    mutationFn: (upTo: number) => call(readNotices, { params: { jurisdiction }, body: { upTo } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [listNotices.path] }),
  });
  return (
    <MemberPage group="directives" className="outbox" title={t('通知', 'Notices')}>
      <h1>{t('通知', 'Notices')}</h1>
      <Await query={query}>
        {({ notices, unread }) => (
          <>
            <p className="lead">
              {t(`未读 ${unread} 条。`, `${unread} unread.`)}{' '}
              {unread > 0 && notices[0] && (
                <button type="button" className="button" onClick={() => read.mutate(notices[0]?.n ?? 1)}>
                  {t('全部标为已读', 'Mark all as read')}
                </button>
              )}
            </p>
            {notices.length === 0 ? <Empty title={t('没有通知。', 'No notices.')} /> : <List notices={notices} />}
          </>
        )}
      </Await>
      <Await query={preferences}>{(data) => <Preferences key={JSON.stringify(data)} data={data} />}</Await>
    </MemberPage>
  );
}

function List({ notices }: { notices: readonly Notice[] }) {
  const { t, tx, lang } = useText();
  return (
    <ol className="notice-list card">
      {notices.map((notice) => (
        <li key={notice.n} className={notice.read ? 'is-read' : ''}>
          <p>
            {!notice.read && <span className="notice-new">{t('新', 'new')}</span>}{' '}
            <Link to={notice.link as '/'} className="row-name">
              {tx(notice.title)}
            </Link>{' '}
            <span className="soft small">{moment(notice.at, lang)}</span>
          </p>
          <p className="long-text soft">{tx(notice.body)}</p>
        </li>
      ))}
    </ol>
  );
}

function Preferences({ data }: { data: ResponseOf<typeof getPreferences> }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [email, setEmail] = useState(data.email ?? '');
  const [off, setOff] = useState<ReadonlySet<string>>(new Set(data.off));
  const save = useMutation({
    mutationFn: () =>
      call(putPreferences, {
        params: { jurisdiction },
        body: { email: email.trim() === '' ? null : email.trim(), off: [...off] },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [getPreferences.path] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="card form outbox-preferences" onSubmit={submit}>
      <h2>{t('我的通知', 'My notices')}</h2>
      <label>
        {t('邮箱（有邮件渠道时同时发送）', 'E-mail (also sent there where there is such a channel)')}
        <input
          className="field"
          type="email"
          maxLength={200}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <fieldset className="outbox-kinds">
        <legend>{t('要收到哪些', 'What to be told of')}</legend>
        {data.kinds
          .filter(({ id }) => id !== 'test')
          .map(({ id, name, duty }) => (
            <label key={id} className="act-check">
              <input
                type="checkbox"
                checked={!off.has(id)}
                disabled={duty}
                onChange={() =>
                  setOff((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
                }
              />{' '}
              {tx(name)}
              {duty && <span className="soft small"> {t('（职责内，不可退订）', ' (of duty)')}</span>}
            </label>
          ))}
      </fieldset>
      {save.error && <ProblemBox error={save.error} />}
      <button type="submit" className="button is-main" disabled={save.isPending}>
        {t('保存', 'Save')}
      </button>
    </form>
  );
}
