import { addWorkdays, isProblem, type Text } from '../../core/measure/index.ts';
import { kindOf, maskedValues, publicValues, type RegisterType, stageLimit } from '../../core/register/index.ts';
import { allows } from '../../http/access.ts';
import type { Who } from '../../http/route.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
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
  titles: ReadonlyMap<string, string>,
): RecordView[] {
  const inScope = allows(who.role, 'evidence.write') ? scopeOf(who, snapshot) : () => false;
  const inside = allows(who.role, 'evidence.read');
  return records.map((record) => ({
    id: record.id,
    version: record.version,
    stage: record.stage,
    passed: record.passed,
    values: inside ? maskedValues(type, record.values) : publicValues(type, record.values),
    labels: labelsOf(snapshot, type, record, titles),
    organisation:
      record.organisation === null
        ? null
        : {
            id: record.organisation,
            name: snapshot.organisations.get(record.organisation) ?? {
              zh: record.organisation,
              en: record.organisation,
            },
          },
    status: record.status,
    knownOn: record.knownOn,
    source: record.source,
    grade: record.grade,
    demo: record.demo,
    mayWrite: inScope(record.organisation),
    stageDue: dueOfStage(type, record),
    judged: judged && judgedView(judged, record.id),
  }));
}

/** Types whose values are ids. */
const named: ReadonlySet<string> = new Set(['choice', 'org', 'place', 'reference']);

/** Names of organisations, places, choices and referred records, by field. */
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
    if (typeof value !== 'string') continue;
    const label = named.has(field.type) ? kindOf(field).words(value, field, names) : null;
    if (label) labels[field.id] = label;
  }
  return labels;
}

/** Day by which the record has to leave its stage; null: no limit. */
export function dueOfStage(
  type: RegisterType,
  record: Pick<HeldRecord, 'id' | 'stage' | 'passed' | 'values'>,
): string | null {
  const entered = record.stage === null ? undefined : record.passed[record.stage];
  const limit = stageLimit(type, record);
  if (entered === undefined || limit === null) return null;
  const due = addWorkdays(entered, limit);
  return isProblem(due) ? null : due.day;
}
