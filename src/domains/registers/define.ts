import { sql } from 'kysely';
import { formulaProblems, parseFilter, type RegisterType, registerItem } from '../../core/register/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import type { Snapshot } from '../../evidence/snapshot.ts';
import type { Store } from '../../evidence/store.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Checks a new or changed type of register. Throws a Problem (422) for what is wrong in itself, (409) for a change that
 * would leave records behind: a field, choice or stage that records use cannot be taken out or get another type.
 */
export async function checkedType(store: Store, snapshot: Snapshot, id: string, given: unknown): Promise<RegisterType> {
  const parsed = registerItem.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = (issue?.path ?? []).map(String).join('.');
    throw new Problem({ status: 422, code: 'register-malformed', zh: `台账定义的 ${where || '(整体)'} 不合要求：${issue?.message ?? ''}`, en: `${where || '(whole)'} of the register is malformed: ${issue?.message ?? ''}`, where });
  }
  const type = parsed.data;
  if (type.id !== id) throw new Problem({ status: 422, code: 'register-id', zh: `台账代码应为 ${id}。`, en: `The id of the register should be ${id}.`, where: 'id' });
  const formula = formulaProblems(type)[0];
  if (formula) throw new Problem({ status: 422, code: formula.code, zh: formula.zh, en: formula.en, where: `fields.${formula.field}` });
  for (const stage of type.stages) {
    for (const { filter } of stage.limits) {
      const problem = filter === undefined ? null : parseFilter(type, filter);
      if (isProblem(problem)) throw new Problem({ status: 422, code: problem.code, zh: `阶段“${stage.name.zh}”的时限条件：${problem.zh}`, en: `Limit of stage ${stage.name.en}: ${problem.en}`, where: `stages.${stage.id}` });
    }
  }
  for (const field of type.fields) {
    if (field.type === 'reference' && field.register !== type.id && !snapshot.registers.has(field.register ?? '')) {
      throw new Problem({ status: 422, code: 'no-such-register', zh: `“${field.name.zh}”引用的台账 ${field.register} 不存在。`, en: `${field.name.en} refers to an unknown register ${field.register}.`, where: `fields.${field.id}` });
    }
  }
  const before = snapshot.registers.get(id)?.type;
  if (before) await refuseLoss(store, snapshot.jurisdiction, before, type);
  return type;
}

async function refuseLoss(store: Store, jurisdiction: string, before: RegisterType, after: RegisterType): Promise<void> {
  const used = async (condition: ReturnType<typeof sql<boolean>>) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from record where jurisdiction_id = ${jurisdiction} and register_id = ${before.id} and ${condition}`.execute(store);
    return rows[0]?.n ?? 0;
  };
  const refuse = (what: string, whatEn: string, n: number): never => {
    throw new Problem({ status: 409, code: 'register-in-use', zh: `${what}还有 ${n} 条记录在用。`, en: `${whatEn} is used by ${n} records.`, hint: { zh: '先改好这些记录，或新增一个字段。', en: 'Change those records first, or add another field.' } });
  };
  for (const field of before.fields) {
    const now = after.fields.find((item) => item.id === field.id);
    const lost = !now || now.type !== field.type || now.unit !== field.unit;
    const n = lost && field.computed === undefined ? await used(sql<boolean>`values ? ${field.id}`) : 0;
    if (n > 0) refuse(`字段“${field.name.zh}”`, `The field ${field.name.en}`, n);
    for (const choice of field.choices ?? []) {
      if (lost || now?.choices?.some((item) => item.id === choice.id)) continue;
      const held = await used(sql<boolean>`values @> ${JSON.stringify({ [field.id]: choice.id })}::jsonb`);
      if (held > 0) refuse(`选项“${choice.name.zh}”`, `The choice ${choice.name.en}`, held);
    }
  }
  for (const stage of before.stages) {
    if (after.stages.some((item) => item.id === stage.id)) continue;
    const n = await used(sql<boolean>`stage = ${stage.id}`);
    if (n > 0) refuse(`阶段“${stage.name.zh}”`, `The stage ${stage.name.en}`, n);
  }
}
