import { CHINA } from './china-places.ts';

/** A place that a firm's name may carry. One code begins with the other where one place lies in the other. */
export interface Place {
  /** Without 省、市、县、区 …; for a town outside the known ones as well. */
  name: string;
  code: string;
}

/** The places of the country and those of the city, to be looked for in names. */
export interface Gazetteer {
  /** By the characters as they stand in a name. A word of several places has them all. */
  words: ReadonlyMap<string, readonly Place[]>;
  longest: number;
}

const PROVINCES =
  '11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 36江西 37山东 41河南 42湖北 43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆 71台湾 81香港 82澳门 52贵安 13雄安 50两江 61西咸';
/** What follows a place and still belongs to it: 县级市、开发区 and the like. */
const SUFFIX = /^(?:[^\s()]{1,14}族)?(?:自治[区州县旗]|地区|林区|特区|新区|省|市|县|区|旗|州|盟)/;
const ZONE =
  /^(?:(?:国家|省)级)?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|工业园区|产业园区|综合保税区|综保区|保税区|自贸区|示范区|开发区|工业园|新区)/;
const TOWN = /^([^\s()]{2,3})(?:镇|乡|街道)/;

const bare = (name: string) => name.replace(/(?:地区|林区|特区|新区|省|市|县|区|旗|州|盟|镇|乡|街道)$/, '');

let country: ReadonlyMap<string, readonly Place[]> | null = null;

function placesOfTheCountry(): ReadonlyMap<string, readonly Place[]> {
  if (country) return country;
  const words = new Map<string, Place[]>();
  const add = (word: string, place: Place) => {
    if (word.length > 1) words.set(word, [...(words.get(word) ?? []), place]);
  };
  for (const line of PROVINCES.split(' ')) add(line.slice(2), { name: line.slice(2), code: line.slice(0, 2) });
  for (const line of CHINA.trim().split('\n')) {
    const [first = '', ...counties] = line.split(' ');
    const [code, prefecture] = [first.slice(0, 4), first.slice(4)];
    if (prefecture !== '') add(bare(prefecture), { name: bare(prefecture), code });
    for (const county of counties) {
      const place = { name: bare(county), code: `${code}/${county}` };
      // A district is too often a brand (吉利、红旗、新华): it is one only with its 区.
      if (county.endsWith('区') || bare(county).length < 2) add(county, place);
      else add(bare(county), place);
    }
  }
  country = words;
  return words;
}

/** The places of the whole country, and those of the city and its towns (`places`, the city first, with or without 市县区镇). */
export function gazetteer(places: readonly string[] = []): Gazetteer {
  const words = new Map(placesOfTheCountry());
  const city = places.flatMap((place) => words.get(bare(place)) ?? words.get(place) ?? [])[0]?.code ?? '';
  for (const place of places)
    if (bare(place).length > 1 && !words.has(bare(place)))
      words.set(bare(place), [{ name: bare(place), code: `${city}/${bare(place)}` }]);
  return { words, longest: Math.max(...[...words.keys()].map((word) => word.length)) };
}

/** A place at the start of a text: as it was meant after `before`, and how many characters it takes with its suffix. */
export function placeAtStart(
  text: string,
  { words, longest }: Gazetteer,
  before: readonly Place[],
): { place: Place; length: number } | null {
  for (let length = Math.min(longest, text.length); length > 1; length--) {
    const meant = words.get(text.slice(0, length));
    if (!meant) continue;
    const place = before.length === 0 ? meant[0] : meant.find((one) => before.some((other) => areNested(one, other)));
    if (!place) continue;
    const rest = text.slice(length);
    return { place, length: length + (SUFFIX.exec(rest)?.[0].length ?? 0) };
  }
  if (before.length === 0) return null;
  const zone = ZONE.exec(text)?.[0];
  if (zone !== undefined) return { place: { name: zone, code: before[0]?.code ?? '' }, length: zone.length };
  const [whole, town] = TOWN.exec(text) ?? [];
  return whole !== undefined && town !== undefined
    ? { place: { name: town, code: `${before.at(-1)?.code}/${town}` }, length: whole.length }
    : null;
}

/** Whether the text is a place and nothing else. */
export function placeWhole(text: string, known: Gazetteer): Place | null {
  const found = placeAtStart(text, known, []);
  return found?.length === text.length ? found.place : null;
}

/** Whether one place lies in the other, or they are the same. */
export function areNested(one: Place, other: Place): boolean {
  return one.code.startsWith(other.code) || other.code.startsWith(one.code);
}
