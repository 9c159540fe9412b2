import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servicesOf } from '../../../../test/services.ts';
import { testStore, type TestStore } from '../../../../test/store.ts';
import { installRegisters } from '../../../evidence/pack/install.ts';
import { ecology } from '../index.ts';
import { frameOf } from '../simulator.ts';
import { intakeOf } from './index.ts';
import { openMqtt } from './mqtt.ts';
import { readingsOf } from './readings.ts';
import { registerStations } from './register-stations.ts';

const mn = '010000A8900016F000169DC0';
let db: TestStore;
let broker: Aedes;
let server: Server;
let port = 0;

beforeAll(async () => {
  db = await testStore();
  await installRegisters(db.store, db.ledger, 'test', [ecology]);
  broker = await Aedes.createBroker();
  server = createServer(broker.handle);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as { port: number }).port;
});
afterAll(async () => {
  await new Promise<void>((done) => broker.close(done));
  server.close();
  await db.close();
});

test('frames that come by MQTT are kept once and answered on the topic beside', async () => {
  const services = servicesOf(db, () => '2026-07-10', [ecology]);
  await registerStations(services, 'test', 'x', [{ mn, name: '站', password: '123456', key: null, kind: 'lake' }]);
  const intake = intakeOf(services);
  const end = await openMqtt(intake, { url: `mqtt://127.0.0.1:${port}`, topic: 'hj212/#' });
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
  const answers: string[] = [];
  client.on('message', (_topic, payload) => answers.push(payload.toString()));
  await client.subscribeAsync('hj212/one/answer', { qos: 1 });
  const of = Date.parse('2026-07-01T08:00:00+08:00');
  const frame = frameOf({ mn, password: '123456', cn: '2061', of, at: of, values: [{ code: 'w21011', value: 0.04 }] });
  for (let n = 0; n < 2; n += 1) await client.publishAsync('hj212/one', frame, { qos: 1 });
  await client.publishAsync('hj212/one', 'no frame at all', { qos: 1 });
  await expect.poll(() => answers.length).toBe(2);
  expect(answers[0]).toContain('CN=9014');
  await intake.closer.now('test');
  const { readings } = await readingsOf(db.store, 'test', mn, 'hour', 'w21011', { from: of, to: of + 1 });
  expect(readings.map(({ value }) => value)).toEqual([0.04]);
  await client.endAsync();
  await end();
  await intake.end();
});
