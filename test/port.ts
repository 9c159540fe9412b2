import { createServer } from 'node:net';

/**
 * A port that nobody listens on, below those that the system hands to outgoing connections: one of theirs may be taken
 * again while a server is down for a moment.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const probe = createServer();
    const free = await new Promise<boolean>((done) => {
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
    });
    if (free) return port;
  }
}
