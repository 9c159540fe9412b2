import type { Text } from '../../core/measure/model.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';

export interface Suggestion {
  organisation: string;
  why: Text;
}

/**
 * Words of an organisation's field of work, by what its name says. An organisation that carries the word on the left in
 * its name answers for what is written with the words on the right.
 */
const fields: readonly (readonly [RegExp, RegExp])[] = [
  [/统计/, /生产总值|增加值|人均可支配收入|常住人口|城镇化率/],
  [/发展和改革|发改/, /固定资产投资|能耗|重点项目|基础设施投资/],
  [/工业|工信/, /工业|制造|建材|规上|研发投入|技改/],
  [/商务/, /零售|商贸|商圈|外贸|进出口|电商/],
  [/投资促进|招商/, /招商|引进|到位资金|签约/],
  [/农业农村/, /农|肉鸡|蔬菜|种植|养殖|乡村振兴|高标准/],
  [/生态环境/, /水质|总磷|总氮|高锰酸盐|营养状态|空气|优良天数|污染/],
  [/水务|水利/, /供水|河长|河湖|水利|污水/],
  [/自然资源/, /土地|矿山|用地|村庄规划/],
  [/林业/, /森林|石漠化|绿化|林/],
  [/住房|住建/, /老旧小区|棚户|住房|海绵|停车|建成区/],
  [/交通/, /公路|路网|通车|公交|交通/],
  [/教育/, /学位|学校|教师|教育|幼儿园/],
  [/卫生|卫健/, /医疗|床位|医师|托育|疫苗|核酸|健康/],
  [/人力资源|人社/, /就业|技能培训|人才|劳动/],
  [/民政/, /养老|低保|福利|社会救助/],
  [/文体|旅游|文旅/, /旅游|游客|文化|体育/],
  [/公安/, /刑事|治安|户籍|警/],
  [/政务服务|行政审批/, /行政许可|政务|办事|审批|承诺时限/],
  [/应急/, /安全生产|生产安全|应急|防灾/],
  [/财政/, /一般公共预算|财政|基金/],
  [/税务/, /税收|税/],
];

/**
 * The organisation that most likely answers for something nobody answers for: the one that leads the commitment it
 * belongs to, then the one that leads its neighbours, then the one whose field of work its name names. Null when none
 * of this says anything. A person decides.
 */
export function suggestOwner(
  snapshot: Snapshot,
  item: { name: Text; indicator?: string | null; parent?: string | null; id?: string },
): Suggestion | null {
  const name = (id: string) => snapshot.organisations.get(id) ?? { zh: id, en: id };
  if (item.indicator) {
    const leading = snapshot.commitments.find(
      (held) => held.item.indicator === item.indicator && held.item.lead !== null && held.item.id !== item.id,
    );
    if (leading?.item.lead)
      return {
        organisation: leading.item.lead,
        why: {
          zh: `它牵头的任务“${leading.item.title.zh}”用这项指标`,
          en: `It leads "${leading.item.title.en}", which this indicator measures`,
        },
      };
    const owner = snapshot.indicators.get(item.indicator)?.item.owner;
    if (owner && item.id !== undefined)
      return {
        organisation: owner,
        why: { zh: `它填报这项任务的指标`, en: 'It reports the indicator of this commitment' },
      };
  }
  const best = [...snapshot.organisations].flatMap(([id, words]) => {
    const hit = fields.find(([of, work]) => of.test(words.zh) && work.test(item.name.zh));
    const said = hit?.[1].exec(item.name.zh)?.[0];
    return said === undefined ? [] : [{ organisation: id, said }];
  });
  const longest = best.toSorted((a, b) => b.said.length - a.said.length)[0];
  if (longest)
    return {
      organisation: longest.organisation,
      why: {
        zh: `“${longest.said}”是${name(longest.organisation).zh}的职责范围`,
        en: `"${longest.said}" belongs to the field of work of ${name(longest.organisation).en}`,
      },
    };
  const siblings = item.parent
    ? snapshot.commitments.filter(
        (held) => held.item.parent === item.parent && held.item.lead !== null && held.item.id !== item.id,
      )
    : [];
  const counts = new Map<string, number>();
  for (const { item: sibling } of siblings) counts.set(sibling.lead ?? '', (counts.get(sibling.lead ?? '') ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most && most[1] >= 2 && most[1] * 2 > siblings.length
    ? {
        organisation: most[0],
        why: { zh: `同一主题下有 ${most[1]} 项由它牵头`, en: `It leads ${most[1]} commitments of the same theme` },
      }
    : null;
}
