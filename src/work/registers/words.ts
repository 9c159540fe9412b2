import type { Field, FieldType } from '../../core/register/model.ts';
import type { Pair } from '../../ui/text.tsx';

export const fieldTypeWords: Record<FieldType, Pair> = {
  text: { zh: '文字', en: 'Text' },
  number: { zh: '数值', en: 'Number' },
  money: { zh: '金额', en: 'Money' },
  date: { zh: '日期', en: 'Date' },
  period: { zh: '时期', en: 'Period' },
  choice: { zh: '选项', en: 'Choice' },
  flag: { zh: '是否', en: 'Yes or no' },
  reference: { zh: '引用台账', en: 'Reference' },
  person: { zh: '人员', en: 'Person' },
  org: { zh: '单位', en: 'Organisation' },
  place: { zh: '地点', en: 'Place' },
  point: { zh: '坐标', en: 'Coordinates' },
  file: { zh: '附件', en: 'Files' },
};

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
