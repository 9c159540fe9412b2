import { moment } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { Code } from './entry-api.ts';

/** One-time codes, shown this once: to be handed over in person, or as a link. */
export function Codes({ codes }: { codes: readonly Code[] }) {
  const { t, lang } = useText();
  const link = (code: string) => `${window.location.origin}/sign-in#code=${code}`;
  return (
    <section className="codes" role="status">
      <p>
        {t(
          `一次性代码只显示这一次，${codes[0] ? moment(codes[0].expiresAt, 'zh') : ''} 前有效；本人用它登录并自己设密码。`,
          `Shown only now, good until ${codes[0] ? moment(codes[0].expiresAt, lang) : ''}; its owner signs in with it and chooses a password.`,
        )}
      </p>
      <Table
        label={t('一次性代码', 'One-time codes')}
        stacked
        rows={codes}
        rowKey={({ login }) => login}
        columns={[
          { head: t('姓名', 'Name'), by: ({ name }) => name },
          { head: t('账号', 'Account'), by: ({ login }) => login, cell: ({ login }) => <code>{login}</code> },
          { head: t('一次性代码', 'One-time code'), by: ({ code }) => code, cell: ({ code }) => <code>{code}</code> },
          { head: t('登录链接', 'Link'), by: ({ code }) => link(code), cell: ({ code }) => <code>{link(code)}</code> },
        ]}
      />
    </section>
  );
}
