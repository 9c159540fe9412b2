import { readFileSync } from 'node:fs';
import { findDuplicates } from '../src/domains/investment/index.ts';

/**
 * How well names of firms are matched: pairs found and pairs told rightly on two sets of invented firms. `tuning` was
 * looked at while the rules were made, `held-out` was written down before and not looked at.
 */

interface Names {
  places: string[];
  firms: string[][];
}

/** Found and right pairs among all names of a set; `wrong` and `missed` name them. */
export function scoreFirmMatch(file: string) {
  const { places, firms } = JSON.parse(
    readFileSync(new URL(`firm-names/${file}.json`, import.meta.url), 'utf8'),
  ) as Names;
  const names = firms.flatMap((spelled, firm) => spelled.map((name) => ({ firm, name })));
  const told = findDuplicates(
    names.map(({ name }, at) => ({ id: String(at), name })),
    places,
  ).filter(({ certainty }) => certainty !== 'possible');
  const of = (id: string) => names[Number(id)] ?? { firm: -1, name: '' };
  const right = told.filter(({ a, b }) => of(a).firm === of(b).firm);
  const pairs = firms.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const isTold = new Set(told.map(({ a, b }) => [a, b].toSorted().join()));
  return {
    names: names.length,
    pairs,
    found: right.length,
    told: told.length,
    wrong: told
      .filter((one) => !right.includes(one))
      .map(({ a, b, why }) => `${of(a).name} / ${of(b).name}: ${why.zh}`),
    missed: names.flatMap((one, a) =>
      names.flatMap((other, b) =>
        a < b && one.firm === other.firm && !isTold.has([String(a), String(b)].toSorted().join())
          ? [`${one.name} / ${other.name}`]
          : [],
      ),
    ),
  };
}

export async function run(): Promise<void> {
  for (const file of ['tuning', 'held-out']) {
    const { names, pairs, found, told, wrong, missed } = scoreFirmMatch(file);
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
    console.log(
      `${file}: ${names} names, ${pairs} pairs; found ${found} (${share(found, pairs)}), told ${told}, right ${share(found, told)}`,
    );
    if (file === 'tuning')
      for (const line of [...wrong.map((one) => `  wrong ${one}`), ...missed.map((one) => `  missed ${one}`)])
        console.log(line);
  }
}
