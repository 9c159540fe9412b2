import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { begin, isBegun } from './begun.ts';
import { newCode, plainCode } from './own-account.ts';
import { countWrong, mustNotWait } from './waiting.ts';

/** A code that nobody used for so long is none any more. */
const patience = 30 * 86_400_000;
const kind = 'set-up';

/**
 * The code by which the first administrator is made: printed where the program was started, kept as a hash, taken by every server
 * of the database, and worth nothing once somebody real has an account.
 */
export class FirstSetUp {
  readonly code = newCode();
  #over = false;

  /** Null where somebody real has an account already. */
  static async of(store: Store): Promise<FirstSetUp | null> {
    const made = new FirstSetUp();
    if (!(await made.isOpen(store))) return null;
    await begin(store, { kind, key: keyOf(made.code), patience }, {}, new Date());
    return made;
  }

  async isOpen(store: Store): Promise<boolean> {
    if (this.#over) return false;
    const somebody = await store
      .selectFrom('account')
      .select('login')
      .where('demo', '=', false)
      .limit(1)
      .executeTakeFirst();
    this.#over = somebody !== undefined;
    return !this.#over;
  }

  /** Throws 409 `set-up-done`, 401 `code-wrong`, 429 `wait`. */
  async check(store: Store, code: string, now: Date, address: string): Promise<void> {
    const attempt = { login: 'set-up', address, what: 'password' } as const;
    await mustNotWait(store, attempt, now);
    if (!(await this.isOpen(store))) throw setUpDone();
    if (await isBegun(store, kind, keyOf(code), now)) return;
    await countWrong(store, attempt, now);
    throw new Problem({
      status: 401,
      code: 'code-wrong',
      zh: '一次性代码不对。',
      en: 'The one-time code is wrong.',
      hint: {
        zh: '代码打印在启动蓝图的终端里，每次启动换一个。',
        en: 'It is printed in the terminal where Lantu was started; each start has a new one.',
      },
      where: 'code',
    });
  }
}

const keyOf = (code: string) => sm3(`set-up ${plainCode(code)}`);

export const setUpDone = () =>
  new Problem({
    status: 409,
    code: 'set-up-done',
    zh: '已经有系统管理员，首次设置不再有效。',
    en: 'There is an administrator already; the first set-up is over.',
    hint: { zh: '请直接登录。', en: 'Sign in.' },
  });
