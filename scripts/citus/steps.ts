import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { gone, start } from '../../test/crash.ts';

/** What all steps of the trial do: run a command, start and end a server, say what was seen. */

const root = join(import.meta.dirname, '..', '..');
export const figures: Record<string, unknown> = {};
export const say = (zh: string, en: string, more: Record<string, unknown> = {}) => {
  Object.assign(figures, more);
  process.stdout.write(`${zh} ${en}${Object.keys(more).length > 0 ? ` ${JSON.stringify(more)}` : ''}\n`);
};
export function must(holds: boolean, what: string, seen: unknown = ''): asserts holds {
  if (!holds) throw new Error(`${what}: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`);
}

export type Server = Awaited<ReturnType<typeof start>>;
/** Whatever becomes of the trial, none of them outlives it. */
export const running = new Set<Server>();

export async function serve(dataDir: string, url: string): Promise<Server> {
  const server = await start(dataDir, url);
  running.add(server);
  return server;
}

export async function ended(server: Server): Promise<void> {
  server.child.kill('SIGTERM');
  await gone(server.child);
  running.delete(server);
}

export async function lantu(url: string, args: string[], of = root) {
  const began = performance.now();
  const { code, out, said } = await new Promise<{ code: number; out: string; said: string }>((done) =>
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(of, 'src', 'cli', 'main.ts'), ...args],
      { encoding: 'utf8', env: { ...process.env, DATABASE_URL: url }, maxBuffer: 1e8 },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, out: stdout, said: stdout + stderr }),
    ),
  );
  return { code, out, said, seconds: Math.round((performance.now() - began) / 100) / 10 };
}
