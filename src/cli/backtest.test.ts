import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lantu-backtest-'));
afterAll(() => rmSync(folder, { recursive: true }));

function backtest(text: string, ...args: string[]) {
  const file = join(folder, 'series.csv');
  writeFileSync(file, text);
  const node = join(import.meta.dirname, '../../node_modules/.bin/node');
  return spawnSync(node, [join(import.meta.dirname, 'main.ts'), 'backtest', file, ...args], { encoding: 'utf8' });
}
const HEAD = 'id,period,category,start,frequency,horizon,train,test\n';
const good = `${HEAD}a,YEARLY,X,2001-1,1,2,10;12;13;15;16;18;19;21;22,24;25\nb,QUARTERLY,X,,4,2,5;6;7;8;5;6;7;8;5;6;7;9,5;6\nc,YEARLY,X,,1,3,4,\n`;

test('--json prints one document with the agreed fields, periods in the order of the file', () => {
  const { stdout, stderr, status } = backtest(good, '--json');
  expect([status, stderr]).toEqual([0, '']);
  const { periods } = JSON.parse(stdout) as { periods: Record<string, unknown>[] };
  expect(periods.map((p) => [p.period, p.n])).toEqual([
    ['YEARLY', 1],
    ['QUARTERLY', 1],
  ]);
  for (const p of periods)
    expect(Object.keys(p)).toEqual([
      'period',
      'n',
      'mase',
      'smape',
      'coverage80',
      'coverage95',
      'mis80',
      'mis95',
      'seconds',
    ]);
  expect(periods[0]!.mase).toBeLessThan(1);
});
test('without it a table with both halves apart', () => {
  const { stdout } = backtest(good);
  expect(stdout.split('\n')[0]).toMatch(/MASE +sMAPE/);
  expect(stdout.match(/choosing {2}|reporting {2}/g)).toHaveLength(4);
});
test('a bad figure ends with row and column on stderr and nothing on stdout', () => {
  const { stdout, stderr, status } = backtest(`${HEAD}a,YEARLY,X,,1,2,10;?,24\n`, '--json');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('第 2 行 train 列第 2 个值“?”');
  expect(stderr).toContain('Row 2, column train, value 2');
});
