import type { RegisterType } from '../../core/register/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { HeldRegister, Snapshot } from '../../evidence/reading/snapshot.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { Who } from '../../http/route.ts';

/** A register, where the reader may see it at all. Throws a Problem (404). */
export async function seenRegister(
  { snapshots }: Pick<Services, 'snapshots'>,
  params: { jurisdiction: string; register: string },
  who: Who,
): Promise<{ snapshot: Snapshot; type: RegisterType; held: HeldRegister }> {
  const snapshot = await snapshots.get(params.jurisdiction);
  const held = snapshot.registers.get(params.register);
  if (!held || (!held.type.open && !allows(who.role, 'evidence.read')))
    throw new Problem({
      status: 404,
      code: 'no-such-register',
      zh: `没有台账 ${params.register}。`,
      en: `There is no register ${params.register}.`,
    });
  return { snapshot, type: held.type, held };
}
