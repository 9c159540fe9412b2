import { organisationNamed } from '../../evidence/reading/organisations.ts';
import { isProblem, type Text } from '../../core/measure/index.ts';
import {
  fieldRefusal,
  idsIn,
  isMade,
  kindOf,
  maskedValues,
  publicValues,
  type RecordState,
  type RegisterType,
  returnsOf,
  stageClock,
  type Writer,
} from '../../core/register/index.ts';
import { allows, reachOf } from '../../http/access.ts';
import type { Who } from '../../http/route.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import type { ListSource } from '../../evidence/reading/list.ts';
import type { HeldRecord } from '../../evidence/reading/records.ts';
import { namesOf, type Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { RecordView } from './api.ts';
import { type JudgedList, judgedView } from './judged.ts';

/** Records as pages show them: masked, with the names of what they refer to. */
export function viewsOf(
  { snapshot }: Pick<ViewAt, 'snapshot'>,
  type: RegisterType,
  who: Who,
  records: readonly HeldRecord[],
  judged: JudgedList | null,
  { titles, clocks }: Pick<ListSource, 'titles' | 'clocks'>,
): RecordView[] {
  const writer = writerOf(who, snapshot);
  const inside = allows(who.role, 'evidence.read');
  return records.map((record) => {
    const found = stageClock(type, record, clocks?.get(record.id) ?? []);
    const clock = isProblem(found) ? null : found;
    return {
      id: record.id,
      version: record.version,
      stage: record.stage,
      passed: record.passed,
      passages: record.passages.map(({ stage, on, by, back }) => ({
        stage,
        on,
        by: inside ? by : '',
        back: back ?? false,
      })),
      returns: returnsOf(record),
      values: inside ? maskedValues(type, record.values) : publicValues(type, record.values),
      labels: labelsOf(snapshot, type, record, titles),
      organisation: organisationNamed(snapshot, record.organisation),
      status: record.status,
      knownOn: record.knownOn,
      source: record.source,
      grade: record.grade,
      demo: record.demo,
      ...(allows(who.role, 'evidence.write') ? writable(type, writer, record) : { mayWrite: false, fixed: [] }),
      stageDue: clock?.due.due ?? null,
      clock: clock && { ...clock, acts: inside ? [...clock.acts] : [] },
      judged: judged && judgedView(judged, record.id),
    };
  });
}

/** Somebody as the rights of registers know him. */
export function writerOf(who: Pick<Who, 'login' | 'role' | 'organisation'>, snapshot: Snapshot): Writer {
  return {
    login: who.login ?? '',
    role: who.role,
    mayWriteFor: scopeOf(who, snapshot),
    whole: reachOf(who) === 'all',
  };
}

/** Whether a writer may change anything of a record, and the fields that he may not. */
function writable(type: RegisterType, writer: Writer, record: HeldRecord): { mayWrite: boolean; fixed: string[] } {
  const at = { on: [record.stage], values: record.values, owner: record.organisation };
  const fields = type.fields.filter((field) => !isMade(field));
  const fixed = fields.filter((field) => fieldRefusal(type, field, writer, at) !== null).map(({ id }) => id);
  const named = type.stages.some((stage) => isNamed(stage.rights?.orgs, writer, record));
  const mayWrite = writer.mayWriteFor(record.organisation) || named || fixed.length < fields.length;
  return { mayWrite, fixed: mayWrite ? fixed : [] };
}

/** Whether one of the fields names an organisation that somebody writes for. */
export function isNamed(
  orgs: readonly string[] | undefined,
  writer: Writer,
  record: Pick<RecordState, 'values'>,
): boolean {
  return (orgs ?? []).some((field) => idsIn(record.values[field]).some((one) => writer.mayWriteFor(one)));
}

/** Types whose values are ids. */
const named: ReadonlySet<string> = new Set(['choice', 'org', 'place', 'reference', 'account', 'object']);

/** Names of organisations, places, choices, people and what is referred to, by field; of several by `field/id` as well. */
function labelsOf(
  snapshot: Snapshot,
  type: RegisterType,
  record: HeldRecord,
  titles: ReadonlyMap<string, string>,
): Record<string, Text> {
  const labels: Record<string, Text> = {};
  const names = { ...namesOf(snapshot), title: (register: string, id: string) => titles.get(`${register}/${id}`) };
  for (const field of type.fields) {
    const value = record.values[field.id];
    if (!named.has(field.type) || value === null || value === undefined || !kindOf(field).holds(value, field)) continue;
    labels[field.id] = kindOf(field).words(value, field, names);
    // Each of several by itself, so that each can be gone to and taken out.
    if (field.many)
      for (const id of idsIn(value)) labels[`${field.id}/${id}`] = kindOf(field).words([id], field, names);
  }
  return labels;
}
