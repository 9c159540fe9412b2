import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { getRegister, listRecords } from '../../work/registers/api.ts';
import { call } from '../../ui/call.ts';
import { GroupPage } from '../../ui/group.tsx';
import { keepPages, keepReader, useKept } from '../../ui/outbox/answers.ts';
import { useOutbox } from '../../ui/outbox/outbox.ts';
import { usePlace } from '../../ui/place.ts';
import { type Reader, useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { listDirectives } from '../directives/api.ts';
import { AnswerForm } from './answer-form.tsx';
import { PatrolForm } from './patrol-form.tsx';
import './patrol.css';

/** A chief on his way: what was handed to him, his way and what he saw; with network or without. */
export function PatrolPage() {
  const { t } = useText();
  const reader = useReader();
  return (
    <GroupPage group="ecology" title={t('巡查', 'Patrol')} className="patrol">
      {reader.user ? (
        <Signed reader={reader} login={reader.user.id} />
      ) : (
        <Empty main title={t('巡查要登录', 'Sign in first')} />
      )}
    </GroupPage>
  );
}

function Signed({ reader, login }: { reader: Reader; login: string }) {
  const { t } = useText();
  useEffect(() => {
    void keepReader(reader).catch(() => undefined);
    void keepPages();
  }, [reader]);
  return (
    <>
      <h1>{t('巡查与处置', 'Patrol')}</h1>
      <Waiting login={login} />
      <Handed login={login} />
      <Way login={login} />
    </>
  );
}

/** What this device holds: kept here, sent, refused. */
function Waiting({ login }: { login: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { items, hindrance } = useOutbox();
  const own = items.filter((item) => item.login === login);
  const of = (state: string) => own.filter((item) => item.state === state).length;
  if (own.length === 0) return null;
  return (
    <>
      <p role="status">
        {t(
          `本机已存 ${of('kept')}，已上送 ${of('sent')}，被拒 ${of('refused')}`,
          `kept here ${of('kept')}, sent ${of('sent')}, refused ${of('refused')}`,
        )}
        {hindrance === 'away' && t('；没有网络，联网后自动上送', '; no network: it goes out by itself')}
      </p>
      <p>
        <Link to="/$jurisdiction/reporting/field" params={{ jurisdiction }}>
          {t('逐条查看', 'One by one')}
        </Link>
      </p>
    </>
  );
}

/** Directives of the own unit that are open; kept on the device, so that they can be answered without network. */
function Handed({ login }: { login: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useKept(login, `${jurisdiction}/patrol/directives`, async () => {
    const { rows } = await call(listDirectives, { params: { jurisdiction }, query: { show: 'open', limit: 20 } });
    return rows.map(({ id, number, title, due, state, lead }) => ({
      id,
      number,
      title,
      due,
      state,
      lead: lead.name.zh,
    }));
  });
  return (
    <section className="card" aria-labelledby="handed">
      <h2 id="handed">{t('交办给我的', 'Handed to me')}</h2>
      <Await query={query}>
        {({ answer }) =>
          answer.length === 0 ? (
            <p className="soft">{t('没有待办。', 'Nothing is waiting.')}</p>
          ) : (
            <ul className="handed">
              {answer.map((one) => (
                <li key={one.id}>
                  <strong>{one.title}</strong>
                  <span className="soft small">
                    {one.number} · {one.lead} · {t('期限', 'due')} {one.due}
                  </span>
                  <AnswerForm login={login} directive={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </section>
  );
}

function Way({ login }: { login: string }) {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const query = useKept(login, `${jurisdiction}/patrol/stretches`, async () => {
    const page = await call(listRecords, { params: { jurisdiction, register: 'stretches' }, query: { limit: 300 } });
    const { organisations } = await call(getRegister, { params: { jurisdiction, register: 'patrols' } });
    const own = reader.user?.organisation?.zh;
    return {
      stretches: page.records.map(({ id, values }) => ({ id, name: String(values.name ?? id) })),
      unit: organisations.find(({ name }) => name.zh === own)?.id ?? null,
    };
  });
  return (
    <section className="card" aria-labelledby="way">
      <h2 id="way">{t('巡查一次', 'One patrol')}</h2>
      <Await query={query}>{({ answer }) => <PatrolForm login={login} {...answer} />}</Await>
    </section>
  );
}
