import { connect, createServer, type Socket } from 'node:net';

/** A way to the database that can be cut: `cutAt` ends all connections when a client sends a text that matches. */
export async function passage(url: string): Promise<{
  url: string;
  cutAt: (text: string) => void;
  /** Nobody comes through for so many milliseconds after the cut. */
  shutAfterCut: (ms: number) => void;
  close: () => void;
}> {
  const target = new URL(url);
  const port = Number(target.port);
  let cut: string | null = null;
  let shutFor = 0;
  let shutUntil = 0;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    if (Date.now() < shutUntil) {
      from.destroy();
      return;
    }
    const to = connect(port, target.hostname);
    for (const socket of [from, to]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    from.on('data', (data: Buffer) => {
      // What is sent arrives; its answer does not.
      to.write(data);
      if (cut !== null && data.toString('latin1').includes(cut)) {
        cut = null;
        shutUntil = Date.now() + shutFor;
        from.destroy();
      }
    });
    to.pipe(from);
    from.on('close', () => setTimeout(() => to.destroy(), 300));
    to.on('close', () => from.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  target.port = String((server.address() as { port: number }).port);
  return {
    url: target.toString(),
    cutAt: (text) => (cut = text),
    shutAfterCut: (ms) => (shutFor = ms),
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
