import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Services } from '../src/evidence/domain.ts';
import { Runner } from '../src/evidence/run/index.ts';
import { commitDraft, createDraft, getDraft, mendDraft } from '../src/work/plan/api.ts';
import { readings } from '../src/work/plan/reading.ts';
import { planRoutes } from '../src/work/plan/routes.ts';
import { ask } from './ask.ts';

export const planner = { login: 'planner', role: 'planner', organisation: null } as const;

/** A text of ours in the usual shape, see test/texts. */
export const planText = (name: string) => readFileSync(join(import.meta.dirname, 'texts', `${name}.txt`), 'utf8');

/** Reads a text, accepts all that was found, and makes it a plan. */
export async function importPlanText(
  { services, url, jurisdiction }: { services: Services; url: string; jurisdiction: string },
  text: string,
  how: Partial<z.input<typeof commitDraft.body>>,
) {
  const routes = planRoutes(services);
  const file = { name: 'plan.txt', type: 'text/plain', bytes: Buffer.from(text) };
  const { id: draft } = await ask(routes, createDraft, planner, { params: { jurisdiction }, file });
  await new Runner(services.store, { databaseUrl: url, contributing: [] }, [readings]).idle();
  const params = { jurisdiction, draft };
  const { version, items } = await ask(routes, getDraft, planner, { params });
  const body = { version, items: items.map(({ id }) => ({ id, decision: 'accepted' })) };
  const shown = await ask(routes, mendDraft, planner, { params, body });
  const done = await ask(routes, commitDraft, planner, {
    params,
    body: { version: shown.version, mode: 'beside', base: null, ...how },
  });
  return { shown, done };
}
