import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { roleNames } from '../http/access.ts';
import { beginProvider, finishProvider, signIn, signInDemo, type Session } from '../work/sign-in/session-api.ts';
import { call } from '../ui/call.ts';
import { DemoMark } from '../ui/light.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { AcceptCode, ChangePassword } from './password-forms.tsx';
import { takeProviderReturn } from './provider-return.ts';
import { CodeForm, SetUp, TakeOff } from './second-factor.tsx';
import { useSession, useSessionChange, useSignOut } from './session.tsx';

/** Only an address of this site may be gone back to. */
function safeBack(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/';
}

/** Where to go on after the way through the identity provider. */
const backKey = 'lantu.sign-in.to';

/** The one-time code of a link stands behind the #, which no server is told. */
const codeOfAddress = (): string | null => /^#code=([\w-]{10,60})$/u.exec(window.location.hash)?.[1] ?? null;

export function SignIn() {
  const { t, tx } = useText();
  const { to } = useSearch({ from: '/sign-in' });
  const session = useSession();
  const change = useSessionChange();
  const signOut = useSignOut();
  const [coded, setCoded] = useState(codeOfAddress);
  const navigate = useNavigate();
  const done = async (next: Session) => {
    await change(next);
    if (next.owes === null) await navigate({ href: safeBack(to ?? sessionStorage.getItem(backKey) ?? undefined) });
  };
  const local = useMutation({
    mutationFn: (body: { login: string; password: string }) => call(signIn, { body }),
    onSuccess: done,
  });
  const demo = useMutation({ mutationFn: (login: string) => call(signInDemo, { body: { login } }), onSuccess: done });
  const begin = useMutation({
    mutationFn: () => call(beginProvider),
    onSuccess: ({ url }) => {
      sessionStorage.setItem(backKey, safeBack(to));
      window.location.assign(url);
    },
  });
  const finish = useMutation({
    mutationFn: (query: string) => call(finishProvider, { body: { query } }),
    onSuccess: done,
  });
  const known = session.data !== undefined;
  useEffect(() => {
    // The token of the page must be there before anything is sent.
    const query = known ? takeProviderReturn() : '';
    if (query !== '') finish.mutate(query);
  }, [known, finish]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    local.mutate({ login: String(form.get('login') ?? ''), password: String(form.get('password') ?? '') });
  };
  const accounts = session.data?.demoAccounts ?? [];
  const error = local.error ?? demo.error ?? begin.error ?? finish.error;
  // Who came as a demonstration account is here to take another one.
  const own = session.data?.user && !accounts.some((account) => account.login === session.data.user?.id);
  if (session.data && (session.data.owes !== null || own)) {
    const { owes, secondFactor } = session.data;
    return (
      <Page title={t('账号安全', 'Account security')} className="sign-in">
        <h1>{session.data.user?.name ?? t('登录', 'Sign in')}</h1>
        {owes === 'code' && <CodeForm onDone={done} />}
        {owes === 'password' && (
          <ChangePassword
            why={t(
              '这个密码是别人替你设的，先换成只有自己知道的。',
              'Somebody else set this password: choose one that only you know.',
            )}
            onDone={done}
          />
        )}
        {owes === 'enrol' && (
          <SetUp
            why={t(
              '管理员要求这个账号启用二次验证，启用后才能办事。',
              'The administrator wants a second factor for this account; it works once that is set up.',
            )}
            onDone={done}
          />
        )}
        {owes === null &&
          (secondFactor?.enrolled ? (
            <TakeOff left={secondFactor.recoveryLeft} />
          ) : (
            <SetUp
              why={t(
                '登录时除密码外再验一个手机上的码，别人拿到密码也进不来。',
                'Beside the password a code from your phone is asked for: a stolen password alone opens nothing.',
              )}
              onDone={change}
            />
          ))}
        {owes === null && (
          <>
            <ChangePassword
              why={t('改后别处的登录都会退出。', 'You are signed out everywhere else after it.')}
              onDone={change}
            />
            <OwnSessions />
          </>
        )}
        {owes !== null && (
          <button type="button" className="button" onClick={() => void signOut()}>
            {t('换账号', 'Another account')}
          </button>
        )}
      </Page>
    );
  }
  if (coded !== null)
    return (
      <Page title={t('登录', 'Sign in')} className="sign-in">
        <h1>{t('登录', 'Sign in')}</h1>
        <AcceptCode code={coded} onDone={done} />
        <p>
          <button type="button" className="text-button" onClick={() => setCoded(null)}>
            {t('有密码，直接登录', 'Sign in with a password')}
          </button>
        </p>
      </Page>
    );
  return (
    <Page title={t('登录', 'Sign in')} className="sign-in">
      <h1>{t('登录', 'Sign in')}</h1>
      <p className="lead">
        {t(
          '不登录也能看规划、指标和亮灯；填报、导入和欠账要登录。',
          'The plan, its numbers and lights are open to everyone; importing and update debt need an account.',
        )}
      </p>
      {error && <ProblemBox error={error} />}
      <form className="card form" onSubmit={submit}>
        <label>
          {t('账号', 'Account')}
          <input name="login" autoComplete="username" required maxLength={100} />
        </label>
        <label>
          {t('密码', 'Password')}
          <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <button type="submit" className="button is-main" disabled={local.isPending}>
          {t('登录', 'Sign in')}
        </button>
      </form>
      <p>
        <button type="button" className="text-button" onClick={() => setCoded('')}>
          {t('第一次登录或忘了密码：用一次性代码', 'First time, or the password is forgotten: with a one-time code')}
        </button>
      </p>
      {session.data?.provider && (
        <button
          type="button"
          className="button"
          disabled={begin.isPending || finish.isPending}
          onClick={() => begin.mutate()}
        >
          {t(`用${session.data.provider}登录`, `Sign in with ${session.data.provider}`)}
        </button>
      )}
      {accounts.length > 0 && (
        <section className="card demo-accounts">
          <h2>
            {t('演示账号', 'Demonstration accounts')} <DemoMark show />
          </h2>
          <p className="soft">{t('只在演示时有，不用密码。', 'Only in demonstration mode; no password.')}</p>
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
