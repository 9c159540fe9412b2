import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A trial of the offline bundle as an operator gets it: made, unpacked and installed in a network namespace of its own,
 * started, asked, verified and stopped. It proves nothing about other machines than one like this, nor about load.
 */
export async function run(): Promise<void> {
  if (spawnSync('unshare', ['-n', 'true']).status !== 0 || !existsSync('/usr/sbin/ip'))
    throw new Error('a network namespace cannot be made here: needs root, unshare and ip');
  const root = join(import.meta.dirname, '..');
  const folder = mkdtempSync(join(tmpdir(), 'lantu-bundle-'));
  const began = performance.now();
  const tell = (what: string) =>
    console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  const must = (holds: boolean, what: string, said = '') => {
    if (!holds) throw new Error(`${what}\n${said}`);
    tell(what);
  };
  try {
    const out = join(folder, 'out');
    const script = join(root, 'scripts', 'bundle.ts');
    const made = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, '--out', out], {
      encoding: 'utf8',
      cwd: root,
    });
    must(made.status === 0, 'made', made.stderr);
    const [archive = ''] = readdirSync(out).filter((name) => name.endsWith('.tar.gz'));
    spawnSync('tar', ['-xzf', join(out, archive), '-C', out]);
    const home = join(out, archive.replace('.tar.gz', ''));
    const list = JSON.parse(readFileSync(join(home, 'sbom.cdx.json'), 'utf8')) as { components: { name: string }[] };
    const named = new Set(list.components.map(({ name }) => name));
    must(
      ['node', 'postgresql', 'hono', 'react-aria-components'].every((name) => named.has(name)),
      `${named.size} components listed`,
    );
    const licences = readdirSync(join(home, 'licences')).length;
    must(licences > 50, `${licences} licences`);
    const steps = `
      ip link set lo up; set -e; cd ${folder}
      sh ${home}/packaging/install.sh ${folder}/opt
      ! (echo > /dev/tcp/192.0.2.1/80) 2>/dev/null
      ${folder}/opt/current/lantu serve --no-demo --data ${folder}/off --port 5511 > ${folder}/said 2>&1 & server=$!
      for n in $(seq 100); do grep -q ready ${folder}/said && break; sleep 0.5; done
      ${folder}/opt/current/node_modules/node/bin/node -e "Promise.all(['/', '/api/ready', '/api/520181/overview'].map((path) => fetch('http://127.0.0.1:5511' + path))).then((all) => console.log(all.map((one) => one.status).join(' ')))"
      ${folder}/opt/current/lantu verify --data ${folder}/off
      kill -TERM $server; wait $server; echo "ended $?"`;
    const tried = spawnSync('unshare', ['-n', 'bash', '-c', steps], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder },
    });
    must(tried.status === 0, 'installed, started and verified without a network', tried.stdout + tried.stderr);
    must(tried.stdout.includes('200 200 200'), 'its pages answered', tried.stdout);
    must(tried.stdout.includes('ended 0'), 'ended by SIGTERM without a fault', tried.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
