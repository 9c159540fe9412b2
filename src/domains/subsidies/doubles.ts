import type { Text } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import type { loans, supports } from './registers.ts';

export interface Double {
  why: Text;
  /** One and the same by its code; else by name alone. */
  sure: boolean;
}

type Support = RecordOf<typeof supports>;
type Loan = Pick<RecordOf<typeof loans>, 'code' | 'borrower' | 'contract' | 'rule' | 'from' | 'id'>;

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s()（）·]/g, '')
    .replace(/(有限责任公司|有限公司|专业合作社|合作社)$/, '');

/**
 * Supports that somebody may have got twice, over the list itself and the loans: the same kind and matter in a year from
 * two offices, interest for a loan that a rule subsidises already, interest and the fee of the guarantee for one loan.
 */
export function doublesIn(rows: readonly Support[], loaned: readonly Loan[]): Map<string, Double[]> {
  const found = new Map<string, Double[]>();
  const add = (id: string, one: Double) => found.set(id, [...(found.get(id) ?? []), one]);
  const same = (a: { code: string | null; name: string }, b: { code: string | null; name: string }): boolean | null =>
    a.code !== null && b.code !== null
      ? a.code === b.code
        ? true
        : null
      : plain(a.name) === plain(b.name)
        ? false
        : null;
  for (const [n, a] of rows.entries()) {
    for (const b of rows.slice(n + 1)) {
      const sure = a.year === b.year ? same(a, b) : null;
      if (sure === null) continue;
      const clash =
        a.kind === b.kind && a.bureau?.id !== b.bureau?.id
          ? { zh: '同年同类补助由两个单位发放', en: 'the same kind in one year from two offices' }
          : ['interest', 'fee'].includes(a.kind) && ['interest', 'fee'].includes(b.kind) && a.kind !== b.kind
            ? { zh: '贴息与担保费补贴同年享受', en: 'interest and fee of the guarantee in one year' }
            : null;
      if (!clash) continue;
      const by = sure ? { zh: '代码相同', en: 'same code' } : { zh: '名称相同', en: 'same name' };
      add(a.id, {
        sure,
        why: {
          zh: `${clash.zh}（${by.zh}）：${b.name}“${b.matter}”`,
          en: `${clash.en} (${by.en}): ${b.name}, ${b.matter}`,
        },
      });
      add(b.id, {
        sure,
        why: {
          zh: `${clash.zh}（${by.zh}）：${a.name}“${a.matter}”`,
          en: `${clash.en} (${by.en}): ${a.name}, ${a.matter}`,
        },
      });
    }
    if (a.kind !== 'interest') continue;
    for (const loan of loaned) {
      const sure =
        loan.rule && a.loan?.id !== loan.id && String(a.year) === loan.from.slice(0, 4)
          ? same(a, { code: loan.code, name: loan.borrower })
          : null;
      if (sure !== null)
        add(a.id, {
          sure,
          why: {
            zh: `贷款 ${loan.contract} 已按规则贴息`,
            en: `the loan ${loan.contract} is subsidised by a rule already`,
          },
        });
    }
  }
  return found;
}
