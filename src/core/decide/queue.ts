export interface Queue {
  /** Share of the time that a server is busy; 1 and more: the queue grows without end. */
  load: number;
  /** Chance that somebody who comes has to wait; null where the queue grows without end, as are the rest. */
  waits: number | null;
  /** Mean number waiting, not counting those that are served. */
  length: number | null;
  /** Mean minutes of waiting. */
  minutes: number | null;
}

/**
 * A queue before several servers, M/M/c (Erlang 1917, formula C, through the recursion of formula B). Arrivals and what one
 * server gets done are counted an hour; servers is a whole number of at least 1.
 */
export function queue(arrivals: number, service: number, servers: number): Queue {
  const offered = arrivals / service;
  const load = offered / servers;
  if (load >= 1) return { load, waits: null, length: null, minutes: null };
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (offered * blocked) / (k + offered * blocked);
  const waits = blocked / (1 - load * (1 - blocked));
  const length = (waits * load) / (1 - load);
  return { load, waits, length, minutes: arrivals === 0 ? 0 : (60 * length) / arrivals };
}
