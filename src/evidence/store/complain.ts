/** What a line of the log says beside its time, level and event; never a body, a query, a cookie or a password. */
export type Fields = Record<string, string | number | boolean | null | undefined>;
export type Level = 'info' | 'warn' | 'error';

/** A line of the log: one JSON document without line ends, whatever the fields hold. */
export function lineOf(level: Level, event: string, fields: Fields, at: Date): string {
  return `${JSON.stringify({ at: at.toISOString(), level, event, ...fields })}\n`;
}

/** What an error may say in a log: a database quotes the row that it refuses, so of its errors only the code is told. */
export function faultOf(error: unknown): Fields {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) };
  const { code } = error as { code?: unknown };
  return 'severity' in error
    ? { code: String(code), stack: error.stack?.split('\n').slice(1).join('\n') }
    : { ...(typeof code === 'string' && { code }), stack: error.stack ?? error.message };
}

/** Says on the standard error that something failed in the background: in threads, which have no log of their own. */
export function complain(event: string, error: unknown): void {
  process.stderr.write(lineOf('error', event, faultOf(error), new Date()));
}
