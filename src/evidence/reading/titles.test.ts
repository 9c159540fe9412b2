import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, planner, type Room, visitor } from '../../../test/room.ts';
import { link, register, required, text } from '../../core/register/index.ts';
import { column, related } from '../judged-parts.ts';
import { list } from '../judgement.ts';

/** What a reader does not see has no name for him, wherever it is referred to. */

const talks = register({
  id: 'talks',
  name: ['洽谈', 'Talks'],
  identify: ['name'],
  fields: { name: required(text('名称', 'Name')), site: link(() => ({ id: 'sites' }), '地块', 'Site') },
});
const sites = register({
  id: 'sites',
  name: ['地块', 'Sites'],
  identify: ['name'],
  open: true,
  fields: { name: required(text('名称', 'Name')), talk: link(() => talks, '洽谈', 'Talk') },
});
const siteList = list({
  register: sites,
  columns: [column('none', '无', 'None', () => null)],
  sections: (view, { id }) => related(view, talks, 'site', id, ['name']),
});

let room: Room;
beforeAll(async () => {
  room = await openRoom(
    [{ id: 'sites', routes: () => [], registers: [talks, sites], lists: [siteList] }],
    '2026-05-01',
  );
  await room.put('talks', '2026-03-01', { t1: { name: '某某集团来谈', site: 's1' } });
  await room.put('sites', '2026-01-01', { s1: { name: '东地块', talk: 't1' } });
});
afterAll(() => room.close());

test('a title of a closed list, and its rows, are for readers inside', async () => {
  const seen = async (who: typeof planner) => JSON.stringify(await room.row('sites', 's1', {}, who));
  expect(await seen(planner)).toContain('某某集团来谈');
  expect(await seen(visitor)).not.toContain('某某集团');
  expect(JSON.stringify(await room.list('sites', {}, visitor))).not.toContain('某某集团');
});

test('on an earlier day a record that was not yet known has no title', async () => {
  const early = JSON.stringify(await room.list('sites', { asOf: '2026-02-01' }));
  expect(early).toContain('东地块');
  expect(early).not.toContain('某某集团');
});
