import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gone, start } from '../test/crash.ts';
import { nextVersion, openRegister, Visitor } from '../test/servers.ts';
import { city, ok, planImported, readings, reported, sheetWritten, Writer } from './citus/city.ts';
import { asked, binariesWithCitus, Cluster } from './citus/cluster.ts';

/**
 * `npm run citus-trial`: from nothing to a served city on a Citus cluster of three nodes of this machine, and what becomes of it where
 * a node is tampered with, moved from, and lost. Every line says what was seen; the last is all figures as JSON. Where there is no
 * Citus it says so and ends.
 */

const root = join(import.meta.dirname, '..');
const figures: Record<string, unknown> = {};
const say = (zh: string, en: string, more: Record<string, unknown> = {}) => {
  Object.assign(figures, more);
  process.stdout.write(`${zh} ${en}${Object.keys(more).length > 0 ? ` ${JSON.stringify(more)}` : ''}\n`);
};
function must(holds: boolean, what: string, seen: unknown = ''): asserts holds {
  if (!holds) throw new Error(`${what}: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`);
}

async function lantu(url: string, args: string[], of = root) {
  const began = performance.now();
  const { code, out, said } = await new Promise<{ code: number; out: string; said: string }>((done) =>
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(of, 'src', 'cli', 'main.ts'), ...args],
      { encoding: 'utf8', env: { ...process.env, DATABASE_URL: url }, maxBuffer: 1e8 },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, out: stdout, said: stdout + stderr }),
    ),
  );
  return { code, out, said, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

async function trial(cluster: Cluster): Promise<void> {
  const data = (name: string) => join(cluster.folder, name);
  mkdirSync(data('data'), { recursive: true });

  // What it is measured by: the same nodes, the same program, plain tables on the coordinator.
  const plain = await cluster.database('plain');
  const plainServer = await start(data('plain'), plain);
  const plainWrites = await written(plainServer.url, 60);
  plainServer.child.kill('SIGTERM');
  await gone(plainServer.child);

  const url = await cluster.database('lantu');
  const laid = await lantu(url, ['distribute', '--json']);
  must(laid.code === 0, 'distribute', laid.said);
  const { byPlace, coordinator } = JSON.parse(laid.out) as { byPlace: string[]; coordinator: string[] };
  const again = await lantu(url, ['distribute', '--json']);
  must((JSON.parse(again.out) as { byPlace: string[] }).byPlace.length === 0, 'distribute again', again.said);
  say('已分布，再运行一次什么也不变。', 'Laid out; a second run changed nothing.', {
    tables: byPlace.length,
    onCoordinator: coordinator.length,
    distributeSeconds: laid.seconds,
  });

  let server = await start(data('data'), url);
  const planner = await Visitor.of(server.url);
  const far = await farPlace(url);
  const commitments = await planImported(planner, server.url, far.id);
  const report = await reported(server.url);
  const sheetMs = await sheetWritten(planner, server.url, 'sheet', 1_000);
  say('规划从文本导入，数字填报并审核，表格导入。', 'A plan from its text, a figure reported and approved, a sheet.', {
    commitments,
    report,
    sheetOf1000Ms: Math.round(sheetMs),
  });
  const writes = await written(server.url, 60);
  say('逐条写入，与同一节点上未分布的相比。', 'Single writes, beside plain tables on the same node.', {
    writeP50: writes.p50,
    plainWriteP50: plainWrites.p50,
    ratio: Math.round((plainWrites.p50 / writes.p50) * 100) / 100,
  });
  const read = await readings(server.url);
  must(read.failed.length === 0, 'readings', read.failed);
  say('每个查询地址都有答复。', 'Every reading was answered.', { readings: read.asked });

  // The chain is looked at while people write.
  const register = await openRegister(planner, server.url, 'trial');
  const beside = new Writer(planner, server.url, register);
  for (let n = 0; n < 5; n += 1) {
    const verified = await lantu(url, ['verify', '--json']);
    must(verified.code === 0, 'verify beside a writer', verified.said);
    figures.verifySeconds = verified.seconds;
  }
  const besideWrites = await beside.end();
  must(besideWrites.failed.length === 0, 'writes beside verify', besideWrites.failed);
  say('有人写入时核对五次，没有误报。', 'Verified five times beside a writer, no false alarm.', {
    verifySeconds: figures.verifySeconds,
  });
  const rebuilt = await lantu(url, ['rebuild']);
  must(rebuilt.code === 0, 'rebuild', rebuilt.said);
  const copy = data('copy.backup');
  const backup = await lantu(url, ['backup', copy]);
  must(backup.code === 0, 'backup', backup.said);
  say('重建、备份。', 'Rebuilt, backed up.', { rebuildSeconds: rebuilt.seconds, backupSeconds: backup.seconds });

  await shardMoved(cluster, url, planner, server.url, register);
  server = await workerLost(cluster, url, { server, data: data('data'), far });
  server.child.kill('SIGTERM');
  await gone(server.child);

  const other = await cluster.database('other');
  must((await lantu(other, ['distribute'])).code === 0, 'distribute the second database');
  const restored = await lantu(other, ['restore', copy, '--json']);
  must(restored.code === 0, 'restore', restored.said);
  say('恢复到另一个已分布的数据库并核对相符。', 'Restored into another database that is laid out, and verified.', {
    restoreSeconds: restored.seconds,
  });
  await tampered(cluster, other);
  await upgraded(other, data('next'));
}

/** Writes of one record each; the middle in milliseconds. */
async function written(url: string, count: number): Promise<{ p50: number }> {
  const who = await Visitor.of(url);
  const writer = new Writer(who, url, await openRegister(who, url, 'single'));
  while (writer.took.length < count && writer.failed.length === 0) await wait(20);
  const { p50, failed } = await writer.end();
  must(failed.length === 0, 'writes', failed);
  return { p50 };
}

/** A free id of a place that will lie on another worker than the city. */
async function farPlace(url: string): Promise<{ id: string; port: number; cityPort: number }> {
  const rows = await asked<{ id: string; port: number }>(
    url,
    `select id, nodeport as port from (values ('${city}'), ('trial-1'), ('trial-2'), ('trial-3'), ('trial-4'), ('trial-5'), ('trial-6')) v(id)
     join pg_dist_shard_placement on shardid = get_shard_id_for_distribution_column('chain_head', id)`,
  );
  const cityPort = rows.find(({ id }) => id === city)?.port ?? 0;
  const far = rows.find(({ id, port }) => id !== city && port !== cityPort);
  must(far !== undefined, 'a place on another worker', rows);
  return { ...far, cityPort };
}

async function shardMoved(
  cluster: Cluster,
  url: string,
  planner: Visitor,
  at: string,
  register: string,
): Promise<void> {
  const [place] = await asked<{ shard: number; port: number }>(
    url,
    `select shardid as shard, nodeport as port from pg_dist_shard_placement
     where shardid = get_shard_id_for_distribution_column('chain_head', '${city}')`,
  );
  must(place !== undefined, 'the shard of the city');
  const move = async (from: number, to: number) =>
    asked(
      url,
      `set citus.enable_unsafe_triggers = on`,
      `select citus_move_shard_placement(${place.shard}, '127.0.0.1', ${from}, '127.0.0.1', ${to}, 'force_logical')`,
    );
  const to = [1, 2].map((node) => cluster.port(node)).find((port) => port !== place.port) ?? 0;
  const writer = new Writer(planner, at, register);
  const began = performance.now();
  await move(place.port, to);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { writes, failed, worst } = await writer.end();
  must(failed.length === 0, 'writes while the shard moved', failed);
  say('写入的同时，本市的分片移到另一个节点。', 'The shard of the city moved to another node under writes.', {
    moveSeconds: seconds,
    movedWrites: writes,
    movedFailed: failed.length,
    movedWorstMs: worst,
  });
  await move(to, place.port);
}

type Server = Awaited<ReturnType<typeof start>>;

async function workerLost(
  cluster: Cluster,
  url: string,
  { server, data, far }: { server: Server; data: string; far: { id: string; port: number; cityPort: number } },
): Promise<Server> {
  const lost = cluster.at(far.cityPort);
  const seen = async (at: string) => {
    const who = await Visitor.of(at, 'demo-leader');
    const planner = await Visitor.of(at);
    return {
      city: await who.ask(at, 'GET', `/api/${city}/registers/projects`),
      cityWrite: await planner.ask(at, 'POST', `/api/${city}/registers/trial/records`, {
        records: [{ id: null, base: null, values: { name: `lost ${Date.now()}` } }],
      }),
      far: await planner.ask(at, 'GET', `/api/${far.id}/plan`),
      farWrite: await planner.ask(at, 'PUT', `/api/${far.id}/registers/far${Date.now()}`, {
        type: {
          id: `far${Date.now()}`,
          name: { zh: '远', en: 'Far' },
          identify: ['name'],
          fields: [{ id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text' }],
        },
      }),
      ready: (await fetch(`${at}/api/ready`)).status,
    };
  };
  const inWords = (one: { status: number; body: unknown }) =>
    `${one.status} ${(one.body as { code?: string } | null)?.code ?? ''}`;
  const during = async (at: string, when: string) => {
    const now = await seen(at);
    must(inWords(now.city) === '503 worker-away', `the city ${when}`, now.city);
    must(inWords(now.cityWrite).startsWith('503'), `a write of the city ${when}`, now.cityWrite);
    must(now.far.status === 200, `the other place ${when}`, now.far);
    must(now.ready === 200, `ready ${when}`, String(now.ready));
    return now;
  };
  cluster.down(lost);
  const now = await during(server.url, 'while its node is down');
  say(
    '一个节点断电：它的行政区答 503 并说明原因，其他行政区照常读写。',
    'A node lost: its place answers 503 with the reason, the others go on.',
    {
      reason: (now.city.body as { title: object }).title,
      cityWrite: inWords(now.cityWrite),
      farRead: now.far.status,
      farWrite: inWords(now.farWrite),
    },
  );
  server.child.kill('SIGTERM');
  await gone(server.child);
  const began = performance.now();
  const again = await start(data, url);
  await during(again.url, 'after a start without its node');
  say('缺一个节点也能启动。', 'It starts without that node.', {
    startSeconds: Math.round(performance.now() - began) / 1_000,
  });
  cluster.up(lost);
  const back = performance.now();
  for (;;) {
    const who = await Visitor.of(again.url);
    const { status } = await who.ask(again.url, 'GET', `/api/${city}/registers/projects`);
    if (status === 200) break;
    must(performance.now() - back < 60_000, 'the city is back within a minute', String(status));
    await wait(200);
  }
  const after = await lantu(url, ['verify', '--json']);
  must(after.code === 0, 'verify after the node came back', after.said);
  say('节点回来，一切照旧，核对相符。', 'The node is back and all is well; verified.', {
    backSeconds: Math.round(performance.now() - back) / 1_000,
  });
  return again;
}

/** Somebody with all rights on a worker changes what is in its shards. */
async function tampered(cluster: Cluster, url: string): Promise<void> {
  const place = async (table: string) => {
    const [row] = await asked<{ shard: number; port: number }>(
      url,
      `select shardid as shard, nodeport as port from pg_dist_shard_placement where shardid = get_shard_id_for_distribution_column('${table}', '${city}')`,
    );
    must(row !== undefined, `the shard of ${table}`);
    return { worker: cluster.url(new URL(url).pathname.slice(1), cluster.at(row.port)), name: `${table}_${row.shard}` };
  };
  const observation = await place('observation');
  await asked(
    observation.worker,
    `update ${observation.name} set value = value + 1 where jurisdiction_id = '${city}' and ctid = (select ctid from ${observation.name} where value is not null and jurisdiction_id = '${city}' limit 1)`,
  );
  const differs = await lantu(url, ['verify', '--json']);
  must(differs.code === 1 && differs.out.includes('"observation"'), 'a changed table on a worker', differs.said);
  must((await lantu(url, ['rebuild'])).code === 0 && (await lantu(url, ['verify'])).code === 0, 'mended by a rebuild');
  const { worker, name } = await place('submission');
  const change = `update ${name} set payload = replace(payload, '1', '2') where jurisdiction_id = '${city}' and seq = 7`;
  const refused = await asked(worker, change).then(
    () => 'taken',
    (error: Error) => error.message,
  );
  must(refused.includes('append-only'), 'the shard takes a change', refused);
  await asked(worker, `alter table ${name} disable trigger user`, change, `alter table ${name} enable trigger user`);
  const broken = await lantu(url, ['verify', '--json']);
  must(
    broken.code === 1 && /"seq": 7,\s+"why": "changed"/.test(broken.out),
    'a changed entry on a worker',
    broken.said,
  );
  await asked(
    worker,
    `alter table ${name} disable trigger user`,
    change.replace("'1', '2'", "'2', '1'"),
    `alter table ${name} enable trigger user`,
  );
  say(
    '分片上的改动：先被触发器拒绝，绕过后被核对指出。',
    'Changes on a shard: refused by its trigger, found by verify where that was put aside.',
  );
}

/** The version to come brings a table. */
async function upgraded(url: string, folder: string): Promise<void> {
  nextVersion(
    folder,
    `create table next_thing (jurisdiction_id text not null references jurisdiction, n bigint generated always as identity, said text, primary key (jurisdiction_id, n));
     alter table record add column next_note text not null default '';
     alter table submission add column next_note text;`,
  );
  const migrated = await lantu(url, ['distribute', '--json'], folder);
  must(migrated.code === 0, 'the version to come', migrated.said);
  const [row] = await asked<{ out: number }>(
    url,
    "select count(*)::int as out from pg_dist_partition where logicalrelid = 'next_thing'::regclass and partmethod = 'h'",
  );
  must(row?.out === 1, 'the new table lies out', row);
  rmSync(folder, { recursive: true, force: true });
  say('下一版迁移新建的表也已分布。', 'A table that a later migration brings lies out, too.');
}

const binaries = binariesWithCitus();
if (!binaries) {
  process.stdout.write(
    '这台机器没有装 Citus，没有试。装在别处的用 PG_BIN 指明。 There is no Citus on this machine: the trial did not run. Name another place by PG_BIN.\n',
  );
} else {
  const cluster = await Cluster.start(binaries);
  try {
    await trial(cluster);
    say('全部通过。', 'All of it held.');
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } catch (error) {
    process.stderr.write(
      `没有通过。 It did not hold. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  } finally {
    cluster.stop();
  }
}
