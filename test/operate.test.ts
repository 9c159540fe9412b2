import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** What an operator does beside starting and stopping: back up, try the restore, keep it running. */

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

it('the trial of a cluster says that it did not run where there is no Citus', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'scripts', 'citus-trial.ts')],
    { encoding: 'utf8', env: { ...process.env, PG_BIN: join(folder, 'nowhere') } },
  );
  expect([status, stdout]).toEqual([0, expect.stringContaining('没有试')]);
});
