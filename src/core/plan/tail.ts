/** The words between a subject and its number, read backwards: comparators, verbs of level and change, adverbs. */
import type { Op } from './model.ts';
import type { TimeRef } from './time.ts';

type Role =
  | { kind: 'op'; op: Op }
  | { kind: 'stretch' }
  | { kind: 'level' }
  | { kind: 'to'; down: boolean }
  | { kind: 'up' | 'down' }
  | { kind: 'from' }
  | { kind: 'annual' | 'shared' | 'future' | 'floor' | 'past' | 'adverb' | 'sum' | 'stop' };

const ROLES = new Map<string, Role>();
const add = (words: string, role: Role): void => {
  for (const w of words.split(' ')) ROLES.set(w, role);
};

add('突破 超过 超 超出 大于 高于 多于 优于 跨越 跨过 迈过 越过 突破了 实现突破 > 冲破 大于等于0且 高出', {
  kind: 'op',
  op: '>',
});
add(
  '不低于 不少于 不小于 不下于 至少 最低 最少 不得低于 不得少于 大于等于 高于或等于 ≥ 站上 迈上 跃上 踏上 登上 迈向 跨上 跨入 迈入 跻身 跃升至少 达到并超过 保底',
  { kind: 'op', op: '>=' },
);
add('不超过 不高于 不大于 不多于 不得超过 控制在 严格控制在 压控在 控制到 小于等于 ≤ 不突破 最多 限制在', {
  kind: 'op',
  op: '<=',
});
add('低于 少于 小于 < 不足 不到 优于或低于', { kind: 'op', op: '<' });
add('约 大约 近 接近 约为 大概 逼近 约占 将近 大致', { kind: 'op', op: 'approx' });
add('力争 力争达到 力争达 冲刺 争取 争取达到 力争实现 力争完成 冲击 奋力冲刺 挑战', { kind: 'stretch' });
add(
  '达到 达 为 是 保持在 稳定在 维持在 保持 稳定保持在 巩固在 实现 完成 可达 高达 多达 有 位于 处于 在 达到了 定为 确定为 设定为 合计 持续保持在 始终保持在 普遍达到 全部达到 基本达到 共有 已有 现有 升格为 =',
  { kind: 'level' },
);
add(
  '提高到 提升到 提高至 提升至 增加到 增加至 增长到 增长至 增至 升至 升到 上升到 上升至 扩大到 扩大至 发展到 发展至 到 至 翻番到 翻番至 壮大到 做大到 拓展到 扩展到 增到 提到 跃升到 跃升至 攀升到 攀升至 恢复到 回升到 回升至 延长到 延长至 培育到 达至 调增到 调高到 上调至 优化到 优化至 提高为 调整到 调整至 调整为 优化为 提高到现在的 增加到现在的 上升到现在的 提高到目前的 增加到目前的',
  { kind: 'to', down: false },
);
add(
  '降到 降至 下降到 下降至 降低到 降低至 减少到 减少至 减到 减至 压缩到 压缩至 缩短到 缩短至 缩减到 缩减至 缩小到 缩小至 回落到 回落至 控制降至 压减到 压减至 精简到 精简至 压降到 压降至 下调至 下调到',
  { kind: 'to', down: true },
);
add(
  '提高 提升 增加 增长 上升 扩大 增 涨 上涨 递增 增速达 增长达 递增达 增幅达 净增 增加了 增长了 提高了 提升了 上升了 上涨了 扩大了 增收 增速为 增幅为 翻 延长 回升 攀升 跃升 前移 晋升 前进 上调 增速 增幅',
  { kind: 'up' },
);
add(
  '下降 降低 减少 缩小 压减 削减 回落 缩短 减 降 压缩 缩减 下降了 降低了 减少了 压缩了 缩短了 收窄 减轻 压降 精简 负增长 下滑 下调 节约',
  { kind: 'down' },
);
add(
  '由 从 自 由人均 从人均 由每人 从每人 由每人每年 从每人每年 由每月 从每月 由每人每月 从每人每月 由年人均 从年人均',
  { kind: 'from' },
);
add('两年平均 三年平均 五年平均 四年平均 年均 每年 年 年平均 逐年 平均每年 年度 年均可', { kind: 'annual' });
add('分别 各 分别为 分别是 分别达 分别达到 依次为', { kind: 'shared' });
add(
  '预计 预期 预期目标 目标 目标为 计划 规划 将 将达 将达到 要 可 可望 有望 预计达 预计达到 预计为 拟 必须 要求 目标值 预期值 目标是 努力 务必 应 奋力 拟按 拟 拟安排 安排',
  { kind: 'future' },
);
add('确保 确保达到 确保实现 确保完成', { kind: 'floor' });
add('目标任务 目标任务为 年度任务 年度目标 年度目标任务 全年目标 全年任务 任务数 计划数 目标数', { kind: 'future' });
add('已 已经 现已 已达 已达到 累计已', { kind: 'past' });
add(
  '同比 可比 实际 名义 均 都 也 再 又 仅 就 率先 提前 进一步 稳步 基本 总体 总量 大体 持续 全部 全面 整体 均达 均达到 均为 均在 首次 成功 历史性 一举 同口径 按可比价 按不变价 按可比口径 环比 平均 普遍 总计 共计 共 左右 仍 才 已累计 再次 顺利 双双 连续 并 同步 逐步 力求 只 大幅 明显 显著 合理 还 也要 则 均要 都要 水平上 期内 五年 继续 按',
  { kind: 'adverb' },
);
add('累计 共计累计 总计达', { kind: 'sum' });
// Words that end like one of the above and are none.
add(
  '新增 倍增 节约 制约 集约 附近 最近 公共 作为 成为 分为 得到 受到 甚至 发达 抵达 表达 传达 到达 所有 私有 国有 富有 存在 现在 正在 潜在 所在 首要 主要 重要 需要 只要 若是 特别是 尤其是 便是 认为 行为 转为 改为 缩减量 减免 许可 认可 各自 降幅 涨幅 拥有 占有 自有 同期 同年 规划 发明专利授权量 全年 近年 青年 少年 当年 去年 今年 明年 逐年 丰年 多年 成年 老年 千年 百年 收入增 首都 成都 国都 高速 时速 提速 总量',
  { kind: 'stop' },
);
ROLES.delete('总量');
add('人均 户均 亩均 地均 每人 每户 每亩 年人均 均价', { kind: 'stop' });
add('人才 英才 专才', { kind: 'stop' });
add('签约 预约 履约 续约 解约', { kind: 'stop' });
add('规划', { kind: 'future' });
add('逐年', { kind: 'annual' });
add('今年 去年 全年 当年 明年 同年 近年 青年 少年', { kind: 'stop' });

const LONGEST = Math.max(...[...ROLES.keys()].map((w) => w.length));

export interface Tail {
  /** Where the subject's words end. */
  subjectEnd: number;
  /** Where the comparator words that touch the number begin. */
  outerStart: number;
  op: Op | null;
  stretch: boolean;
  to: boolean;
  change: 'up' | 'down' | null;
  level: boolean;
  from: boolean;
  annual: boolean;
  shared: boolean;
  future: boolean;
  /** 确保: at least that. */
  floor: boolean;
  past: boolean;
  sum: boolean;
  /** A time phrase among these words: GDP 2025年达到 …. */
  time: TimeRef | null;
  /** 较2015年, 比2010年: what the change is counted from. */
  comparedWith: string | null;
}

/** Reads backwards from `at` (a number's start), not beyond `low`. `timeEnding` gives the time phrase that ends at an offset. */
export function readTail(s: string, low: number, at: number, timeEnding: ReadonlyMap<number, TimeRef>): Tail {
  const tail: Tail = {
    subjectEnd: at,
    outerStart: at,
    op: null,
    stretch: false,
    to: false,
    change: null,
    level: false,
    from: false,
    annual: false,
    shared: false,
    future: false,
    floor: false,
    past: false,
    sum: false,
    time: null,
    comparedWith: null,
  };
  let pos = at;
  let touching = true;
  for (let guard = 0; guard < 8 && pos > low; guard++) {
    const timeAt = s[pos - 1] === '的' && timeEnding.has(pos - 1) ? pos - 1 : pos;
    const time = timeEnding.get(timeAt);
    if (time && time.start >= low) {
      pos = time.start;
      if (time.base) {
        const word = /(?:相比|相当于|[比较从由自于为是在])$/u.exec(s.slice(Math.max(low, pos - 3), pos))?.[0] ?? '';
        pos -= word.length;
        if (word === '从' || word === '由' || word === '自') {
          tail.from = true;
          tail.time = time;
        } else
          tail.comparedWith = `${word === '于' || word === '在' ? '较' : word}${s.slice(time.start, time.end).replace(/的?(?:基础|水平|基数)上?$/u, '')}`;
      } else {
        tail.time = time;
        // 升至2024年的5777亿元: 至 belongs to the verb.
        if (pos > low && /[到至在]/u.test(s[pos - 1]!) && roleEnding(s, low, pos)?.length === 1) pos--;
      }
      touching = false;
      continue;
    }
    const role = roleEnding(s, low, pos);
    if (!role || role.role.kind === 'stop') break;
    const r = role.role;
    // 现有建成区 keeps 有 …: a level verb directly after another verb of change belongs to it.
    pos -= role.length;
    if (r.kind === 'op') {
      tail.op ??= r.op;
      if (touching) tail.outerStart = pos;
    } else if (r.kind === 'stretch') {
      tail.stretch = true;
      tail.future = true;
      if (touching) tail.outerStart = pos;
    } else {
      touching = false;
      apply(tail, r);
    }
  }
  tail.subjectEnd = pos;
  return tail;
}

function apply(tail: Tail, r: Role): void {
  switch (r.kind) {
    case 'to':
      tail.to = true;
      if (r.down) tail.change ??= null;
      break;
    case 'up':
    case 'down':
      if (!tail.to) tail.change ??= r.kind;
      break;
    case 'level':
      tail.level = true;
      break;
    case 'from':
      tail.from = true;
      break;
    case 'annual':
      tail.annual = true;
      break;
    case 'shared':
      tail.shared = true;
      break;
    case 'floor':
      tail.floor = true;
      tail.future = true;
      break;
    case 'future':
      tail.future = true;
      break;
    case 'past':
      tail.past = true;
      break;
    case 'sum':
      tail.sum = true;
      break;
    default:
      break;
  }
}

function roleEnding(s: string, low: number, pos: number): { role: Role; length: number } | null {
  for (let k = Math.min(LONGEST, pos - low); k >= 1; k--) {
    const role = ROLES.get(s.slice(pos - k, pos));
    if (role) return { role, length: k };
  }
  return null;
}
