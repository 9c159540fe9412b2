import { basename } from 'node:path';
import { sql } from 'kysely';
import type { Domain } from '../evidence/domain.ts';
import type { Ledger } from '../evidence/book.ts';
import { canonicalJson, type Json, sm3 } from '../evidence/ledger/canonical.ts';
import { installAreas, installPack, registersOf } from '../evidence/pack/install.ts';
import { readPack, shippedPacks } from '../evidence/pack/pack.ts';
import { complain } from '../evidence/store/complain.ts';
import { isWorkerAway } from '../evidence/store/fault.ts';
import { ifAway, ofAnswering } from '../evidence/store/places.ts';
import type { Snapshots } from '../evidence/reading/snapshots.ts';
import type { Store } from '../evidence/store/store.ts';
import type { Role } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { putAccount } from '../work/sign-in/accounts.ts';
import type { ServeOptions } from './serve-options.ts';

/** One account for each role; `of`: the role of the organisation that it belongs to. */
const demoAccounts: { login: string; name: string; role: Role; of: string | null }[] = [
  { login: 'demo-leader', name: '演示·市领导', role: 'leader', of: null },
  { login: 'demo-planner', name: '演示·规划管理', role: 'planner', of: null },
  { login: 'demo-reporter', name: '演示·部门填报', role: 'reporter', of: 'agriculture' },
  { login: 'demo-reviewer', name: '演示·部门审核', role: 'reviewer', of: 'agriculture' },
  { login: 'demo-local', name: '演示·园区镇街', role: 'local', of: 'park' },
  { login: 'demo-supervisor', name: '演示·督查', role: 'supervisor', of: null },
  { login: 'demo-admin', name: '演示·系统管理', role: 'admin', of: null },
  { login: 'demo-auditor', name: '演示·审计', role: 'auditor', of: null },
];

/** Fills an empty store with the packs that ship with Lantu. */
export async function firstRun(
  store: Store,
  ledger: Ledger,
  snapshots: Snapshots,
  options: ServeOptions,
): Promise<void> {
  const begun = store.selectFrom('chain_head').select('seq').where('seq', '>', 0).limit(1).executeTakeFirst();
  // A cluster of which a worker is away is not an empty one.
  const loaded = await ifAway(begun, () => true);
  if (loaded || options.packs === false) return;
  for (const path of shippedPacks()) {
    const pack = readPack(path);
    const { id, name } = pack.jurisdiction;
    options.onStep(
      options.demo
        ? { zh: `载入${name.zh}规划和演示数据`, en: `Loading the plan of ${name.en} and its demonstration data` }
        : { zh: `载入${name.zh}规划`, en: `Loading the plan of ${name.en}` },
    );
    await installPack(store, ledger, options.domains, pack, {
      actor: `pack ${basename(path)}`,
      demo: options.demo,
      restate: true,
    });
    if (!options.demo) continue;
    for (const { of, ...account } of demoAccounts)
      await putAccount(store, {
        ...account,
        organisation: pack.sections.organisations.find(({ roles }) => of !== null && roles.includes(of))?.id ?? null,
        jurisdiction: id,
        password: null,
        demo: true,
      });
    for (const { demonstrate } of options.domains)
      await demonstrate?.({ store, ledger, snapshots, today: options.today }, id);
  }
}

/** What a program brings to every place, as one word: two that bring the same have the same. */
export function programOf(domains: readonly Domain[]): string {
  return sm3(canonicalJson(JSON.parse(JSON.stringify(registersOf(domains))) as Json)).slice(0, 16);
}

/**
 * Brings the program's newest parts of registers to every place; `serves` says whether a server of a program is up. A server of
 * an older program that comes back beside newer ones leaves theirs as they are. A place whose node in a cluster is away gets them at
 * the next start.
 */
export async function bringProgram(
  store: Store,
  ledger: Ledger,
  domains: readonly Domain[],
  serves: (program: string) => Promise<boolean>,
): Promise<void> {
  const own = programOf(domains);
  const brought = await store.selectFrom('program').select('fingerprint').orderBy('brought_at', 'desc').execute();
  const newer = brought.slice(
    0,
    Math.max(
      0,
      brought.findIndex(({ fingerprint }) => fingerprint === own),
    ),
  );
  for (const { fingerprint } of newer) if (await serves(fingerprint)) return;
  // Where this program was the last to bring its parts, a place has them unless it has none at all.
  const all = store.selectFrom('jurisdiction').select('jurisdiction_id');
  const rows =
    brought[0]?.fingerprint === own
      ? await ofAnswering(store, (of) =>
          store
            .selectFrom('chain_head')
            .select('jurisdiction_id')
            .where(of)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('register')
                    .where(of)
                    .whereRef('register.jurisdiction_id', '=', 'chain_head.jurisdiction_id'),
                ),
              ),
            )
            .execute(),
        )
      : await all.execute();
  let away = 0;
  for (const { jurisdiction_id } of rows)
    await installAreas(store, ledger, jurisdiction_id, domains).catch((error: unknown) => {
      if (!isWorkerAway(error)) throw error;
      complain('program', error);
      away += 1;
    });
  if (away > 0) return;
  await sql`insert into program (fingerprint, brought_at) values (${own}, clock_timestamp())
    on conflict (fingerprint) do update set brought_at = excluded.brought_at`.execute(store);
}

/**
 * Whether the demonstration runs. Its accounts have no password, so it is refused where others than this machine can come,
 * unless forced. What was signed in for one that is over ends.
 */
export async function demonstration(store: Store, options: ServeOptions): Promise<boolean> {
  const accounts = await store.selectFrom('account').select('login').where('demo', '=', true).execute();
  const running = options.demo && accounts.length > 0;
  if (running && !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(options.host) && !options.exposeDemo)
    throw new Problem({
      status: 422,
      code: 'demo-exposed',
      zh: '演示账号没有密码，不能让别的机器访问。',
      en: 'Demonstration accounts have no password; other machines must not reach them.',
      hint: {
        zh: '加 --no-demo；确实只为演示，加 --expose-demo。',
        en: 'Add --no-demo; if it is for nothing but a demonstration, add --expose-demo.',
      },
    });
  if (!running && accounts.length > 0)
    await store
      .deleteFrom('session')
      .where(
        'login',
        'in',
        accounts.map(({ login }) => login),
      )
      .execute();
  return running;
}
