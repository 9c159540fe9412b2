import { createServer, type Server, type Socket } from 'node:net';
import { complain } from '../../../evidence/store/complain.ts';
import type { StreamIntake } from '../stream/intake.ts';
import { Session } from './session.ts';
import { Turns } from './turns.ts';

/** Bounds of the listener; tests and places may set others. */
export interface GatewayLimits {
  connections: number;
  /** Milliseconds without a byte, after which a line is closed. */
  idle: number;
  /** Milliseconds in which a frame that has begun must be whole. */
  half: number;
  /** Milliseconds of silence after which a frame that lacks only its line end is taken. */
  rest: number;
  /** Pieces that are no frames, before a line that never sent a good one is closed. */
  broken: number;
  /** Milliseconds that such a line is left unread first, so that it does not come back at once. */
  penalty: number;
}

export const gatewayLimits: GatewayLimits = {
  connections: 5_000,
  idle: 15 * 60_000,
  half: 30_000,
  rest: 200,
  broken: 200,
  penalty: 3_000,
};

/** Bytes of answers that may wait for a reader that is slow. */
const mostUnread = 64 * 1024;

/**
 * Listens for stations (HJ 212 over TCP). What one line holds is bounded: one unfinished frame, one piece of the network that is
 * being worked on, 64 KB of answers; while a piece is worked on nothing more is read from its line.
 */
export class Gateway {
  readonly #intake: StreamIntake;
  readonly #limits: GatewayLimits;
  readonly #server: Server;
  readonly #lines = new Set<Socket>();
  readonly #turns: Turns;

  constructor(intake: StreamIntake, limits: GatewayLimits = gatewayLimits) {
    this.#intake = intake;
    this.#limits = limits;
    this.#turns = new Turns(() => intake.writer.full);
    this.#server = createServer({ noDelay: true, keepAlive: true, highWaterMark: 16_384 }, (socket) =>
      this.#line(socket),
    );
    this.#server.maxConnections = limits.connections;
  }

  /** Gives the port that it listens on. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((done, failed) => {
      this.#server.once('error', failed);
      this.#server.listen({ port, host, backlog: 4_096 }, () => {
        this.#server.off('error', failed);
        this.#server.on('error', (error) => complain('hj212', error));
        const address = this.#server.address();
        done(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  get connections(): number {
    return this.#lines.size;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.#server.close(() => done()));
    for (const socket of this.#lines) socket.destroy();
    await closed;
  }

  #line(socket: Socket): void {
    this.#lines.add(socket);
    const say = (text: string) => {
      if (socket.destroyed) return;
      socket.write(text, 'latin1');
      if (socket.writableLength > mostUnread) socket.destroy();
    };
    const session = new Session(this.#intake, say);
    let noisy = false;
    let rest: NodeJS.Timeout | undefined;
    let half: NodeJS.Timeout | undefined;
    let under: Promise<void> = Promise.resolve();
    const worked = () => {
      clearTimeout(rest);
      if (session.pending === 0) {
        clearTimeout(half);
        half = undefined;
      } else {
        rest = setTimeout(() => void run(() => session.flush()), this.#limits.rest).unref();
        half ??= setTimeout(() => {
          half = undefined;
          session.drop();
        }, this.#limits.half).unref();
      }
      if (session.count.broken <= this.#limits.broken || session.count.broken <= session.count.frames) return;
      noisy = true;
      setTimeout(() => socket.destroy(), this.#limits.penalty).unref();
    };
    const run = (work: () => Promise<void>) => {
      under = under
        .then(work)
        .then(worked)
        .catch((error: unknown) => {
          // The store is away: no answer goes out, and the station sends it again on a new line.
          complain('hj212', error);
          socket.destroy();
        });
      return under;
    };
    socket.setTimeout(this.#limits.idle, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      socket.pause();
      clearTimeout(rest);
      void run(async () => {
        await this.#turns.take(bytes.length);
        await session.push(bytes);
      }).then(() => noisy || this.#resume(socket));
    });
    socket.on('end', () => void run(() => session.flush()).then(() => socket.end()));
    socket.on('close', () => {
      this.#lines.delete(socket);
      session.end();
      clearTimeout(rest);
      clearTimeout(half);
    });
  }

  #resume(socket: Socket): void {
    if (!socket.destroyed) socket.resume();
  }
}
