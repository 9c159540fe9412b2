import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { compute, described, type Method } from '../evidence/method.ts';
import { Problem } from '../http/problem.ts';
import { domains } from '../server/domains.ts';
import { methodsOf } from '../work/methods/index.ts';
import { type Cell, shownResult } from '../work/methods/result.ts';
import { methodOf } from '../work/methods/routes.ts';
import type { Shape } from '../work/methods/shape.ts';
import { type Command, printJson } from './command.ts';

export const command: Command = {
  usage: 'compute METHOD FILE.json|- [--json]  |  compute --list [--json]',
  summary: {
    zh: '用自己的数重算任何一个方法；形状见 docs/methods.md。',
    en: 'Reruns any method on numbers of your own; for the shapes see docs/methods.md.',
  },
  options: { json: { type: 'boolean' }, list: { type: 'boolean' } },
  run: async ({ values, words }) => {
    const all = methodsOf(domains);
    if (values.list) {
      if (values.json) printJson({ methods: all.map(listed) });
      else process.stdout.write(`${all.map(lines).join('\n\n')}\n`);
      return 0;
    }
    const [id, file, ...rest] = words;
    if (id === undefined || file === undefined || rest.length > 0) {
      process.stderr.write(`用法 usage: lantu ${command.usage}\n`);
      return 2;
    }
    const method = methodOf(all, id);
    const result = await compute(method, parsed(await read(file)));
    if (values.json) printJson(result);
    else process.stdout.write(`${print(method, result)}\n`);
    return 0;
  },
};

function listed(method: Method) {
  const { id, name, answers, formula, sources, parameters, input, output } = described(method);
  return { id, name, answers, formula, sources, parameters, input, output };
}

function lines({ id, name, answers, sources }: Method): string {
  return [
    `${id}\t${name.zh} ${name.en}`,
    `  ${answers.zh} ${answers.en}`,
    ...sources.map(({ zh, en, grade }) => `  [${grade === 'M' ? '待核 to be checked' : grade}] ${zh} ${en}`),
  ].join('\n');
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch(() => {
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  });
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Problem({ status: 422, code: 'not-json', zh: `不是 JSON：${why}。`, en: `Not JSON: ${why}.` });
  }
}

function print(method: Method, result: unknown): string {
  const { facts, tables } = shownResult(described(method).output as Shape, result);
  const both = (cell: Cell) =>
    cell === null ? '—' : typeof cell === 'object' ? `${cell.zh} ${cell.en}` : String(cell);
  return [
    ...facts.map(({ name, value, unit }) => `${name.zh} ${name.en}\t${both(value)}${unit === '' ? '' : ` ${unit}`}`),
    ...tables.flatMap(({ name, heads, rows }) => [
      '',
      `${name.zh} ${name.en}`,
      ...(heads.length > 0 ? [heads.map(({ zh, en }) => `${zh} ${en}`).join('\t')] : []),
      ...rows.map((row) => row.map(both).join('\t')),
    ]),
  ]
    .join('\n')
    .trimStart();
}
