import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, type FormEvent, type ReactNode } from 'react';
import { confirmFactor, offerFactor, removeFactor, showCode, type Session } from '../work/sign-in/session-api.ts';
import { call } from '../ui/call.ts';
import { ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSessionChange } from './session.tsx';

const TotpPicture = lazy(() => import('./totp-picture.tsx'));

function field(event: FormEvent<HTMLFormElement>, name: string): string {
  event.preventDefault();
  return String(new FormData(event.currentTarget).get(name) ?? '');
}

function CodeField({ recovery }: { recovery: boolean }) {
  const { t } = useText();
  return (
    <label>
      {recovery ? t('验证码或恢复码', 'Code or recovery code') : t('验证码', 'Code')}
      <input
        name="code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        required
        minLength={6}
        maxLength={20}
        autoFocus
      />
    </label>
  );
}

/** Asks for the code that a half-open session still owes. */
export function CodeForm({ onDone }: { onDone: (session: Session) => Promise<void> }) {
  const { t } = useText();
  const show = useMutation({ mutationFn: (code: string) => call(showCode, { body: { code } }), onSuccess: onDone });
  return (
    <form className="card form" onSubmit={(event) => show.mutate(field(event, 'code'))}>
      <h2>{t('二次验证', 'Second factor')}</h2>
      <p className="soft">
        {t(
          '打开手机上的验证器，填六位码；手机不在身边就填恢复码。',
          'Open the authenticator on your phone and type its six digits; without the phone, type a recovery code.',
        )}
      </p>
      {show.error && <ProblemBox error={show.error} />}
      <CodeField recovery />
      <button type="submit" className="button is-main" disabled={show.isPending}>
        {t('验证', 'Verify')}
      </button>
    </form>
  );
}

/** Sets a second factor up: password, picture and first code, recovery codes. `onDone` is called when the codes were noted. */
export function SetUp({ why, onDone }: { why: ReactNode; onDone: (session: Session) => Promise<void> }) {
  const { t } = useText();
  const offer = useMutation({ mutationFn: (password: string) => call(offerFactor, { body: { password } }) });
  const confirm = useMutation({ mutationFn: (code: string) => call(confirmFactor, { body: { code } }) });
  const finish = useMutation({ mutationFn: onDone });
  const error = confirm.error ?? offer.error;
  const made = confirm.data;
  if (made) {
    return (
      <section className="card form">
        <h2>{t('记下恢复码', 'Note the recovery codes')}</h2>
        <p>
          {t(
            '手机丢了，用恢复码登录；每个只能用一次，这里只显示这一次。',
            'They let you in without the phone, each once. They are shown only now.',
          )}
        </p>
        <ul className="tabular">
          {made.recoveryCodes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="button is-main"
          disabled={finish.isPending}
          onClick={() => finish.mutate(made.session)}
        >
          {t('已记下', 'I noted them')}
        </button>
      </section>
    );
  }
  if (offer.data) {
    return (
      <form className="card form" onSubmit={(event) => confirm.mutate(field(event, 'code'))}>
        <h2>{t('用验证器扫码', 'Scan with an authenticator')}</h2>
        <Suspense fallback={<p className="soft">{t('正在载入', 'Loading')}</p>}>
          <TotpPicture uri={offer.data.uri} />
        </Suspense>
        <p className="soft">
          {t('扫不了就手工填密钥', 'Or type the key')}:{' '}
          <code>{offer.data.secret.replace(/(.{4})/gu, '$1 ').trim()}</code>
        </p>
        {error && <ProblemBox error={error} />}
        <CodeField recovery={false} />
        <button type="submit" className="button is-main" disabled={confirm.isPending}>
          {t('启用', 'Turn on')}
        </button>
      </form>
    );
  }
  return (
    <form className="card form" onSubmit={(event) => offer.mutate(field(event, 'password'))}>
      <h2>{t('启用二次验证', 'Set up a second factor')}</h2>
      <p className="soft">{why}</p>
      {error && <ProblemBox error={error} />}
      <label>
        {t('再填一次密码', 'Your password again')}
        <input name="password" type="password" autoComplete="current-password" maxLength={200} />
      </label>
      <button type="submit" className="button is-main" disabled={offer.isPending}>
        {t('下一步', 'Next')}
      </button>
    </form>
  );
}

/** Takes the second factor off, with a code of it. */
export function TakeOff({ left }: { left: number }) {
  const { t } = useText();
  const change = useSessionChange();
  const remove = useMutation({
    mutationFn: (code: string) => call(removeFactor, { body: { code } }),
    onSuccess: change,
  });
  return (
    <form className="card form" onSubmit={(event) => remove.mutate(field(event, 'code'))}>
      <h2>{t('二次验证已启用', 'The second factor is on')}</h2>
      <p className="soft">
        {t(
          `还有 ${left} 个恢复码。换手机时先停用，再重新启用。`,
          `${left} recovery codes are left. To change the phone, turn it off and set it up again.`,
        )}
      </p>
      {remove.error && <ProblemBox error={remove.error} />}
      <CodeField recovery />
      <button type="submit" className="button" disabled={remove.isPending}>
        {t('停用', 'Turn off')}
      </button>
    </form>
  );
}
