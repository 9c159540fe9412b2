import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openRegister, Visitor } from '../test/servers.ts';
import { city, planImported, readings, reported, sheetWritten, Writer } from './citus/city.ts';
import { asked, binariesWithCitus, Cluster } from './citus/cluster.ts';
import { type Far, shardMoved, tampered, upgraded, workerLost } from './citus/harm.ts';
import { ended, figures, lantu, must, running, say, serve } from './citus/steps.ts';

/**
 * `npm run citus-trial`: from nothing to a served city on a Citus cluster of three nodes of this machine, and what becomes of it where
 * a node is tampered with, moved from, and lost. Every line says what was seen; the last is all figures as JSON. Where there is no
 * Citus it says so and ends.
 */

async function trial(cluster: Cluster): Promise<void> {
  const data = (name: string) => join(cluster.folder, name);
  mkdirSync(data('data'), { recursive: true });

  // What it is measured by: the same nodes, the same program, plain tables on the coordinator.
  const plain = await cluster.database('plain');
  const plainServer = await serve(data('plain'), plain);

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

  let server = await serve(data('data'), url);
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
  const [writes, plainWrites] = await writtenInTurn([server.url, plainServer.url]);
  await ended(plainServer);
  const plainVerify = await lantu(plain, ['verify', '--json']);
  say('逐条写入，与同一节点上未分布的轮流相比。', 'Single writes, in turn with plain tables on the same node.', {
    writeP50: writes,
    plainWriteP50: plainWrites,
    ratio: Math.round(((plainWrites ?? 0) / (writes ?? 1)) * 100) / 100,
  });
  const people = await Promise.all(['demo-auditor', 'demo-admin'].map((login) => Visitor.of(server.url, login)));
  const read = await readings([planner, ...people], server.url, city);
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
    plainVerifySeconds: plainVerify.seconds,
  });
  const rebuilt = await lantu(url, ['rebuild']);
  must(rebuilt.code === 0, 'rebuild', rebuilt.said);
  const copy = data('copy.backup');
  const backup = await lantu(url, ['backup', copy]);
  must(backup.code === 0, 'backup', backup.said);
  say('重建、备份。', 'Rebuilt, backed up.', { rebuildSeconds: rebuilt.seconds, backupSeconds: backup.seconds });

  await shardMoved(cluster, url, planner, server.url, register);
  server = await workerLost(cluster, url, { server, data: data('data'), far, planner });
  await ended(server);

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

/** Writes of one record each at several servers, some at one, then some at the next; the middle of each in milliseconds. */
async function writtenInTurn(urls: readonly string[]): Promise<number[]> {
  const at = await Promise.all(
    urls.map(async (url) => {
      const who = await Visitor.of(url);
      return { url, who, register: await openRegister(who, url, 'single'), took: [] as number[] };
    }),
  );
  for (let round = 0; round < 6; round += 1)
    for (const { url, who, register, took } of at) {
      const writer = new Writer(who, url, register);
      while (writer.took.length < 15 && writer.failed.length === 0) await wait(20);
      const { failed } = await writer.end();
      must(failed.length === 0, 'writes', failed);
      took.push(...writer.took);
    }
  return at.map(({ took }) => Math.round((took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0) * 10) / 10);
}

/** A free id of a place that will lie on another worker than the city. */
async function farPlace(url: string): Promise<Far> {
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

const binaries = binariesWithCitus();
if (!binaries) {
  process.stdout.write(
    '这台机器没有装 Citus，没有试。装在别处的用 PG_BIN 指明。 There is no Citus on this machine: the trial did not run. Name another place by PG_BIN.\n',
  );
} else {
  const cluster = await Cluster.start(binaries);
  const clean = () => {
    for (const { child } of running) child.kill('SIGKILL');
    cluster.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      clean();
      process.exit(1);
    });
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
    clean();
  }
}
