import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * `npm test`: installs what the browser tests need where it may, then runs every check in turn and says what each one took.
 * Stops at the first that fails.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const bin = (name: string) => `node_modules/.bin/${name}`;

const steps: { name: string; say: string; run: string[] }[] = [
  { name: 'format', say: '格式 format', run: [bin('oxfmt'), '--check', '.'] },
  { name: 'types', say: '类型 types', run: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'lint', say: '代码检查 lint', run: [bin('oxlint'), '--deny-warnings'] },
  { name: 'layers', say: '楼层 layers', run: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src'] },
  { name: 'unused', say: '无用代码 unused', run: [bin('knip')] },
  { name: 'tests', say: '单元与集成 unit and integration', run: [bin('vitest'), 'run', '--project', 'unit'] },
  { name: 'e2e', say: '浏览器 browser', run: [bin('vitest'), 'run', '--project', 'e2e'] },
];

if (!values.only || values.only.includes('e2e')) installBrowser();
for (const step of steps) {
  if (values.only && !values.only.split(',').includes(step.name)) continue;
  const began = Date.now();
  process.stdout.write(`\n== ${step.say}\n`);
  const [command = '', ...args] = step.run;
  const code = await new Promise<number>((done) => {
    // The tools are run by the pinned Node, whatever Node is on the path.
    const child = spawn(process.execPath, [command, ...args], {
      stdio: 'inherit',
      env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}` },
    });
    child.on('exit', (exit) => done(exit ?? 1));
  });
  process.stdout.write(
    `== ${step.say}: ${code === 0 ? '通过 passed' : '未通过 failed'} ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  );
  if (code !== 0) process.exit(code);
}

/** Chromium and Chinese fonts come from Debian's packages; elsewhere a person is told what to install. */
function installBrowser(): void {
  const wanted = [existsSync('/usr/bin/chromium') ? '' : 'chromium', hasChineseFont() ? '' : 'fonts-noto-cjk'].filter(
    (name) => name !== '',
  );
  if (wanted.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!mayInstall) {
    process.stderr.write(
      `浏览器测试需要 ${wanted.join('、')},请先安装(Debian:sudo apt-get install ${wanted.join(' ')});或用 LANTU_CHROMIUM 指定浏览器。\nThe browser tests need ${wanted.join(' and ')}; install them (Debian: sudo apt-get install ${wanted.join(' ')}), or name a browser in LANTU_CHROMIUM.\n`,
    );
    return;
  }
  process.stdout.write(`== 安装 installing ${wanted.join(' ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

function hasChineseFont(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}
