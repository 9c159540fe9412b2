import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { isNobodys, type Role } from '../../http/access.ts';
import { call, CallProblem } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { reading } from '../../ui/query.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { listOrganisations, listPeople, putPerson, removePerson, unlockPerson } from './api.ts';
import type { Person } from './api.ts';
import { Codes } from './codes.tsx';
import { endPersonSessions, invitePerson } from './entry-api.ts';
import { HandOver } from './hand-over.tsx';

interface DrawerProps {
  person: Person | null;
  roles: readonly { role: Role; name: Pair }[];
  organisations: readonly { id: string; name: Pair; parent: string | null }[];
  people: readonly Person[];
  onClose: () => void;
}

/** Adds a person, or changes name, role, organisation and password; unlocks; ends a membership. */
export function PersonDrawer({ person, roles, organisations, people, onClose }: DrawerProps) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [login, setLogin] = useState(person?.login ?? '');
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? 'reporter');
  const [organisation, setOrganisation] = useState(person?.organisation ?? '');
  const [password, setPassword] = useState('');
  const [ending, setEnding] = useState(false);
  const [handing, setHanding] = useState(false);
  const refresh = () =>
    Promise.all(
      [listPeople, listOrganisations].map((endpoint) =>
        queries.invalidateQueries({ queryKey: reading(endpoint, { params: { jurisdiction } }).queryKey }),
      ),
    );
  const done = async () => {
    await refresh();
    onClose();
  };
  const params = { jurisdiction, login: login.trim() };
  const save = useMutation({
    mutationFn: () =>
      call(putPerson, {
        params: { jurisdiction },
        body: {
          login: login.trim(),
          name: name.trim(),
          role: isNobodys(role) ? 'reporter' : role,
          organisation: organisation || null,
          ...(password !== '' && { password }),
        },
      }),
    onSuccess: async () => {
      if (person !== null || password !== '') return done();
      await refresh();
      invitation.mutate();
    },
  });
  const unlock = useMutation({
    mutationFn: (resetSecondFactor: boolean) => call(unlockPerson, { params, body: { resetSecondFactor } }),
    onSuccess: done,
  });
  const invitation = useMutation({ mutationFn: () => call(invitePerson, { params }), onSuccess: refresh });
  const signOut = useMutation({ mutationFn: () => call(endPersonSessions, { params }), onSuccess: done });
  const remove = useMutation({ mutationFn: () => call(removePerson, { params }), onSuccess: done });
  const where = save.error instanceof CallProblem ? (save.error.body.where ?? '') : '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Drawer title={person === null ? t('新增人员', 'Add a person') : person.name} onClose={onClose}>
      {[save, unlock, remove, invitation, signOut].map(({ error }, index) =>
        error ? <ProblemBox key={index} error={error} /> : null,
      )}
      {invitation.data && <Codes codes={[invitation.data]} />}
      <form className="form person-form" onSubmit={submit}>
        <label>
          {t('账号', 'Account')}
          <input
            value={login}
            disabled={person !== null}
            required
            pattern="[a-z0-9][a-z0-9._\-]{1,63}"
            autoComplete="off"
            aria-invalid={where.endsWith('login')}
            aria-describedby="login-hint"
            onChange={(event) => setLogin(event.target.value)}
          />
          <span className="soft small" id="login-hint">
            {t('小写字母、数字、点、横线，2 到 64 位', 'Lower-case letters, digits, dots, hyphens; 2 to 64')}
          </span>
        </label>
        <label>
          {t('姓名', 'Name')}
          <input
            value={name}
            required
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          {t('角色', 'Role')}
          <select
            className="field"
            value={role}
            onChange={(event) => setRole(roles.find((item) => item.role === event.target.value)?.role ?? role)}
          >
            {roles
              .filter((item) => !isNobodys(item.role))
              .map((item) => (
                <option key={item.role} value={item.role}>
                  {tx(item.name)}
                </option>
              ))}
          </select>
        </label>
        <div className="form-field">
          <span id="person-organisation">{t('单位', 'Organisation')}</span>
          <TreePicker
            aria-labelledby="person-organisation"
            none={t('不属于哪个单位', 'None')}
            value={organisation}
            options={organisations.map(({ id, name, parent }) => ({ id, name: tx(name), parent }))}
            aria-invalid={where.endsWith('organisation')}
            onChange={setOrganisation}
          />
        </div>
        <label>
          {person === null
            ? t('初始密码（可不填，用一次性代码登录）', 'Password to begin with (optional: a one-time code is given)')
            : t(
                '重设密码（不改就留空，本人登录后须再改）',
                'New password (empty: unchanged); its owner has to change it',
              )}
          <input
            type="password"
            value={password}
            maxLength={200}
            autoComplete="new-password"
            aria-invalid={where.endsWith('password')}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <p className="form-foot">
          <button
            type="submit"
            className="button is-main"
            disabled={save.isPending || (person === null && invitation.data !== undefined)}
          >
            {t('保存', 'Save')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('取消', 'Cancel')}
          </button>
        </p>
      </form>
      {person !== null && (
        <section className="person-more">
          <h3>{t('账号', 'Account')}</h3>
          <p className="head-actions">
            {!person.demo && (
              <button
                type="button"
                className="button"
                disabled={invitation.isPending}
                onClick={() => invitation.mutate()}
              >
                {t('发一次性代码', 'Give a one-time code')}
              </button>
            )}
            {person.sessions > 0 && (
              <button type="button" className="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
                {t(`退出全部 ${person.sessions} 处登录`, `Sign out everywhere (${person.sessions})`)}
              </button>
            )}
            {person.lockedUntil !== null && (
              <button type="button" className="button" disabled={unlock.isPending} onClick={() => unlock.mutate(false)}>
                {t('解锁', 'Unlock')}
              </button>
            )}
            {person.secondFactor && (
              <button type="button" className="button" disabled={unlock.isPending} onClick={() => unlock.mutate(true)}>
                {t('取消二次验证，让本人重新绑定', 'End the second factor')}
              </button>
            )}
            <button type="button" className="button" aria-expanded={handing} onClick={() => setHanding(!handing)}>
              {t('移交', 'Hand over')}
            </button>
            <button type="button" className="button" aria-expanded={ending} onClick={() => setEnding(!ending)}>
              {t('移出', 'Remove')}
            </button>
          </p>
          {handing && <HandOver person={person} people={people} onDone={done} />}
          {ending && (
            <p className="ending" role="status">
              {t(
                `${person.name} 将不能再登录本地区；填报过的数和记录都保留。名下还有职责或在办事项的，先移交。`,
                `${person.name} can no longer sign in here; what was handed in stays. Hand duties and open matters over first.`,
              )}{' '}
              <button
                type="button"
                className="button is-main"
                disabled={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t('确定移出', 'Remove')}
              </button>
            </p>
          )}
        </section>
      )}
    </Drawer>
  );
}
