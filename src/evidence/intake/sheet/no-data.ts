import { plainText } from './absent.ts';
import type { SheetRow } from './grid.ts';
import { headLabel } from './head-label.ts';

/** What the rows of a table are: records of their own, or figures, where 一、 and 其中 stand before names. */
export type RowsAre = 'records' | 'figures';

/** Why a row under a head is no record. */
export type NoData =
  | 'head'
  | 'numbering'
  | 'total'
  | 'section'
  | 'note'
  | 'serial-only'
  | 'unread'
  | 'part'
  | 'other-table'
  | 'unknown'
  | 'hidden';

/** What each reason says to people. */
export const noDataWords: Record<NoData, { zh: string; en: string }> = {
  head: { zh: '重复的表头', en: 'the head again' },
  numbering: { zh: '栏次行', en: 'numbers of the columns' },
  total: { zh: '合计、小计', en: 'a total' },
  section: { zh: '分类小标题', en: 'a heading of a section' },
  note: { zh: '注释、落款', en: 'a note or a signature' },
  'serial-only': { zh: '只有序号', en: 'only a running number' },
  unread: { zh: '要读的列都是空的', en: 'nothing in the columns that are read' },
  part: { zh: '“其中”行', en: 'an "of which" row' },
  'other-table': { zh: '另一张表', en: 'another table' },
  unknown: { zh: '不认得的指标', en: 'an indicator that is not known' },
  hidden: { zh: '隐藏的行', en: 'a hidden row' },
};

const TOTAL =
  /^(?:合计|总计|小计|共计|合共|总和|计|total|subtotal|sum)(?:[(【[].*)?[:：]?$|^(?:合计|总计|小计|共计)[:：]|^.{1,14}(?:合计|总计|小计|共计)(?:[([].{0,12}[)\]])?[:：]?$/iu;
const NOTE = [
  /^(?:数据|资料|信息)?来源[:：]/u,
  /^(?:注释?|备注|说明|附注|附|编者按|指标解释|口径)\d*(?:[:：]|[.、](?!\d))/u,
  /^(?:填表|填报|编制|制表|口径|指标|统计)说明[:：]?/u,
  /^(?:制表|填表|填报|编制|审核|审批|审定|复核|校对|经办|联系|统计负责|单位负责|主要负责|负责|分管|报送|上报|录入|签发)(?:人员?|单位|部门|科室|日期|时间|电话|员|领导|人签字|人签章)(?:[(（].*[)）])?(?:[:：].*)?$/u,
  /^(?:制表|填表|填报|编制|审核|复核|联系|报送|电话|手机|日期|时间|单位|主管|盖章|签字|负责)[:：]/u,
  /^(?:数据来源|资料来源|注|备注|说明|续表|[(（]?(?:单位|部门)?(?:盖章|公章|签章|签字)[)）]?)$/u,
  /^第\d+页|^共\d+页$|^[-—–]\d+[-—–]$/u,
];
/** Only where nothing else stands in the row. */
const LONE_NOTE = /^(?:[*＊※★▲△#]+\S{3,}|(?:本表|以上|上述|上表|此表|表中|注意|特此说明|[(（]以下).{2,})/u;
const NUMBERED =
  /^(?:[一二三四五六七八九十百]+[、.．:：]|[(（][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百]+[类批部章节组]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、.．]?)/u;
const SERIAL = /^(?:序号|序|编号|项次|行次|no\.?|№|#)$/u;
const HEADS = new Set(
  '序号 编号 名称 项目 项目名称 工程名称 工程 单位 单位名称 企业名称 企业 公司名称 指标 指标名称 备注 金额 数量 地区 年份 时间 日期 投资 投资额 总投资 面积 联系人 联系电话 责任单位 进度 完成率 建设地点 地点 类别 类型 姓名 数值 计量单位 统计期 规模 建设规模 建设内容 所属行业'.split(
    ' ',
  ),
);

const filledOf = (row: SheetRow) =>
  row.cells.flatMap((cell, index) => {
    const text = plainText(cell.text);
    return text === '' && cell.error === undefined ? [] : [{ cell, index, text }];
  });

interface Facts {
  row: SheetRow;
  filled: ReturnType<typeof filledOf>;
  serial: string;
  /** Texts, each merged cell and each repetition once. */
  texts: string[];
}

/**
 * Why each row under a head is no record; null where it is one. `read` are the columns that are read, `keys` those that
 * name a record. Nothing is told by the beginning of a name: 总计量检测中心 is no total.
 */
export function noDataIn(
  rows: readonly SheetRow[],
  head: { headers: ReadonlyMap<number, string>; read: readonly number[]; keys: readonly number[]; rowsAre: RowsAre },
): (NoData | null)[] {
  const serialAt = [...head.headers].find(
    ([index, text]) => SERIAL.test(headLabel(text).words) && !head.read.includes(index),
  )?.[0];
  const facts: Facts[] = rows.map((row) => {
    const filled = filledOf(row);
    const serial = serialAt === undefined ? '' : (filled.find(({ index }) => index === serialAt)?.text ?? '');
    const named = filled.filter(({ cell }) => typeof cell.value === 'string');
    return { row, filled, serial, texts: [...new Set(named.map(({ text }) => text))] };
  });
  const numbered = facts.some(({ serial }) => /[\d①-⑳]/u.test(serial));
  const lastKey = Math.max(-1, ...head.keys);
  const figures = head.rowsAre === 'figures';
  let other = false;
  const found = facts.map((fact, at): NoData | null => {
    const { filled, texts } = fact;
    const [lead] = filled;
    if (!lead) return 'unread';
    if (at === 0 && isNumbering(fact)) return 'numbering';
    if (other || isOtherHead(fact)) {
      other = true;
      return 'other-table';
    }
    const early = filled.filter(({ index }, position) => position === 0 || index <= lastKey).map(({ text }) => text);
    if (early.some((text) => TOTAL.test(text))) return 'total';
    const named = filled.some(({ index }) => head.keys.includes(index));
    const signed = (text: string) => NOTE.some((pattern) => pattern.test(text));
    if (texts.length > 0 && filled.every(({ text }) => signed(text))) return 'note';
    const leads = head.keys.includes(lead.index) || !named;
    if (leads && (signed(lead.text) || (texts.length === 1 && filled.length === 1 && LONE_NOTE.test(lead.text))))
      return 'note';
    if (serialAt !== undefined && filled.every(({ index }) => index === serialAt))
      return numbered && !/\d/u.test(fact.serial) ? 'section' : 'serial-only';
    if (
      isSection(fact, { numbered, serialAt }) &&
      !(figures && filled.some(({ cell }) => typeof cell.value === 'number'))
    )
      return 'section';
    if (!figures && early.some((text) => /^其中(?:[:：]|$)/u.test(text))) return 'part';
    return filled.some(({ index }) => head.read.includes(index)) ? null : 'unread';
  });
  // Where every row is "numbered" that way, that is how records are named here.
  const data = found.filter((why) => why === null).length;
  return found.map((why, at) =>
    why === 'section' && data === 0 && (facts[at]?.filled.length ?? 0) > 1 && !isBanner(facts[at]) ? null : why,
  );
}

/** One text over several columns, and nothing else. */
function isBanner(fact: Facts | undefined): boolean {
  return (
    fact !== undefined &&
    fact.filled.length > 1 &&
    new Set(fact.filled.map(({ cell, index }) => cell.master ?? `${index}`)).size > 0 &&
    fact.texts.length === 1 &&
    fact.filled.every(({ cell, text }) => cell.master !== undefined || text === fact.texts[0]) &&
    fact.filled.some(({ cell }) => cell.master !== undefined)
  );
}

function isSection(fact: Facts, { numbered, serialAt }: { numbered: boolean; serialAt: number | undefined }): boolean {
  if (isBanner(fact)) return true;
  const { filled, texts, serial } = fact;
  if (numbered && serialAt !== undefined) {
    if (serial !== '' && !/[\d①-⑳]/u.test(serial)) return true;
    if (serial === '' && texts.length === 1 && (filled.length === 1 || filled.every(({ text }) => text === texts[0])))
      return true;
  }
  const name = filled.find(({ cell }) => typeof cell.value === 'string');
  return texts.length === 1 && name !== undefined && NUMBERED.test(name.text);
}

/** 甲 乙 1 2 3 under a head: letters, then numbers that count up. */
function isNumbering({ filled }: Facts): boolean {
  const said = filled.map(({ text }) => text.replace(/=.*$/u, '').replace(/^[([]|[)\]]$/gu, ''));
  if (said.length < 2 || !said.every((text) => /^(?:[甲乙丙丁戊己庚辛]|[A-Ja-j]|\d{1,2}|[①-⑳]|[-—/])$/u.test(text)))
    return false;
  const numbers = said.filter((text) => /^\d+$/u.test(text)).map(Number);
  const counts = numbers.every((n, i) => i === 0 || n === (numbers[i - 1] ?? 0) + 1) && (numbers[0] ?? 1) <= 3;
  return (
    counts &&
    (said.some((text) => /^[甲A]$/iu.test(text)) ||
      (numbers.length >= 3 && numbers.length === said.length && numbers[0] === 1))
  );
}

/** The head of a table that is not the one looked for: two words or more that only heads say. */
function isOtherHead({ filled }: Facts): boolean {
  return (
    filled.length > 1 &&
    filled.every(({ cell }) => typeof cell.value === 'string') &&
    filled.filter(({ text }) => HEADS.has(headLabel(text).words)).length >= 2
  );
}
