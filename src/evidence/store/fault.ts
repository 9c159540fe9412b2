import { Problem } from '../../http/problem.ts';

/** What a fault of the database says about the change that was under way. */
export type Outcome = 'reading' | 'not-written' | 'unknown';

/** Codes of PostgreSQL (appendix A, "Error Codes") and of Node's sockets. */
const away = /^(08...|57P0[1-5]|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const awayWords =
  /connection terminated|connection timeout|trying to connect|connection error|not queryable|connection ended|socket/i;
const busy = /^(55P03|57014|25P0[34]|40001|40P01|53[023]00)$/;
const notStorable = /^(22P05|22021|22003|22008|22007|22P02|22P03|54000)$/;

/** What Citus says, without a code of its own, of a worker that is gone while a transaction ends. */
const workerWords = /connection marked as essential|on any active node|connection to the remote node/i;

/**
 * The node of a cluster that a question could not reach, as the coordinator names it (host and port); null where the fault is
 * another. Our own connection breaks with a fatal error or none at all: an error of class 08 in a session that goes on is of a
 * connection from the coordinator to a worker.
 */
export function awayNode(error: unknown): string | null {
  const { severity, code, message = '', where = '' } = error as Partial<Record<string, string>>;
  if (severity !== 'ERROR' || code === undefined || !(away.test(code) || workerWords.test(message))) return null;
  return /[\w.:-]+:\d+/.exec(`${message} ${where}`)?.[0] ?? '?';
}

/** True for a fault of a worker of a cluster, as the database or as we told it. */
export function isWorkerAway(error: unknown): boolean {
  return awayNode(error) !== null || (error instanceof Problem && error.body.code === 'worker-away');
}

/** True when the connection broke, so that nobody knows what became of the last statement. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  if (awayNode(error) !== null) return true;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return away.test(code);
  return error instanceof Error && awayWords.test(String(message));
}

const outcomes: Record<Outcome, { zh: string; en: string; hint: { zh: string; en: string } }> = {
  reading: { zh: '', en: '', hint: { zh: '几秒后再试。', en: 'Try again in a few seconds.' } },
  'not-written': {
    zh: '没有写入。',
    en: ' Nothing was written.',
    hint: { zh: '几秒后再试。', en: 'Try again in a few seconds.' },
  },
  unknown: {
    zh: '不知道有没有写入。',
    en: ' It is not known whether your input was written.',
    hint: { zh: '过几秒先查看，没有再重做。', en: 'Look in a few seconds whether it is there before you do it again.' },
  },
};

/** The Problem that a reader is told for a fault of the database; undefined for a fault of the program. */
export function storeFault(error: unknown, outcome: Outcome): Problem | undefined {
  const { zh, en, hint } = outcomes[outcome];
  const code = String((error as { code?: unknown }).code ?? '');
  if (awayNode(error) !== null) return workerAway(outcome);
  if (isAway(error)) return databaseAway(outcome);
  if (code === '53100') return diskFull();
  if (busy.test(code))
    return new Problem({
      status: 503,
      code: 'database-busy',
      zh: `数据库忙。${zh}`,
      en: `The database is busy.${en}`,
      hint,
      retryAfter: 3,
    });
  if (notStorable.test(code))
    return new Problem({
      status: 422,
      code: 'not-storable',
      zh: '有一个值存不进数据库。没有写入。',
      en: 'A value cannot be stored. Nothing was written.',
      hint: { zh: '检查特殊字符和过大的数。', en: 'Look for odd characters and numbers that are too large.' },
    });
  return undefined;
}

/** The database does not answer. */
export function databaseAway(outcome: Outcome): Problem {
  const { zh, en, hint } = outcomes[outcome];
  return new Problem({
    status: 503,
    code: outcome === 'unknown' ? 'outcome-unknown' : 'database-away',
    zh: `数据库没有答复。${zh}`,
    en: `The database does not answer.${en}`,
    hint,
    retryAfter: 3,
  });
}

/** The node of a cluster that keeps what was asked for does not answer; the others do. */
function workerAway(outcome: Outcome): Problem {
  const { zh, en } = outcomes[outcome];
  return new Problem({
    status: 503,
    code: 'worker-away',
    zh: `存放本行政区数据的数据库节点没有答复，其他节点上的行政区不受影响。${zh}`,
    en: `The database node that keeps the data of this place does not answer; places on other nodes are not affected.${en}`,
    hint: {
      zh: '几分钟后再试；一直这样请系统管理员查看这个节点。',
      en: 'Try again in a few minutes; if it stays, ask the administrator to look at that node.',
    },
    retryAfter: 30,
  });
}

/** There is no room left: what is there can be read, nothing is written. */
export function diskFull(): Problem {
  return new Problem({
    status: 507,
    code: 'disk-full',
    zh: '服务器磁盘满了，没有写入；查看不受影响。',
    en: 'The disk of the server is full; nothing was written. Reading goes on.',
    hint: { zh: '请系统管理员清理磁盘后再试。', en: 'Ask the administrator to make room, then try again.' },
    retryAfter: 60,
  });
}

/** The program failed while something was being changed. */
export function programFault(outcome: Outcome): Problem {
  const { zh, en } = outcomes[outcome];
  return new Problem({
    status: 500,
    code: 'internal',
    zh: `程序出错了。${zh}`,
    en: `The program failed.${en}`,
    hint:
      outcome === 'unknown'
        ? {
            zh: '先查看有没有写入；仍不行请把时间告诉系统管理员。',
            en: 'Look whether it is there; if it fails again, tell the administrator the time.',
          }
        : {
            zh: '请再试一次；仍不行请把时间告诉系统管理员。',
            en: 'Try again; if it fails again, tell the administrator the time.',
          },
  });
}
