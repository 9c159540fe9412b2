import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../core/plan/index.ts';
import { readDocument } from '../evidence/intake/document/index.ts';
import { Problem } from '../http/problem.ts';
import { type Command, dayOption, printJson } from './command.ts';

export const command: Command = {
  usage: 'compile FILE [--json] [--as-of DATE] [--jurisdiction NAME]',
  summary: { zh: '把规划文本编译成目标任务。', en: 'Compiles the text of a plan into commitments.' },
  options: { json: { type: 'boolean' }, 'as-of': { type: 'string' }, jurisdiction: { type: 'string' } },
  run: async ({ values, words }) => {
    const file = words[0];
    if (!file)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const asOf = dayOption(values['as-of'], '--as-of');
    const { text } = await readDocument(await read(file), { name: basename(file) });
    const draft = compile(text, {
      ...(asOf && { asOf }),
      ...(values.jurisdiction && { jurisdiction: String(values.jurisdiction) }),
    });
    if (values.json) {
      printJson(draft);
      return 0;
    }
    const { title, jurisdiction, horizon } = draft.plan;
    process.stdout.write(`${title}(${jurisdiction ?? '—'},${horizon.start ?? '?'}—${horizon.end ?? '?'})\n`);
    for (const item of draft.commitments) {
      const quantity =
        item.value === null
          ? ''
          : ` ${item.op ?? ''} ${item.value}${item.value2 === null ? '' : `—${item.value2}`} ${item.unit ?? ''} ${item.period?.label ?? ''}`;
      process.stdout.write(`${item.id}\t${item.kind}\t${item.subject}${quantity}\t${item.owner ?? '—'}\n`);
    }
    for (const group of draft.groups)
      process.stdout.write(
        `${group.name}:${group.members.map((member) => member.name + (member.status ? `(${member.status})` : '')).join('、')}\n`,
      );
    for (const warning of draft.warnings) process.stderr.write(`${warning.code}: ${warning.message}\n`);
    return 0;
  },
};

async function read(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    // Told before reading: a file of gigabytes must not be taken into memory to be refused.
    if (size > 20 * 1024 * 1024)
      throw new Problem({
        status: 413,
        code: 'too-large',
        zh: '文件超过 20 MB。',
        en: 'The file is larger than 20 MB.',
        hint: { zh: '拆成几份，或去掉图片。', en: 'Split it, or leave out the pictures.' },
      });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  }
}
