import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { roleNames } from '../http/access.ts';
import { signIn, signInDemo, type Session } from '../server/session-api.ts';
import { call } from '../ui/call.ts';
import { DemoMark } from '../ui/light.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSession, useSessionChange } from './session.tsx';

/** Only an address of this site may be gone back to. */
function safeBack(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/';
}

export function SignIn() {
  const { t, tx } = useText();
  const { to } = useSearch({ from: '/sign-in' });
  const session = useSession();
  const change = useSessionChange();
  const navigate = useNavigate();
  const done = async (next: Session) => {
    await change(next);
    await navigate({ href: safeBack(to) });
  };
  const local = useMutation({ mutationFn: (body: { login: string; password: string }) => call(signIn, { body }), onSuccess: done });
  const demo = useMutation({ mutationFn: (login: string) => call(signInDemo, { body: { login } }), onSuccess: done });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    local.mutate({ login: String(form.get('login') ?? ''), password: String(form.get('password') ?? '') });
  };
  const accounts = session.data?.demoAccounts ?? [];
  const error = local.error ?? demo.error;
  return (
    <Page title={t('登录', 'Sign in')} className="sign-in">
      <h1>{t('登录', 'Sign in')}</h1>
      <p className="lead">{t('不登录也能看规划、指标和亮灯；填报、导入和欠账要登录。', 'The plan, its numbers and lights are open to everyone; importing and update debt need an account.')}</p>
      {error && <ProblemBox error={error} />}
      <form className="card form" onSubmit={submit}>
        <label>
          {t('账号', 'Account')}
          <input name="login" autoComplete="username" required maxLength={100} />
        </label>
        <label>
          {t('口令', 'Password')}
          <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <button type="submit" className="button is-main" disabled={local.isPending}>
          {t('登录', 'Sign in')}
        </button>
      </form>
      {accounts.length > 0 && (
        <section className="card demo-accounts">
          <h2>
            {t('演示账号', 'Demonstration accounts')} <DemoMark show />
          </h2>
          <p className="soft">{t('只在演示时有，不用口令。', 'Only in demonstration mode; no password.')}</p>
          <ul>
            {accounts.map((a) => (
              <li key={a.login}>
                <button type="button" className="button" disabled={demo.isPending} onClick={() => demo.mutate(a.login)}>
                  <b>{tx(roleNames[a.role])}</b> {a.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
