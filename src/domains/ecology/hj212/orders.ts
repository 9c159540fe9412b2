import type { Packet } from './packet.ts';

/** Milliseconds in which 9011 must come, and how often a command goes out before it is given up (HJ 212: 10 s, three more). */
const patience = 10_000;
const times = 4;
/** Milliseconds in which what was accepted must have been done. Own choice: the standard leaves it to the device. */
const doing = 60_000;
/** Commands of one line that are under way at most. */
const most = 8;

/** How a command ended that was not carried out. */
export type OrderFault = 'order-silent' | 'order-refused' | 'order-failed';

type Ended = (fault: OrderFault | null) => void;

interface Order {
  frame: string;
  sent: number;
  /** Told how it ended: null where it was carried out. */
  ended: Ended;
  timer: NodeJS.Timeout;
}

/**
 * Commands that were given to a station, by their QN: 9011 says whether it will carry one out, 9012 how that went. One that
 * nothing is said to goes out again, three times.
 */
export class Orders {
  readonly #under = new Map<string, Order>();
  readonly #say: (text: string) => void;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  give({ qn, frame }: { qn: string; frame: string }, ended: Ended): void {
    if (this.#under.size >= most || this.#under.has(qn)) return;
    this.#send(qn, { frame, sent: 1, ended });
  }

  #send(qn: string, order: Omit<Order, 'timer'>): void {
    this.#say(order.frame);
    const timer = setTimeout(() => {
      if (order.sent < times) this.#send(qn, { ...order, sent: order.sent + 1 });
      else this.#end(qn, 'order-silent');
    }, patience).unref();
    this.#under.set(qn, { ...order, timer });
  }

  /** A reply of the station; one to what nobody asked here is none of ours. */
  heard({ cn, qn, fields }: Pick<Packet, 'cn' | 'qn' | 'fields'>): void {
    const order = qn === null ? undefined : this.#under.get(qn);
    if (!order || qn === null) return;
    if (cn === '9012') this.#end(qn, fields.ExeRtn === '1' ? null : 'order-failed');
    else if (cn === '9011' && fields.QnRtn !== '1') this.#end(qn, 'order-refused');
    else if (cn === '9011') {
      clearTimeout(order.timer);
      order.timer = setTimeout(() => this.#end(qn, 'order-silent'), doing).unref();
    }
  }

  #end(qn: string, fault: OrderFault | null): void {
    const order = this.#under.get(qn);
    clearTimeout(order?.timer);
    this.#under.delete(qn);
    order?.ended(fault);
  }

  /** The line is closed: what was under way is nobody's fault. */
  drop(): void {
    for (const { timer } of this.#under.values()) clearTimeout(timer);
    this.#under.clear();
  }
}
