import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import type { IssuedLine } from '../../evidence/delivery/shapes.ts';
import type { StoreTransaction } from '../../evidence/store/store.ts';
import type { Tells } from '../directives/index.ts';
import type { NoticeKind } from './kinds.ts';

/** An entry of the ledger as the outbox reads it. */
export interface Told {
  jurisdiction: string;
  seq: number;
  kind: string;
  actor: string;
  at: string;
  demo: boolean;
  payload: Record<string, unknown>;
}

/** What people are told of: one thing that happened, in both languages, and whom it concerns. */
export interface NoticeEvent {
  /** The same for ever, wherever a process is cut off: the entry, and the line in it. */
  id: string;
  kind: NoticeKind;
  on: string;
  title: Text;
  body: Text;
  link: string;
  /** Units whose people are told, and whose channels carry it. */
  organisations: readonly string[];
  logins: readonly string[];
  /** Supervisors and the plan office; the leaders. */
  tells: Tells;
  /** Why it goes to nobody (silenced), with who said so. */
  silenced?: { by: string; until: string; reason: string } | undefined;
  /** Made by the clock or a rule, not by a person. */
  byItself: boolean;
}

interface Issued {
  directive_id: string;
  number: string;
  issued: IssuedLine;
  issuer: string;
}

async function directivesNamed(tx: StoreTransaction, jurisdiction: string, ids: readonly string[]) {
  const { rows } = await sql<Issued>`
    select d.directive_id, d.number, d.issued, s.actor as issuer from directive d
    join submission s on s.jurisdiction_id = d.jurisdiction_id and s.seq = d.issued_seq
    where d.jurisdiction_id = ${jurisdiction} and d.directive_id = any(${[...ids]})`.execute(tx);
  return new Map(rows.map((row) => [row.directive_id, row]));
}

const levelWord: Readonly<Record<string, Text>> = {
  blue: { zh: '蓝单', en: 'blue' },
  orange: { zh: '橙单', en: 'orange' },
  red: { zh: '红单', en: 'red' },
};

const pair = (zh: string, en: string): Text => ({ zh, en });
const short = (value: unknown) => String(value ?? '').slice(0, 400);

/** Kinds of entry that tell people something, as a regular expression of PostgreSQL. */
export const tellingKinds = '^(directive|alert|score)[.]|^report[.]urge$';

/** What an entry tells people; nothing for most kinds. */
export async function eventsOf(tx: StoreTransaction, entry: Told): Promise<NoticeEvent[]> {
  const [area = '', act = ''] = entry.kind.split('.');
  if (area === 'directive') return directiveEvents(tx, entry, act);
  if (area === 'alert') return alertEvents(tx, entry, act);
  if (area === 'score') return scoreEvents(tx, entry, act);
  if (entry.kind === 'report.urge') return urgeEvents(entry);
  return [];
}

async function directiveEvents(tx: StoreTransaction, entry: Told, act: string): Promise<NoticeEvent[]> {
  const { payload, jurisdiction } = entry;
  const lines =
    act === 'issue' ? (payload.directives as IssuedLine[]).map(({ id }) => id) : [String(payload.directive)];
  const named = await directivesNamed(tx, jurisdiction, lines);
  return lines.flatMap((id, index) => {
    const found = named.get(id);
    if (!found) return [];
    const told = directiveWords(act, payload, found);
    if (!told) return [];
    const { issued } = found;
    const units = [issued.lead, ...issued.support];
    const toUnits = told.to.includes('units');
    return [
      {
        id: `e${entry.seq}-${index}`,
        kind: told.kind,
        on: String(payload.on),
        title: told.title,
        body: told.body,
        link: `/${jurisdiction}/directives/${id}`,
        organisations: toUnits ? units : [],
        logins: [
          ...(toUnits && issued.person !== null ? [issued.person] : []),
          ...(told.to.includes('issuer') ? [found.issuer] : []),
        ].filter((login) => login !== entry.actor),
        tells: told.tells ?? (told.to.includes('office') ? 'office' : 'lead'),
        byItself: payload.by === 'rule',
      },
    ];
  });
}

interface Words {
  kind: NoticeKind;
  title: Text;
  body: Text;
  to: readonly ('units' | 'issuer' | 'office')[];
  tells?: Tells;
}

function directiveWords(act: string, payload: Record<string, unknown>, { number, issued }: Issued): Words | null {
  const what = `${number}“${issued.title}”`;
  const whatEn = `${number} "${issued.title}"`;
  const text = short(payload.text ?? payload.reason);
  switch (act) {
    case 'issue':
      return {
        kind: 'directive-issued',
        title: pair(`督办：${what}`, `Directive ${whatEn}`),
        body: pair(
          `${short(issued.demand)}\n期限 ${issued.due}，请签收。`,
          `${short(issued.demand)}\nDue ${issued.due}; please confirm receipt.`,
        ),
        to: ['units'],
      };
    case 'receive':
    case 'plan':
    case 'progress': {
      const done = {
        receive: pair('已签收', 'received'),
        plan: pair('已报整改方案', 'planned'),
        progress: pair('有进展', 'progress'),
      }[act];
      return {
        kind: 'directive-progress',
        title: pair(`${done.zh}：${what}`, `${whatEn}: ${done.en}`),
        body: pair(text, text),
        to: ['issuer'],
      };
    }
    case 'answer':
      return {
        kind: 'directive-answered',
        title: pair(`待核销：${what}`, `To verify: ${whatEn}`),
        body: pair(text, text),
        to: ['issuer', 'office'],
      };
    case 'verify':
      return payload.decision === 'return'
        ? {
            kind: 'directive-returned',
            title: pair(`退回：${what}`, `Returned: ${whatEn}`),
            body: pair(`原因：${text}`, `Why: ${text}`),
            to: ['units'],
          }
        : {
            kind: 'directive-closed',
            title: pair(`销号：${what}`, `Closed: ${whatEn}`),
            body: pair(text, text),
            to: ['units', 'issuer'],
          };
    case 'withdraw':
      return {
        kind: 'directive-closed',
        title: pair(`撤销：${what}`, `Withdrawn: ${whatEn}`),
        body: pair(text, text),
        to: ['units'],
      };
    case 'extend':
      return payload.act === 'ask'
        ? {
            kind: 'directive-extension',
            title: pair(
              `申请延期到 ${String(payload.to)}：${what}`,
              `Extension to ${String(payload.to)} asked: ${whatEn}`,
            ),
            body: pair(text, text),
            to: ['issuer', 'office'],
          }
        : {
            kind: 'directive-extension',
            title:
              payload.act === 'grant'
                ? pair(`准予延期到 ${String(payload.to)}：${what}`, `Extended to ${String(payload.to)}: ${whatEn}`)
                : pair(`不予延期：${what}`, `Not extended: ${whatEn}`),
            body: pair(text, text),
            to: ['units'],
          };
    case 'escalate': {
      const level = levelWord[String(payload.to)] ?? pair('', '');
      const why = payload.why as Text;
      return {
        kind: 'directive-level',
        title: pair(`升为${level.zh}：${what}`, `Now ${level.en}: ${whatEn}`),
        body: why,
        to: ['units', 'issuer'],
        tells: payload.tells as Tells,
      };
    }
    case 'reply':
      return payload.act === 'state'
        ? {
            kind: 'directive-reply',
            title: pair(`申辩：${what}`, `Reply: ${whatEn}`),
            body: pair(text, text),
            to: ['issuer', 'office'],
          }
        : {
            kind: 'directive-reply',
            title: pair(`申辩已处理：${what}`, `Reply decided on: ${whatEn}`),
            body: pair(text, text),
            to: ['units'],
          };
    default:
      return null;
  }
}

async function alertEvents(tx: StoreTransaction, entry: Told, act: string): Promise<NoticeEvent[]> {
  if (act !== 'fire' && act !== 'arm') return [];
  const { payload, jurisdiction } = entry;
  const { rows } = await sql<{ body: { name: string; tells: Tells }; snoozed: NoticeEvent['silenced'] | null }>`
    select a.body, s.snoozed from alert a left join alert_state s
      on s.jurisdiction_id = a.jurisdiction_id and s.alert_id = a.alert_id and s.object = ${String(payload.object)}
    where a.jurisdiction_id = ${jurisdiction} and a.alert_id = ${String(payload.rule)} and not a.removed`.execute(tx);
  const found = rows[0];
  if (!found) return [];
  const { name, tells } = found.body;
  const on = String(payload.on);
  const silenced = found.snoozed && found.snoozed.until >= on ? found.snoozed : undefined;
  const back = act === 'arm';
  return [
    {
      id: `e${entry.seq}-0`,
      kind: back ? 'alert-back' : 'alert',
      on,
      title: back ? pair(`恢复：${name}`, `Over: ${name}`) : pair(`预警：${name}`, `Alert: ${name}`),
      body: payload.why as Text,
      link: `/${jurisdiction}/directives/alerts`,
      organisations: payload.organisation === null ? [] : [String(payload.organisation)],
      logins: [],
      tells,
      silenced,
      byItself: true,
    },
  ];
}

async function scoreEvents(tx: StoreTransaction, entry: Told, act: string): Promise<NoticeEvent[]> {
  const { payload, jurisdiction } = entry;
  const of = (organisations: string[], title: Text, body: Text, tells: Tells = 'lead'): NoticeEvent[] => [
    {
      id: `e${entry.seq}-0`,
      kind: 'score',
      on: String(payload.on),
      title,
      body,
      link: `/${jurisdiction}/directives/scores`,
      organisations,
      logins: [],
      tells,
      byItself: false,
    },
  ];
  if (act === 'publish')
    return of(
      (payload.lines as { organisation: string }[]).map(({ organisation }) => organisation),
      pair('督办考核已公布', 'Scores are published'),
      pair(
        `${String(payload.from)} 至 ${String(payload.to)}；申诉到 ${String(payload.appealUntil)}`,
        `${String(payload.from)} to ${String(payload.to)}; appeals until ${String(payload.appealUntil)}`,
      ),
    );
  if (act === 'appeal')
    return of(
      [],
      pair('收到考核申诉', 'An appeal against a score'),
      pair(short(payload.text), short(payload.text)),
      'office',
    );
  const { rows } = await sql<{ organisation_id: string }>`
    select organisation_id from score_appeal
    where jurisdiction_id = ${jurisdiction} and score_id = ${String(payload.score)} and seq = ${Number(payload.appeal)}`.execute(
    tx,
  );
  return of(
    rows.map(({ organisation_id }) => organisation_id),
    pair('考核申诉已处理', 'The appeal was decided on'),
    pair(short(payload.reason), short(payload.reason)),
  );
}

/** 催报: one notice for each unit, with what it owes. */
function urgeEvents({ jurisdiction, seq, payload }: Told): NoticeEvent[] {
  const units = new Map<string, Text[]>();
  for (const { organisation, name } of payload.lines as { organisation: string; name: Text }[])
    units.set(organisation, [...(units.get(organisation) ?? []), name]);
  const note = short(payload.note);
  return [...units].map(([organisation, names], index) => {
    const said = (lang: 'zh' | 'en', mark: string) =>
      names
        .slice(0, 5)
        .map((name) => name[lang])
        .join(mark);
    const first = names[0] ?? pair('', '');
    return {
      id: `e${seq}-${index}`,
      kind: 'report',
      on: String(payload.on),
      title: pair(
        names.length === 1 ? `催报：${first.zh}` : `催报：${names.length} 项逾期未报`,
        names.length === 1 ? `To report: ${first.en}` : `To report: ${names.length} are late`,
      ),
      body: pair(
        `${said('zh', '；')}${names.length > 5 ? ' 等' : ''}。${note}`,
        `${said('en', '; ')}${names.length > 5 ? ' and others' : ''}. ${note}`.trim(),
      ),
      link: `/${jurisdiction}/reporting`,
      organisations: [organisation],
      logins: [],
      tells: 'lead',
      byItself: false,
    };
  });
}
