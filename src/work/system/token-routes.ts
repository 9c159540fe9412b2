import type { Services } from '../../evidence/domain.ts';
import { organisationNamed } from '../../evidence/reading/organisations.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { type Scope, scopes } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { makeToken, tokensOf, withdrawToken } from '../sign-in/index.ts';
import { addToken, endToken, listTokens, type TokenView } from './token-api.ts';

/** Days that a token may count. */
const longest = 366;

export function tokenRoutes(services: Services): Route[] {
  const { store, snapshots } = services;
  return [
    route(listTokens, async ({ params }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const now = new Date().toISOString();
      return {
        tokens: (await tokensOf(store, params.jurisdiction)).map((token) => viewOf(snapshot, token, now)),
        scopes: (Object.keys(scopes) as Scope[]).map((id) => ({ id, ...scopes[id] })),
      };
    }),
    route(addToken, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      if (body.organisation !== null && !snapshot.organisations.has(body.organisation))
        throw new Problem({
          status: 422,
          code: 'no-such-organisation',
          zh: `没有单位 ${body.organisation}。`,
          en: `There is no organisation ${body.organisation}.`,
          where: 'body.organisation',
        });
      const now = new Date();
      // To the end of that day in China.
      const expires = new Date(`${body.until}T23:59:59+08:00`);
      const days = (expires.getTime() - now.getTime()) / 86_400_000;
      if (days <= 0 || days > longest)
        throw new Problem({
          status: 422,
          code: 'until-malformed',
          zh: `有效期要在今天和一年之内，${body.until} 不行。`,
          en: `A token counts from today for a year at most; ${body.until} is not within.`,
          where: 'body.until',
        });
      const { token, secret } = await makeToken(
        store,
        {
          jurisdiction: params.jurisdiction,
          name: body.name,
          scopes: [...new Set(body.scopes)],
          organisation: body.organisation,
          expiresAt: expires.toISOString(),
          demo: who.demo === true,
          by: who.login ?? '',
        },
        now,
      );
      return { token: viewOf(snapshot, token, now.toISOString()), secret };
    }),
    route(endToken, async ({ params, who }) => {
      await withdrawToken(
        store,
        { jurisdiction: params.jurisdiction, id: params.token, by: who.login ?? '' },
        new Date(),
      );
      return {};
    }),
  ];
}

function viewOf(
  snapshot: Snapshot,
  { organisation, demo: _demo, ...token }: Awaited<ReturnType<typeof tokensOf>>[number],
  now: string,
): TokenView {
  return {
    ...token,
    organisation: organisation === null ? null : organisationNamed(snapshot, organisation),
    state: token.withdrawnAt !== null ? 'withdrawn' : token.expiresAt <= now ? 'expired' : 'valid',
  };
}
