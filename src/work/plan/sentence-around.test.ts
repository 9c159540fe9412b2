import { describe, expect, it } from 'vitest';
import { sentenceAround } from './sentence-around.ts';

const text = '第一句。常住人口超75万人，人才总量超15万人，以产业吸引人才。\n下一段';
const at = (needle: string): [number, number] => [text.indexOf(needle), text.indexOf(needle) + needle.length];

describe('sentenceAround', () => {
  it('takes the rest of the sentence on both sides', () => {
    expect(sentenceAround(text, at('人才总量超15万人'))).toEqual({
      before: '常住人口超75万人，',
      clause: '人才总量超15万人',
      after: '，以产业吸引人才。',
    });
  });
  it('stops at a line break', () => {
    expect(sentenceAround(text, at('下一段'))).toEqual({ before: '', clause: '下一段', after: '' });
  });
  it('adds nothing after a clause that ends its sentence', () => {
    expect(sentenceAround(text, at('第一句。')).after).toBe('');
  });
  it('cuts very long sentences and says so', () => {
    const long = '甲'.repeat(500);
    const { before, after } = sentenceAround(long, [250, 251]);
    expect(before.startsWith('…')).toBe(true);
    expect(after.endsWith('…')).toBe(true);
    expect(before.length).toBeLessThan(130);
  });
  it('stands spans outside the text', () => {
    expect(sentenceAround('短', [5, 9])).toEqual({ before: '短', clause: '', after: '' });
  });
});
