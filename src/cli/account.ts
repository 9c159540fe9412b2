import { createInterface } from 'node:readline/promises';
import { type Role, roles } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { record, type SecurityEvent, type SecurityKind } from '../evidence/ledger/security.ts';
import type { Store } from '../evidence/store/store.ts';
import { mustBeAccount, putAccount, setPassword, unlock } from '../work/sign-in/accounts.ts';
import { removeSecondFactor, requireSecondFactor } from '../work/sign-in/second-factor.ts';
import { type Command, storeOptions, withStore } from './command.ts';

export const command: Command = {
  usage:
    'account add|password|unlock|second-factor LOGIN [--jurisdiction ID --role ROLE] [--name NAME] [--organisation ID] [--required|--no-required] [--reset] [--data DIR]',
  summary: {
    zh: '新增本地账号（add）、改密码（password）、解锁（unlock）、要求或重置二次验证（second-factor）；密码从标准输入读一行。',
    en: 'Adds a local account, changes its password, unlocks it, requires or resets its second factor; passwords are read as one line of standard input.',
  },
  options: {
    ...storeOptions,
    jurisdiction: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    organisation: { type: 'string' },
    required: { type: 'boolean' },
    reset: { type: 'boolean' },
  },
  run: async ({ values, words }) => {
    const [verb, login] = words;
    if (verb === 'password' && login) {
      const password = await readLine();
      await withStore(values, async (store) => {
        await setPassword(store, login, password);
        await told(store, 'password-set', login);
      });
    } else if (verb === 'unlock' && login) {
      await withStore(values, async (store) => {
        await unlock(store, login);
        await told(store, 'account-unlocked', login);
      });
    } else if (verb === 'second-factor' && login && (values.reset || values.required !== undefined)) {
      await withStore(values, async (store) => {
        if (values.required !== undefined) {
          await requireSecondFactor(store, login, values.required === true);
          await told(store, 'second-factor-required', login, { required: values.required === true });
        }
        if (values.reset) {
          await removeSecondFactor(store, login);
          await told(store, 'second-factor-off', login);
        }
      });
    } else {
      const role = roles.find((known) => known === values.role);
      if (verb !== 'add' || !login || !role || !values.jurisdiction) {
        throw new Problem({
          status: 422,
          code: 'usage',
          zh: `用法：lantu ${command.usage}；角色：${roles.join('、')}`,
          en: `Usage: lantu ${command.usage}; roles: ${roles.join(', ')}`,
        });
      }
      const password = await readLine();
      const jurisdiction = String(values.jurisdiction);
      const organisation = values.organisation ? String(values.organisation) : null;
      await withStore(values, async (store) => {
        await putAccount(store, {
          jurisdiction,
          login,
          name: String(values.name ?? login),
          password,
          role: role satisfies Role,
          organisation,
          demo: false,
        });
        await record(store, {
          jurisdiction,
          kind: 'account-added',
          actor: 'lantu account',
          about: { login, role, organisation },
        });
      });
    }
    return 0;
  },
};

/** What the operator does stands in the book as what people do. */
async function told(
  store: Store,
  kind: SecurityKind,
  login: string,
  about: SecurityEvent['about'] = {},
): Promise<void> {
  const jurisdiction = await mustBeAccount(store, login);
  await record(store, { jurisdiction, kind, actor: 'lantu account', about: { login, ...about } });
}

async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  if (process.stdin.isTTY) process.stderr.write('密码 password: ');
  for await (const line of lines) return line;
  return '';
}
