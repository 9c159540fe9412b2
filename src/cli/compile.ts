import { compile } from '../core/plan/index.ts';
import { Problem } from '../http/problem.ts';
import { type Command, dayOption, printJson } from './command.ts';
import { planText } from './plan-text.ts';

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
    const draft = compile(await planText(file), {
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
