import { roleNames, type Role } from '../http/access.ts';
import type { Pair } from './text.tsx';

const machines: Readonly<Record<string, Pair>> = {
  lantu: { zh: '程序', en: 'the program' },
  'lantu import': { zh: '命令行导入', en: 'import by the command' },
  'lantu account': { zh: '命令行', en: 'the command' },
  'lantu demo remove': { zh: '清除演示数据的命令', en: 'removal of the demonstration' },
  'set-up': { zh: '首次设置', en: 'first set-up' },
};

/** Who stands behind an entry, in words: a program by what it is, a demonstration account by its role, a person by the login. */
export function actorName(actor: string): Pair {
  const machine = machines[actor];
  if (machine) return machine;
  if (actor.startsWith('pack ')) return { zh: '随程序提供的规划', en: 'the plan that ships with the program' };
  const role = actor.startsWith('demo-') ? roleNames[actor.slice('demo-'.length) as Role] : undefined;
  return role ? { zh: `演示·${role.zh}`, en: `Demo: ${role.en}` } : { zh: actor, en: actor };
}
