import { readFile } from 'node:fs/promises';
import { readPortfolio } from '../domains/portfolio/file.ts';
import { solvePortfolio, type PortfolioAnswer } from '../domains/portfolio/solve.ts';
import { Problem } from '../http/problem.ts';
import type { PortfolioInput } from '../core/decide/index.ts';
import { formatNumber } from '../core/measure/index.ts';
import { type Command, printJson } from './command.ts';

export const command: Command = {
  usage: 'decide portfolio FILE [--json] [--seconds 16] [--gap 0.005] [--frontier] [--worth] [--change LEAD[,LEAD…]]',
  summary: {
    zh: '在约束下选项目组合，给出证明的差距，并与按亩均税收排序对比。',
    en: 'Chooses a portfolio of projects under limits, with a proven gap, beside the ranking by per-mu tax.',
  },
  options: {
    json: { type: 'boolean' },
    seconds: { type: 'string' },
    gap: { type: 'string' },
    frontier: { type: 'boolean' },
    worth: { type: 'boolean' },
    change: { type: 'string' },
  },
  run: async ({ values, words }) => {
    const [what, file] = words;
    if (what !== 'portfolio' || !file)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Problem({
        status: 404,
        code: 'no-such-file',
        zh: `读不到文件 ${file}。`,
        en: `The file ${file} cannot be read.`,
        hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
      });
    });
    const input = readPortfolio(text);
    const changes = values.change === undefined ? [] : String(values.change).split(',');
    const unknown = changes.find((id) => !input.leads.some((lead) => lead.id === id));
    if (unknown !== undefined)
      throw new Problem({
        status: 422,
        code: 'portfolio-no-lead',
        zh: `没有项目 ${unknown}。`,
        en: `There is no lead ${unknown}.`,
        where: '--change',
      });
    const seconds = positive(values.seconds, '--seconds');
    const gap = positive(values.gap, '--gap');
    const began = performance.now();
    const answer = await solvePortfolio(input, {
      ...(seconds && { seconds }),
      ...(gap && { gap }),
      frontier: values.frontier === true,
      worth: values.worth === true,
      changes,
    });
    const took = (performance.now() - began) / 1000;
    if (values.json) printJson({ ...answer, leads: input.leads.length, scenarios: input.scenarios.length, took });
    else process.stdout.write(`${lines(input, answer, took).join('\n')}\n`);
    return answer.choice.status === 'optimal' || answer.choice.status === 'time-limit' ? 0 : 1;
  },
};

function positive(value: string | boolean | undefined, where: string): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Problem({
    status: 422,
    code: 'not-positive',
    zh: `${where} 应为正数，读到 ${String(value)}。`,
    en: `${where} must be a positive number, not ${String(value)}.`,
    where,
  });
}

function lines(
  input: PortfolioInput,
  { choice, frontier, worth, changes, peakMemory }: PortfolioAnswer,
  took: number,
): string[] {
  if (choice.status === 'no-answer') return [`${choice.why.zh} ${choice.why.en}`];
  if (choice.status === 'infeasible') {
    const rules = choice.clash.rules.map(
      ({ name, give }) =>
        `  ${name.zh}${give === null ? '' : `(让出 ${formatNumber(give)} 即可)`} ${name.en}${give === null ? '' : ` (would have to give ${formatNumber(give)})`}`,
    );
    return [
      '下列约束不能同时满足 These rules clash:',
      ...rules,
      ...(choice.clash.proven ? [] : ['(限时内未逐条证明 not every rule could be tried in time)']),
    ];
  }
  const name = new Map(input.leads.map((lead) => [lead.id, lead.name]));
  const show = (value: number) =>
    choice.objective === 'output' ? `${formatNumber(value)} 亿元` : `${formatNumber(value * 100, 1)}%`;
  const goal =
    choice.objective === 'output'
      ? `${input.target.year} 年预期产值 expected output`
      : `${input.target.year} 年达成概率 probability`;
  const chance =
    choice.best.probability === null || choice.objective === 'probability'
      ? ''
      : `，达成概率 probability ${formatNumber(choice.best.probability * 100, 1)}%`;
  return [
    `${goal}: ${show(choice.value)}${chance}，上限 bound ${show(choice.bound)}，差距 gap ${formatNumber(choice.gap * 100, 3)}%`,
    `按亩均税收 by per-mu tax: ${show(choice.greedy.value)}${choice.greedy.ratio === null ? '' : `，倍数 ratio ${formatNumber(choice.greedy.ratio, 4)}`}${choice.greedy.breaks.length > 0 ? `，不满足 breaks ${choice.greedy.breaks.join('、')}` : ''}`,
    `入选 chosen ${choice.best.picks.length} / ${input.leads.length}，税收 tax ${formatNumber(choice.best.tax)} 万元，用工 jobs ${formatNumber(choice.best.jobs)}；情景 scenarios ${input.scenarios.length}`,
    `用时 time ${formatNumber(took, 1)} s，内存 memory ${formatNumber(peakMemory / 2 ** 20, 0)} MiB`,
    '',
    ...choice.best.picks.map(
      (pick) => `${pick.year}\t${pick.lead}\t${name.get(pick.lead)}${pick.plot === undefined ? '' : `\t${pick.plot}`}`,
    ),
    '',
    ...choice.limits.map(
      (use) =>
        `${use.name}\t${use.year}\t${formatNumber(use.used)} / ${use.max === null ? `≥ ${formatNumber(use.min ?? 0)}` : formatNumber(use.max)}\t边际价值 price ${formatNumber(use.price, 6)}`,
    ),
    ...worth.map(
      (one) =>
        `+10 % ${one.limit} (${formatNumber(one.added)}): ${formatNumber(one.gain, 4)} ± ${formatNumber(one.open, 4)}`,
    ),
    ...frontier.map(
      (point) =>
        `用地 land ${formatNumber(point.land)} 亩 → ${formatNumber(point.output)} 亿元 (gap ${formatNumber(point.gap * 100, 2)}%)`,
    ),
    '',
    ...choice.leftOut.map((left) => `落选 out\t${left.lead}\t${name.get(left.lead)}\t${left.why.zh}`),
    ...changes.map(({ lead, change }) => `${lead}\t${JSON.stringify(change)}`),
  ];
}
