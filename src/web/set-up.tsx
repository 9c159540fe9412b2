import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { setUp } from '../work/sign-in/account-api.ts';
import { call } from '../ui/call.ts';
import { Page } from '../ui/page.tsx';
import { useReader } from '../ui/session.ts';
import { Empty, Loading, ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSession, useSessionChange } from './session.tsx';

/** The first start without demonstration: which place, and who administers it; then organisations and people. */
export function SetUp() {
  const { t, tx } = useText();
  const session = useSession();
  const reader = useReader();
  const change = useSessionChange();
  const navigate = useNavigate();
  const [place, setPlace] = useState('new');
  const make = useMutation({
    mutationFn: (body: Parameters<typeof call<typeof setUp>>[1] & object) => call(setUp, body),
    onSuccess: async ({ jurisdiction, session: next }) => {
      await change(next);
      await navigate({
        to: '/$jurisdiction/system',
        params: { jurisdiction },
        search: { view: 'organisations' },
      });
    },
  });
  const title = t('首次设置', 'First set-up');
  if (!session.data)
    return (
      <Page title={title}>
        <Loading />
      </Page>
    );
  if (!session.data.setUp)
    return (
      <Page title={title}>
        <Empty main title={t('已经设置好了', 'It is set up already')}>
          <Link className="button is-main" to="/sign-in">
            {t('登录', 'Sign in')}
          </Link>
        </Empty>
      </Page>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    make.mutate({
      body: {
        code: said('code'),
        place: place === 'new' ? { id: said('id'), name: said('place') } : { id: place, name: '' },
        login: said('login'),
        name: said('name'),
        password: String(form.get('password') ?? ''),
      },
    });
  };
  return (
    <Page title={title} className="sign-in">
      <h1>{title}</h1>
      <p className="lead">
        {t(
          '三步：定地区、建系统管理员，再从表格导入单位和人员。一次性代码打印在启动蓝图的终端里。',
          'Three steps: the place, its administrator, then organisations and people from sheets. The one-time code is printed in the terminal where Lantu was started.',
        )}
      </p>
      {make.error && <ProblemBox error={make.error} />}
      <form className="card form" onSubmit={submit}>
        <label>
          {t('一次性代码', 'One-time code')}
          <input name="code" required minLength={10} maxLength={60} autoComplete="off" />
        </label>
        <h2>{t('一、地区', '1. The place')}</h2>
        {reader.jurisdictions.length > 0 && (
          <label>
            {t('用哪个地区', 'Which place')}
            <select className="field" value={place} onChange={(event) => setPlace(event.target.value)}>
              <option value="new">{t('新建地区', 'A new one')}</option>
              {reader.jurisdictions.map(({ id, name }) => (
                <option key={id} value={id}>
                  {tx(name)}
                </option>
              ))}
            </select>
          </label>
        )}
        {place === 'new' && (
          <>
            <label>
              {t('地区名称', 'Name of the place')}
              <input
                name="place"
                required
                minLength={2}
                maxLength={60}
                placeholder={t('如 某某县', 'e.g. Some County')}
              />
            </label>
            <label>
              {t('地区代码', 'Code of the place')}
              <input name="id" required pattern="[0-9a-z\-]{2,32}" aria-describedby="place-code" />
              <span className="soft small" id="place-code">
                {t('行政区划代码，如 520181', 'The division code, e.g. 520181')}
              </span>
            </label>
          </>
        )}
        <h2>{t('二、系统管理员', '2. The administrator')}</h2>
        <label>
          {t('姓名', 'Name')}
          <input name="name" required maxLength={100} autoComplete="name" />
        </label>
        <label>
          {t('账号', 'Account')}
          <input name="login" required pattern="[a-z0-9][a-z0-9._\-]{1,63}" autoComplete="username" />
          <span className="soft small">
            {t('小写字母、数字、点、横线，2 到 64 位', 'Lower-case letters, digits, dots, hyphens; 2 to 64')}
          </span>
        </label>
        <label>
          {t('密码', 'Password')}
          <input name="password" type="password" required maxLength={200} autoComplete="new-password" />
          <span className="soft small">{t('至少 12 位', 'At least 12 characters')}</span>
        </label>
        <button type="submit" className="button is-main" disabled={make.isPending}>
          {t('下一步：单位和人员', 'Next: organisations and people')}
        </button>
      </form>
    </Page>
  );
}
