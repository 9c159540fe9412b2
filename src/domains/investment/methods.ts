import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { findDuplicates } from './duplicates.ts';

const own = {
  zh: '自定规则：domains/investment/duplicates.ts；查得准不准：npm run bench -- firm-match',
  en: 'Our own rules: domains/investment/duplicates.ts; how well they do: npm run bench -- firm-match',
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
        zh: '一个是另一个的简称、开头，一个没有写地名，或只错一个音近形近的字、漏一个字、两字颠倒 → likely',
        en: 'one is short for the other or begins it, has no place, or differs by a character that sounds or looks alike, is left out or changed places → likely',
      },
      {
        zh: '地名（全国省、市、县都认得）、分支、编号、行业或层级（集团、公司）不同 → 不合并',
        en: 'another place (all of the country are known), branch, number, trade or rank (group, firm) → not merged',
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
        '本地地名，先市后镇（全国市县不必填）',
        'The city here and its towns (cities and counties of the country are known)',
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
