import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { allows } from '../../http/access.ts';
import { putAccount, setPassword, unlock } from './accounts.ts';
import { type App, createApp } from '../../server/app.ts';
import { domains } from '../../server/domains.ts';
import { requireSecondFactor } from './second-factor.ts';
import { stepAt, totp } from './totp.ts';

let db: TestStore;
let app: App;
const password = '红枫湖 水清岸绿 鱼翔浅底';

beforeAll(async () => {
  db = await testStore();
  app = createApp({ services: servicesOf(db, () => '2024-06-30'), domains, demo: false, secure: false });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.store.deleteFrom('account').execute();
  await putAccount(db.store, {
    jurisdiction: 'test',
    login: 'planner',
    name: '规划',
    password,
    role: 'planner',
    organisation: null,
    demo: false,
  });
});

interface Answer {
  status: number;
  body: {
    code?: string;
    owes?: string | null;
    csrf?: string;
    user?: { id: string } | null;
    role?: string;
    secret?: string;
    recoveryCodes?: string[];
    session?: { csrf: string };
    secondFactor?: { recoveryLeft: number } | null;
  };
}

let addresses = 0;

/** A browser: keeps its cookies and the token of its session. */
class Browser {
  /** Attempts are limited for each address. */
  readonly #address = `10.0.0.${(addresses += 1)}`;
  #cookies = new Map<string, string>();
  #csrf = '';
  async ask(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await app.app.request(
      path,
      {
        method,
        headers: {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'x-csrf-token': this.#csrf,
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      },
      { incoming: { socket: { remoteAddress: this.#address } } },
    );
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      this.#cookies.set(name, value);
    }
    const read = (await answer.json()) as Answer['body'];
    this.#csrf = read.csrf ?? read.session?.csrf ?? this.#csrf;
    return { status: answer.status, body: read };
  }
  async signIn(): Promise<Answer> {
    await this.ask('GET', '/api/session');
    return this.ask('POST', '/api/session', { login: 'planner', password });
  }
}

const codeNow = (secret: string, off = 0) => totp(secret, stepAt(new Date()) + off);

/** Sets a second factor up and gives its secret and recovery codes. The first code is of the step before, so that the present one is free. */
async function enrol(browser: Browser): Promise<{ secret: string; recovery: string[] }> {
  const { secret = '' } = (await browser.ask('POST', '/api/session/second-factor', { password })).body;
  const confirmed = await browser.ask('PUT', '/api/session/second-factor', { code: codeNow(secret, -1) });
  expect(confirmed.status).toBe(200);
  return { secret, recovery: confirmed.body.recoveryCodes ?? [] };
}

describe('a second factor', () => {
  it('is asked for after the password, and only then is anybody signed in', async () => {
    const first = new Browser();
    await first.signIn();
    const { secret } = await enrol(first);
    const second = new Browser();
    expect((await second.signIn()).body).toMatchObject({ owes: 'code', user: null, role: 'public' });
    expect((await second.ask('GET', '/api/test/drafts')).status).toBe(401);
    expect((await second.ask('POST', '/api/session/code', { code: codeNow(secret) })).body).toMatchObject({
      owes: null,
      user: { id: 'planner' },
      role: 'planner',
    });
    expect((await second.ask('GET', '/api/test/drafts')).status).toBe(200);
  });

  it('opens no route but the public ones while it is owed', async () => {
    const first = new Browser();
    await first.signIn();
    await enrol(first);
    const half = new Browser();
    await half.signIn();
    for (const { endpoint } of app.routes.filter((route) => route.endpoint.access !== 'session')) {
      const path = endpoint.path.replace(':jurisdiction', 'test').replace(/:\w+/g, 'none');
      const { status } = await half.ask(
        endpoint.method.toUpperCase(),
        path,
        endpoint.method === 'get' || endpoint.method === 'delete' ? undefined : {},
      );
      // 404: the made-up name has not even the shape of an address.
      if (!allows('public', endpoint.access))
        expect([endpoint.method, endpoint.path, [401, 404].includes(status)]).toEqual([
          endpoint.method,
          endpoint.path,
          true,
        ]);
    }
  });

  it('takes no code twice, not even in two requests at once', async () => {
    const first = new Browser();
    await first.signIn();
    const { secret } = await enrol(first);
    const [one, two] = [new Browser(), new Browser()];
    await one.signIn();
    await two.signIn();
    const code = codeNow(secret);
    const answers = await Promise.all([
      one.ask('POST', '/api/session/code', { code }),
      two.ask('POST', '/api/session/code', { code }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('may be shown by a recovery code, once each', async () => {
    const first = new Browser();
    await first.signIn();
    const { recovery } = await enrol(first);
    expect(recovery).toHaveLength(10);
    const lost = new Browser();
    await lost.signIn();
    expect(
      (await lost.ask('POST', '/api/session/code', { code: recovery[3]?.toLowerCase() })).body.secondFactor
        ?.recoveryLeft,
    ).toBe(9);
    const again = new Browser();
    await again.signIn();
    expect((await again.ask('POST', '/api/session/code', { code: recovery[3] })).body.code).toBe('code-wrong');
    const { recovery_codes } = await db.store
      .selectFrom('account')
      .select('recovery_codes')
      .where('login', '=', 'planner')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(recovery_codes)).not.toContain(recovery[0]?.replace('-', ''));
  });

  it('makes whoever guesses codes wait, although the password is right every time', async () => {
    const first = new Browser();
    await first.signIn();
    const { secret } = await enrol(first);
    await unlock(db.store, 'planner');
    for (let time = 0; time < 5; time += 1) {
      const guessing = new Browser();
      await guessing.signIn();
      expect((await guessing.ask('POST', '/api/session/code', { code: 'ZZZZZZ' })).body.code).toBe('code-wrong');
    }
    const right = new Browser();
    expect((await right.signIn()).body.owes).toBe('code');
    expect((await right.ask('POST', '/api/session/code', { code: codeNow(secret) })).body.code).toBe('wait');
    await unlock(db.store, 'planner');
    expect((await right.signIn()).body.owes).toBe('code');
    expect((await right.ask('POST', '/api/session/code', { code: codeNow(secret) })).status).toBe(200);
  });

  it('is set up only with the password, and taken off only with a code', async () => {
    const browser = new Browser();
    await browser.signIn();
    expect((await browser.ask('POST', '/api/session/second-factor', { password: 'guessed' })).body.code).toBe(
      'sign-in-failed',
    );
    const { secret } = await enrol(browser);
    expect((await browser.ask('POST', '/api/session/second-factor', { password })).body.code).toBe(
      'second-factor-there',
    );
    expect((await browser.ask('POST', '/api/session/second-factor/removal', { code: '000000' })).body.code).toBe(
      'code-wrong',
    );
    expect((await browser.ask('POST', '/api/session/second-factor/removal', { code: codeNow(secret) })).status).toBe(
      200,
    );
    expect((await new Browser().signIn()).body).toMatchObject({ owes: null, user: { id: 'planner' } });
  });

  it('must first be set up where an administrator wants one', async () => {
    await requireSecondFactor(db.store, 'planner', true);
    const browser = new Browser();
    expect((await browser.signIn()).body).toMatchObject({ owes: 'enrol', user: null, role: 'public' });
    await enrol(browser);
    expect((await browser.ask('GET', '/api/session')).body).toMatchObject({
      owes: null,
      user: { id: 'planner' },
      role: 'planner',
    });
  });

  it('is nobody else’s business: without a session there is nothing to set up', async () => {
    const stranger = new Browser();
    await stranger.ask('GET', '/api/session');
    expect((await stranger.ask('POST', '/api/session/second-factor', { password })).status).toBe(401);
    expect((await stranger.ask('POST', '/api/session/code', { code: '123456' })).status).toBe(401);
  });
});

it('a new password ends the sessions of the old one', async () => {
  const browser = new Browser();
  await browser.signIn();
  await setPassword(db.store, 'planner', 'a different sentence altogether');
  expect((await browser.ask('GET', '/api/session')).body.user).toBeNull();
  expect((await browser.signIn()).body.code).toBe('sign-in-failed');
});
