/** What a text itself says of the change since the last one: 比去年增加8000亿元, 高0.2个百分点. */
import type { DraftCommitment } from './model.ts';
import { unitFactor } from './units.ts';

export interface StatedDifference {
  /** The words as they stand. */
  says: string;
  /** Whether the two numbers differ by that; null where they cannot be compared. */
  agrees: boolean | null;
}

const UP = '增加|提高|高出|高|多|扩大|提升|上调|上升|增长|增';
const DOWN = '减少|下降|降低|低于|低|少|压减|下调|压缩|减';
const STATED = new RegExp(
  `^[^。；！？\\n]{0,14}?[比较](?:去年|上年|上一年|往年|前一年|去年预算|上年预算)[^，。；\\d]{0,8}?(?:(?<up>${UP})|(?<down>${DOWN}))了?(?<more>约|近|超过)?(?<number>\\d+(?:\\.\\d+)?)(?<unit>[^\\d，。；、：（）\\s]{1,6})`,
  'u',
);
const RESTATED = /[比较](?:去年|上年|上一年|往年|前一年)[^，。；\d]{0,12}$/u;

/** Whether a row is a difference that belongs to another row, and no commitment of its own: 预期目标比去年多100万人. */
export function restates({ value, text, span, quantitySpan }: DraftCommitment): boolean {
  if (value === null || !quantitySpan) return false;
  const number = text.slice(quantitySpan[0] - span[0]).search(/\d/u);
  return number >= 0 && RESTATED.test(text.slice(0, quantitySpan[0] - span[0] + number));
}

/** Reads the difference that follows the quantity and checks it; null where the text states none. Tolerance half a unit of the last digit stated. */
export function checked(text: string, fresh: DraftCommitment, old: DraftCommitment | null): StatedDifference | null {
  if (!fresh.quantitySpan) return null;
  const found = STATED.exec(text.slice(fresh.quantitySpan[1], fresh.quantitySpan[1] + 60));
  if (!found) return null;
  const { up, number, unit: tail } = found.groups!;
  const unit = tail!.replace(/[左右以上多]+$/u, '');
  const says = /[比较].*$/su.exec(found[0])![0];
  if (!old || old.value === null || fresh.value === null || old.value2 !== null || fresh.value2 !== null)
    return { says, agrees: null };
  const points = /百分点$/u.test(unit);
  const [a, b, d] = [unitFactor(old.unit ?? ''), unitFactor(fresh.unit ?? ''), unitFactor(unit)];
  if (a.base !== b.base || (points ? fresh.unit !== '%' : d.base !== b.base)) return { says, agrees: null };
  const factor = points ? 1 : d.factor;
  const signed = Number(number) * (up === undefined ? -1 : 1);
  const digits = number!.includes('.') ? number!.length - number!.indexOf('.') - 1 : 0;
  const difference = (fresh.value * (points ? 1 : b.factor) - old.value * (points ? 1 : a.factor)) / factor;
  return { says, agrees: Math.abs(difference - signed) <= 0.5 * 10 ** -digits + 1e-9 };
}
