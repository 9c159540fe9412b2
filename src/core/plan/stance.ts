/** Promise or result: the cues of a text, in order of place. */
import type { Tense } from './time.ts';

export interface Cue {
  at: number;
  tense: Exclude<Tense, 'unknown'>;
  /** Holds for its segment only; otherwise until the next cue or the end of the paragraph. */
  local: boolean;
  /** Gives way to whatever else is known. */
  weak: boolean;
  /** What a report set earlier: 报告定的“…100个”. */
  report: boolean;
  /** 计划…: in an account of results it holds for its own segment only. */
  planned: boolean;
  /** 力争, 确保, 计划. */
  aim: boolean;
}

const CUE = new RegExp(
  [
    '(?<doneGoal>(?:圆满|超额|全面|顺利|较好|如期|提前)(?:地)?(?:完成|实现)|(?:好于|超过|高于|低于)[^，。；]{0,8}预期|完成了|实现了|取得了?[^，。；]{0,14}成[绩就效]|主要做了以下|工作回顾|回顾|答卷|成绩单|完成情况|截至|截止)',
    '(?<report>报告定的|确定的|下达的)',
    '(?<goal>预期目标|奋斗目标|目标任务(?!中|的?(?:全面|圆满|顺利|超额|较好|如期|提前|基本)?(?:完成|实现))|主要目标(?!任务)|发展目标|总体目标|工作目标|目标(?=[是为：，。”定])|年度预期|预期|承诺|工作安排|重点任务|主要任务|总体要求|工作打算|工作建议|重点工作|主攻方向)',
    '(?<aim>力争|争取|确保|力求|务必|计划(?!总?投资|额|生育|单列|经济)|打算)',
    '(?<plan>规划(?=\\d|建设|布局|到))',
    '(?<done>已(?!知)|同比|比同期|较同期|实际完成|实际到位|累计完成|累计实现|累计建成|创历史)',
    '(?<than>[比较](?:上年|去年))',
    '(?<will>将(?!军|近|来|士|领)|要(?=[在实确达突力抓加完建推大保使让全把])|必须|提出)',
  ].join('|'),
  'gu',
);

/** The cues of a text; one linear pass. */
export function findCues(s: string): Cue[] {
  const cues: Cue[] = [];
  for (const m of s.matchAll(CUE)) {
    const g = m.groups!;
    const at = m.index;
    if (g.doneGoal !== undefined)
      cues.push({
        at,
        tense: 'past',
        local: !/回顾|答卷|成绩单|完成情况|主要做了|截[至止]/u.test(m[0]),
        weak: false,
        report: false,
        planned: false,
        aim: false,
      });
    else if (g.report !== undefined)
      cues.push({ at, tense: 'future', local: true, weak: false, report: true, planned: false, aim: false });
    else if (g.goal !== undefined) {
      const before = s.slice(Math.max(0, at - 14), at);
      const settled =
        /(?:完成|占|超过|低于|高于|好于|超额|达到了?|实现)[^，。；“”]*$/u.test(before) &&
        !/要|将|力争|确保/u.test(before);
      cues.push({
        at,
        tense: settled ? 'past' : 'future',
        local: settled,
        weak: false,
        report: false,
        planned: false,
        aim: false,
      });
    } else if (g.aim !== undefined || g.plan !== undefined)
      cues.push({
        at,
        tense: 'future',
        local: g.plan !== undefined,
        weak: false,
        report: false,
        planned: m[0] === '计划',
        aim: g.aim !== undefined,
      });
    else if (g.done !== undefined)
      cues.push({ at, tense: 'past', local: true, weak: false, report: false, planned: false, aim: false });
    else if (g.than !== undefined)
      cues.push({ at, tense: 'past', local: false, weak: true, report: false, planned: false, aim: false });
    else cues.push({ at, tense: 'future', local: false, weak: true, report: false, planned: false, aim: false });
  }
  return cues;
}
