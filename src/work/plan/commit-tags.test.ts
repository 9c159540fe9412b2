import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { compile, tagReasons } from '../../core/plan/index.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { settle } from './commit.ts';
import { reviewOf } from './read-work.ts';

/** A text as it becomes a plan in a place that has none. */
function settled(text: string, mend: (items: ReturnType<typeof reviewOf>['items']) => void = () => {}) {
  const review = reviewOf(compile(text, { asOf: '2026-01-01' }));
  for (const item of review.items) item.decision = 'accepted';
  mend(review.items);
  const empty = { plans: [], plan: null, commitments: [], organisations: new Map(), indicators: new Map() };
  const file = { name: 'x.txt', bytes: 1, format: 'txt', encoding: null };
  const draft = {
    ...review,
    id: '',
    version: 1,
    state: 'review',
    progress: 1,
    step: { zh: '', en: '' },
    problem: null,
  };
  return settle({ ...draft, text, file } as never, empty as unknown as Snapshot, {
    mode: 'replace',
    base: null,
    textHash: '0'.repeat(64),
    thisYear: 2026,
    by: 'zhang',
  });
}

const text = `测试市“十五五”规划
一、推进新型工业化
做强铝基新材料产业，规上工业总产值突破500亿元。
完善信贷体系。
二、开放包容聚才智
建设人才公寓，引进高层次人才200人以上。
激发发展活力与动力。
大力开展央企招商、以链招商、以房招商、以商招商、以乡招商。
实施“生态立市、工业强市、数字活市、人才兴市”四大战略。
加强水质监测，湖泊水质保持Ⅲ类。
`;

describe('tags of an imported plan', () => {
  it('come with the word, the heading or the person that they are from', () => {
    const { commitments, plan } = settled(text, (items) => {
      const homes = items.find(({ subject }) => subject.includes('公寓'));
      if (homes) homes.tags = [...homes.tags, '四新/闯新路'];
    });
    const byId = new Map(commitments.map((item) => [item.id, item]));
    const whys = commitments.flatMap((item) => tagReasons(item, plan.taxonomies, byId));
    expect(whys.filter(({ by }) => by === 'nobody')).toEqual([]);
    const homes = commitments.find(({ title }) => title.zh.includes('公寓'));
    expect(Object.values(homes?.tagReasons ?? {}).map(({ by, why }) => [by, why.zh])).toEqual([
      ['rule', '原文有“人才”'],
      ['person', '审核人 zhang 选定'],
    ]);
    const living = commitments.find(({ title }) => title.zh.includes('活力'));
    expect(living?.tags.length).toBeGreaterThan(0);
    for (const { by } of Object.values(living?.tagReasons ?? {})) expect(['rule', 'parent']).toContain(by);
  });

  it('say of every taxonomy either a tag or why there is none', () => {
    const { commitments, plan } = settled(text);
    const byId = new Map(commitments.map((item) => [item.id, item]));
    for (const item of commitments) {
      const said = new Set(tagReasons(item, plan.taxonomies, byId).map(({ tag }) => tag.split('/')[0]));
      expect([item.title.zh, said.size]).toEqual([item.title.zh, plan.taxonomies.length]);
    }
  });
});

describe('members of imported groups', () => {
  it('are tied to the commitments that they are about', () => {
    const { plan, commitments } = settled(text);
    const ids = new Set(commitments.map(({ id }) => id));
    const members = plan.groups.flatMap((group) => group.members.map((member) => ({ group, member })));
    expect(members.length).toBeGreaterThan(7);
    for (const { group, member } of members) {
      expect(member.commitments.length, `${group.name.zh} ${member.name.zh}`).toBeGreaterThan(0);
      for (const id of member.commitments) expect(ids).toContain(id);
    }
    const ecology = members.find(({ member }) => member.name.zh === '生态立市')?.member.commitments ?? [];
    expect(ecology.map((id) => commitments.find((item) => item.id === id)?.title.zh).join()).toMatch(/水质|生态立市/);
  });

  const seed = new URL('../../../../shared/seed/qingzhen-plan.txt', import.meta.url);
  const known = (() => {
    try {
      return readFileSync(seed, 'utf8');
    } catch {
      return null;
    }
  })();
  it.skipIf(known === null)('all have commitments in the published plan (skipped where its text is absent)', () => {
    const { plan, commitments } = settled(known ?? '');
    const bare = plan.groups.flatMap(({ name, members }) =>
      members.flatMap((member) => (member.commitments.length === 0 ? [`${name.zh} ${member.name.zh}`] : [])),
    );
    expect(bare).toEqual([]);
    const untagged = commitments.filter(({ tags }) => tags.length === 0);
    expect(untagged.length).toBeLessThan(commitments.length / 20);
  });
});

test('what must not be exceeded is better when less, what must be reached when more', () => {
  const { indicators } = settled(
    '测试市规划\n一、生态\n到2028年，清水湖总磷浓度控制在0.05毫克/升以内，森林覆盖率达到60%以上。\n',
  );
  const direction = (name: RegExp) => indicators.find((one) => name.test(one.name.zh))?.direction;
  expect([direction(/总磷/), direction(/森林/)]).toEqual(['down', 'up']);
});
