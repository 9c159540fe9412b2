import { levelReached } from '../../core/directive/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import { Problem } from '../../http/problem.ts';
import { directivesOf } from './held.ts';
import { ruleOn } from './rule.ts';

/** Who writes what the rule says. */
export const byRule = 'lantu';

/**
 * Raises every directive that has reached a level on today's day. Each is written once for its level and limit, however often
 * this runs and wherever it is cut off: the key of the act says so. Returns how many rose.
 */
export async function escalateDue(services: Services, jurisdiction: string): Promise<number> {
  const { store, snapshots, ledger } = services;
  const day = services.today();
  const open = await directivesOf(store, jurisdiction, true);
  if (open.length === 0) return 0;
  const rule = await ruleOn(await snapshots.at(jurisdiction, day, 'all'));
  let risen = 0;
  for (const { id, standing } of open) {
    const reached = levelReached(rule, standing, day);
    if (!reached || reached.level === 'none') continue;
    const { level, why } = reached;
    try {
      await underKey(`level ${id} ${level} ${standing.due} ${standing.returns}`, () =>
        ledger.submit({
          jurisdiction,
          kind: 'directive.escalate',
          actor: byRule,
          demo: false,
          payload: {
            directive: id,
            base: null,
            on: day,
            organisation: null,
            to: level,
            why,
            by: 'rule',
            tells: rule.tells[level],
          },
        }),
      );
      risen += 1;
    } catch (error) {
      // Somebody was faster, or it was written before the process was cut off.
      if (!(error instanceof Problem) || error.status !== 409) throw error;
    }
  }
  return risen;
}
