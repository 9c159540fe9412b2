/**
 * What the identity provider sent the browser back with: the query of the address, taken at the start, before the router
 * tidies it away. Empty at any other start.
 */
const query = new URLSearchParams(window.location.search);
let kept = window.location.pathname === '/sign-in' && query.has('state') ? query.toString() : '';

/** Given once: what it says is good for one sign-in only. */
export function takeProviderReturn(): string {
  const taken = kept;
  kept = '';
  return taken;
}
