/**
 * How many of the public specification cases of recognizers-text our numerals read (its folders Specs/Number/Chinese
 * and Specs/NumberWithUnit/Chinese; MIT). The cases are not part of this project: give the folder that holds Specs.
 *
 *     node bench/numbers.ts FOLDER          or     RECOGNIZERS_SPECS=FOLDER npm run bench -- numbers
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayStartNumeral, skipDigits } from '../src/core/plan/digits.ts';
import { layOut } from '../src/core/plan/layout.ts';
import { readNumeral } from '../src/core/plan/numerals.ts';
import { findQuantities } from '../src/core/plan/quantity.ts';
import { isUnitAt } from '../src/core/plan/units.ts';

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

interface Case {
  Input: string;
  Results: { Text: string; Start?: number; Resolution: { value: string | null } }[];
}

interface Read {
  start: number;
  end: number;
  value: number;
}

const SCALE = { '': 1, 万: 1e4, 亿: 1e8, 万亿: 1e12 };

/** Every numeral of a clean text, whole values. */
function numerals(s: string): Read[] {
  const found: Read[] = [];
  for (let i = 0; i < s.length;) {
    if (!mayStartNumeral(s.charCodeAt(i))) {
      i++;
      continue;
    }
    const n = readNumeral(s, i, (k) => isUnitAt(s, k));
    if (!n) {
      i = Math.max(skipDigits(s, i), i + 1);
      continue;
    }
    const per = n.unit === '%' ? 0.01 : n.unit === '‰' ? 0.001 : 1;
    found.push({ start: n.start, end: n.end, value: n.value * SCALE[n.scale] * per });
    i = n.end;
  }
  return found;
}

/** Every quantity of a clean text, in base units; percentages in hundredths. */
function quantities(s: string): Read[] {
  return findQuantities(s, []).map((q) => {
    const scale = /^(?:万亿|亿|万)?/u.exec(q.unit)![0] as keyof typeof SCALE;
    const value = (q.value2 ?? q.value ?? 0) * (q.unit === '‰' ? 0.1 : SCALE[scale]);
    return { start: q.start, end: q.end, value };
  });
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-12);

export async function run(args: string[]): Promise<void> {
  const folder = args.find((a) => !a.startsWith('--')) ?? process.env.RECOGNIZERS_SPECS;
  say('## Public specification cases of recognizers-text, Chinese');
  if (folder === undefined || !existsSync(join(folder, 'Specs'))) {
    say('left out: give the folder that holds Specs of recognizers-text (or RECOGNIZERS_SPECS)');
    return;
  }
  say('read: every number of the case with its value; part: a number of another value was read where one stands.');
  const files = [
    ['numbers', 'Number/Chinese/NumberModel', numerals],
    ['percentages', 'Number/Chinese/PercentModel', quantities],
    ['currencies', 'NumberWithUnit/Chinese/CurrencyModel', quantities],
    ['dimensions', 'NumberWithUnit/Chinese/DimensionModel', quantities],
  ] as const;
  for (const [name, file, read] of files) {
    const cases = JSON.parse(
      readFileSync(join(folder, 'Specs', `${file}.json`), 'utf8').replace(/^\uFEFF/u, ''),
    ) as Case[];
    let right = 0;
    let part = 0;
    const left: string[] = [];
    for (const c of cases) {
      const laid = layOut(c.Input);
      const ours = read(laid.clean);
      const wanted = c.Results.filter((r) => r.Resolution.value !== null).map((r) => ({
        start: r.Start ?? c.Input.indexOf(r.Text),
        end: (r.Start ?? c.Input.indexOf(r.Text)) + r.Text.length,
        value: Number(r.Resolution.value!.replace('%', '')),
      }));
      const all = wanted.every((w) =>
        ours.some((o) => laid.map[o.start]! < w.end && laid.map[o.end - 1]! >= w.start && near(o.value, w.value)),
      );
      const wrong = wanted.some((w) =>
        ours.some((o) => laid.map[o.start]! < w.end && laid.map[o.end - 1]! >= w.start && !near(o.value, w.value)),
      );
      const extra = wanted.length === 0 && read === quantities && ours.length > 0;
      if (all && !wrong && !extra) right++;
      else {
        if (wrong) part++;
        left.push(
          `${wrong ? 'part' : extra ? 'extra' : 'none'}  ${c.Input.slice(0, 60)} => ${wanted.map((w) => w.value).join(', ')}  |  ${ours.map((o) => o.value).join(', ')}`,
        );
      }
    }
    say(`${name.padEnd(12)} ${right} of ${cases.length} read, ${part} with another value`);
    if (args.includes('--misses')) for (const l of left) say(`  ${l}`);
  }
}

if (import.meta.main) await run(process.argv.slice(2));
