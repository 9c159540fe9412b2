import { headsOf } from '../evidence/ledger/ledger.ts';
import type { Snapshots } from '../evidence/reading/snapshots.ts';
import { complain } from '../evidence/store/complain.ts';
import { JoinedServers } from '../evidence/store/servers.ts';
import { enterServing, nameOfServer, type Serving, serving } from '../evidence/store/serving.ts';
import type { Store } from '../evidence/store/store.ts';
import type { Vault } from '../evidence/store/vault.ts';
import { Problem } from '../http/problem.ts';

/** Milliseconds between two looks at where the chains stand: what was told while nobody could hear is found so. */
const lookEvery = 3_000;

/**
 * Joins the servers of a database: takes part in their work, and keeps the snapshots told of where the chains stand, at once
 * by what the ledger says and every three seconds by a look. `where` is told to whoever may not join. Gives the way to leave.
 */
export async function join(
  url: string,
  store: Store,
  of: Serving & { where: string; giveUp: number },
  snapshots: Snapshots,
): Promise<{ servers: JoinedServers; leave: () => Promise<void> }> {
  const lookAtHeads = async () => {
    for (const { jurisdiction_id, seq } of await headsOf(store)) snapshots.moved(jurisdiction_id, seq);
  };
  const servers = await JoinedServers.join({
    config: { connectionString: url, application_name: nameOfServer(of.where) },
    giveUp: of.giveUp,
    enter: async (client) => {
      await enterServing(client, of);
      await lookAtHeads();
    },
  });
  servers.hear('head', (said) => {
    const [jurisdiction = '', head] = said.split(' ');
    snapshots.moved(jurisdiction, Number(head));
  });
  const look = setInterval(() => {
    // A database that is away is asked again.
    lookAtHeads().catch(() => {});
  }, lookEvery).unref();
  return {
    servers,
    leave: async () => {
      clearInterval(look);
      await servers.end();
    },
  };
}

/**
 * All servers of a database must read secrets with one key. Throws 503 `secret-key-other` where others serve with another; who
 * is alone goes on with his own.
 */
export async function sameKey({ held }: JoinedServers, vault: Vault): Promise<void> {
  const { rows } = await held.query<{ sealed: string }>('select sealed from vault_check');
  const [known] = rows;
  try {
    if (known && vault.open(known.sealed) === check) return;
  } catch (error) {
    if ((await serving(held, '')).all > 1)
      throw new Problem({
        status: 503,
        code: 'secret-key-other',
        zh: '这个数据库上的其他服务用的是另一把密钥。',
        en: 'The other servers on this database use another secret key.',
        hint: {
          zh: '所有服务共用一个密钥文件：把数据目录里的 secret-key 复制过来，或用 LANTU_SECRET_KEY_FILE 指向同一个文件。',
          en: 'All servers share one key file: copy secret-key of the first data directory, or name the same file by LANTU_SECRET_KEY_FILE.',
        },
      });
    complain('vault', error);
  }
  await held.query(
    'insert into vault_check (one, sealed) values (true, $1) on conflict (one) do update set sealed = excluded.sealed',
    [vault.seal(check)],
  );
}

const check = 'lantu';
