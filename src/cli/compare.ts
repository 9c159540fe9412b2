import { comparePlans, type Finding, type Passage } from '../core/plan/index.ts';
import { type Command, printJson } from './command.ts';
import { planText } from './plan-text.ts';

export const command: Command = {
  usage: 'compare OLD NEW [--json]',
  summary: {
    zh: '两份规划逐条对照：保留、改数、改口径、改期、删去、新增。',
    en: 'Compares two plans by commitment: kept, number, comparator, date, dropped, new.',
  },
  options: { json: { type: 'boolean' } },
  run: async ({ values, words }) => {
    const [old, fresh, ...rest] = words;
    if (old === undefined || fresh === undefined || rest.length > 0) {
      process.stderr.write(`用法 usage: lantu ${command.usage}\n`);
      return 2;
    }
    const comparison = comparePlans(await planText(old), await planText(fresh));
    if (values.json) printJson(comparison);
    else process.stdout.write(comparison.findings.map(line).join(''));
    return 0;
  },
};

function line({ verdict, direction, kind, subject, old, new: fresh, stated }: Finding): string {
  const said = stated && `${stated.says}${stated.agrees === null ? '' : stated.agrees ? ' ✓' : ' ✗'}`;
  return `${[verdict, direction ?? '', kind, subject, quoted(old), quoted(fresh), said ?? ''].join('\t').trimEnd()}\n`;
}

const quoted = (passage: Passage | null): string => passage?.text.replace(/\s+/gu, ' ') ?? '—';
