import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWebIfStale } from '../src/server/web-build.ts';

/**
 * `npm test`: installs what the browser tests need where it may, then runs every check in turn and says what each one took
 * and which tests were the slowest. Stops at the first that fails, and says at the end what failed in it.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const bin = (name: string) => `node_modules/.bin/${name}`;

const projects = ['unit', 'e2e'];
/** Files that are run once more where Node died in them; with more of them something else is wrong. */
const mostDied = 3;
const reports = mkdtempSync(join(tmpdir(), 'lantu-reports-'));
const vitest = (project: string) => async () => {
  const run = [
    bin('vitest'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, `${project}.json`)}`,
  ];
  const failed = await exitOf(run);
  const died = resultsOf(project)
    .filter(diedUnderway)
    .map(({ name }) => relative('.', name));
  if (failed === 0 || resultsOf(project).some(isFailure) || died.length === 0 || died.length > mostDied) return failed;
  // Node itself may end with a fatal error of V8 (compiling, nodejs/node#64500; at the heap limit of a thread): no test failed then.
  process.stdout.write(
    `== Node 在这些文件中途崩溃,再跑一次 Node itself died in these files, once more: ${died.join(' ')}\n`,
  );
  return exitOf([bin('vitest'), 'run', `--project=${project}`, ...died]);
};

const steps: { name: string; say: string; run: string[] | (() => Promise<number>) }[] = [
  { name: 'format', say: '格式 format', run: [bin('oxfmt'), '--check', '.'] },
  { name: 'types', say: '类型 types', run: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'lint', say: '代码检查 lint', run: [bin('oxlint'), '--deny-warnings'] },
  { name: 'layers', say: '楼层 layers', run: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src'] },
  { name: 'unused', say: '无用代码 unused', run: [bin('knip')] },
  { name: 'web', say: '网页 web app', run: () => buildWebIfStale(() => {}).then(() => 0) },
  { name: 'tests', say: '单元与集成 unit and integration', run: vitest('unit') },
  { name: 'e2e', say: '浏览器 browser', run: vitest('e2e') },
];

const only = values.only?.split(',');
const unknown = (only ?? []).filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  const known = steps.map(({ name }) => name).join(', ');
  process.stderr.write(`没有这一步 no such step: ${unknown.join(', ')}; ${known}\n`);
  process.exit(2);
}
if (!only || only.includes('e2e')) installBrowser();
const took: string[] = [];
let failed = 0;
for (const step of steps) {
  if (only && !only.includes(step.name)) continue;
  const began = Date.now();
  process.stdout.write(`\n== ${step.say}\n`);
  failed = Array.isArray(step.run)
    ? await exitOf(step.run)
    : await step.run().catch((error: Error) => (process.stderr.write(`${error.message}\n`), 1));
  const line = `${step.say}: ${failed === 0 ? '通过 passed' : '未通过 failed'} ${((Date.now() - began) / 1000).toFixed(1)} s`;
  took.push(line);
  process.stdout.write(`== ${line}\n`);
  if (failed !== 0) break;
}
process.stdout.write(`\n${took.join('\n')}\n`);
for (const line of [...slowest(10), ...whatFailed()]) process.stdout.write(`${line}\n`);
rmSync(reports, { recursive: true, force: true });
process.exitCode = failed;

/** Runs a tool by the pinned Node, whatever Node is on the path. */
function exitOf([command = '', ...args]: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [command, ...args], {
      stdio: 'inherit',
      env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}` },
    });
    child.on('exit', (code) => done(code ?? 1));
  });
}

interface FileResult {
  name: string;
  status: string;
  message: string;
  assertionResults: { fullName: string; status: string; duration?: number | null; failureMessages?: string[] }[];
}

/** What the tests of a project said, by file; nothing where they were not run. */
function resultsOf(project: string): FileResult[] {
  const file = join(reports, `${project}.json`);
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { testResults: FileResult[] }).testResults;
}

/** A file whose process ended before its tests did: nothing failed in it, and something was not run. */
function diedUnderway({ status, message, assertionResults }: FileResult): boolean {
  return status === 'failed' && message === '' && assertionResults.every((test) => test.status !== 'failed');
}

function isFailure(result: FileResult): boolean {
  return result.status === 'failed' && !diedUnderway(result);
}

/** The slowest tests of each project that was run. */
function slowest(count: number): string[] {
  return projects.flatMap((project) => {
    const tests = resultsOf(project).flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration }) => ({ name, fullName, seconds: (duration ?? 0) / 1000 })),
    );
    if (tests.length === 0) return [];
    tests.sort((a, b) => b.seconds - a.seconds);
    return [
      `\n最慢的测试 slowest tests (${project})`,
      ...tests
        .slice(0, count)
        .map((test) => `${test.seconds.toFixed(1).padStart(6)} s  ${relative('.', test.name)}  ${test.fullName}`),
    ];
  });
}

/** What failed, last of all: where only the end of a long output is kept, this is what one needs. */
function whatFailed(): string[] {
  return projects.flatMap((project) =>
    resultsOf(project).flatMap((file) => [
      ...(isFailure(file) && file.message !== ''
        ? [`\n未通过 failed  ${relative('.', file.name)}\n${brief(file.message)}`]
        : []),
      ...file.assertionResults
        .filter(({ status }) => status === 'failed')
        .map(
          ({ fullName, failureMessages = [] }) =>
            `\n未通过 failed  ${relative('.', file.name)}  ${fullName}\n${brief(failureMessages.join('\n'))}`,
        ),
    ]),
  );
}

/** The first words and the last of a message: what was expected, and where. */
function brief(message: string): string {
  return message.length <= 2_000 ? message : `${message.slice(0, 1_200)} … ${message.slice(-700)}`;
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
