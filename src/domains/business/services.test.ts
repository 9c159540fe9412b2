import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { openRoom, planner, type Room, visitor } from '../../../test/room.ts';
import { putClock } from '../../work/registers/work-api.ts';
import { approvals } from '../approvals/index.ts';
import { chain } from '../chain/index.ts';
import { firms } from '../firms/index.ts';
import { investment } from '../investment/index.ts';
import { parks } from '../parks/index.ts';
import { projects } from '../projects/index.ts';
import { business } from './index.ts';

let room: Room;
let today = '2026-10-12';
const accepted = { item: 'permit', applied: '2026-09-17', accepted_on: '2026-09-18', promised: 20, stage: 'accepted' };

beforeAll(async () => {
  room = await openRoom([chain, parks, firms, projects, investment, approvals, business], () => today);
  await room.put('approval-items', '2026-01-05', {
    permit: { name: '施工许可', legal: 20, promised: 8, online: 'full' },
    longer: { name: '取水许可', legal: 20, promised: 25 },
    unsaid: { name: '林木采伐', legal: 20 },
  });
});
afterAll(() => room.close());

const lightOf = async (list: string, id: string) => {
  const { light, why } = (await room.row(list, id)).judged ?? {};
  return [light, why?.zh];
};

describe('cases of approval', () => {
  test('a case is stopped by a paper and resumed, and goes red on the right day: after 4 November', async () => {
    await room.put('approval-cases', '2026-09-18', { a: { number: '1', ...accepted } });
    const act = (body: object) =>
      ask(room.routes, putClock, planner, { params: { register: 'approval-cases', record: 'a' }, body } as never);
    await act({ kind: 'stop', document: '评审告知〔2026〕3号', reason: '专家评审', from: '2026-09-23', to: null });
    expect(await lightOf('approval-cases', 'a')).toEqual([
      'grey',
      expect.stringContaining('停表 9 个工作日（评审告知〔2026〕3号）'),
    ]);
    await act({ kind: 'resume', to: '2026-10-12' });
    expect((await room.row('approval-cases', 'a')).judged?.cells).toMatchObject({ due: '2026-11-04', stopped: 9 });
    today = '2026-11-04';
    expect((await lightOf('approval-cases', 'a'))[0]).toBe('yellow');
    today = '2026-11-05';
    expect(await lightOf('approval-cases', 'a')).toEqual([
      'red',
      '2026-11-04 到期，已超期，停表 9 个工作日（评审告知〔2026〕3号）。',
    ]);
  });

  test('a stop that came with a sheet counts with its paper, and not without one', async () => {
    const stop = { stop_from: '2026-09-23', stop_to: '2026-10-12' };
    await room.put('approval-cases', '2026-11-01', {
      b: { number: '2', ...accepted, ...stop, stop_paper: '告知3号' },
      c: { number: '3', ...accepted, ...stop },
    });
    expect((await room.row('approval-cases', 'b')).judged?.cells.due).toBe('2026-11-04');
    expect((await room.row('approval-cases', 'c')).judged?.cells.due).toBe('2026-10-22');
  });

  test('who says nothing for five working days has accepted on the day of application; corrections do not count', async () => {
    await room.put('approval-cases', '2026-11-01', {
      d: { number: '4', item: 'permit', applied: '2026-09-18', promised: 20, stage: 'applied' },
      e: {
        number: '5',
        item: 'permit',
        applied: '2026-09-18',
        promised: 20,
        accepted_on: '2026-10-20',
        stage: 'accepted',
      },
      f: {
        number: '6',
        item: 'permit',
        applied: '2026-09-18',
        promised: 20,
        accepted_on: '2026-10-20',
        missing: '缺图纸',
        stage: 'accepted',
      },
      g: { number: '7', item: 'permit', applied: '2026-09-18', missing: '缺图纸', stage: 'correcting' },
    });
    expect(await lightOf('approval-cases', 'd')).toEqual([
      'red',
      '2026-09-24 前没有一次告知，自收件之日起视为受理，应于 2026-10-22 办结。',
    ]);
    expect((await room.row('approval-cases', 'e')).judged?.cells.due).toBe('2026-10-22');
    expect((await room.row('approval-cases', 'f')).judged?.cells.due).toBe('2026-11-17');
    // The clock of the stage, in the drawer and in the table, says the same day as the light, and from which day it counts.
    const clockOf = async (id: string) => (await room.row('approval-cases', id)).record.clock;
    expect(await clockOf('e')).toMatchObject({ from: '2026-09-18', by: 'applied', due: { due: '2026-10-22' } });
    expect(await clockOf('f')).toMatchObject({ from: '2026-10-20', by: 'accepted_on', due: { due: '2026-11-17' } });
    expect((await lightOf('approval-cases', 'g'))[0]).toBe('grey');
  });

  test('what was decided in time and not delivered within ten working days is yellow', async () => {
    today = '2026-11-05';
    const decided = { ...accepted, item: 'unsaid', decided_on: '2026-10-15', outcome: 'granted', stage: 'decided' };
    await room.put('approval-cases', '2026-10-20', { waits: { number: '30', ...decided } });
    expect(await lightOf('approval-cases', 'waits')).toEqual(['yellow', '按时办结，应在 2026-10-29 前送达。']);
    today = '2026-10-29';
    expect((await lightOf('approval-cases', 'waits'))[0]).toBe('green');
    today = '2026-11-05';
  });

  test('what is decided is told by item: median, P90, late share, share of stops; a case without a limit lowers a coverage', async () => {
    await room.put('approval-cases', '2026-11-01', {
      j: { number: '10', ...accepted, promised: 8, decided_on: '2026-09-24', outcome: 'granted', stage: 'decided' },
      k: { number: '11', ...accepted, promised: 8, decided_on: '2026-10-22', outcome: 'granted', stage: 'delivered' },
      l: { number: '12', item: 'permit', applied: '2026-09-17', accepted_on: '2026-09-18', stage: 'accepted' },
    });
    expect((await room.row('approval-items', 'permit')).judged).toMatchObject({
      light: 'yellow',
      cells: { cut: 60, cases: 2, median: 5, p90: 20, late: 50, stopped: 0 },
    });
    expect(await lightOf('approval-items', 'longer')).toEqual(['red', '承诺时限比法定时限长。']);
    expect((await lightOf('approval-items', 'unsaid'))[0]).toBe('grey');
    const { tiles } = await room.list('approval-cases');
    const clocked = tiles.find(({ name }) => name.zh === '算得出时限');
    expect(clocked?.share).toBeLessThan(1);
  });

  test('the public reads items and not the cases', async () => {
    expect((await room.list('approval-items', {}, visitor)).rows).toHaveLength(3);
    await expect(room.list('approval-cases', {}, visitor)).rejects.toBeDefined();
  });
});

test('a bad rating is put right within its limit, errors do not count, and who gave a name is called back', async () => {
  await room.put('service-ratings', '2026-11-01', {
    a: { number: '1', on: '2026-10-09', level: 'best', stage: 'rated' },
    b: { number: '2', on: '2026-10-09', level: 'bad', named: true, stage: 'rated' },
    c: {
      number: '3',
      on: '2026-10-09',
      level: 'worst',
      named: true,
      finding: '属实',
      measure: '已改',
      stage: 'put-right',
    },
    d: { number: '4', on: '2026-10-09', level: 'bad', ruling: '点错', stage: 'wrong' },
  });
  expect(await lightOf('service-ratings', 'b')).toEqual(['red', '差评应在 2026-10-29 前核实整改。']);
  expect((await lightOf('service-ratings', 'c'))[0]).toBe('yellow');
  const { tiles } = await room.list('service-ratings');
  expect(tiles.map(({ value }) => value)).toEqual([100 * (1 - 2 / 3), 2, 0]);
});

test('a request of a firm shows the whole life that it belongs to, and counts in time by its own day', async () => {
  await room.put('projects', '2026-01-05', {
    p: { name: '电池箔项目', firm: '甲公司', bureau: 'x', investment: 1, stage: 'signed' },
  });
  await room.put('leads', '2026-01-05', {
    l: {
      name: '电池箔线索',
      firm: '甲公司',
      bureau: 'x',
      channel: 'soe',
      project: 'p',
      stage: 'signed',
      investment: 1,
      land: 1,
      output: 1,
      tax: 1,
    },
  });
  await room.put('firms', '2026-01-05', { f: { name: '甲公司', came: '2026-06-01' } });
  await room.put('firm-tickets', '2026-11-01', {
    a: {
      number: '1',
      matter: '用电增容',
      phase: 'support',
      firm: 'f',
      raised: '2026-10-12',
      promised: 5,
      answer: '已办',
      done_on: '2026-10-19',
      stage: 'done',
    },
    b: {
      number: '2',
      matter: '用地指标',
      phase: 'settle',
      project: 'p',
      raised: '2026-10-12',
      promised: 5,
      stage: 'open',
    },
    c: { number: '3', matter: '注册登记', phase: 'attract', lead: 'l', raised: '2026-11-02', stage: 'open' },
  });
  const { tiles } = await room.list('firm-tickets');
  expect(tiles[0]).toMatchObject({ value: 50, note: { zh: '应办结 2 件' } });
  const { sections } = await room.row('firm-tickets', 'b');
  const named = sections.flatMap(({ lines }) => lines.map(({ name }) => ('title' in name ? name.title : name.zh)));
  expect(named).toEqual(expect.arrayContaining(['电池箔线索', '电池箔项目', '甲公司', '用电增容', '注册登记']));
  expect((await lightOf('firm-tickets', 'c'))[0]).toBe('grey');
});

test('the index of the environments: published weights, a missing measure lowers its coverage, below 60 % there is none', async () => {
  await room.put('environment-measures', '2026-11-01', {
    a: { name: '超期率', environment: 'service', value: 2, weight: 30, zero: 10, full: 0 },
    b: { name: '网办率', environment: 'service', value: 90, weight: 30, zero: 50, full: 100 },
    c: { name: '满意度', environment: 'service', weight: 40, zero: 50, full: 100 },
    d: { name: '合同执行天数', environment: 'law', weight: 10, zero: 400, full: 100 },
  });
  const { tiles } = await room.list('environment-measures');
  const of = (zh: string) => tiles.find(({ name }) => name.zh === zh);
  expect(of('政务环境')).toMatchObject({ value: 80, share: 0.6 });
  expect(of('法治环境')?.value).toHaveProperty('missing');
  expect(of('营商环境指数')?.value).toHaveProperty('missing');
});

test('a reform is late by the day of its stage', async () => {
  await room.put('reform-items', '2026-11-01', {
    a: { name: '国企市场化转型', field: 'firms', due: '2026-10-30', stage: 'drafting' },
    b: { name: '县域医共体', field: 'hospitals', due: '2026-12-30', paper: '1号', stage: 'trial' },
  });
  expect((await lightOf('reform-items', 'a'))[0]).toBe('red');
  expect((await lightOf('reform-items', 'b'))[0]).toBe('green');
});
