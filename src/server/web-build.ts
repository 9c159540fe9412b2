import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
export const webRoot = join(root, 'dist', 'web');
const stamp = join(root, 'dist', 'web.built');

/**
 * Builds the web app when its sources have changed since the last build. Returns whether it was built. Servers that start
 * side by side may each build: every build has a folder of its own, and the last one finished stays.
 */
export async function buildWebIfStale(onStep: (step: { zh: string; en: string }) => void): Promise<boolean> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // An installed copy comes with the built app and without the tools.
  if (!existsSync(vite)) return false;
  const wanted = fingerprint();
  if (existsSync(join(webRoot, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return false;
  onStep({ zh: '构建网页', en: 'Building the web app' });
  const making = `${webRoot}-${process.pid}`;
  await new Promise<void>((done, failed) => {
    let said = '';
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', making], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
    child.on('error', failed);
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`vite build: ${said}`))));
  });
  const old = `${making}-old`;
  if (existsSync(webRoot)) renameSync(webRoot, old);
  try {
    renameSync(making, webRoot);
  } catch (error) {
    if (!existsSync(webRoot)) throw error;
    // Another server was done in the same moment, with the same result.
    rmSync(making, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
  writeFileSync(stamp, wanted);
  return true;
}

/** Names, sizes and times of all that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(tsx?|css|html|svg)$/.test(name) || name.includes('.test.')) continue;
    const { size, mtimeMs } = statSync(join(root, 'src', name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  for (const name of ['package-lock.json', 'vite.config.ts'])
    if (existsSync(join(root, name))) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}
