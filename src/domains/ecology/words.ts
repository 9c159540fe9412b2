/** Classes of water as they are written. */
export const classNames = ['', 'Ⅰ类', 'Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类', '劣Ⅴ类'] as const;
export const classNamesEn = [
  '',
  'class I',
  'class II',
  'class III',
  'class IV',
  'class V',
  'worse than class V',
] as const;

/** Why a value is missing, as codes of readings say it. */
export const whyWords: Readonly<Record<string, { zh: string; en: string }>> = {
  'no-value': { zh: '没有数值', en: 'no value' },
  'no-valid': { zh: '没有可计入的值', en: 'no value that counts' },
  'too-few-minutes': { zh: '分钟数不足', en: 'too few minutes' },
  'lacks-items': { zh: '缺项，不出指数（NA）', en: 'lacks an item: no index (NA)' },
  'too-few-hours': { zh: '小时数不足', en: 'too few hours' },
};

export const levelWords = {
  village: { zh: '村级', en: 'village' },
  town: { zh: '乡级', en: 'town' },
  county: { zh: '县级', en: 'county' },
} as const;

export const faultWords: Readonly<Record<string, { zh: string; en: string }>> = {
  short: { zh: '时长不足', en: 'too short' },
  near: { zh: '里程不足', en: 'not far enough' },
  soon: { zh: '间隔太近', en: 'too soon' },
  'out-of-season': { zh: '不在应巡期', en: 'out of season' },
};
