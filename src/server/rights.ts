import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { allows, type Capability } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import type { Who } from '../http/route.ts';
import type { SignedIn } from '../work/sign-in/accounts.ts';

export const csrfCookie = 'lantu_csrf';

export function whoIs(session: SignedIn | null, jurisdiction: string | undefined): Who {
  // Whoever still owes a second factor is nobody yet.
  if (session?.owes) return { login: null, name: '', role: 'public', organisation: null };
  const membership = session?.memberships.find((item) => item.jurisdiction === (jurisdiction ?? session.home));
  return {
    login: session?.login ?? null,
    name: session?.name ?? '',
    role: membership?.role ?? 'public',
    organisation: membership?.organisation ?? null,
    ...(session?.demo && { demo: true }),
  };
}

export function permit(who: Who, capability: Capability, signedIn: boolean): void {
  if (allows(who.role, capability)) return;
  if (!signedIn) {
    throw new Problem({
      status: 401,
      code: 'not-signed-in',
      zh: '请先登录。',
      en: 'Please sign in first.',
      hint: { zh: '登录后再试。', en: 'Sign in and try again.' },
    });
  }
  throw new Problem({
    status: 403,
    code: 'not-allowed',
    zh: '你的角色不能做这件事。',
    en: 'Your role may not do this.',
    hint: { zh: '需要的话，请系统管理员调整角色。', en: 'If you need it, ask the administrator for another role.' },
  });
}

/** A request that changes something must come from our own page: same origin, and the token that only it knows. */
export function checkOrigin(c: Context, session: SignedIn | null): void {
  const origin = c.req.header('origin');
  const given = c.req.header('x-csrf-token') ?? '';
  const expected = session?.csrf ?? getCookie(c, csrfCookie) ?? '';
  const same = expected !== '' && sameText(given, expected);
  const foreign =
    origin !== undefined && c.req.header('host') !== undefined && URL.parse(origin)?.host !== c.req.header('host');
  if (same && !foreign) return;
  throw new Problem({
    status: 403,
    code: 'csrf',
    zh: '页面已过期。',
    en: 'The page is out of date.',
    hint: {
      zh: '刷新页面后再试；已填的内容请先复制。',
      en: 'Reload the page and try again; copy what you typed first.',
    },
  });
}

export function sameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
