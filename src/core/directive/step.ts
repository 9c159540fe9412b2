import type { Text } from '../measure/index.ts';
import {
  type Actor,
  type DirectiveAct,
  directiveLevels,
  type DirectiveStanding,
  type DirectiveState,
  isOpen,
} from './model.ts';

/** Why an act is not done: 403 it is not his to do, 409 not now, 422 something is wrong in it. */
export interface Refusal extends Text {
  status: 403 | 409 | 422;
  code: string;
  where?: string;
}

const refuse = (status: Refusal['status'], code: string, zh: string, en: string, where?: string): Refusal => ({
  status,
  code,
  zh,
  en,
  ...(where !== undefined && { where }),
});

/** From which states an act is done; what is not listed is done from every open one. */
const from: Readonly<Partial<Record<DirectiveAct['kind'], readonly DirectiveState[]>>> = {
  receive: ['issued'],
  plan: ['received', 'planned', 'returned'],
  progress: ['received', 'planned', 'returned', 'answered'],
  answer: ['received', 'planned', 'returned'],
  verify: ['answered'],
};

const stateNames: Readonly<Record<DirectiveState, Text>> = {
  issued: { zh: '待签收', en: 'issued' },
  received: { zh: '已签收', en: 'received' },
  planned: { zh: '整改中', en: 'being worked on' },
  returned: { zh: '已退回', en: 'returned' },
  answered: { zh: '待核销', en: 'answered' },
  closed: { zh: '已销号', en: 'closed' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};

const notYours = (zh: string, en: string) => refuse(403, 'not-your-directive', zh, en);

/**
 * Why an act is not done on the ISO day `on`; null where it is. Four eyes: nobody verifies who has answered or belongs to the
 * lead unit, nobody grants his own extension, nobody decides on his own reply (政府督查工作条例, 国令第733号: 督查结论客观公正).
 */
export function actRefusal(now: DirectiveStanding, act: DirectiveAct, by: Actor, on: string): Refusal | null {
  const his = rightRefusal(now, act, by);
  if (his) return his;
  if (!isOpen(now) && act.kind !== 'reply')
    return refuse(
      409,
      'directive-over',
      `督办单${stateNames[now.state].zh}，不能再办。`,
      `The directive is ${stateNames[now.state].en}; nothing more is done on it.`,
    );
  const states = from[act.kind];
  if (states && !states.includes(now.state))
    return refuse(
      409,
      'directive-step',
      `督办单现在是“${stateNames[now.state].zh}”，这一步还不能办。`,
      `The directive is ${stateNames[now.state].en}; this step does not follow.`,
    );
  return contentRefusal(now, act, on);
}

function rightRefusal(now: DirectiveStanding, act: DirectiveAct, by: Actor): Refusal | null {
  switch (act.kind) {
    case 'receive':
    case 'plan':
    case 'answer':
      return by.forLead ? null : notYours('由牵头单位办。', 'This is for the lead unit.');
    case 'progress':
      return by.forLead || by.forSupport
        ? null
        : notYours('由牵头单位或配合单位办。', 'This is for the lead unit or a supporting one.');
    case 'verify':
      if (now.answeredBy.includes(by.login))
        return refuse(403, 'own-answer', '反馈的人不能核销。', 'Nobody verifies what he answered himself.');
      return by.ofLead
        ? refuse(403, 'lead-verifies', '牵头单位的人不能核销。', 'People of the lead unit do not verify its answer.')
        : null;
    case 'extend':
      if (act.act === 'ask')
        return by.forLead ? null : notYours('由牵头单位申请延期。', 'The lead unit asks for an extension.');
      return now.asked?.by === by.login || by.ofLead
        ? refuse(403, 'own-extension', '延期由申请单位以外的人批。', 'An extension is decided by somebody else.')
        : null;
    case 'reply':
      if (act.act === 'state')
        return by.forLead || by.forSupport
          ? null
          : notYours('由被督办的单位申辩。', 'Only a unit that the directive is for replies to it.');
      return by.ofLead || now.replies.some(({ seq, by: whose }) => seq === act.of && whose === by.login)
        ? refuse(403, 'own-reply', '申辩由申辩单位以外的人处理。', 'A reply is decided on by somebody else.')
        : null;
    case 'escalate':
    case 'withdraw':
      return by.ofLead
        ? refuse(403, 'lead-decides', '牵头单位的人不能办这一步。', 'This is not for the lead unit.')
        : null;
  }
}

function contentRefusal(now: DirectiveStanding, act: DirectiveAct, on: string): Refusal | null {
  if (act.kind === 'progress') {
    const lost = act.done.find(({ step }) => !now.steps.some(({ id }) => id === step));
    if (lost)
      return refuse(
        422,
        'no-such-step',
        `整改方案里没有节点 ${lost.step}。`,
        `The plan has no step ${lost.step}.`,
        'done',
      );
    const ahead = act.done.find((one) => one.on > on);
    if (ahead)
      return refuse(422, 'step-ahead', '完成日期不能晚于今天。', 'A step is not done on a day to come.', 'done');
  }
  if (act.kind === 'plan' && new Set(act.steps.map(({ id }) => id)).size !== act.steps.length)
    return refuse(422, 'step-twice', '整改节点重复。', 'Two steps are the same.', 'steps');
  if (act.kind === 'verify' && (act.decision === 'return' || act.unturned) && act.reason.trim().length < 2)
    return act.decision === 'return'
      ? refuse(422, 'reason-missing', '退回要写明原因。', 'Say why it is returned.', 'reason')
      : refuse(
          422,
          'still-red',
          '指标还没有转绿，销号要写明理由，并计入“销号未转绿”。',
          'The number has not turned: closing asks for a written reason and is counted.',
          'reason',
        );
  if (act.kind === 'extend') {
    if (act.act === 'ask') {
      if (now.asked)
        return refuse(409, 'extension-pending', '已有一个延期申请在等待批复。', 'An extension was asked for already.');
      if (on > now.due)
        return refuse(
          409,
          'extension-late',
          `期限 ${now.due} 已过，延期应在到期前申请；按原定期限考核。`,
          `The limit was ${now.due}: an extension is asked for before it, and the first limit stays for scoring.`,
        );
    } else if (!now.asked)
      return refuse(409, 'no-extension', '没有等待批复的延期申请。', 'No extension was asked for.');
    if (act.act !== 'refuse' && act.to <= now.due)
      return refuse(422, 'extension-order', `新期限应晚于 ${now.due}。`, `The new limit lies after ${now.due}.`, 'to');
  }
  if (act.kind === 'escalate' && directiveLevels.indexOf(act.to) <= directiveLevels.indexOf(now.level))
    return refuse(
      409,
      'level-reached',
      '已在这个等级或更高，等级只升不降。',
      'It is on that level or above; levels only rise.',
      'to',
    );
  if (act.kind === 'reply' && act.act === 'decide') {
    const reply = now.replies.find(({ seq }) => seq === act.of);
    if (!reply) return refuse(422, 'no-such-reply', '没有这条申辩。', 'There is no such reply.', 'of');
    if (reply.decision) return refuse(409, 'reply-decided', '这条申辩已经处理。', 'That reply was decided on.', 'of');
  }
  return null;
}

/** How it stands after an act that was not refused; `seq` is the entry of the act. */
export function afterAct(
  now: DirectiveStanding,
  act: DirectiveAct,
  by: Pick<Actor, 'login'>,
  on: string,
  seq: number,
): DirectiveStanding {
  switch (act.kind) {
    case 'receive':
      return { ...now, state: 'received' };
    case 'plan': {
      const known = new Map(now.steps.map((step) => [step.id, step.doneOn]));
      return {
        ...now,
        state: 'planned',
        steps: act.steps.map((step) => ({ ...step, doneOn: known.get(step.id) ?? null })),
      };
    }
    case 'progress': {
      const done = new Map(act.done.map((one) => [one.step, one.on]));
      return { ...now, steps: now.steps.map((step) => ({ ...step, doneOn: done.get(step.id) ?? step.doneOn })) };
    }
    case 'answer':
      return {
        ...now,
        state: 'answered',
        answeredBy: [...new Set([...now.answeredBy, by.login])],
        firstAnswered: now.firstAnswered ?? on,
        answered: on,
      };
    case 'verify':
      return act.decision === 'return'
        ? { ...now, state: 'returned', returns: now.returns + 1 }
        : { ...now, state: 'closed', closedOn: on, unturned: act.unturned, asked: null };
    case 'extend':
      return act.act === 'ask'
        ? { ...now, asked: { to: act.to, by: by.login } }
        : act.act === 'refuse'
          ? { ...now, asked: null }
          : { ...now, asked: null, due: act.to, extensions: now.extensions + 1 };
    case 'escalate':
      return { ...now, level: act.to };
    case 'withdraw':
      return { ...now, state: 'withdrawn', closedOn: on, asked: null };
    case 'reply':
      return act.act === 'state'
        ? { ...now, replies: [...now.replies, { seq, by: by.login, decision: null }] }
        : {
            ...now,
            replies: now.replies.map((one) => (one.seq === act.of ? { ...one, decision: act.decision } : one)),
          };
  }
}
