/**
 * The document as a tree: sections under their heads, and in them lists, tables, captions and navigation. Each node
 * knows its stance (does it tell of what was done, what is promised, what is wrong, or how things stand) and its time;
 * sentences are read inside a node and inherit both.
 */
import { isNumbered } from './layout.ts';
import type { Block, LaidText } from './laid-text.ts';
import type { Stance } from './model.ts';
import { tenseOf, type DocumentTime, type TimeRef } from './time.ts';

export interface OutlineNode {
  kind: 'section' | 'list' | 'table' | 'caption' | 'navigation' | 'text';
  /** Depth: 0 the document, 1 to 3 sections, 9 what a leading line opens. */
  level: number;
  /** Clean offsets of the head and of everything below it. */
  start: number;
  end: number;
  stance: Stance;
  /** The time that the head names, or that of the node above. */
  time: TimeRef | null;
  parent: OutlineNode | null;
}

export interface Outline {
  root: OutlineNode;
  /** The innermost node of each block, by index. */
  nodes: OutlineNode[];
}

const REVIEW =
  /回顾|回望|总结|成就|完成情况|取得的|执行情况|落实情况|发展基础|基本情况|发展成效|工作情况|进展情况|足迹|答卷|成绩单|亮点|看“?收官/u;
const PLAN =
  /目标(?!完成|任务完成|的?实现情况)|任务|打算|安排|要求|建议|展望|蓝图|未来|今后|下一步|重点工作|工作要点|举措|部署|谱写|开创|奋力|今年|明年|规划(?!执行|落实)|取向|实事|项目清单|项目表|分解表|看“?开局|行动计划|工作计划/u;
/** Verbs in a head look ahead only where nothing above it looks back. */
const WEAK_PLAN = /加快|着力|推进|坚持|强化|全面|聚焦|持续|大力|深入/u;
/** Where a text turns to what is wrong; until the end of the paragraph nothing is promised or achieved. */
const PROBLEM =
  /存在的?(?:主要)?(?:困难|问题|不足)|(?:主要|突出)(?:问题|困难)|问题(?:和|与|及)(?:困难|不足|挑战)|困难(?:和|与|及)(?:问题|挑战)|短板(?:和|与)?(?:弱项|不足)|不足之处/u;
const BACKGROUND =
  /指导思想|基本原则|发展背景|(?:面临|发展)(?:的)?(?:形势|环境|机遇)|形势分析|简介|概况|附则|名词解释|起草说明/u;

const AMISS =
  /(?:^|[。；！\n])[^，。；！]{0,16}(?:存在(?:的|着)?(?:一些|不少|很多|主要|突出|诸多)?(?:困难|问题|不足|短板|差距)|面临(?:的|着|一些|不少|诸多)*(?:困难|问题|挑战|矛盾)|清醒(?:地)?(?:看到|认识到))$/u;

/** Offsets where a text turns to what is wrong: 存在的问题主要是…, 我们也清醒地看到…; one linear pass. */
export function findProblems(s: string): number[] {
  const found: number[] = [];
  for (const m of s.matchAll(/(?:困难|问题|不足|短板|差距|挑战|矛盾|清醒地?(?:看到|认识到))/gu)) {
    const end = m.index + m[0].length;
    const before = s.slice(Math.max(0, end - 40), end);
    if (/存在|面临|清醒/u.test(before) && AMISS.test(end > 40 ? before : `。${before}`)) found.push(m.index);
  }
  return found;
}

/** What a head says of everything below it; `above` is the stance of the node that holds it. */
export function headStance(head: string, above: Stance = 'open'): Stance {
  if (PROBLEM.test(head)) return 'problem';
  const back = REVIEW.test(head);
  const ahead = PLAN.test(head.replace(/(?:目标|任务|计划|规划|部署|要求)(?:任务)?(?:完成|执行|落实|进展)情况/gu, ''));
  if (back && ahead) {
    // 工作回顾和工作安排 names two parts; 目标任务完成情况 is one.
    const parts = head.split(/[和与及、，暨；]|以及/u);
    const kinds = new Set(parts.map((p) => (REVIEW.test(p) ? 'review' : PLAN.test(p) ? 'plan' : null)));
    if (kinds.has('review') && kinds.has('plan')) return 'mixed';
    return 'review';
  }
  if (back) return 'review';
  if (ahead) return 'plan';
  if (BACKGROUND.test(head)) return 'background';
  return above === 'open' && WEAK_PLAN.test(head) ? 'plan' : 'open';
}

/** Headings in a row without a number of their own stand below the last that has one. */
const UNNUMBERED = 4;
const LEADING_LINE = 9;

/** The tree of a laid-out text. `times` in order of place. */
export function readOutline(laid: LaidText, times: readonly TimeRef[], doc: DocumentTime): Outline {
  const s = laid.clean;
  const root: OutlineNode = {
    kind: 'section',
    level: 0,
    start: 0,
    end: s.length,
    stance: 'open',
    time: null,
    parent: null,
  };
  const nodes: OutlineNode[] = [];
  let here = root;
  let numbered = false;
  let t = 0;
  const open = (block: Block, level: number, stance: Stance, time: TimeRef | null): OutlineNode => {
    while (here.level >= level && here.parent) {
      here.end = block.start;
      here = here.parent;
    }
    const inherited = stance === 'open' ? here.stance : stance;
    here = {
      kind: 'section',
      level,
      start: block.start,
      end: s.length,
      stance: inherited,
      time: time ?? (stance === 'open' || stance === here.stance ? here.time : null),
      parent: here,
    };
    return here;
  };
  for (const block of laid.blocks) {
    while (t < times.length && times[t]!.end <= block.start) t++;
    const text = s.slice(block.start, Math.min(block.end, block.start + 80));
    if (block.kind === 'title' || block.kind === 'heading') {
      const own = isNumbered(text);
      const level = block.kind === 'title' ? UNNUMBERED : own || !numbered ? Math.max(1, block.level) : UNNUMBERED;
      if (own) numbered = true;
      const inside = times.slice(t, t + 8).filter((x) => x.start < block.end && !x.base);
      const above = aboveOf(here, level);
      nodes.push(open(block, level, ...headOf(text, inside, above, doc)));
      continue;
    }
    if (block.kind === 'body' && block.end - block.start <= 60 && text.endsWith('：')) {
      const stance = headStance(text);
      if (stance !== 'open') {
        const inside = times.slice(t, t + 8).filter((x) => x.start < block.end && !x.base);
        nodes.push(open(block, LEADING_LINE, stance, inside[inside.length - 1] ?? null));
        continue;
      }
    }
    nodes.push(
      block.kind === 'body' || block.kind === 'table'
        ? leaf(here, block, block.kind === 'table' ? 'table' : 'text')
        : leaf(here, block, block.kind === 'caption' ? 'caption' : 'navigation'),
    );
  }
  return { root, nodes };
}

const leaf = (parent: OutlineNode, block: Block, kind: OutlineNode['kind']): OutlineNode => ({
  kind,
  level: parent.level + 1,
  start: block.start,
  end: block.end,
  stance: parent.stance,
  time: parent.time,
  parent,
});

function aboveOf(node: OutlineNode, level: number): OutlineNode {
  let above = node;
  while (above.level >= level && above.parent) above = above.parent;
  return above;
}

function headOf(
  text: string,
  inside: readonly TimeRef[],
  above: OutlineNode,
  doc: DocumentTime,
): [Stance, TimeRef | null] {
  const said = headStance(text, above.stance);
  if (said === 'mixed') {
    const ahead = [...inside].reverse().find((x) => tenseOf(x, doc) !== 'past') ?? null;
    return ['mixed', ahead];
  }
  const time = inside[inside.length - 1] ?? null;
  if (said === 'review') return ['review', time];
  const tense = time ? tenseOf(time, doc) : 'unknown';
  if (said === 'plan' || said === 'problem' || said === 'background')
    return said === 'plan' && tense === 'past' ? ['review', time] : [said, time];
  if (tense === 'past') return ['review', time];
  if (tense === 'future') return ['plan', time];
  return ['open', time];
}
