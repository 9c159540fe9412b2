import type { Contribute, Domain } from '../evidence/domain.ts';

/** What all areas together add to an indicator; null when none has anything to say. */
export function contributionsOf(domains: readonly Domain[]): Contribute {
  return async (...order) => {
    const made = await Promise.all(
      domains.flatMap((domain) => (domain.contribute ? [domain.contribute(...order)] : [])),
    );
    const said = made.filter((entries) => entries !== null);
    return said.length === 0 ? null : said.flat();
  };
}
