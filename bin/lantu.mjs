#!/usr/bin/env node
// Runs on any Node from 20 on: installs what is missing, then hands over to the pinned Node 24, which runs TypeScript
// as it is. Nothing is written to stdout here, so that a command's output is its own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.lantu-installed');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const has = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (has !== wanted) {
  process.stderr.write('[1] 安装依赖 Installing dependencies …\n');
  const began = Date.now();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // A run inside `npm start` hands its own settings down; the nested npm must not take them for its own.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(config_argv|lifecycle|package|command)/.test(key)),
  );
  // Not `npm ci`: a registry mirror may lack the optional binaries of other platforms, which makes the lock file partial
  // and `npm ci` refuse it. The versions that the lock file names are installed all the same, and it is not written to.
  const run = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env,
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) {
    process.stderr.write(
      '安装失败:请检查能否访问 npm 源。 Installation failed: check that the npm registry can be reached.\n',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  process.stderr.write(`    ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [script, ...args] =
  process.argv[2] === '--script' ? process.argv.slice(3) : [join('src', 'cli', 'main.ts'), ...process.argv.slice(2)];
/** Signals by which Node ends itself when something in it is broken for good; who serves is started again, a few times an hour. */
const broken = new Set(['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGBUS', 'SIGILL']);
const mostFalls = 5;
const hour = 3_600_000;
let falls = [];
let told = false;
let child = start();

function start() {
  const started = spawn(
    existsSync(node) ? node : process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, script), ...args],
    {
      stdio: 'inherit',
      // What was compiled once is not compiled again, by this process or by the threads that it starts.
      env: { NODE_COMPILE_CACHE: join(modules, '.cache', 'lantu'), ...process.env },
    },
  );
  started.on('exit', (code, signal) => {
    falls = [...falls.filter((at) => Date.now() - at < hour), Date.now()];
    if (told || args[0] !== 'serve' || !broken.has(signal) || falls.length > mostFalls)
      process.exit(code ?? (signal ? 1 : 0));
    process.stderr.write(`Node 崩溃（${signal}），重新启动。 Node itself died (${signal}); starting again.\n`);
    child = start();
  });
  return started;
}

const signals = process.platform === 'win32' ? [] : ['SIGUSR2'];
/** Hands a word to stop on; who falls on the way out is not started again. */
function stop(signal) {
  told = true;
  child.kill(signal);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
for (const signal of signals) process.on(signal, () => child.kill(signal));
// `npm start` puts a shell between itself and us that dies of a signal without handing it on.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    stop('SIGTERM');
  }, 200);
  watching.unref();
}
