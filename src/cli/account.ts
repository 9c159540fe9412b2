import { createInterface } from 'node:readline/promises';
import { Problem } from '../http/problem.ts';
import { type Role, roles } from '../http/access.ts';
import { putAccount } from '../server/accounts.ts';
import { type Command, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage: 'account add LOGIN --jurisdiction ID --role ROLE [--name NAME] [--organisation ID] [--data DIR]',
  summary: { zh: '新增本地账号；密码从标准输入读一行。', en: 'Adds a local account; the password is read as one line of standard input.' },
  options: { ...storeOptions, jurisdiction: { type: 'string' }, role: { type: 'string' }, name: { type: 'string' }, organisation: { type: 'string' } },
  run: async ({ values, words }) => {
    const [verb, login] = words;
    const role = roles.find((known) => known === values.role);
    if (verb !== 'add' || !login || !role || !values.jurisdiction) {
      throw new Problem({ status: 422, code: 'usage', zh: `用法：lantu ${command.usage}；角色：${roles.join('、')}`, en: `Usage: lantu ${command.usage}; roles: ${roles.join(', ')}` });
    }
    const password = await readLine();
    await withStore(values, (store) =>
      putAccount(store, { jurisdiction: String(values.jurisdiction), login, name: String(values.name ?? login), password, role: role satisfies Role, organisation: values.organisation ? String(values.organisation) : null, demo: false }),
    );
    return 0;
  },
};

async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  if (process.stdin.isTTY) process.stderr.write('密码 password: ');
  for await (const line of lines) return line;
  return '';
}
