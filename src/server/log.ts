import { join } from 'node:path';
import { createStream } from 'rotating-file-stream';

import { type Fields, type Level, lineOf } from '../evidence/store/complain.ts';

export interface Log {
  write(level: Level, event: string, fields?: Fields): void;
  /** Resolves once everything is on disk. */
  end(): Promise<void>;
}

/**
 * The log of a server, one JSON document a line. `LANTU_LOG=stderr` writes it to the standard error (containers, systemd);
 * otherwise it goes to `DIR/log/lantu.jsonl`, ten files of 10 MB, and errors to the standard error as well. Of several workers each
 * from the second on has a file with its number.
 */
export function openLog(dataDir: string, worker = 1, to = process.env.LANTU_LOG): Log {
  const file =
    to === 'stderr'
      ? null
      : createStream(worker === 1 ? 'lantu.jsonl' : `lantu-${worker}.jsonl`, {
          path: join(dataDir, 'log'),
          size: '10M',
          maxFiles: 10,
          mode: 0o600,
        });
  // A full disk must not end what it cannot be written about.
  file?.on('error', () => {});
  return {
    write: (level, event, fields = {}) => {
      const line = lineOf(level, event, fields, new Date());
      file?.write(line);
      if (!file || level === 'error') process.stderr.write(line);
    },
    end: () => new Promise((done) => (file ? file.end(() => done()) : done())),
  };
}
