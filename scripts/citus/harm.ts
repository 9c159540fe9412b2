import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { nextVersion, typeOf, Visitor } from '../../test/servers.ts';
import { city, readings, Writer } from './city.ts';
import { asked, type Cluster } from './cluster.ts';
import { ended, lantu, must, say, serve, type Server } from './steps.ts';

/** What may become of a cluster: a shard is moved, a worker is lost, somebody changes a shard, a new version comes. */

/** A place on another worker than the city. */
export type Far = { id: string; port: number; cityPort: number };

export async function shardMoved(
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

export async function workerLost(
  cluster: Cluster,
  url: string,
  { server, data, far, planner }: { server: Server; data: string; far: Far; planner: Visitor },
): Promise<Server> {
  const lost = cluster.at(far.cityPort);
  let looks = 0;
  const seen = async (at: string) => {
    const guest = await Visitor.guest(at);
    return {
      city: await planner.ask(at, 'GET', `/api/${city}/registers/projects`),
      cityWrite: await planner.ask(at, 'POST', `/api/${city}/registers/trial/records`, {
        records: [{ id: null, base: null, values: { name: `lost ${Date.now()}` } }],
      }),
      citySignIn: await guest.ask(at, 'POST', '/api/session/demo', { login: 'demo-leader' }),
      far: await planner.ask(at, 'GET', `/api/${far.id}/plan`),
      farWrite: await planner.ask(at, 'PUT', `/api/${far.id}/registers/far${(looks += 1)}`, {
        type: typeOf(`far${looks}`),
      }),
      ready: (await fetch(`${at}/api/ready`)).status,
    };
  };
  const inWords = (one: { status: number; body: unknown }) =>
    `${one.status} ${(one.body as { code?: string } | null)?.code ?? ''}`;
  const during = async (at: string, when: string) => {
    const now = await seen(at);
    must(inWords(now.city) === '503 worker-away', `the city ${when}`, now.city);
    must(inWords(now.cityWrite) === '503 worker-away', `a write of the city ${when}`, now.cityWrite);
    must(inWords(now.citySignIn) === '503 worker-away', `a sign-in of the city ${when}`, now.citySignIn);
    must(now.far.status === 200, `the other place ${when}`, now.far);
    must(now.farWrite.status === 200, `a write of the other place ${when}`, now.farWrite);
    must(now.ready === 200, `ready ${when}`, String(now.ready));
    return now;
  };
  cluster.down(lost);
  const now = await during(server.url, 'while its node is down');
  const others = await readings([planner], server.url, far.id);
  must(others.failed.length === 0, 'readings of the other place', others.failed);
  say(
    '一个节点断电：它的行政区答 503 并说明原因，其他行政区照常读写。',
    'A node lost: its place answers 503 with the reason, the others go on.',
    {
      reason: (now.city.body as { title: object }).title,
      cityWrite: inWords(now.cityWrite),
      farReadings: others.asked,
      farWrite: inWords(now.farWrite),
    },
  );
  await ended(server);
  const began = performance.now();
  const again = await serve(data, url);
  await during(again.url, 'after a start without its node');
  say('缺一个节点也能启动。', 'It starts without that node.', {
    startSeconds: Math.round(performance.now() - began) / 1_000,
  });
  cluster.up(lost);
  const back = performance.now();
  for (;;) {
    const { status } = await planner.ask(again.url, 'GET', `/api/${city}/registers/projects`);
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
export async function tampered(cluster: Cluster, url: string): Promise<void> {
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
export async function upgraded(url: string, folder: string): Promise<void> {
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
