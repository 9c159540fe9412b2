import { isProblem, parseUnit, sameDimension, type Unit } from '../../../core/measure/index.ts';
import { plainText } from './absent.ts';

/**
 * The unit that somebody names for a column, brought to the column's own. `unit` is what figures without one are in;
 * `unclear` is what looks like a unit and is none that the column can be brought to: nobody may guess then.
 */
export type UnitSaid = { unit: string } | { unclear: string } | null;

/** Remarks that stand where a unit may stand, and are none. */
const REMARK =
  /^(?:必填|选填|可填|可选|单选|多选|下拉|含|不含|包括|不包括|扣除|除|其中|如|例|见|填|请|约|预计|估算|测算|概算|预算|决算|初步|快报|终报|累计|当年|本年|上年|按|保留|整数|数字|数值|小数|\d+位|现价|不变价|可比价|当年价|税前|税后|税|合计|全口径|自动|公式|备注|注|说明|全部|规上|限上|年|月|季|日期|格式|(?:19|20)\d\d)/u;
/** What only units hold. */
const UNIT_LIKE =
  /[万亿千百十]?(?:元|圆|円|吨|亩|公顷|米|公里|人|户|家|个|度|瓦|千瓦时|斤|克|升|%|％|‰|倍|件|套|台|辆)|^[万亿千百]+$|^[a-z²³/]{1,6}$/iu;

/** Short names that are no units. */
const SHORT_NAME = /^(?:gdp|cpi|ppi|pmi|fdi|r&?d|pm|id|no|ph|cod|aqi|ai|5g)$/iu;

/** What names a person or an office after 单位, as in 填报单位：市发改局. */
const OFFICE =
  /(?:局|委|办|厅|部|院|所|处|科|室|站|队|会|公司|集团|中心|政府|街道|镇|乡|村|社区|园区|管委会|学校|医院|盖章|公章|签章|签字)[)）]?$/u;

/**
 * What the words beside a head say about the unit of a column whose own unit is `own` (`''`: a pure number). The first
 * that can be brought to the own unit counts; a magnitude alone (万, 亿) counts the own unit's base.
 */
export function unitBeside(said: readonly string[], own: string): UnitSaid {
  let unclear: string | null = null;
  for (const { part, named } of said.flatMap(partsOf)) {
    const found = unitIn(part, own) ?? (named && own !== '' && !OFFICE.test(part) ? { unclear: part } : null);
    if (found === null) continue;
    if ('unit' in found) return found;
    unclear ??= found.unclear;
  }
  return unclear === null ? null : { unclear };
}

/** The parts of `亿元，含征地`, `单位：万元`; `named`: it is said that they are units. */
function partsOf(said: string): { part: string; named: boolean }[] {
  const bare = plainText(said)
    .replace(/^[([{【〔]|[)\]}】〕]$/gu, '')
    .replace(/^(?:计量|金额|数量)?单位:?/u, '');
  return bare
    .split(/[,、;:。|]/u)
    .filter((part) => part !== '')
    .map((part) => ({ part, named: said.includes('单位') }));
}

function unitIn(part: string, own: string): UnitSaid {
  const column = parseUnit(own);
  if (isProblem(column)) return { unclear: part };
  const whole = fitted(part, own, column);
  if (whole !== null) return whole;
  // 含税万元, 万元含税: the end or the beginning that the column can be brought to.
  for (let cut = 1; cut < part.length; cut++) {
    for (const piece of [part.slice(cut), part.slice(0, -cut)]) {
      const rest = piece === part.slice(cut) ? part.slice(0, cut) : part.slice(-cut);
      if (!REMARK.test(rest) || own === '') continue;
      const found = fitted(piece, own, column);
      if (found !== null && 'unit' in found) return found;
    }
  }
  if (REMARK.test(part)) return null;
  return UNIT_LIKE.test(part) && !SHORT_NAME.test(part) ? { unclear: part } : null;
}

/** A piece that is a unit as a whole: one for the column, or one of another kind; null where it is none. */
function fitted(piece: string, own: string, column: Unit): UnitSaid {
  if (/^[万亿千百十]+$/u.test(piece)) {
    const [head] = column.parts;
    const tail = head === undefined ? '' : column.text.slice(head.text.length);
    const full = `${piece}${head?.base ?? ''}${tail}`;
    const parsed = parseUnit(full);
    return head === undefined || isProblem(parsed) || !sameDimension(parsed, column)
      ? { unclear: piece }
      : { unit: full };
  }
  const parsed = parseUnit(piece);
  if (isProblem(parsed) || piece === '') return null;
  if (sameDimension(parsed, column)) return { unit: piece };
  // 职工（人） of a field that names no unit counts what it counts; 职工（万人） does not.
  return own === '' && parsed.num === parsed.den ? { unit: '' } : { unclear: piece };
}

/** The unit behind a head without brackets: 总投资/亿元, 总投资，亿元, 总投资亿元. `label` is what the head should say. */
export function unitBehind(whole: string, label: string, own: string): UnitSaid {
  if (!whole.startsWith(label) || whole.length === label.length) return null;
  const rest = whole.slice(label.length).replace(/^[/,:;、|_-]+/u, '');
  const found = unitBeside([rest], own);
  return found !== null && 'unclear' in found && !UNIT_LIKE.test(rest) ? null : found;
}

/** Whether a cell says what figures are counted in, as the row 个 | 亿元 under a head does. */
export function isUnitCell(text: string): boolean {
  const said = plainText(text)
    .replace(/^(?:计量)?单位:?/u, '')
    .replace(/^[([【〔]|[)\]】〕]$/gu, '');
  return said !== '' && !/^\d/u.test(said) && (!isProblem(parseUnit(said)) || /^[万亿千百]+$/u.test(said));
}

const LINE = /单位\s*[:：]\s*([^\s:：)）\]】]+)|[([【]([^()[\]【】]+)[)\]】]$/u;

/** What a line above a table says figures are counted in (单位：亿元、个); null for one that says nothing of it, or names an office. */
export function unitLine(text: string): string | null {
  const found = LINE.exec(text.normalize('NFKC').trim());
  if (!found) return null;
  if (/(?:填报|报送|主管|责任|牵头|编制|制表|建设|申报|实施|用人|所在)单位/u.test(text)) return null;
  const said = plainText(found[1] ?? found[2] ?? '');
  if (found[1] === undefined && isProblem(parseUnit(said))) return null;
  return said === '' || OFFICE.test(said) ? null : said;
}

/**
 * The unit that a line above the table gives a column: the one of its parts (亿元、个) that the column can be brought to.
 * `unclear` where no part is a unit at all; null where they are units of other things.
 */
export function unitOfLine(line: string, own: string): UnitSaid {
  const column = parseUnit(own);
  if (isProblem(column) || own === '') {
    // A pure number takes a magnitude, nothing else: 单位：万人 over 职工人数.
    const magnitude = /^([万亿千百]+)/u.exec(line)?.[1];
    return own === '' && magnitude !== undefined ? { unclear: line } : null;
  }
  const parts = line.split(/[,、;和及]/u).filter((part) => part !== '');
  let understood = false;
  for (const part of parts) {
    const found = fitted(part, own, column);
    if (found === null) continue;
    if ('unit' in found) return found;
    const other = parseUnit(part);
    if (!isProblem(other) && isMoney(other) && isMoney(column)) return { unclear: part };
    understood = true;
  }
  return understood ? null : { unclear: line };
}

/** 万美元 over a column of 万元 is no unit of another thing: somebody has to say which it is. */
const isMoney = ({ dims }: Unit) =>
  Object.keys(dims).join() !== '' && /^(?:CNY|USD|EUR|HKD|JPY)$/u.test(Object.keys(dims).join());
