import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { acceptCode, changePassword } from '../work/sign-in/account-api.ts';
import type { Session } from '../work/sign-in/session-api.ts';
import { call } from '../ui/call.ts';
import { ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The new password, twice: that both are the same is said while it is typed. */
function NewPassword() {
  const { t } = useText();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const differ = second !== '' && first !== second;
  return (
    <>
      <label>
        {t('新密码', 'New password')}
        <input
          name="password"
          type="password"
          autoComplete="new-password"
          required
          maxLength={200}
          value={first}
          onChange={(event) => setFirst(event.target.value)}
        />
      </label>
      <label>
        {t('再填一次', 'Once more')}
        <input
          type="password"
          autoComplete="new-password"
          required
          maxLength={200}
          value={second}
          aria-invalid={differ}
          aria-describedby="password-differ"
          ref={(input) => input?.setCustomValidity(first === second ? '' : t('两次填的不一样', 'The two differ'))}
          onChange={(event) => setSecond(event.target.value)}
        />
        <span className={differ ? 'is-red small' : 'soft small'} id="password-differ" role="status">
          {differ
            ? t('两次填的不一样。', 'The two differ.')
            : t(
                '至少 12 位；几个不相干的词连成一句就好记又难猜。',
                'At least 12 characters; a few unrelated words will do.',
              )}
        </span>
      </label>
    </>
  );
}

const textOf = (event: FormEvent<HTMLFormElement>, name: string) => {
  event.preventDefault();
  return String(new FormData(event.currentTarget).get(name) ?? '');
};

/** Changes one's own password. */
export function ChangePassword({ why, onDone }: { why: string; onDone: (session: Session) => Promise<void> }) {
  const { t } = useText();
  const change = useMutation({
    mutationFn: (body: { before: string; password: string }) => call(changePassword, { body }),
    onSuccess: onDone,
  });
  return (
    <form
      className="card form"
      onSubmit={(event) => change.mutate({ before: textOf(event, 'before'), password: textOf(event, 'password') })}
    >
      <h2>{t('修改密码', 'Change the password')}</h2>
      <p className="soft">{why}</p>
      {change.error && <ProblemBox error={change.error} />}
      <label>
        {t('现在的密码', 'The password now')}
        <input name="before" type="password" autoComplete="current-password" required maxLength={200} />
      </label>
      <NewPassword />
      <button type="submit" className="button is-main" disabled={change.isPending}>
        {t('修改', 'Change')}
      </button>
      {change.isSuccess && (
        <p role="status">{t('已修改，别处的登录已退出。', 'Changed; signed out everywhere else.')}</p>
      )}
    </form>
  );
}

/** Opens an account with a one-time code and a password of one's own. */
export function AcceptCode({ code, onDone }: { code: string; onDone: (session: Session) => Promise<void> }) {
  const { t } = useText();
  const accept = useMutation({
    mutationFn: (body: { code: string; password: string }) => call(acceptCode, { body }),
    onSuccess: onDone,
  });
  return (
    <form
      className="card form"
      onSubmit={(event) => accept.mutate({ code: textOf(event, 'code'), password: textOf(event, 'password') })}
    >
      <h2>{t('用一次性代码登录', 'With a one-time code')}</h2>
      {accept.error && <ProblemBox error={accept.error} />}
      <label>
        {t('一次性代码', 'One-time code')}
        <input name="code" required minLength={10} maxLength={60} autoComplete="off" defaultValue={code} />
      </label>
      <NewPassword />
      <button type="submit" className="button is-main" disabled={accept.isPending}>
        {t('设密码并登录', 'Set the password and sign in')}
      </button>
    </form>
  );
}
