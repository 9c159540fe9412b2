import { parseArgs } from 'node:util';
import { storeFault } from '../evidence/store/fault.ts';
import { Problem } from '../http/problem.ts';
import type { Command } from './command.ts';

/**
 * The command line. Each command is loaded only when it is called: `lantu compile` must not pay for the server.
 * stdout carries a command's own output and nothing else; what goes wrong is said on stderr in both languages.
 */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  serve: () => import('./serve.ts'),
  compile: () => import('./compile.ts'),
  compare: () => import('./compare.ts'),
  import: () => import('./import.ts'),
  standing: () => import('./standing.ts'),
  verify: () => import('./verify.ts'),
  rebuild: () => import('./rebuild.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  distribute: () => import('./distribute.ts'),
  demo: () => import('./demo.ts'),
  decide: () => import('./decide.ts'),
  account: () => import('./account.ts'),
  station: () => import('./station.ts'),
  simulate: () => import('./simulate.ts'),
  backtest: () => import('./backtest.ts'),
  forecast: () => import('./forecast.ts'),
  compute: () => import('./compute.ts'),
  report: () => import('./report.ts'),
};

async function main(argv: string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  const load = commands[name];
  if (!load) {
    const help = await usage();
    if (name === 'help' || name === '--help') {
      process.stdout.write(help);
      return 0;
    }
    process.stderr.write(`没有命令 ${name}。 There is no command ${name}.\n\n${help}`);
    return 2;
  }
  const { command } = await load();
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: rest,
      options: { ...command.options, help: { type: 'boolean' } },
      allowPositionals: true,
      allowNegative: true,
    });
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n用法 usage: lantu ${command.usage}\n`,
    );
    return 2;
  }
  if (parsed.values.help) {
    process.stdout.write(`lantu ${command.usage}\n${command.summary.zh}\n${command.summary.en}\n`);
    return 0;
  }
  return command.run({
    values: parsed.values as Record<string, string | boolean | undefined>,
    words: parsed.positionals,
  });
}

async function usage(): Promise<string> {
  const lines = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { command } = await load();
      return `  lantu ${command.usage}\n      ${command.summary.zh} ${command.summary.en}\n`;
    }),
  );
  return `蓝图 Lantu\n\n${lines.join('')}`;
}

// A reader that has seen enough (`| head`) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof Problem ? error : storeFault(error, 'unknown');
  if (known) {
    const { title, hint, code } = known.body;
    process.stderr.write(
      `${title.zh}${hint ? ` ${hint.zh}` : ''}\n${title.en}${hint ? ` ${hint.en}` : ''}\n[${code}]\n`,
    );
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exitCode = 1;
}
