/** Bytes of all lines that are read in one turn of the event loop: some five milliseconds of work. */
const perTurn = 16_384;

/** Lets lines have their pieces read turn by turn, in the order in which they came, so that a flood holds nobody else up. */
export class Turns {
  #left = perTurn;
  #waiting: { bytes: number; go: () => void }[] = [];
  #next: NodeJS.Immediate | null = null;

  /** Resolves when so many bytes may be read. */
  take(bytes: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ bytes, go });
      if (this.#next === null) this.#give();
    });
  }

  #give(): void {
    while (this.#left > 0) {
      const first = this.#waiting.shift();
      if (!first) break;
      this.#left -= first.bytes;
      first.go();
    }
    if (this.#left < perTurn)
      this.#next = setImmediate(() => {
        this.#next = null;
        this.#left = perTurn;
        this.#give();
      });
  }
}
