import pg from 'pg';
import { CopyingClient } from './copying-client.ts';

/**
 * Every connection to PostgreSQL is made here. A connection may break at any moment, also while somebody holds it: it then
 * emits an error, and an error that nobody hears ends the process. Whoever waits for an answer gets that error by himself.
 */

// bigint columns hold entry numbers, far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** How long the database may take, in milliseconds. */
export interface Patience {
  /** For a free connection. */
  connect: number;
  /** For one statement; 0: as long as it takes. */
  statement: number;
  /** For a lock that somebody else holds. */
  lock: number;
  /** For a transaction as a whole (PostgreSQL 17 and newer), and for the silence within one. 0: as long as it takes. */
  transaction: number;
}

/** Of a server that answers people: nobody waits longer than five seconds for what does not come. */
export const answering: Patience = { connect: 4_000, statement: 30_000, lock: 4_000, transaction: 60_000 };
/** Of commands and threads that work on a whole chain or a large sheet. */
export const working: Patience = { connect: 30_000, statement: 0, lock: 60_000, transaction: 0 };

const ignored = () => {};

/** One connection, not yet open. */
export function clientOf(config: pg.ClientConfig): pg.Client {
  const client = new pg.Client({ keepAlive: true, ...config });
  client.on('error', ignored);
  return client;
}

/** Connections that are opened when they are needed; each hears its own errors, also while it is lent out. */
export function poolOf(url: string, most: number, patience: Patience): pg.Pool {
  const pool = new pg.Pool({
    Client: CopyingClient,
    connectionString: url,
    max: most,
    keepAlive: true,
    connectionTimeoutMillis: patience.connect,
    onConnect: async (client: pg.ClientBase) => {
      client.on('error', ignored);
      // Said after connecting, not in the start message: poolers between us and the server refuse it there.
      await client.query(
        `select set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), set_config('idle_in_transaction_session_timeout', $3, false),
           case when current_setting('server_version_num')::int >= 170000 then set_config('transaction_timeout', $3, false) end,
           -- What was asked by a process or thread that was killed meanwhile is broken off, with the locks that it held.
           case when current_setting('server_version_num')::int >= 140000 then set_config('client_connection_check_interval', '1000', false) end,
           case when exists (select from pg_extension where extname = 'citus') then set_config('citus.node_connection_timeout', $4, false) end`,
        [patience.statement, patience.lock, patience.transaction, patience.connect].map(String),
      );
    },
  } as pg.PoolConfig);
  pool.on('error', ignored);
  return pool;
}
