/** Bytes of all lines that are read in one turn of the event loop: some five milliseconds of work. */
const perTurn = 16_384;
/** Milliseconds after which it is looked again whether what was read before is on disk. */
const again = 5;

/**
 * Lets lines have their pieces read turn by turn, in the order in which they came, so that a flood holds nobody else up. While
 * what was read before waits for the disk nothing more is read: a piece is kept as bytes, which cost the collector nothing.
 */
export class Turns {
  readonly #full: () => boolean;
  #left = perTurn;
  #waiting: { bytes: number; go: () => void }[] = [];
  #next = false;

  constructor(full: () => boolean = () => false) {
    this.#full = full;
  }

  /** Resolves when so many bytes may be read. */
  take(bytes: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ bytes, go });
      if (!this.#next) this.#give();
    });
  }

  #give(): void {
    this.#next = false;
    const full = this.#full();
    while (this.#left > 0 && !full) {
      const first = this.#waiting.shift();
      if (!first) break;
      this.#left -= first.bytes;
      first.go();
    }
    if (this.#left === perTurn && this.#waiting.length === 0) return;
    this.#next = true;
    const turn = () => {
      this.#left = perTurn;
      this.#give();
    };
    if (full) setTimeout(turn, again);
    else setImmediate(turn);
  }
}
