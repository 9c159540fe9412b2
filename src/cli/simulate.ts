import { setTimeout as sleep } from 'node:timers/promises';
import { askTime, faultsOfStations, piecesOf, SimulatedLine, type StationFault } from '../domains/ecology/simulator.ts';
import { seeded } from '../core/random/index.ts';
import { Problem } from '../http/problem.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: `simulate stations --port PORT --mn MN[,MN…] --password PW [--host 127.0.0.1] [--hours 1] [--from YYYY-MM-DDTHH] [--tp 0.04] [--faults ${faultsOfStations.join(',')}] [--share 0.2] [--seed 1] [--time] [--deaf]`,
  summary: {
    zh: '模拟监测站：按 HJ 212 经 TCP 上传小时值，可选各种差错；--time 先请求校时并执行，--deaf 不应答命令。',
    en: 'Simulates stations: sends hourly values by HJ 212 over TCP, with faults by choice; --time asks for the time first and sets its clock, --deaf replies to no command.',
  },
  options: {
    port: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    mn: { type: 'string' },
    password: { type: 'string', default: '123456' },
    hours: { type: 'string', default: '1' },
    from: { type: 'string' },
    tp: { type: 'string', default: '0.04' },
    faults: { type: 'string', default: '' },
    share: { type: 'string', default: '0.2' },
    seed: { type: 'string', default: '1' },
    time: { type: 'boolean', default: false },
    deaf: { type: 'boolean', default: false },
  },
  run: async ({ values, words }) => {
    const faults = String(values.faults).split(',').filter(Boolean) as StationFault[];
    const port = Number(values.port);
    if (
      words[0] !== 'stations' ||
      !Number.isInteger(port) ||
      values.mn === undefined ||
      faults.some((one) => !faultsOfStations.includes(one))
    )
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const hours = Number(values.hours);
    const first =
      values.from === undefined
        ? Math.floor(Date.now() / 3_600_000) * 3_600_000 - hours * 3_600_000
        : Date.parse(`${String(values.from)}:00:00+08:00`);
    const random = seeded(Number(values.seed));
    const tp = Number(values.tp);
    let [sent, acknowledged, obeyed] = [0, 0, 0];
    for (const mn of String(values.mn).split(',')) {
      const line = new SimulatedLine(String(values.host), port, values.deaf === true);
      await line.opened;
      if (values.time === true) line.send(askTime(mn, String(values.password), Date.now()));
      for (let n = 0; n < hours; n += 1) {
        const near = (value: number, digits: number) => Number((value * (0.9 + 0.2 * random())).toFixed(digits));
        const report = {
          mn,
          password: String(values.password),
          cn: '2061',
          of: first + n * 3_600_000,
          at: Date.now(),
          values: [
            { code: 'w01001', value: near(7.8, 2) },
            { code: 'w01009', value: near(7, 2) },
            { code: 'w01019', value: near(2.8, 2) },
            { code: 'w21003', value: near(0.2, 3) },
            { code: 'w21011', value: near(tp, 3) },
            { code: 'w21001', value: near(1.1, 2) },
          ],
        };
        const fault =
          faults.length > 0 && random() < Number(values.share)
            ? (faults[Math.floor(random() * faults.length)] ?? null)
            : null;
        const answer = line.answered(5_000);
        for (const piece of piecesOf(report, fault)) {
          line.send(piece);
          await sleep(1);
        }
        sent += 1;
        await answer;
      }
      acknowledged += line.acknowledged;
      obeyed += line.obeyed;
      line.close();
    }
    process.stdout.write(`${JSON.stringify({ sent, acknowledged, ...(values.time === true && { obeyed }) })}\n`);
    return 0;
  },
};
