import pg from 'pg';

const CHUNK = 1024 * 1024;

interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** A COPY with its data, as the protocol has it (PostgreSQL 18, 54.2.6). */
class CopyIn {
  readonly #text: string;
  readonly #data: Buffer;
  readonly callback: (error: Error | null, result?: object) => void;
  #failed = false;

  constructor(text: string, data: string, callback: CopyIn['callback']) {
    this.#text = text;
    this.#data = Buffer.from(data);
    this.callback = callback;
  }

  submit(connection: Wire): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: Wire): void {
    for (let at = 0; at < this.#data.length; at += CHUNK)
      connection.sendCopyFromChunk(this.#data.subarray(at, at + CHUNK));
    connection.endCopyFrom();
  }

  handleError(error: Error): void {
    this.#failed = true;
    this.callback(error);
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.callback(null, { command: 'COPY', rowCount: 0, rows: [] });
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyData(): void {}
}

/** A client that sends what `copyRows` asks for as a COPY, and everything else as it is. */
export class CopyingClient extends pg.Client {
  // The declared overloads leave no room for one that passes all of them on.
  // oxlint-disable-next-line typescript/no-explicit-any
  override query(...given: any[]): any {
    const [text, values] = given as [unknown, unknown];
    if (typeof text !== 'string' || !text.startsWith('copy ') || !Array.isArray(values))
      return (super.query as (...all: unknown[]) => unknown).apply(this, given);
    return new Promise((resolve, reject) => {
      super.query(
        new CopyIn(text, String(values[0]), (error, result) => (error ? reject(error) : resolve(result))) as never,
      );
    });
  }
}
