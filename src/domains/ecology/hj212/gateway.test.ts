import { connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../../test/ask.ts';
import { planner } from '../../../../test/room.ts';
import { servicesOf } from '../../../../test/services.ts';
import { testStore, type TestStore } from '../../../../test/store.ts';
import { verifyChains } from '../../../evidence/book.ts';
import type { Services } from '../../../evidence/domain.ts';
import { installRegisters } from '../../../evidence/pack/install.ts';
import type { Route } from '../../../http/route.ts';
import { getIndicator } from '../../../work/indicators/api.ts';
import { indicators } from '../../../work/indicators/index.ts';
import { addStations, getFrame, getHealth, listReadings, listStations } from '../api.ts';
import { frameCheck } from '../frame-check.ts';
import { ecology } from '../index.ts';
import { intakeOf } from '../stream/index.ts';
import type { StreamIntake } from '../stream/intake.ts';
import { Gateway, gatewayLimits } from './gateway.ts';
import { localTime } from './time.ts';

let db: TestStore;
let services: Services;
let intake: StreamIntake;
let gateway: Gateway;
let port = 0;
let routes: Route[];
const mn = (n: number) => `010000A8900016F000169D${String(n).padStart(2, '0')}`;

beforeAll(async () => {
  db = await testStore();
  await installRegisters(db.store, db.ledger, 'test', [ecology]);
  services = servicesOf(db, () => '2026-07-10', [ecology]);
  intake = intakeOf(services);
  gateway = new Gateway(intake, { ...gatewayLimits, connections: 50, half: 400, rest: 50, broken: 20, penalty: 50 });
  port = await gateway.listen(0, '127.0.0.1');
  routes = ecology.routes(services);
  const stations = Array.from({ length: 30 }, (_, n) => ({
    mn: mn(n),
    name: `站 ${n}`,
    password: '123456',
    key: n === 9 ? '0'.repeat(16) : null,
    kind: n === 7 ? ('air' as const) : n === 8 ? ('outfall' as const) : ('lake' as const),
  }));
  expect(await ask(routes, addStations, planner, { params: {}, body: { stations } })).toEqual({
    added: 30,
    changed: 0,
  });
});
afterAll(async () => {
  await gateway.close();
  await intake.end();
  await db.close();
});

const framed = (segment: string) =>
  `##${String(Buffer.byteLength(segment)).padStart(4, '0')}${segment}${frameCheck(segment)}\r\n`;
let last = 0;
const qn = () => `2026070108${String((last += 1)).padStart(7, '0')}`;
const segment = (
  n: number,
  cn: string,
  area: string,
  more: { flag?: number; pw?: string; head?: string; qn?: string; st?: string } = {},
) =>
  `QN=${more.qn ?? qn()};ST=${more.st ?? '21'};CN=${cn};PW=${more.pw ?? '123456'};MN=${mn(n)};Flag=${more.flag ?? 5};${more.head ?? ''}CP=&&${area}&&`;
const hour = (n: number, at: string, value: number, mark = 'N') =>
  framed(segment(n, '2061', `DataTime=${at};w21011-Avg=${value},w21011-Flag=${mark}`));

async function line(): Promise<{
  socket: Socket;
  say: (text: string | Buffer) => void;
  heard: (count: number) => Promise<string[]>;
  ended: Promise<void>;
}> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  let text = '';
  socket.on('data', (more: string) => (text += more));
  const ended = new Promise<void>((done) => socket.on('close', () => done()));
  await new Promise((done) => socket.once('connect', done));
  const heard = async (count: number) => {
    await expect.poll(() => text.split('\r\n').length - 1).toBeGreaterThanOrEqual(count);
    const answers = text.split('\r\n').slice(0, -1);
    text = '';
    return answers;
  };
  return { socket, say: (what) => void socket.write(what), heard, ended };
}

const readings = async (n: number, query: object = {}) => {
  await intake.writer.drained();
  await intake.closer.now('test');
  return ask(routes, listReadings, planner, {
    params: { mn: mn(n) },
    query: { level: 'hour', factor: 'w21011', ...query },
  });
};

describe('a line', () => {
  test('an hour is answered with its own QN once it is kept, and read back', async () => {
    const { say, heard, socket } = await line();
    const sent = segment(
      0,
      '2061',
      'DataTime=20260701080000;w21011-Cou=1,w21011-Min=0.04,w21011-Avg=0.046,w21011-Max=0.05,w21011-Flag=N',
    );
    say(framed(sent));
    const [answer = ''] = await heard(1);
    expect(answer).toContain(`${sent.slice(0, 20)};ST=91;CN=9014;PW=123456;MN=${mn(0)};Flag=4;CP=&&&&`);
    expect(answer.slice(6, -4)).toHaveLength(Number(answer.slice(2, 6)));
    expect(frameCheck(answer.slice(6, -4))).toBe(answer.slice(-4));
    const {
      readings: [found],
    } = await readings(0);
    expect(found).toMatchObject({
      at: '2026-07-01T08:00:00+08:00',
      value: 0.046,
      low: 0.04,
      high: 0.05,
      flag: 'N',
      unit: 'mg/L',
      made: 'device',
    });
    const thread = await ask(routes, getFrame, planner, { params: { mn: mn(0), frame: found?.frame } });
    expect(thread).toMatchObject({ holds: true, batch: { holds: true } });
    expect(thread.text).toContain('PW=******');
    socket.destroy();
  });

  test('the same frame again is answered and counted once; a revised value takes the place of the first', async () => {
    const { say, heard, socket } = await line();
    const first = hour(1, '20260701080000', 0.05);
    say(first + first);
    await heard(2);
    say(first);
    await heard(1);
    expect((await readings(1)).readings.map(({ value }) => value)).toEqual([0.05]);
    say(hour(1, '20260701080000', 0.06));
    await heard(1);
    expect((await readings(1)).readings.map(({ value }) => value)).toEqual([0.06]);
    expect((await readings(1, { level: 'day' })).readings.map(({ value, n }) => [value, n])).toEqual([[0.06, 1]]);
    socket.destroy();
  });

  test('a value of maintenance is kept with its mark and makes no mean of the day', async () => {
    const { say, heard, socket } = await line();
    say(hour(2, '20260701080000', 0.04) + hour(2, '20260701090000', 0.06) + hour(2, '20260701100000', 9, 'M'));
    await heard(3);
    expect((await readings(2)).readings.map(({ value, flag }) => [value, flag])).toEqual([
      [0.04, 'N'],
      [0.06, 'N'],
      [9, 'M'],
    ]);
    expect((await readings(2, { level: 'day' })).readings).toMatchObject([{ value: 0.05, n: 2 }]);
    socket.destroy();
  });

  test('two packets of one report have QNs of their own; the second need not repeat the time', async () => {
    const { say, heard, socket } = await line();
    const [one, two] = [
      segment(3, '2061', 'DataTime=20260701080000;w21011-Avg=0.03,w21011-Flag=N', { flag: 7, head: 'PNUM=2;PNO=1;' }),
      segment(3, '2061', 'w21003-Avg=0.2,w21003-Flag=N', { flag: 7, head: 'PNUM=2;PNO=2;' }),
    ];
    say(framed(one) + framed(two));
    expect((await heard(2)).map((answer) => answer.slice(6, 26))).toEqual([one.slice(0, 20), two.slice(0, 20)]);
    const { readings: all } = await readings(3, { factor: undefined });
    expect(all.map(({ factor, at, value }) => [factor, at.slice(11, 16), value])).toEqual([
      ['w21003', '08:00', 0.2],
      ['w21011', '08:00', 0.03],
    ]);
    socket.destroy();
  });

  test('a wrong password, an unknown device, RF=0 and a wrong check are never acknowledged', async () => {
    const { say, heard, socket } = await line();
    const area = 'DataTime=20260701080000;w21011-Avg=0.03,w21011-Flag=N';
    const wrong = segment(4, '2061', area, { pw: '654321' });
    const stranger = segment(4, '2061', area).replace(mn(4), 'F'.repeat(24));
    const noisy = framed(segment(4, '2061', area)).replace('0.03', '0.04');
    const refused = segment(4, '2061', area, { flag: 9, head: 'RF=0;' });
    say(framed(wrong) + framed(stranger) + noisy + framed(refused));
    const answers = (await heard(4)).map((answer) => /CN=(\d+).*QnRtn=(\d+)/.exec(answer)?.slice(1));
    expect(answers.toSorted()).toEqual([
      ['9011', '100'],
      ['9011', '3'],
      ['9011', '4'],
      ['9011', '9'],
    ]);
    expect((await readings(4)).readings).toEqual([]);
    socket.destroy();
  });

  test('no answer is given where none is asked for; a heartbeat and a question for the time are notices', async () => {
    const { say, heard, socket } = await line();
    say(framed(segment(5, '2061', 'DataTime=20260701080000;w21011-Avg=1,w21011-Flag=N', { flag: 4 })));
    say(framed(segment(5, '9015', '', { flag: 9 })) + framed(segment(5, '1013', 'PolId=w01018', { flag: 5 })));
    const answers = await heard(3);
    expect(answers.map((answer) => /CN=(\d+)/.exec(answer)?.[1])).toEqual(['9013', '9013', '1012']);
    expect(answers[2]).toMatch(/PolId=w01018;SystemTime=\d{14}&&/);
    socket.destroy();
  });

  test('a command is followed by its reply and its result; refused ones and those of the centre count against the station', async () => {
    const { say, heard, socket } = await line();
    const asksTheTime = async (device: number, ...replies: [string, string][]) => {
      say(framed(segment(device, '1013', 'PolId=w01018', { flag: 5 })));
      const [, order = ''] = await heard(2);
      const qn = /QN=\d{17}/.exec(order)?.[0] ?? '';
      for (const [cn, area] of replies)
        say(framed(`${qn};ST=91;CN=${cn};PW=123456;MN=${mn(device)};Flag=4;CP=&&${area}&&`));
    };
    await asksTheTime(12, ['9011', 'QnRtn=1'], ['9012', 'ExeRtn=1']);
    await asksTheTime(13, ['9011', 'QnRtn=2']);
    say(framed(segment(13, '1012', 'SystemTime=20260701080000', { flag: 5 })));
    expect((await heard(1))[0]).toMatch(/CN=9011;.*QnRtn=2/);
    const query = { asOf: localTime(Date.now()).slice(0, 10) };
    const faultsOf = async (device: number) => {
      await intake.counters.write();
      const { stations } = await ask(routes, listStations, planner, { params: {}, query });
      return stations.find((one) => one.mn === mn(device))?.conformity.faults ?? [];
    };
    await expect.poll(() => faultsOf(13)).toHaveLength(2);
    expect((await faultsOf(13)).toSorted((a, b) => (a.code < b.code ? -1 : 1))).toMatchObject([
      { code: 'direction', rule: { zh: expect.stringContaining('表 9') } },
      { code: 'order-refused', rule: { zh: expect.stringContaining('QnRtn=1') } },
    ]);
    expect(await faultsOf(12)).toEqual([]);
    socket.destroy();
  });

  test('late packets are taken; with RF=1 they keep to the standard, without it is counted', async () => {
    const { say, heard, socket } = await line();
    say(framed(segment(6, '2061', 'DataTime=20260601080000;w21011-Avg=1,w21011-Flag=N', { flag: 9, head: 'RF=1;' })));
    say(hour(6, '20260601090000', 2));
    await heard(2);
    expect((await readings(6)).readings.map(({ value }) => value)).toEqual([1, 2]);
    await intake.counters.write();
    const query = { asOf: localTime(Date.now()).slice(0, 10) };
    const { stations } = await ask(routes, listStations, planner, { params: {}, query });
    const { conformity } = stations.find((one) => one.mn === mn(6)) ?? {};
    expect(conformity).toMatchObject({ frames: 2, clean: 1, late: 2, faults: [{ code: 'late-unmarked', n: 1 }] });
    socket.destroy();
  });

  test('an hour of air needs 45 minutes, an hour of waste water is weighed by its flow', async () => {
    const { say, heard, socket } = await line();
    const minute = (n: number, at: number, area: string) =>
      framed(segment(n, '2051', `DataTime=2026070108${String(at).padStart(2, '0')}00;${area}`));
    say(Array.from({ length: 8 }, (_, n) => minute(7, n * 5, 'a21026-Avg=10,a21026-Flag=N')).join(''));
    const flows = [10, 10, 20, 20, 20, 40];
    const conc = [40, 40, 50, 50, 60, 80];
    say(
      flows
        .map((flow, n) => minute(8, n * 10, `w00000-Avg=${flow},w00000-Flag=N;w01018-Avg=${conc[n]},w01018-Flag=N`))
        .join(''),
    );
    await heard(14);
    expect((await readings(7, { factor: 'a21026' })).readings).toMatchObject([
      { value: null, why: 'too-few-minutes', n: 8 },
    ]);
    say(minute(7, 40, 'a21026-Avg=19,a21026-Flag=N'));
    await heard(1);
    expect((await readings(7, { factor: 'a21026' })).readings).toMatchObject([{ value: 11, n: 9 }]);
    expect((await readings(8, { factor: 'w01018' })).readings).toMatchObject([{ value: 60, made: 'weighted' }]);
    socket.destroy();
  });

  test('half a frame is given up, and the next one is taken; a line that sends nothing but noise is closed', async () => {
    const { say, heard, socket } = await line();
    say(hour(10, '20260701080000', 1).slice(0, 70));
    await new Promise((done) => setTimeout(done, 600));
    say(hour(10, '20260701090000', 2));
    await heard(1);
    expect((await readings(10)).readings.map(({ value }) => value)).toEqual([2]);
    socket.destroy();
    const noisy = await line();
    for (let n = 0; n < 40; n += 1) noisy.say(`##0101QN=${n};ST`);
    await noisy.ended;
  });

  test('a flood of lines is bounded, and those that are open go on', async () => {
    const open = await line();
    const many = Array.from({ length: 120 }, () => connect({ port, host: '127.0.0.1' }).on('error', () => {}));
    await expect.poll(() => gateway.connections).toBeGreaterThan(40);
    expect(gateway.connections).toBeLessThanOrEqual(50);
    open.say(hour(11, '20260701080000', 1));
    await open.heard(1);
    for (const socket of many) socket.destroy();
    open.socket.destroy();
  });
});

test('an indicator that a stream feeds has the valid days of the station, and none of its maintenance', async () => {
  const name = { zh: '总磷', en: 'TP' };
  const evidence = { kind: 'stream', stream: `${mn(2).toLowerCase()}-w21011`, fn: 'mean' } as const;
  const item = { id: 'tp', name, unit: 'mg/L', nature: 'stock', cadence: 'day', direction: 'down', evidence } as const;
  const within = {
    ...item,
    id: 'tp-kept',
    unit: '%',
    nature: 'rate',
    direction: 'up',
    evidence: { ...evidence, fn: 'within', limit: 0.05 },
  } as const;
  const beyond = { ...within, id: 'tp-strict', evidence: { ...within.evidence, limit: 0.049 } } as const;
  await db.ledger.submit({
    jurisdiction: 'test',
    kind: 'indicator.put',
    actor: 'x',
    demo: false,
    payload: { indicators: [item, within, beyond] },
  });
  const view = await services.snapshots.at('test', '2026-07-10', 'approved');
  const points = view.series('tp')?.points ?? [];
  expect(points[0]).toMatchObject({ period: '2026-07-01', value: 0.05 });
  const share = (id: string) => view.series(id)?.points[0]?.value;
  expect([share('tp-kept'), share('tp-strict')], 'a limit is kept by the day that meets it').toEqual([100, 0]);
  expect(points.slice(1).every(({ value }) => typeof value !== 'number')).toBe(true);
  expect((await services.snapshots.at('test', '2026-06-30', 'approved')).series('tp')?.points).toEqual([]);
  const page = await ask(indicators.routes(services), getIndicator, planner, {
    params: { indicator: 'tp' },
    query: {},
  });
  expect(page.points.find(({ period }) => period === '2026-07-01')).toMatchObject({ value: 0.05, submission: null });
});

test('what was kept stands sealed in the ledger; a byte that was changed is found', async () => {
  await readings(0);
  const [before] = await verifyChains(db.store, 'test');
  expect(before?.streams).toMatchObject({ gone: 0 });
  expect(before?.streams.whole).toBeGreaterThan(3);
  expect(before).not.toHaveProperty('differing');
  await sql`update stream_frame set frame = set_byte(frame, 150, 57) where n = 1`.execute(db.store);
  const [after] = await verifyChains(db.store, 'test');
  expect(after?.streams.firstBroken).toMatchObject({ why: 'frame-changed' });
});

test('a station that fell silent is told so beside its values', async () => {
  const { say, heard, socket } = await line();
  say(hour(20, '20260710010000', 0.04) + hour(20, '20260710020000', 0.05));
  await heard(2);
  expect((await readings(20)).readings).toHaveLength(2);
  const { signs } = await ask(routes, getHealth, planner, { params: { mn: mn(20) }, query: {} });
  expect(signs).toMatchObject([{ sign: 'gap', name: '总磷', since: '2026-07-10T02:00:00+08:00' }]);
  socket.destroy();
});
