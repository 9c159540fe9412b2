import { type Condition, type Region, tableFaults, type TableFaults } from '../../core/decide/index.ts';
import type { Text } from '../../core/measure/index.ts';
import type { PolicyTable, Question, Rule } from './verdict.ts';

/** What could not be read: the line, from 1, and why. */
export interface TableFault extends Text {
  part: 'inputs' | 'rules';
  line: number;
}

const none = new Set(['无', '不享受', '不符合', 'none']);
const most = 200;

/**
 * A policy as people write it. Inputs, a line each: `年龄：数值 岁`, `学历：中专|大专|本科`. Rules, a line each:
 * `年龄 < 35 且 学历 = 大专、本科 → 补贴 3 万元`, with < ≤ > ≥ = and 且 between; what gives nothing ends in `→ 无`.
 */
export function readTable(inputs: string, rules: string): PolicyTable | TableFault {
  const questions: Question[] = [];
  for (const [n, line] of linesOf(inputs)) {
    const fault = (zh: string, en: string): TableFault => ({ part: 'inputs', line: n, zh, en });
    const [, name = '', kind = ''] = /^([^\s：:<>=≤≥]+)\s*[：:]\s*(.+)$/.exec(line) ?? [];
    if (name === '') return fault('写成“名称：数值 单位”或“名称：甲|乙”', 'write name: number unit, or name: a|b');
    if (questions.some((one) => one.name === name)) return fault(`“${name}”写了两次`, `${name} is there twice`);
    const of = kind.split('|').map((word) => word.trim());
    const [, unit] = /^(?:数值|number)\s*(.*)$/.exec(kind) ?? [];
    if (unit !== undefined) questions.push({ name, unit, input: { kind: 'number' } });
    else if (of.length > 1 && of.every((word) => word !== ''))
      questions.push({ name, unit: '', input: { kind: 'choice', of } });
    else return fault('要么是数值，要么列出两个以上的选项', 'either a number, or two words and more');
  }
  const read: Rule[] = [];
  for (const [n, line] of linesOf(rules)) {
    const fault = (zh: string, en: string): TableFault => ({ part: 'rules', line: n, zh, en });
    if (read.length >= most) return fault(`最多 ${most} 条规则`, `at most ${most} rules`);
    const [, conditions = '', gives = ''] = /^(.*?)\s*(?:→|->|=>)\s*(.+)$/.exec(line) ?? [];
    if (gives === '') return fault('缺“→ 结果”', 'it has no → and what it gives');
    const when: Record<string, Condition> = {};
    for (const said of conditions.split(/\s*(?:且|，|,|\band\b)\s*/).filter((one) => one.trim() !== '')) {
      const [, name = '', sign = '', value = ''] = /^(.+?)\s*(<=|>=|≤|≥|<|>|=|为)\s*(.+)$/.exec(said.trim()) ?? [];
      const question = questions.find((one) => one.name === name);
      if (!question) return fault(`没有“${name || said}”这一项输入`, `there is no input ${name || said}`);
      const wrong = narrow(when, question, sign, value.trim());
      if (wrong) return fault(wrong.zh, wrong.en);
    }
    read.push({ when, gives: none.has(gives.trim()) ? null : gives.trim() });
  }
  return { questions, rules: read };
}

const keys = { '<': 'lt', '<=': 'lte', '≤': 'lte', '>': 'gt', '>=': 'gte', '≥': 'gte' } as const;

/** Adds one comparison to what a rule asks; says what is wrong with it. */
function narrow(when: Record<string, Condition>, { name, input }: Question, sign: string, value: string): Text | null {
  const known = when[name] ?? {};
  if (input.kind === 'choice') {
    if (sign !== '=' && sign !== '为') return { zh: `“${name}”只能用 =`, en: `${name} takes = alone` };
    const words = value.split(/[、|]/).map((word) => word.trim());
    const strange = words.find((word) => !input.of.includes(word));
    if (strange !== undefined) return { zh: `“${name}”没有选项“${strange}”`, en: `${name} has no choice ${strange}` };
    if (known.in) return { zh: `“${name}”写了两次`, en: `${name} is there twice` };
    when[name] = { in: words };
    return null;
  }
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return { zh: `“${value}”不是数`, en: `${value} is no number` };
  const key = sign === '=' || sign === '为' ? null : keys[sign as keyof typeof keys];
  if (key !== null && known[key] !== undefined)
    return { zh: `“${name}”同一侧写了两次`, en: `${name} has two bounds on one side` };
  when[name] = { ...known, ...(key === null ? { gte: number, lte: number } : { [key]: number }) };
  return null;
}

function linesOf(text: string): [number, string][] {
  return text.split('\n').flatMap((line, n): [number, string][] => (line.trim() === '' ? [] : [[n + 1, line.trim()]]));
}

const inputsOf = (questions: readonly Question[]) =>
  Object.fromEntries(questions.map(({ name, input }) => [name, input]));

/** Whether a table has exactly one rule for everybody (hit policy Unique): every overlap and every gap. */
export function faultsOf({ questions, rules }: PolicyTable): TableFaults {
  return tableFaults(
    inputsOf(questions),
    rules.map(({ when }) => when),
  );
}

/** Where two policies of one group, of which a person takes one, both give something: rules by their numbers from 0. */
export function bothGive(one: PolicyTable, other: PolicyTable): { rules: [number, number]; where: Region }[] {
  const giving = [one, other].map(({ rules }) =>
    rules.flatMap(({ when, gives }, n) => (gives === null ? [] : [{ when, n }])),
  );
  const [mine = [], theirs = []] = giving;
  const { overlaps } = tableFaults(
    inputsOf([...one.questions, ...other.questions]),
    [...mine, ...theirs].map(({ when }) => when),
  );
  return overlaps.flatMap(({ rules: [a, b], where }) =>
    a < mine.length && b >= mine.length
      ? [{ rules: [mine[a]!.n, theirs[b - mine.length]!.n] as [number, number], where }]
      : [],
  );
}

/** A region in words: `年龄 [25,30)、学历 {大专}`; the whole is named as such. */
export function regionWords(region: Region): string {
  const parts = Object.entries(region).map(([name, run]) => `${name} ${run}`);
  return parts.length === 0 ? '任何情形' : parts.join('、');
}
