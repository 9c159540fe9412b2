import { sql } from 'kysely';
import {
  balanceProblems,
  formulaProblems,
  type OwnPart,
  ownPartOf,
  parseFilter,
  type RegisterType,
  registerItem,
} from '../../core/register/index.ts';
import type { z } from 'zod';
import { isProblem, type Text } from '../../core/measure/index.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Checks a new or changed type of register. Throws a Problem (422) for what is wrong in itself, (409) for a change that
 * would leave records behind: a field, choice or stage that records use cannot be taken out or get another type.
 */
export async function checkedType(
  store: Store,
  snapshot: Snapshot,
  id: string,
  given: unknown,
): Promise<{ type: RegisterType; own: OwnPart | null }> {
  const parsed = registerItem.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = (issue?.path ?? []).map(String).join('.');
    const said = issue ? issueWords(issue) : { zh: '', en: '' };
    throw new Problem({
      status: 422,
      code: 'register-malformed',
      zh: `${placeWords(given, issue?.path ?? [])}：${said.zh}。`,
      en: `${where || 'The register'}: ${said.en}.`,
      where,
    });
  }
  const type = parsed.data;
  if (type.id !== id)
    throw new Problem({
      status: 422,
      code: 'register-id',
      zh: `台账代码应为 ${id}。`,
      en: `The id of the register should be ${id}.`,
      where: 'id',
    });
  const formula = formulaProblems(type)[0];
  if (formula)
    throw new Problem({
      status: 422,
      code: formula.code,
      zh: formula.zh,
      en: formula.en,
      where: `fields.${formula.field}`,
    });
  const balance = balanceProblems(type)[0];
  if (balance)
    throw new Problem({
      status: 422,
      code: balance.code,
      zh: balance.zh,
      en: balance.en,
      where: balance.field,
    });
  for (const stage of type.stages) {
    for (const { filter } of stage.limits) {
      const problem = filter === undefined ? null : parseFilter(type, filter);
      if (isProblem(problem))
        throw new Problem({
          status: 422,
          code: problem.code,
          zh: `阶段“${stage.name.zh}”的时限条件：${problem.zh}`,
          en: `Limit of stage ${stage.name.en}: ${problem.en}`,
          where: `stages.${stage.id}`,
        });
    }
  }
  for (const field of type.fields) {
    if (field.type === 'reference' && field.register !== type.id && !snapshot.registers.has(field.register ?? '')) {
      throw new Problem({
        status: 422,
        code: 'no-such-register',
        zh: `“${field.name.zh}”引用的台账 ${field.register} 不存在。`,
        en: `${field.name.en} refers to an unknown register ${field.register}.`,
        where: `fields.${field.id}`,
      });
    }
  }
  const held = snapshot.registers.get(id);
  // What belongs to the program is locked, whether records use it or not.
  const own = held?.program ? ownPartAsked(held.program, held.type, type) : null;
  if (held) await refuseLoss(store, snapshot.jurisdiction, held.type, type);
  return { type, own };
}

/** What the place wants of its own. Throws a Problem (422 `locked`) for what belongs to the program. */
function ownPartAsked(program: RegisterType, inForce: RegisterType, type: RegisterType): OwnPart {
  // The organisation that has the role stays found by it, until the place names another one.
  const { organisation, ...rest } = type;
  const wanted = organisation === inForce.organisation && program.organisation === undefined ? rest : type;
  const own = ownPartOf(program, wanted);
  if (!Array.isArray(own)) return own;
  const [first] = own;
  throw new Problem({
    status: 422,
    code: 'locked',
    zh: `${first?.zh ?? ''}。`,
    en: `${first?.en ?? ''}.`,
    where: first?.field ?? '',
    hint: {
      zh: '可以改名称、说明、时限，可以增加栏目和选项；程序要用的部分留着。',
      en: 'Names, help and limits may change, fields and choices may be added; what the program uses stays.',
    },
    current: own,
  });
}

const partWords: Record<string, string> = {
  id: '代码',
  name: '名称',
  zh: '',
  en: '英文',
  about: '说明',
  identify: '区分记录的栏目',
  unit: '单位',
  choices: '选项',
  register: '引用的台账',
  min: '最小值',
  max: '最大值',
  decimals: '小数位',
  format: '格式',
  computed: '公式',
  required: '必填',
  help: '填写说明',
  group: '小标题',
  requires: '所需凭据',
  next: '后续阶段',
  limits: '时限',
  workdays: '工作日',
  days: '自然日',
  months: '月',
  from: '起算栏',
  many: '几个值',
  series: '编号序列',
  form: '编号样式',
  drawn: '编号阶段',
  rights: '权限',
  filter: '条件',
  owner: '单位栏',
  organisation: '责任单位',
  cadence: '更新频度',
  dueWorkdays: '确认期限',
  commitments: '支撑的任务',
  balances: '勾稽关系',
  closedBy: '结账方式',
  type: '类型',
};

/** The place of a fault in a clerk's words: 第 2 个栏目“面积”的单位. */
function placeWords(given: unknown, path: readonly PropertyKey[]): string {
  const [list, at, ...rest] = path;
  if ((list !== 'fields' && list !== 'stages') || typeof at !== 'number')
    return path.map((part) => partWords[String(part)] ?? String(part)).join('') || '台账定义';
  const row = (given as { fields?: { name?: { zh?: unknown } }[]; stages?: { name?: { zh?: unknown } }[] })[list]?.[at];
  const name = typeof row?.name?.zh === 'string' && row.name.zh !== '' ? `“${row.name.zh}”` : '';
  const part = rest
    .filter((item) => typeof item === 'string')
    .map((item) => partWords[item] ?? item)
    .join('');
  return `第 ${at + 1} 个${list === 'fields' ? '栏目' : '阶段'}${name}${part === '' ? '' : `的${part}`}`;
}

/** What is wrong, as a person says it; checks of our own carry both languages in one text, Chinese first. */
function issueWords(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { zh: '没有填', en: 'it is empty' }
        : { zh: `不能小于 ${issue.minimum}`, en: `it is at least ${issue.minimum}` };
    case 'too_big':
      return issue.origin === 'string'
        ? { zh: `最多 ${issue.maximum} 字`, en: `at most ${issue.maximum} characters` }
        : issue.origin === 'array'
          ? { zh: `最多 ${issue.maximum} 个`, en: `at most ${issue.maximum}` }
          : { zh: `不能大于 ${issue.maximum}`, en: `it is at most ${issue.maximum}` };
    case 'invalid_format':
      return {
        zh: '应以小写字母开头，只用小写字母、数字（栏目用下划线，台账和阶段用短横）',
        en: 'it begins with a small letter, then small letters, digits and underscores (fields) or hyphens (registers, stages)',
      };
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? { zh: '应为数字', en: 'it is a number' }
        : { zh: '没有填，或不是所要的内容', en: `it is missing or not a ${issue.expected}` };
    case 'invalid_value':
      return {
        zh: `应为 ${issue.values.map(String).join('、')} 之一`,
        en: `it is one of ${issue.values.map(String).join(', ')}`,
      };
    case 'unrecognized_keys':
      return { zh: `不认得 ${issue.keys.join('、')}`, en: `unknown: ${issue.keys.join(', ')}` };
    default:
      return { zh: issue.message, en: issue.message };
  }
}

async function refuseLoss(
  store: Store,
  jurisdiction: string,
  before: RegisterType,
  after: RegisterType,
): Promise<void> {
  const used = async (condition: ReturnType<typeof sql<boolean>>) => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from record where jurisdiction_id = ${jurisdiction} and register_id = ${before.id} and ${condition}`.execute(
      store,
    );
    return rows[0]?.n ?? 0;
  };
  const refuse = (what: string, whatEn: string, n: number): never => {
    throw new Problem({
      status: 409,
      code: 'register-in-use',
      zh: `${what}还有 ${n} 条记录在用。`,
      en: `${whatEn} is used by ${n} records.`,
      hint: { zh: '先改好这些记录，或新增一个字段。', en: 'Change those records first, or add another field.' },
    });
  };
  for (const field of before.fields) {
    const now = after.fields.find((item) => item.id === field.id);
    const lost = !now || now.type !== field.type || now.unit !== field.unit || now.many !== field.many;
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
