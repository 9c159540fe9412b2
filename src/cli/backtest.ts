import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { meanScore, parseCompetition, type Entry, type EntryScore, type PeriodScore } from '../core/foresee/index.ts';
import { isProblem } from '../core/measure/index.ts';
import { inThread } from '../evidence/run/index.ts';
import { Problem } from '../http/problem.ts';
import type * as Scoring from './backtest-work.ts';
import { type Command, printJson } from './command.ts';

const THREADS = Math.min(2, availableParallelism());
const work = new URL('./backtest-work.ts', import.meta.url);

export const command: Command = {
  usage: 'backtest FILE.csv [--json]',
  summary: { zh: '在公开的预测竞赛数据上检验预测方法。', en: 'Tests the forecasts on a public set of series.' },
  options: { json: { type: 'boolean' } },
  run: async ({ values, words }) => {
    const file = words[0];
    if (!file)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const entries = parseCompetition(await read(file));
    if (isProblem(entries)) throw new Problem({ status: 422, code: entries.code, zh: entries.zh, en: entries.en });
    const periods = [...new Set(entries.map((entry) => entry.period))];
    const results = [];
    for (const period of periods) {
      const own = entries.filter((entry) => entry.period === period);
      const began = performance.now();
      const scores = await scored(own);
      results.push({ period, own, scores, seconds: (performance.now() - began) / 1000 });
    }
    if (values.json) {
      printJson({
        periods: results.map(({ period, scores, seconds }) => ({
          ...meanScore(period, scores),
          seconds: Math.round(seconds * 1000) / 1000,
        })),
      });
      return 0;
    }
    const rows = results.flatMap(({ period, own, scores, seconds }) => [
      row(meanScore(period, scores), '全部 all', seconds.toFixed(1)),
      ...(['choosing', 'reporting'] as const).map((half) =>
        row(
          meanScore(
            '',
            scores.filter((_, index) => own[index]?.half === half),
          ),
          half === 'choosing' ? '选法 choosing' : '报告 reporting',
          '',
        ),
      ),
    ]);
    process.stdout.write(
      `${table([['时期 period', '序列 series', 'n', 'MASE', 'sMAPE', '80%', '95%', 'MIS80', 'MIS95', '秒 s'], ...rows])}\n`,
    );
    process.stdout.write(
      '选法：各时期中排在偶数位的序列。误差表只由 M3 的这一半求得（方法怎样选定见 src/core/foresee/README.md）；其他数据的两半都未用过。\n',
    );
    process.stdout.write(
      'choosing: the series at even places of a period. The table of errors was learned from that half of M3 alone (how the methods were chosen: src/core/foresee/README.md); of any other set neither half was used.\n',
    );
    return 0;
  },
};

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  }
}

/** Scores series on all threads at once, every so-manieth on each: so they end together. */
async function scored(entries: readonly Entry[]): Promise<EntryScore[]> {
  const parts = Array.from({ length: THREADS }, (_, part) => entries.filter((_, at) => at % THREADS === part));
  const scores = await Promise.all(
    parts.map((part) => inThread<typeof Scoring>(work, part, { seconds: 86_400, megabytes: 2048 })),
  );
  return entries.map((_, at) => scores[at % THREADS]?.[Math.floor(at / THREADS)] as EntryScore);
}

function row(score: PeriodScore, name: string, seconds: string): string[] {
  const figure = (x: number | null, digits: number) => (x === null ? '—' : x.toFixed(digits));
  const share = (x: number | null) => (x === null ? '—' : (x * 100).toFixed(1));
  return [
    score.period,
    name,
    String(score.n),
    figure(score.mase, 3),
    figure(score.smape, 2),
    share(score.coverage80),
    share(score.coverage95),
    figure(score.mis80, 2),
    figure(score.mis95, 2),
    seconds,
  ];
}

/** Columns of equal width; a Chinese character takes two places. */
function table(rows: readonly (readonly string[])[]): string {
  const width = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2E7F' ? 2 : 1), 0);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => width(cells[column] ?? ''))));
  const pad = (text: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - width(text));
    return column < 2 ? text + space : space + text;
  };
  return rows.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
}
