import type { Text } from '../../core/measure/index.ts';
import type { NoticeEvent } from './events.ts';

/** Resources of the open interface, with the areas of the ledger whose entries change what they answer. */
const resources: readonly { path: string; name: Text; areas: readonly string[] }[] = [
  {
    path: 'commitments',
    name: { zh: '目标任务', en: 'commitments' },
    areas: ['plan', 'commitment', 'task', 'milestone', 'owner'],
  },
  { path: 'indicators', name: { zh: '指标', en: 'indicators' }, areas: ['indicator', 'composite', 'identity'] },
  { path: 'observations', name: { zh: '指标数据', en: 'observations' }, areas: ['observation', 'report'] },
  { path: 'outlooks', name: { zh: '研判', en: 'judgements' }, areas: ['adjustment'] },
  { path: 'lists', name: { zh: '清单', en: 'lists' }, areas: ['register', 'record'] },
  { path: 'directives', name: { zh: '督办单', en: 'directives' }, areas: ['directive'] },
];

/** China Standard Time. */
const eightHours = 8 * 3_600_000;

interface Entry {
  seq: number;
  kind: string;
  at: string;
}

/**
 * What entries of the ledger (in their order) changed, for programs that keep a copy: one event for each resource, with the
 * last entry that touched it. It says where to ask again, never what is there now: who may see that is checked on asking.
 */
export function changesOf(jurisdiction: string, entries: readonly Entry[]): { last: Entry; event: NoticeEvent }[] {
  return resources.flatMap(({ path, name, areas }) => {
    const touching = entries.filter(({ kind }) => areas.includes(kind.split('.')[0] ?? ''));
    const [first, last] = [touching[0], touching.at(-1)];
    if (!first || !last) return [];
    const span = first.seq === last.seq ? String(last.seq) : `${first.seq}–${last.seq}`;
    const event: NoticeEvent = {
      id: `d${last.seq}-${path}`,
      kind: 'data',
      on: new Date(Date.parse(last.at) + eightHours).toISOString().slice(0, 10),
      title: { zh: `数据有变动：${name.zh}`, en: `Changed: ${name.en}` },
      body: {
        zh: `账本第 ${span} 条改动了${name.zh}，请重新读取。`,
        en: `Entries ${span} of the ledger changed ${name.en}: ask again.`,
      },
      link: `/api/v1/${jurisdiction}/${path}`,
      organisations: [],
      logins: [],
      tells: 'lead',
      byItself: false,
    };
    return [{ last, event }];
  });
}
