import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { daysShown, type Item, mayTakeOut } from '../../../ui/outbox/item.ts';
import { outbox, useOutbox } from '../../../ui/outbox/outbox.ts';
import { moment } from '../../../ui/format.ts';
import { usePlace } from '../../../ui/place.ts';
import { useText } from '../../../ui/text.tsx';
import { faultsIn } from '../form-fields.tsx';

const states = {
  kept: { shape: '▢', zh: '本机已存，未上送', en: 'Kept here, not sent' },
  sent: { shape: '✓', zh: '已上送', en: 'Sent' },
  refused: { shape: '✕', zh: '被拒', en: 'Refused' },
} as const;

/** What this device holds of the reader: each in one of three states, with what he can do about it. */
export function OutboxList({ login }: { login: string }) {
  const { t } = useText();
  const { items, sending, hindrance } = useOutbox();
  const own = items.filter((item) => item.login === login).reverse();
  const others = items.filter((item) => item.login !== login && item.state !== 'sent').length;
  const waiting = own.filter(({ state }) => state === 'kept').length;
  const sent = own.some(({ state }) => state === 'sent');
  return (
    <section className="card outbox" aria-labelledby="outbox">
      <div className="head-line">
        <h2 id="outbox">{t('本机的填报', 'On this device')}</h2>
        <span className="outbox-buttons">
          {waiting > 0 && (
            <button type="button" className="button" disabled={sending} onClick={() => void outbox.send()}>
              {sending ? t('正在上送…', 'Sending…') : t(`上送 ${waiting} 条`, `Send ${waiting}`)}
            </button>
          )}
          {sent && (
            <button type="button" className="button" onClick={() => void outbox.clearSent(login)}>
              {t('清除已上送的', 'Clear what was sent')}
            </button>
          )}
        </span>
      </div>
      <p role="status" className="small">
        {waiting > 0 && hindrance === 'away' && (
          <span className="is-yellow">
            ▲ {t('现在送不出去，有网络时自动上送。', 'Cannot be sent now; it goes out by itself.')}
          </span>
        )}
        {waiting > 0 && hindrance === 'not-yours' && (
          <span className="is-yellow">
            ▲{' '}
            {t(
              '登录已过期或换了账号，用原账号登录后自动上送。',
              'The session ended or is another one: sign in as before, then it goes out.',
            )}{' '}
            <Link to="/sign-in" search={{ to: window.location.pathname }}>
              {t('登录', 'Sign in')}
            </Link>
          </span>
        )}
      </p>
      {own.length === 0 ? (
        <p className="soft">{t('还没有填报。', 'Nothing yet.')}</p>
      ) : (
        <ul>
          {own.map((item) => (
            <Entry key={item.id} item={item} />
          ))}
        </ul>
      )}
      {sent && (
        <p className="soft small">
          {t(`已上送的再列 ${daysShown} 天。`, `What was sent stays listed for ${daysShown} days.`)}
        </p>
      )}
      <Others count={others} />
    </section>
  );
}

/** What somebody else handed in on this device: it waits for him, and is shown to nobody else. */
export function Others({ count }: { count: number }) {
  const { t } = useText();
  return (
    count > 0 && (
      <p className="soft">
        {t(
          `本机还存着另一账号的 ${count} 条，没有上送；不会用你的账号上送，那个账号登录后自动上送。`,
          `${count} more on this device belong to another account. They are never sent as you, but once that account signs in.`,
        )}
      </p>
    )
  );
}

function Entry({ item }: { item: Item }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const [asking, setAsking] = useState(false);
  const state = states[item.state];
  const register = item.href.split('/').pop() ?? '';
  return (
    <li className={`outbox-item is-${item.state}`}>
      <p>
        <b className="outbox-state">
          <i aria-hidden="true">{state.shape}</i> {tx(state)}
          {item.seq !== null && t(`，账本第 ${item.seq} 条`, `, entry ${item.seq} of the ledger`)}
        </b>
      </p>
      <p>
        {item.title}{' '}
        <span className="soft small">
          {tx(item.list)} · {moment(item.at, lang)}
          {item.photos.length > 0 && t(` · 附件 ${item.photos.length} 个`, ` · ${item.photos.length} files`)}
        </span>
      </p>
      {item.problem && item.state === 'refused' && (
        <ul className="is-red small">
          {faultsIn(item.problem).map((fault) => (
            <li key={fault.field + fault.zh}>{tx(fault)}</li>
          ))}
          {faultsIn(item.problem).length === 0 && (
            <li>
              {tx(item.problem.title)} {item.problem.hint && tx(item.problem.hint)}
            </li>
          )}
        </ul>
      )}
      {item.problem && item.state === 'kept' && (
        <p className="soft small">
          {t(
            `上次没送到：${item.problem.title.zh}，会再送。`,
            `Last try: ${item.problem.title.en}; it is tried again.`,
          )}
        </p>
      )}
      <p className="outbox-buttons">
        {item.state === 'refused' && (
          <Link
            className="button"
            to="/$jurisdiction/reporting/field/$register"
            params={{ jurisdiction, register }}
            search={{ mend: item.id }}
          >
            {t('修改后再送', 'Mend and send again')}
          </Link>
        )}
        {mayTakeOut(item) && !asking && (
          <button type="button" className="text-button" onClick={() => setAsking(true)}>
            {t('取出不送', 'Take it out')}
          </button>
        )}
        {mayTakeOut(item) && asking && (
          <span role="alert">
            {t('取出后本机不再保留，照片也删除。', 'It is deleted from this device, photographs included.')}{' '}
            <button type="button" className="button" onClick={() => void outbox.takeOut(item.id)}>
              {t('确认取出', 'Delete it')}
            </button>{' '}
            <button type="button" className="text-button" onClick={() => setAsking(false)}>
              {t('取消', 'Cancel')}
            </button>
          </span>
        )}
      </p>
    </li>
  );
}
