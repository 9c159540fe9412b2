import type { Field } from '../../core/register/model.ts';
import type { Pair } from '../../ui/text.tsx';

export const formatWords: Record<NonNullable<Field['format']>, Pair> = {
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
  'id-number': { zh: '身份证号', en: 'Citizen id number' },
  mobile: { zh: '手机号', en: 'Mobile number' },
};

export const cadenceWords: Record<'month' | 'quarter' | 'half' | 'year', Pair> = {
  month: { zh: '每月', en: 'Monthly' },
  quarter: { zh: '每季', en: 'Quarterly' },
  half: { zh: '每半年', en: 'Half-yearly' },
  year: { zh: '每年', en: 'Yearly' },
};
