import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { GroupPage } from '../../../ui/group.tsx';
import { keepPages, keepReader } from '../../../ui/outbox/answers.ts';
import { useOutbox } from '../../../ui/outbox/outbox.ts';
import { usePlace } from '../../../ui/place.ts';
import { type Reader, useReader } from '../../../ui/session.ts';
import { Await, Empty } from '../../../ui/states.tsx';
import { useText } from '../../../ui/text.tsx';
import { NetworkLine } from './network-line.tsx';
import { useKeptRegisters } from './kept.ts';
import { Others, OutboxList } from './outbox-list.tsx';
import './field.css';

/** Filling in on the spot, with network or without: what this device holds, and the lists that can be written to. */
export function FieldPage() {
  const { t } = useText();
  const reader = useReader();
  const { items } = useOutbox();
  return (
    <GroupPage group="reporting" title={t('现场填报', 'In the field')} className="field-page">
      {reader.user ? (
        <SignedIn reader={reader} login={reader.user.id} />
      ) : (
        <Empty main title={t('现场填报要登录', 'Filling in on the spot needs signing in')}>
          <p>
            <Link className="button" to="/sign-in" search={{ to: window.location.pathname }}>
              {t('登录', 'Sign in')}
            </Link>
          </p>
          <Others count={items.filter(({ state }) => state !== 'sent').length} />
        </Empty>
      )}
    </GroupPage>
  );
}

function SignedIn({ reader, login }: { reader: Reader; login: string }) {
  const { t } = useText();
  useEffect(() => {
    void keepReader(reader).catch(() => undefined);
    void keepPages();
  }, [reader]);
  return (
    <>
      <h1>{t('现场填报', 'In the field')}</h1>
      <NetworkLine />
      <OutboxList login={login} />
      <Lists login={login} />
    </>
  );
}

function Lists({ login }: { login: string }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const query = useKeptRegisters(login, jurisdiction);
  return (
    <section className="card" aria-labelledby="field-lists">
      <h2 id="field-lists">{t('填到哪本台账', 'Which list to write to')}</h2>
      <p className="soft small">
        {t('有网络时打开过的台账，没有网络也能填。', 'A list that was opened with network can be filled in without.')}
      </p>
      <Await query={query}>
        {({ answer }) => (
          <ul className="field-lists">
            {answer.map((register) => (
              <li key={register.id}>
                <Link to="/$jurisdiction/reporting/field/$register" params={{ jurisdiction, register: register.id }}>
                  {tx(register.name)}
                </Link>
                {register.about && <span className="soft small"> {tx(register.about)}</span>}
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}
