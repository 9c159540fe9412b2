import { expect, test } from 'vitest';
import { readPack, shippedPack } from './pack.ts';
import { restatementOf } from './restate.ts';

test('every commitment of the shipped plan stands in the restatement as a sentence of its own, which says what it is', () => {
  const { sections } = readPack(shippedPack('qingzhen'));
  if (!sections.plan) throw new Error('no plan');
  const { name, text, spans } = restatementOf(sections.plan, sections.commitments);
  expect(name).toContain('转述，不是原文');
  expect(text).toMatch(/^清镇市.*（转述）\n\n说明：.*不是原文/u);
  for (const { id, kind, title } of sections.commitments) {
    const [from, to] = spans.get(id) ?? [0, 0];
    expect(text.slice(from, to)).toBe(title.zh);
    expect(text[to], id).toBe(kind === 'theme' ? '\n' : '。');
  }
  expect(text).toContain('\n一、');
  expect(text).toContain('\n（一）');
});
