import type { Text } from '../../core/measure/index.ts';
import { subsidyRules } from './registers.ts';
import type { SubsidyRule } from './subsidy.ts';

const optionOf = (field: string, id: string): Text =>
  subsidyRules.fields.find((one) => one.id === field)?.choices?.find((one) => one.id === id)?.name ?? {
    zh: id,
    en: id,
  };

/** What a rule chose of what papers leave open, one sentence each: it stands on every sheet. */
export function ruleWords(rule: SubsidyRule): Text[] {
  const said = (field: string, id: string | undefined, zh: string, en: string): Text[] => {
    const option = id === undefined ? null : optionOf(field, id);
    return option ? [{ zh: `${zh}：${option.zh}`, en: `${en}: ${option.en}` }] : [];
  };
  return [
    ...said('kind', rule.kind, '贴多少', 'How much'),
    ...said('bands', rule.bands, '分档', 'Bands'),
    ...(rule.cap === undefined ? [] : said('order', rule.order ?? 'daily', '封顶', 'Cap')),
    ...(rule.kind === 'share' || rule.kind === 'above' ? said('lpr_day', rule.lprDay ?? 'start', 'LPR', 'LPR') : []),
    {
      zh: `日数：算头不算尾，一年 ${rule.basis} 天`,
      en: `Days: the first counts, the last does not; ${rule.basis} a year`,
    },
    { zh: '每年四舍五入到分一次', en: 'Rounded half up to the cent once a year' },
  ];
}
