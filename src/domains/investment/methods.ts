import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { findDuplicates } from './duplicates.ts';

const own = {
  zh: '自定规则：domains/investment/duplicates.ts；相近程度用 Dice 系数（Dice 1945，式 2）',
  en: 'Our own rules: domains/investment/duplicates.ts; likeness by the coefficient of Dice (1945, eq. 2)',
  grade: 'own',
} as const;

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'firm-match',
    name: { zh: '企业名称查重', en: 'Firms under two names' },
    answers: {
      zh: '这些名称里，哪些是同一家企业，应当合并或请人核对？',
      en: 'Which of these names are one firm, to be merged or looked at by a person?',
    },
    formula: [
      {
        zh: '名称 = 地名 + 字号 + 行业 + 组织形式；去掉地名和组织形式后相同 → same',
        en: 'name = place + mark + trade + legal form; the same without place and legal form → same',
      },
      {
        zh: '字号相同而一个是简称，或一个是另一个的开头 → likely',
        en: 'the same mark and one of them short, or one begins the other → likely',
      },
      {
        zh: '地名、分支、行业或层级（集团、公司）不同 → 同一集团的成员，不合并',
        en: 'another place, branch, trade or rank (group, firm) → members of a group, not merged',
      },
    ],
    sources: [
      {
        zh: '名称的组成：《企业名称登记管理规定》（国务院令第 734 号）第六条',
        en: 'Parts of a name: Provisions on the Registration of Enterprise Names (State Council order 734), art. 6',
        grade: 'M',
      },
      own,
    ],
    parameters: [],
    input: z.strictObject({
      names: field(z.array(z.string().trim().min(1).max(200)).max(2000), '名称', 'Names'),
      places: field(
        z.array(z.string().trim().min(1).max(50)).max(500).optional(),
        '本地地名（不区分企业）',
        'Places here (they tell no firms apart)',
      ),
    }),
    output: z.object({
      pairs: field(
        z.array(z.tuple([z.int(), z.int(), z.enum(['same', 'likely']), z.string()])),
        '疑似同一家：序号、序号、把握、理由',
        'Pairs: place, place (from 0), how sure, why',
      ),
    }),
    example: {
      names: ['贵州演示星河铝业有限公司', '演示星河铝业(贵州)有限责任公司', '演示星河', '演示星河新材料有限公司'],
      places: ['清镇市'],
    },
    run: ({ names, places = [] }) => ({
      pairs: findDuplicates(
        names.map((name, at) => ({ id: String(at), name })),
        places,
      ).flatMap(({ a, b, certainty, why }): [number, number, 'same' | 'likely', string][] =>
        certainty === 'possible' ? [] : [[Number(a), Number(b), certainty, `${why.zh} / ${why.en}`]],
      ),
    }),
  }),
];
