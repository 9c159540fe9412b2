import { addStations } from '../domains/ecology/api.ts';
import { registerStations } from '../domains/ecology/stream/register-stations.ts';
import { headOf } from '../evidence/ledger/ledger.ts';
import { Vault } from '../evidence/store/vault.ts';
import { Problem } from '../http/problem.ts';
import { type Command, storeOptions, todayInChina, withStore } from './command.ts';

export const command: Command = {
  usage:
    'station add MN --password PW --name NAME --jurisdiction ID [--kind lake|river|air|outfall|flue] [--key KEY] [--data DIR]',
  summary: {
    zh: '登记一个监测站点（HJ 212）；已登记的改名称和密码。',
    en: 'Registers a station (HJ 212); one that is there gets the new name and password.',
  },
  options: {
    ...storeOptions,
    password: { type: 'string' },
    name: { type: 'string' },
    jurisdiction: { type: 'string' },
    kind: { type: 'string' },
    key: { type: 'string' },
  },
  run: async ({ values, words: [verb, mn] }) => {
    const { password, name, jurisdiction, kind, key } = values;
    const given = addStations.body.safeParse({
      stations: [
        { mn, name: name ?? mn, password, ...(kind !== undefined && { kind }), ...(key !== undefined && { key }) },
      ],
    });
    if (verb !== 'add' || jurisdiction === undefined || !given.success)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}${given.success ? '' : `；${given.error.issues.map(({ path, message }) => `${path.at(-1)?.toString() ?? ''}：${message}`).join('；')}`}`,
        en: `Usage: lantu ${command.usage}`,
      });
    return withStore(values, async (store, ledger) => {
      if ((await headOf(store, String(jurisdiction))) === null)
        throw new Problem({
          status: 404,
          code: 'no-such-jurisdiction',
          zh: `没有行政区 ${String(jurisdiction)}。`,
          en: `There is no jurisdiction ${String(jurisdiction)}.`,
          hint: { zh: '先启动一次，或新增行政区。', en: 'Start once, or add it first.' },
        });
      const vault = Vault.at(String(values.data ?? '.lantu'));
      const services = { store, ledger, vault, today: todayInChina };
      const done = await registerStations(services, String(jurisdiction), 'lantu station', given.data.stations);
      process.stdout.write(done.added > 0 ? `已登记 ${String(mn)} registered\n` : `已更新 ${String(mn)} updated\n`);
      return 0;
    });
  },
};
