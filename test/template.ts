import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * A database of its own in the PostgreSQL at `base`, copied from the template of that name. The first who asks fills the
 * template with `fill`, which must leave no connection to it; everybody else waits for it. Returns the copy's address.
 */
export async function copyOf(base: string, template: string, fill: (url: string) => Promise<void>): Promise<string> {
  const at = (name: string) => Object.assign(new URL(base), { pathname: `/${name}` }).href;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (!rowCount) {
      const making = `${template}_${randomUUID().slice(0, 8)}`;
      await admin.query(`create database ${making}`);
      await fill(at(making));
      await admin.query(`alter database ${making} rename to ${template}`);
    }
    await admin.query('select pg_advisory_unlock(hashtext($1))', [template]);
    const copy = `t_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`create database ${copy} template ${template}`);
    return at(copy);
  } finally {
    await admin.end();
  }
}
