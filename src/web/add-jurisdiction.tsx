import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { createJurisdiction } from '../work/sign-in/session-api.ts';
import { call } from '../ui/call.ts';
import { Page } from '../ui/page.tsx';
import { useReader } from '../ui/session.ts';
import { Empty, ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSessionChange } from './session.tsx';

/** Another city brings its plan: a code and a name, then the import page. */
export function AddJurisdiction() {
  const { t } = useText();
  const reader = useReader();
  const change = useSessionChange();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (body: { id: string; name: string }) => call(createJurisdiction, { body }),
    onSuccess: async ({ id }) => {
      await change();
      await navigate(
        reader.capabilities.includes('plan.write')
          ? { to: '/$jurisdiction/import', params: { jurisdiction: id } }
          : { to: '/$jurisdiction/overview', params: { jurisdiction: id } },
      );
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate({ id: String(form.get('id') ?? '').trim(), name: String(form.get('name') ?? '').trim() });
  };
  const title = t('新建地区', 'Add a jurisdiction');
  if (!reader.capabilities.includes('jurisdiction.create')) {
    return (
      <Page title={title}>
        <Empty
          main
          title={t(
            '新建地区要用规划管理或系统管理的账号',
            'Adding a jurisdiction needs a plan office or administrator account',
          )}
        />
      </Page>
    );
  }
  return (
    <Page title={title} className="sign-in">
      <h1>{title}</h1>
      <p className="lead">
        {t(
          '一个地区一本账，互不相见。建好后就可以导入它的规划。',
          'Each jurisdiction keeps its own ledger. Once it is there, its plan can be imported.',
        )}
      </p>
      {create.error && <ProblemBox error={create.error} />}
      <form className="card form" onSubmit={submit}>
        <label>
          {t('名称', 'Name')}
          <input name="name" required minLength={2} maxLength={60} placeholder={t('如 某某市', 'e.g. Some City')} />
        </label>
        <label>
          {t('代码', 'Code')}
          <input name="id" required pattern="[0-9a-z\-]{2,32}" aria-describedby="code-hint" />
          <span className="soft" id="code-hint">
            {t(
              '行政区划代码，或小写字母、数字和短横，2 到 32 位',
              'The division code, or lower-case letters, digits and hyphens, 2 to 32',
            )}
          </span>
        </label>
        <button type="submit" className="button is-main" disabled={create.isPending}>
          {t('新建', 'Add')}
        </button>
      </form>
    </Page>
  );
}
