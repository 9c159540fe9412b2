/**
 * Factors of HJ 212-2017, appendix B (1: water, 2: air and waste gas, 3: sound): table, code, name, unit of the concentration,
 * code of the edition of 2005. Three more that lakes and air are judged by (HJ 525-2009) are to be checked.
 */
const TABLE = `
1|w00000|污水|L/s|B01
1|w01001|pH值||001
1|w01002|色度|度|002
1|w01006|溶解性总固体|mg/L|
1|w01009|溶解氧|mg/L|
1|w01010|水温|℃|
1|w01012|悬浮物|mg/L|003
1|w01014|电导率|µS/cm|
1|w01017|五日生化需氧量|mg/L|010
1|w01018|化学需氧量|mg/L|011
1|w01019|高锰酸盐指数|mg/L|
1|w01020|总有机碳|mg/L|015
1|w02003|粪大肠菌群|个/L|550
1|w02006|细菌总数|个/L|
1|w03001|总α放射性|Bq/L|570
1|w03002|总β放射性|Bq/L|571
1|w19001|表面活性剂|mg/L|
1|w19002|阴离子表面活性剂|mg/L|520
1|w20012|钡|mg/L|039
1|w20023|硼|mg/L|037
1|w20038|钴|mg/L|040
1|w20061|钼|mg/L|038
1|w20089|铊|ng/L|041
1|w20092|锡|mg/L|036
1|w20111|总汞|µg/L|020
1|w20113|烷基汞|ng/L|021
1|w20115|总镉|µg/L|022
1|w20116|总铬|mg/L|023
1|w20117|六价铬|µg/L|024
1|w20119|总砷|µg/L|026
1|w20120|总铅|µg/L|027
1|w20121|总镍|mg/L|028
1|w20122|总铜|mg/L|029
1|w20123|总锌|mg/L|030
1|w20124|总锰|mg/L|031
1|w20125|总铁|mg/L|032
1|w20126|总银|mg/L|033
1|w20127|总铍|µg/L|034
1|w20128|总硒|µg/L|035
1|w20138|铜|mg/L|
1|w20139|锌|mg/L|
1|w20140|硒|mg/L|
1|w20141|砷|mg/L|
1|w20142|汞|µg/L|
1|w20143|镉|µg/L|
1|w20144|铅|mg/L|
1|w21001|总氮|mg/L|065
1|w21003|氨氮|mg/L|060
1|w21004|凯氏氮|mg/L|062
1|w21006|亚硝酸盐|mg/L|063
1|w21007|硝酸盐|mg/L|064
1|w21011|总磷|mg/L|101
1|w21016|氰化物|mg/L|070
1|w21017|氟化物|mg/L|072
1|w21019|硫化物|mg/L|071
1|w21022|氯化物|mg/L|090
1|w21038|硫酸盐|mg/L|
1|w22001|石油类|mg/L|080
1|w23002|挥发酚|mg/L|110
1|w25043|苯并[α]芘|µg/L|540
1|w33001|六六六|ng/L|350
1|w33007|滴滴涕|ng/L|351
1|w99001|有机氮|mg/L|061
2|a00000|废气|m³/s|B02
2|a01001|温度|℃|
2|a01002|湿度|%|
2|a01006|气压|kPa|
2|a01007|风速|m/s|
2|a01008|风向|°|
2|a01010|林格曼黑度||37
2|a01011|烟气流速|m/s|S02
2|a01012|烟气温度|℃|S03
2|a01013|烟气压力|kPa|S08
2|a01014|烟气湿度|%|S05
2|a01015|制冷温度|℃|S06
2|a01016|烟道截面积|m²|S07
2|a01017|烟气动压|kPa|S04
2|a01901|垃圾焚烧炉膛内焚烧平均温度|℃|
2|a01902|垃圾焚烧炉膛内DCS温度|℃|
2|a05001|二氧化碳|mg/m³|30
2|a05002|甲烷|ng/m³|
2|a05008|三氯一氟甲烷|mg/m³|
2|a05009|二氯二氟甲烷|mg/m³|
2|a05013|三氯三氟乙烷|mg/m³|
2|a19001|氧气含量|%|S01
2|a20007|砷|ng/m³|
2|a20016|铍及其化合物|mg/m³|36
2|a20025|镉及其化合物|mg/m³|33
2|a20026|镉|ng/m³|
2|a20043|铅及其化合物|mg/m³|32
2|a20044|铅|ng/m³|
2|a20057|汞及其化合物|mg/m³|31
2|a20058|汞|ng/m³|
2|a20063|镍及其化合物|mg/m³|35
2|a20091|锡及其化合物|mg/m³|34
2|a21001|氨（氨气）|ng/m³|10
2|a21002|氮氧化物|mg/m³|03
2|a21003|一氧化氮|mg/m³|
2|a21004|二氧化氮|mg/m³|
2|a21005|一氧化碳|mg/m³|04
2|a21017|氰化物|mg/m³|07
2|a21018|氟化物|mg/m³|06
2|a21022|氯气|mg/m³|11
2|a21024|氯化氢|mg/m³|08
2|a21026|二氧化硫|mg/m³|02
2|a21028|硫化氢|mg/m³|05
2|a23001|酚类|mg/m³|27
2|a24003|二氯甲烷|mg/m³|
2|a24004|三氯甲烷|mg/m³|
2|a24005|四氯甲烷|mg/m³|
2|a24006|二溴一氯甲烷|mg/m³|
2|a24007|一溴二氯甲烷|mg/m³|
2|a24008|溴甲烷|mg/m³|
2|a24009|三溴甲烷|mg/m³|
2|a24015|氯乙烷|mg/m³|
2|a24016|1,1-二氯乙烷|mg/m³|
2|a24017|1,2-二氯乙烷|mg/m³|
2|a24018|1,1,1-三氯乙烷|mg/m³|
2|a24019|1,1,2-三氯乙烷|mg/m³|
2|a24020|1,1,2,2-四氯乙烷|mg/m³|
2|a24027|1,2-二氯丙烷|mg/m³|
2|a24034|1,2-二溴乙烷|mg/m³|
2|a24036|环己烷|mg/m³|
2|a24042|正己烷|mg/m³|
2|a24043|正庚烷|mg/m³|
2|a24046|氯乙烯|mg/m³|29
2|a24047|1,1-二氯乙烯|mg/m³|
2|a24049|三氯乙烯|mg/m³|
2|a24050|四氯乙烯|mg/m³|
2|a24053|丙烯|mg/m³|
2|a24054|1,3-二氯丙烯|mg/m³|
2|a24072|1,4-二恶烷|mg/m³|
2|a24078|1,3-丁二烯|mg/m³|
2|a24087|碳氢化合物|mg/m³|25
2|a24088|非甲烷总烃|mg/m³|
2|a24099|氯甲烷|mg/m³|
2|a24110|反式-1,2-二氯乙烯|mg/m³|
2|a24111|顺式-1,2-二氯乙烯|mg/m³|
2|a24112|反式-1,3-二氯丙烯|mg/m³|
2|a24113|六氯-1,3-丁二烯|mg/m³|
2|a25002|苯|mg/m³|
2|a25003|甲苯|mg/m³|17
2|a25004|乙苯|mg/m³|
2|a25005|二甲苯|mg/m³|18
2|a25006|1,2-二甲基苯|mg/m³|
2|a25007|1,3-二甲基苯|mg/m³|
2|a25008|1,4-二甲基苯|mg/m³|
2|a25010|氯苯|mg/m³|23
2|a25011|1,2-二氯苯|mg/m³|
2|a25012|1,3-二氯苯|mg/m³|
2|a25013|1,4-二氯苯|mg/m³|
2|a25014|1-乙基-4-甲基苯|mg/m³|
2|a25015|1,2,4-三氯苯|mg/m³|
2|a25019|1,2,4-三甲基苯|mg/m³|
2|a25020|1,2,3-三甲基苯|mg/m³|
2|a25021|1,3,5-三甲基苯|mg/m³|
2|a25023|硝基苯|mg/m³|22
2|a25038|乙烯基苯|mg/m³|
2|a25044|苯并[a]芘|mg/m³|20
2|a25072|四氢呋喃|mg/m³|
2|a26001|苯胺类|mg/m³|21
2|a29017|乙酸乙酯|mg/m³|
2|a29026|乙酸乙烯酯|mg/m³|
2|a30001|甲醇|mg/m³|28
2|a30008|异丙醇|mg/m³|
2|a30022|硫醇|mg/m³|13
2|a31001|甲醛|mg/m³|19
2|a31002|乙醛|mg/m³|26
2|a31024|丙酮|mg/m³|
2|a31025|2-丁酮|mg/m³|
2|a31030|甲基异丁基甲酮|mg/m³|
2|a34001|总悬浮颗粒物TSP|ng/m³|
2|a34002|可吸入颗粒物PM10|ng/m³|
2|a34004|细微颗粒物PM2.5|ng/m³|
2|a34005|亚微米颗粒物PM1.0|ng/m³|
2|a34011|降尘|t/(km²·月)|
2|a34013|烟尘|mg/m³|01
2|a34017|炭黑尘|mg/m³|
2|a34038|沥青烟|mg/m³|09
2|a34039|硫酸雾|mg/m³|14
2|a34040|铬酸雾|mg/m³|15
2|a99010|丙烯腈|mg/m³|
2|a99049|光气|mg/m³|24
2|a99051|二硫化碳|mg/m³|12
3|LA|A权声级|dB|
3|L5|累计百分声级L5|dB|
3|L10|累计百分声级L10|dB|
3|L50|累计百分声级L50|dB|
3|L90|累计百分声级L90|dB|
3|L95|累计百分声级L95|dB|
3|Leq|等效声级|dB|
3|Ldn|昼夜等效声级|dB|
3|Ld|昼间等效声级|dB|
3|Ln|夜间等效声级|dB|
3|LMx|最大的瞬时声级|dB|
3|LMn|最小的瞬时声级|dB|
1|w01016|叶绿素a|µg/L|
1|w01003|浊度|NTU|
2|a05024|臭氧|µg/m³|
`;

export interface Factor {
  code: string;
  name: string;
  unit: string;
}

const rows = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [table = '', code = '', name = '', unit = '', old = ''] = line.split('|');
    return { table, code, name, unit, old };
  });
const byCode = new Map(rows.map(({ code, name, unit }): [string, Factor] => [code, { code, name, unit }]));
const byOld = new Map(rows.flatMap(({ table, code, old }) => (old === '' ? [] : [[`${table}|${old}`, code] as const])));
const byName = new Map(rows.map(({ code, name }) => [nameKey(name), code]));
/** Words that instruments are sold under, for names of the table. */
const otherWords: Readonly<Record<string, string>> = {
  ph: 'w01001',
  cod: 'w01018',
  codcr: 'w01018',
  codmn: 'w01019',
  bod5: 'w01017',
  tp: 'w21011',
  tn: 'w21001',
  nh3n: 'w21003',
  do: 'w01009',
  so2: 'a21026',
  nox: 'a21002',
  no2: 'a21004',
  co: 'a21005',
  o3: 'a05024',
  pm10: 'a34002',
  'pm2.5': 'a34004',
  pm25: 'a34004',
  烟尘: 'a34013',
  颗粒物: 'a34013',
};

function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-—_值()（）]/g, '');
}

/** A factor of the table; null for one that is not registered there (it is kept and marked all the same). */
export function factorOf(code: string): Factor | null {
  return byCode.get(code) ?? null;
}

/** The code of 2017 for a code as it was sent; `st` (kind of system) says which table of 2005 it may be of. */
export function codeOf(sent: string, st: string): string {
  if (byCode.has(sent)) return sent;
  const lower = sent.toLowerCase();
  if (byCode.has(lower)) return lower;
  const air = ['22', '27', '31', '39', '51'].includes(st);
  return byOld.get(`${air ? 2 : 1}|${sent}`) ?? byOld.get(`${air ? 1 : 2}|${sent}`) ?? sent;
}

/** The code of an instrument by its name; null where the table has no such name. */
export function codeNamed(name: string): string | null {
  const key = nameKey(name);
  return byName.get(key) ?? otherWords[key] ?? (byCode.has(name.trim()) ? name.trim() : null);
}

/**
 * Codes against the instruments that a station is registered with (a public project had all nine wrong): which instruments
 * sent nothing, and which codes belong to none. Both empty: they agree, or no instruments are registered.
 */
export function codesAgainst(
  instruments: readonly string[],
  codes: readonly string[],
): { silent: string[]; strange: string[] } {
  if (instruments.length === 0) return { silent: [], strange: [] };
  const named = instruments.map((name) => ({ name, code: codeNamed(name) }));
  const known = new Set(named.map(({ code }) => code));
  return {
    silent: named.filter(({ code }) => code === null || !codes.includes(code)).map(({ name }) => name),
    strange: codes.filter((code) => !known.has(code)),
  };
}
