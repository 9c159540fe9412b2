import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getOpenWork, handOver, type Person } from './api.ts';

/** A person's duties, matters in hand and, when asked, role and organisation go over to somebody else. */
export function HandOver({
  person,
  people,
  onDone,
}: {
  person: Person;
  people: readonly Person[];
  onDone: () => Promise<void>;
}) {
  const { t, tx, brackets } = useText();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction, login: person.login };
  const query = useReading(getOpenWork, { params });
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [membership, setMembership] = useState(true);
  const send = useMutation({
    mutationFn: () => call(handOver, { params, body: { to, reason: reason.trim(), membership } }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Await query={query}>
      {({ duties, registers }) => (
        <form className="form hand-over" onSubmit={submit}>
          <p>
            {t('现在名下：', 'In the name now: ')}
            {duties.length === 0 && registers.length === 0 && t('没有职责和在办事项', 'no duties and no open matters')}
            {duties.length > 0 && t(`填报职责 ${duties.length} 项`, `${duties.length} duties`)}
            {registers.map(({ id, name, count }) => (
              <span key={id}>{t(`；${tx(name)} ${count} 件`, `; ${tx(name)}: ${count}`)}</span>
            ))}
          </p>
          <label>
            {t('移交给', 'To')}
            <select className="field" value={to} required onChange={(event) => setTo(event.target.value)}>
              <option value="">{t('请选择', 'Choose')}</option>
              {people
                .filter(({ login }) => login !== person.login)
                .map(({ login, name }) => (
                  <option key={login} value={login}>
                    {name}
                    {brackets(login)}
                  </option>
                ))}
            </select>
          </label>
          <label>
            {t('事由（调岗、离任、分工调整……）', 'Reason')}
            <input
              className="field"
              value={reason}
              required
              minLength={2}
              maxLength={1000}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <label className="is-check">
            <input type="checkbox" checked={membership} onChange={(event) => setMembership(event.target.checked)} />{' '}
            {t(
              `角色和单位一并移交，${person.name} 不再能登录本地区`,
              `Role and organisation as well; ${person.name} can no longer sign in here`,
            )}
          </label>
          <button type="submit" className="button is-main" disabled={send.isPending || to === ''}>
            {t('移交', 'Hand over')}
          </button>
          {send.error && <ProblemBox error={send.error} />}
        </form>
      )}
    </Await>
  );
}
