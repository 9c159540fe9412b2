import { sql } from 'kysely';
import { isMissing, type Text } from '../../core/measure/index.ts';
import { firstDigits, lastDigits, type Screen, type Warning } from '../../core/measure/plausibility/index.ts';
import { kindOf, type RegisterType } from '../../core/register/index.ts';
import { visibleSql } from '../../evidence/reading/figures.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { Reach } from '../../http/access.ts';

export const checkNames: { code: string; name: Text; about: Text; raises: string[] }[] = [
  {
    code: 'bounds',
    name: { zh: '范围', en: 'Bounds' },
    about: {
      zh: '数在可能的范围之内（如比例在 0 到 100 之间）',
      en: 'A figure lies within what is possible (a share between 0 and 100)',
    },
    raises: ['below-minimum', 'above-maximum'],
  },
  {
    code: 'jump',
    name: { zh: '突变', en: 'Jump' },
    about: {
      zh: '这一期的增速与本指标历年增速相差过大（偏离常态 3.5 倍以上）',
      en: 'The growth is far from what this indicator has shown before (more than 3.5 times its usual spread)',
    },
    raises: ['jump'],
  },
  {
    code: 'repeated',
    name: { zh: '不变', en: 'Unchanged' },
    about: { zh: '连续几期一字不差', en: 'The same figure several times in a row' },
    raises: ['stale-repetition'],
  },
  {
    code: 'identity',
    name: { zh: '关系', en: 'Identity' },
    about: {
      zh: '指标之间、台账之间应有的关系不成立（分项之和、比值、同向变化、两张表说同一件事）',
      en: 'A relation between indicators or lists does not hold (parts and whole, ratios, moving together, two lists of one thing)',
    },
    raises: ['identity-'],
  },
  {
    code: 'digits',
    name: { zh: '数字分布', en: 'Digits' },
    about: {
      zh: '台账里首位、末位数字的分布与自然形成的相差明显',
      en: 'First or last digits of a register are unlike natural ones (chi-square)',
    },
    raises: ['first-digit', 'last-digit'],
  },
];

/** A register is screened by its digits from this many values on; below, chance alone explains anything. */
const enough = 300;
const most = 200_000;

/** Screens over the digits of every number field of large registers. */
export async function screensOf(
  store: Store,
  snapshot: Snapshot,
  reach: Reach,
): Promise<{ register: RegisterType; field: string; warning: Warning; demo: boolean }[]> {
  const found: { register: RegisterType; field: string; warning: Warning; demo: boolean }[] = [];
  for (const { type } of snapshot.registers.values()) {
    for (const field of type.fields.filter(
      (item) => kindOf(item).compares === 'number' && item.computed === undefined,
    )) {
      const { rows } = await sql<{ value: number; demo: boolean }>`
        select (values->>${sql.lit(field.id)})::float8 as value, demo from record
        where jurisdiction_id = ${snapshot.jurisdiction} and register_id = ${type.id} and values ? ${field.id} and ${visibleSql(snapshot, type, reach)} limit ${most}`.execute(
        store,
      );
      if (rows.length < enough) continue;
      const values = rows.map((row) => row.value);
      for (const screen of [firstDigits(values), lastDigits(values)].filter(
        (made): made is Screen => !isMissing(made),
      )) {
        if (screen.warning)
          found.push({ register: type, field: field.id, warning: screen.warning, demo: rows.some((row) => row.demo) });
      }
    }
  }
  return found;
}
