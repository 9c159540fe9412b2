import { distribute, type Laid } from '../evidence/store/distribute.ts';
import { migrate, settingUp } from '../evidence/store/migrate.ts';
import { openDatabase } from '../evidence/store/postgres.ts';
import { Problem } from '../http/problem.ts';
import { type Command, databaseUrlOf, printJson } from './command.ts';

/** Of a few workers; more are needed where there are more workers than that. */
const usual = 32;

export const command: Command = {
  usage: 'distribute [--shards N] [--json]',
  summary: {
    zh: '把 DATABASE_URL 所指数据库的表按行政区分布到它的 Citus 集群；可以重复运行。见 docs/scale.md。',
    en: 'Lays the tables of the database that DATABASE_URL names out by place over its Citus cluster; may be run again. See docs/scale.md.',
  },
  options: { shards: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ values }) => {
    const shards = Number(values.shards ?? usual);
    if (!Number.isInteger(shards) || shards < 1 || shards > 1_024)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: '--shards 要写 1 到 1024 的整数。',
        en: '--shards takes a whole number from 1 to 1024.',
        where: '--shards',
      });
    const databaseUrl = databaseUrlOf();
    if (databaseUrl === undefined) throw embedded();
    const database = await openDatabase({ dataDir: '.lantu', databaseUrl });
    await migrate(database.url);
    const laid = await settingUp(database.url, (client) => distribute(client, shards));
    if (values.json) printJson(laid);
    else process.stdout.write(said(laid));
    return 0;
  },
};

function said({ workers, shards, byPlace, everywhere, before, coordinator }: Laid): string {
  const now = byPlace.length + everywhere.length;
  return [
    now === 0
      ? `表早已分布(${before} 张)，没有要做的。 The tables were laid out before (${before}); there was nothing to do.`
      : `已分布 ${now} 张表，此前已分布 ${before} 张。 Laid out ${now} tables; ${before} were laid out before.`,
    `按行政区 by place: ${byPlace.join(' ') || '—'}`,
    `每个节点一份 on every node: ${everywhere.join(' ') || '—'}`,
    `留在协调节点 on the coordinator: ${coordinator.join(' ')}`,
    `${workers} 个工作节点，${shards} 个分片。 ${workers} workers, ${shards} shards.`,
    '',
  ].join('\n');
}

const embedded = () =>
  new Problem({
    status: 422,
    code: 'no-database-url',
    zh: '没有设 DATABASE_URL：内置数据库在一台机器上，不能分布。',
    en: 'DATABASE_URL is not set: the embedded database is of one machine and cannot be laid out.',
    hint: {
      zh: '把 DATABASE_URL 指向 Citus 集群的协调节点；已有的数据用 lantu backup 和 lantu restore 搬过去。',
      en: 'Point DATABASE_URL at the coordinator of a Citus cluster; what is there already is moved by lantu backup and lantu restore.',
    },
  });
