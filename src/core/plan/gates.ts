import type { Text } from '../measure/index.ts';

/** A step that is proposed for a commitment: what has to be done by when, and what proves it. Days are ISO. */
export interface Gate {
  title: Text;
  due: string;
  evidence: Text | null;
}

export interface GatesInput {
  /** The promise in Chinese. */
  title: string;
  /** First and last year of the plan. */
  horizon: { start: number; end: number };
  /** ISO day on which the steps are set: none is proposed for an earlier day unless the promise itself was due before. */
  today: string;
}

type Step = readonly [at: number, zh: string, en: string, proofZh?: string, proofEn?: string];

/** How the work of a verb goes: steps at shares of the time that is left. The first whose words are in the title wins. */
const courses: readonly { id: string; words: RegExp; steps: readonly Step[] }[] = [
  {
    id: 'rule',
    words: /制定|出台|编制|印发|修订|起草|立法/,
    steps: [
      [0.35, '完成调研和初稿', 'Study and first draft', '初稿', 'the draft'],
      [0.6, '完成征求意见', 'Consultation closed', '征求意见汇总表', 'the summary of comments'],
      [0.8, '审议通过并印发', 'Adopted and issued', '印发的文件', 'the issued document'],
      [1, '完成首次执行评估', 'First review of how it is carried out', '评估报告', 'the review'],
    ],
  },
  {
    id: 'attract',
    words: /招商|引进|引入|招引|签约|落户企业|承接/,
    steps: [
      [0.12, '形成目标企业清单和招商方案', 'List of firms and plan to attract them', '清单、方案', 'list and plan'],
      [0.45, '签约过半', 'Half of it under contract', '投资协议', 'the contracts'],
      [0.75, '全部签约', 'All of it under contract', '投资协议', 'the contracts'],
      [1, '项目开工落地', 'Ground broken', '施工许可证或现场照片', 'building permit or photographs'],
    ],
  },
  {
    id: 'remedy',
    words: /整治|治理|修复|清理|排查|整改|攻坚|淘汰|关停|清零|取缔|腾退/,
    steps: [
      [0.15, '完成摸底排查并建立台账', 'Survey done, list set up', '台账', 'the list'],
      [0.3, '印发治理方案和分年任务', 'Plan of work issued, by year', '方案', 'the plan'],
      [0.65, '完成过半并销号', 'Half of it done and struck off', '销号清单', 'items struck off'],
      [1, '全部完成并通过复核', 'All of it done and checked', '复核意见', 'the check'],
    ],
  },
  {
    id: 'build',
    words: /建设|建成|新建|扩建|改建|修建|续建|兴建|改造|竣工|投产|开工|通车|搬迁|铺设|布局建/,
    steps: [
      [
        0.12,
        '完成立项、用地等前期手续',
        'Approvals and land in hand',
        '立项批复、用地手续',
        'approval and land papers',
      ],
      [0.25, '开工', 'Ground broken', '施工许可证', 'building permit'],
      [0.6, '主体工程过半', 'Half of the main works done', '现场照片、监理月报', 'photographs, supervision report'],
      [0.9, '竣工验收', 'Completed and accepted', '竣工验收备案表', 'record of acceptance'],
      [1, '投入使用', 'In use', '投用证明或现场照片', 'proof of use or photographs'],
    ],
  },
  {
    id: 'award',
    words: /创建|争创|申报|认定|评定|培育|打造|孵化|做大做强|创成/,
    steps: [
      [0.12, '印发工作方案和责任清单', 'Plan of work and duties issued', '方案', 'the plan'],
      [0.3, '建立培育库（名单）', 'List of candidates set up', '名单', 'the list'],
      [0.65, '完成中期评估', 'Midway review', '评估报告', 'the review'],
      [1, '通过评定或达到标准', 'Assessed, or up to the standard', '认定文件或评定结果', 'the decision'],
    ],
  },
];

/** 建设 of what no one lays bricks for is work that goes on. */
const soft =
  /(环境|体系|机制|制度|队伍|能力|作风|诚信|法治|文明|文化|信用|党|党风|人才|品牌|市场|平台|生态|社会|组织|示范|智慧|数字)建设/g;

/** What is done year by year: a plan of work first, then a review at the end of each year. */
const lasting = {
  /** Months within which the plan of work is due. */
  within: 3,
  first: { zh: '印发工作方案和责任清单', en: 'Plan of work and duties issued' },
  paper: { zh: '方案', en: 'the plan' },
  yearly: (year: number): Text => ({ zh: `完成${year}年度任务并自评`, en: `Tasks of ${year} done and reviewed` }),
  proof: { zh: '年度自评报告', en: 'the yearly review' },
};

/**
 * A sensible first set of dated, named steps for a promise, chosen by its verb and spread over the time that is left until
 * it is due (the year that it names, else the end of the plan). Steps end with a quarter where there is a year or more,
 * with a month where there is less; with too little time for all the earlier ones are dropped. The last is due with the
 * promise itself. Own method; a person confirms or changes every step.
 */
export function proposeGates({ title, horizon, today }: GatesInput): Gate[] {
  const last = `${dueYear(title, horizon) ?? horizon.end}-12-31`;
  const from = today > `${horizon.start}-01-01` ? today : `${horizon.start}-01-01`;
  const course = courses.find(({ words }) => words.test(title.replace(soft, '')));
  const end = monthOf(last);
  const begin = monthOf(from);
  const quarters = end - begin >= 12;
  const gates: (Gate & { month: number })[] = [];
  const put = (month: number, text: Text, evidence: Text | null) => {
    const at = Math.min(end, quarters ? Math.ceil((month + 1) / 3) * 3 - 1 : month);
    gates.push({ title: text, due: lastDay(at), evidence, month: at });
  };
  const step = ([at, zh, en, proofZh, proofEn]: Step) =>
    put(Math.round(begin + at * (end - begin)), { zh, en }, proofZh && proofEn ? { zh: proofZh, en: proofEn } : null);
  if (course) for (const one of course.steps) step(one);
  else {
    put(begin + lasting.within, lasting.first, lasting.paper);
    for (let year = Number(from.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1)
      put(monthOf(`${year}-12-31`), lasting.yearly(year), lasting.proof);
  }
  // Of two in one month the later stands, and nothing is proposed for a month that is over.
  gates.sort((a, b) => a.month - b.month);
  const kept = gates.filter((gate, index) => gate.month > begin && gates[index + 1]?.month !== gate.month);
  const chosen = kept.length > 0 ? kept : gates.slice(-1);
  return chosen.map(({ month: _month, ...gate }) => gate);
}

/** The year that a promise names as its end, if the plan covers it. */
function dueYear(title: string, { start, end }: GatesInput['horizon']): number | null {
  const years = [...title.matchAll(/(20\d\d)\s*年/g)].map((match) => Number(match[1]));
  const inside = years.filter((year) => year >= start && year <= end);
  return inside.length > 0 ? Math.max(...inside) : null;
}

/** Months since the year 0, so that shares of a span are plain numbers. */
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const lastDay = (month: number) =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);
