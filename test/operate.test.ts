import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** What an operator does beside starting and stopping: back up, try the restore, install without network. */

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'lantu-operate-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lantu(args: string[], more: Record<string, string> = {}) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(DATABASE_URL|NODE_OPTIONS)/.test(key)),
  );
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src', 'cli', 'main.ts'), ...args],
    { encoding: 'utf8', env: { ...env, ...more } },
  );
  return { code: run.status, out: run.stdout, said: run.stdout + run.stderr };
}

describe('backups', { timeout: 180_000 }, () => {
  it('are made, kept so many, encrypted on demand, and restored into a database of their own to see that they can be', () => {
    const into = join(folder, 'backups');
    const words = join(folder, 'passphrase');
    writeFileSync(words, '三环十射线 六网\n', { mode: 0o600 });
    // A database with an account and its entry in the book of rights.
    mkdirSync(data);
    const jurisdiction = ['--data', data];
    expect(lantu(['verify', ...jurisdiction]).code).toBe(0);
    for (let n = 0; n < 3; n += 1) {
      const made = lantu(['backup', '--into', into, '--keep', '2', '--encrypt', ...jurisdiction], {
        LANTU_BACKUP_PASSPHRASE_FILE: words,
      });
      expect([made.code, made.said]).toEqual([0, expect.stringContaining('行 rows')]);
      spawnSync('sleep', ['1.1']);
    }
    const kept = readdirSync(into);
    expect(kept).toHaveLength(2);
    const bytes = readFileSync(join(into, kept[0] ?? ''));
    expect(bytes.subarray(0, 15).toString()).toBe('LANTU-SEALED-1\n');
    const drill = lantu(['restore', into, '--drill', '--json'], { LANTU_BACKUP_PASSPHRASE_FILE: words });
    expect(JSON.parse(drill.out)).toMatchObject({ ok: true });
    expect(lantu(['restore', into, '--drill']).said).toContain('backup-locked');
    const altered = join(folder, 'altered.backup');
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    writeFileSync(altered, bytes);
    expect(lantu(['restore', altered, '--drill'], { LANTU_BACKUP_PASSPHRASE_FILE: words }).code).toBe(1);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('lantu-drill-'))).toEqual([]);
  });
});

describe('units and container files', () => {
  it('are what systemd takes (not tried where systemd-analyze is not installed)', (context) => {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
      context.skip('systemd-analyze is not installed');
      return;
    }
    // The command is where the bundle installs it; here only the units are looked at.
    const units = ['lantu.service', 'lantu-backup.service', 'lantu-backup.timer'].map((name) => {
      const text = readFileSync(join(root, 'packaging', name), 'utf8').replaceAll(
        '/opt/lantu/current/lantu',
        '/bin/true',
      );
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const checked = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' });
    expect([checked.status, checked.stderr]).toEqual([0, '']);
  });

  it('name files and settings that there are', () => {
    const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8')) as {
      services: Record<string, { secrets?: string[]; depends_on?: Record<string, unknown> }>;
      secrets: Record<string, unknown>;
    };
    for (const { secrets = [], depends_on = {} } of Object.values(compose.services)) {
      for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const other of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(other);
    }
    const documented = readFileSync(join(root, 'docs', 'operating.md'), 'utf8');
    const settings = new Set<string>();
    for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }))
      if (/\.ts$/.test(name) && !name.includes('.test.'))
        for (const [, setting = ''] of readFileSync(join(root, 'src', name), 'utf8').matchAll(
          /\b(LANTU_[A-Z_]+|DATABASE_URL(?:_FILE)?)\b/g,
        ))
          if (!setting.endsWith('_')) settings.add(setting);
    for (const setting of settings) expect(documented).toContain(setting);
  });
});

describe('the offline bundle', { timeout: 300_000 }, () => {
  it('installs, starts, verifies and stops in a network namespace of its own (not tried where none can be made)', (context) => {
    if (spawnSync('unshare', ['-n', 'true']).status !== 0 || !existsSync('/usr/sbin/ip')) {
      context.skip('a network namespace cannot be made here');
      return;
    }
    const out = join(folder, 'out');
    const made = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'scripts', 'bundle.ts'), '--out', out],
      {
        encoding: 'utf8',
        cwd: root,
      },
    );
    expect([made.status, made.stderr]).toEqual([0, expect.any(String)]);
    const [archive = ''] = readdirSync(out).filter((name) => name.endsWith('.tar.gz'));
    spawnSync('tar', ['-xzf', join(out, archive), '-C', out]);
    const home = join(out, archive.replace('.tar.gz', ''));
    const list = JSON.parse(readFileSync(join(home, 'sbom.cdx.json'), 'utf8')) as { components: { name: string }[] };
    expect(list.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['node', 'postgresql', 'hono', 'antd']),
    );
    expect(readdirSync(join(home, 'licences')).length).toBeGreaterThan(50);
    const script = `
      ip link set lo up; set -e; cd ${folder}
      sh ${home}/packaging/install.sh ${folder}/opt
      ! (echo > /dev/tcp/192.0.2.1/80) 2>/dev/null
      ${folder}/opt/current/lantu serve --no-demo --data ${folder}/off --port 5511 > ${folder}/said 2>&1 & server=$!
      for n in $(seq 100); do grep -q ready ${folder}/said && break; sleep 0.5; done
      ${folder}/opt/current/node_modules/node/bin/node -e "Promise.all(['/', '/api/ready', '/api/520181/overview'].map((path) => fetch('http://127.0.0.1:5511' + path))).then((all) => console.log(all.map((one) => one.status).join(' ')))"
      ${folder}/opt/current/lantu verify --data ${folder}/off
      kill -TERM $server; wait $server; echo "ended $?"`;
    const run = spawnSync('unshare', ['-n', 'bash', '-c', script], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder },
    });
    expect([run.status, run.stdout, run.stderr]).toEqual([
      0,
      expect.stringContaining('200 200 200'),
      expect.any(String),
    ]);
    expect(run.stdout).toContain('ended 0');
  });
});
