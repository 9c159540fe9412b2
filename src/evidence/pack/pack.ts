import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { compileFormula, isPeriodKey, isProblem, parseUnit } from '../../core/measure/index.ts';
import { type MilestoneItem, type ObservationItem, type PlanFile, planFile } from '../../core/plan/plan-file.ts';
import { Problem } from '../../http/problem.ts';
import { type DemoFile, demoFile, demonstrate } from './demo.ts';
import { putBlob } from '../ledger/blob.ts';
import { addJurisdiction } from '../ledger/ledger.ts';
import type { Ledger, Submission } from '../book.ts';
import type { Store } from '../store/store.ts';
import { restatementOf } from './restate.ts';

/** A folder of plan files (or one file), read and checked: every reference in it leads somewhere. */
export interface Pack {
  jurisdiction: NonNullable<PlanFile['jurisdiction']>;
  sections: { [K in Exclude<keyof PlanFile, 'lantu' | 'jurisdiction' | 'plan'>]-?: NonNullable<PlanFile[K]> } & {
    plan: PlanFile['plan'];
  };
  demo: {
    layer: DemoFile | null;
    milestones: NonNullable<PlanFile['milestones']>;
    records: NonNullable<PlanFile['records']>;
  };
  /** Texts of the folders in it, which the areas of the plan read: by folder, in the order of names. */
  folders: ReadonlyMap<string, readonly string[]>;
}

type Path = readonly (string | number)[];

/** Where an item was read, so that a fault found later can still be shown to the person who wrote it. */
interface Origin {
  file: string;
  path: Path;
  lineOf: (path: Path) => number | null;
}

const sectionNames = [
  'organisations',
  'places',
  'commitments',
  'indicators',
  'composites',
  'identities',
  'observations',
  'milestones',
  'records',
  'lists',
] as const;

/**
 * Reads `*.yaml` and `*.json` of a pack. `demo.yaml` describes the demonstration layer; `demo-*.yaml` are plan files that belong to it.
 * Throws a Problem (422) that names the file, the line and the field.
 */
export function readPack(path: string): Pack {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.(ya?ml|json)$/.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path];
  const sections: Pack['sections'] = {
    organisations: [],
    places: [],
    plan: undefined,
    commitments: [],
    indicators: [],
    composites: [],
    identities: [],
    observations: [],
    milestones: [],
    records: [],
    lists: [],
  };
  let jurisdiction: Pack['jurisdiction'] | undefined;
  const demo: Pack['demo'] = { layer: null, milestones: [], records: [] };
  const origins = new Map<object, Origin>();
  for (const file of files) {
    if (basename(file) === 'demo.yaml') {
      const { value, lineOf } = readYaml(file, demoFile);
      demo.layer = value;
      value.series.forEach((item, index) => origins.set(item, { file, path: ['series', index], lineOf }));
      continue;
    }
    const { value: part, lineOf } = readYaml(file, planFile);
    for (const key of sectionNames)
      part[key]?.forEach((item, index) => origins.set(item, { file, path: [key, index], lineOf }));
    part.plan?.groups.forEach((group, index) => origins.set(group, { file, path: ['plan', 'groups', index], lineOf }));
    if (basename(file).startsWith('demo-')) {
      demo.milestones.push(...(part.milestones ?? []));
      demo.records.push(...(part.records ?? []));
      continue;
    }
    jurisdiction = part.jurisdiction ?? jurisdiction;
    sections.plan = part.plan ?? sections.plan;
    for (const key of sectionNames) (sections[key] as unknown[]).push(...(part[key] ?? []));
  }
  if (!jurisdiction) throw malformed(path, 'jurisdiction', '缺少行政区', 'the jurisdiction is missing');
  const pack = { jurisdiction, sections, demo, folders: foldersOf(path) };
  check(pack, (item, field, zh, en) => {
    const origin = origins.get(item);
    if (!origin) return malformed(path, field.join('.'), zh, en);
    const where = [...origin.path, ...field];
    const line = origin.lineOf(where);
    return malformed(origin.file, `${line === null ? '' : `line ${line}, `}${where.join('.')}`, zh, en);
  });
  return pack;
}

function foldersOf(path: string): Pack['folders'] {
  if (!statSync(path).isDirectory()) return new Map();
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    folders.map(({ name }) => [
      name,
      readdirSync(join(path, name))
        .filter((file) => /\.(ya?ml|json)$/.test(file))
        .toSorted()
        .map((file) => readFileSync(join(path, name, file), 'utf8')),
    ]),
  );
}

function readYaml<T extends z.ZodType>(file: string, schema: T): { value: z.output<T>; lineOf: Origin['lineOf'] } {
  if (file.endsWith('.json')) return readJson(file, schema);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const fault = document.errors[0];
  if (fault) throw malformed(file, `line ${lines.linePos(fault.pos[0]).line}`, fault.message, fault.message);
  // A field that is missing has no line of its own: that of what should hold it.
  const lineOf = (path: Path): number | null => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw malformed(file, 'alias', message, message);
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return { value: parsed.data, lineOf };
  const issue = parsed.error.issues[0];
  const where = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step));
  const line = lineOf(where);
  throw malformed(
    file,
    `${line === null ? '' : `line ${line}, `}${where.join('.')}`,
    issue?.message ?? '',
    issue?.message ?? '',
  );
}

/** Records are many: JSON is read many times faster than YAML, and its faults have no line. */
function readJson<T extends z.ZodType>(file: string, schema: T): { value: z.output<T>; lineOf: Origin['lineOf'] } {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw malformed(file, 'JSON', message, message);
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return { value: parsed.data, lineOf: () => null };
  const issue = parsed.error.issues[0];
  const message = issue?.message ?? '';
  throw malformed(file, (issue?.path ?? []).map(String).join('.'), message, message);
}

function malformed(file: string, where: string, zh: string, en: string): Problem {
  return new Problem({
    status: 422,
    code: 'plan-file-malformed',
    zh: `${basename(file)}(${where}):${zh}`,
    en: `${basename(file)} (${where}): ${en}`,
    where,
    hint: {
      zh: '对照 docs/plan-file.md 改正后再导入。',
      en: 'Compare with docs/plan-file.md, mend it, and import again.',
    },
  });
}

/** Makes the error for a field of an item. */
type Fault = (item: object, field: Path, zh: string, en: string) => Problem;

function check({ jurisdiction, sections, demo }: Pack, fault: Fault): void {
  const idsOf = (items: readonly { id: string }[]) => {
    const ids = new Set<string>();
    for (const item of items) {
      if (ids.has(item.id)) throw fault(item, ['id'], `编号 ${item.id} 重复`, `the id ${item.id} stands twice`);
      ids.add(item.id);
    }
    return ids;
  };
  const must = (known: ReadonlySet<string>, id: string | null, item: object, ...field: Path) => {
    if (id !== null && !known.has(id)) throw fault(item, field, `没有 ${id}`, `there is no ${id}`);
  };
  const period = (key: string, item: object, ...field: Path) => {
    if (!isPeriodKey(key)) throw fault(item, field, `没有 ${key} 这样的时期`, `there is no period ${key}`);
  };
  const organisations = idsOf(sections.organisations);
  const places = idsOf(sections.places);
  const commitments = idsOf(sections.commitments);
  const indicators = idsOf(sections.indicators);
  idsOf(sections.composites);
  idsOf(sections.plan?.groups ?? []);
  for (const item of sections.organisations) must(organisations, item.parent, item, 'parent');
  for (const item of sections.places) must(places, item.parent, item, 'parent');
  const tags = new Set(
    (sections.plan?.taxonomies ?? []).flatMap((taxonomy) =>
      taxonomy.values.map((value) => `${taxonomy.id}/${value.id}`),
    ),
  );
  const parents = new Map(sections.commitments.map((item) => [item.id, item.parent]));
  for (const item of sections.commitments) {
    must(commitments, item.parent, item, 'parent');
    must(indicators, item.indicator, item, 'indicator');
    must(organisations, item.lead, item, 'lead');
    item.supporting.forEach((id, index) => must(organisations, id, item, 'supporting', index));
    item.tags.forEach((tag, index) => must(tags, tag, item, 'tags', index));
    if (item.target) period(item.target.period, item, 'target', 'period');
    if (item.kind === 'target' && item.target && !item.indicator)
      throw fault(item, [], '目标没有指标', 'a target without an indicator');
    if (hangsOnItself(item.id, parents))
      throw fault(item, ['parent'], `${item.id} 是自己的上级`, `${item.id} is above itself`);
  }
  for (const group of sections.plan?.groups ?? []) {
    group.members.forEach((member, index) =>
      member.commitments.forEach((id, at) => must(commitments, id, group, 'members', index, 'commitments', at)),
    );
  }
  const units = new Map(sections.indicators.map((item) => [item.id, item.unit]));
  for (const item of sections.indicators) {
    must(organisations, item.owner, item, 'owner');
    const unit = parseUnit(item.unit);
    if (isProblem(unit)) throw fault(item, ['unit'], unit.zh, unit.en);
    if (item.evidence.kind !== 'formula') continue;
    const formula = compileFormula(item.evidence.expression, { unitOf: (id) => units.get(id), cadence: item.cadence });
    if (isProblem(formula)) throw fault(item, ['evidence', 'expression'], formula.zh, formula.en);
  }
  for (const item of sections.composites) {
    item.parts.forEach((part, index) => must(indicators, part.indicator, item, 'parts', index, 'indicator'));
    item.commitments.forEach((id, index) => must(commitments, id, item, 'commitments', index));
  }
  for (const item of sections.identities) {
    for (const [field, value] of Object.entries(item)) {
      if (['whole', 'value', 'numerator', 'denominator', 'smaller', 'larger', 'first', 'second'].includes(field))
        must(indicators, String(value), item, field);
      if (field === 'parts') (value as string[]).forEach((id, index) => must(indicators, id, item, 'parts', index));
    }
  }
  const located = new Set([...places, jurisdiction.id]);
  for (const item of sections.observations) {
    must(indicators, item.indicator, item, 'indicator');
    must(located, item.place, item, 'place');
    period(item.period, item, 'period');
  }
  for (const item of sections.lists)
    item.commitments.forEach((id, index) => must(commitments, id, item, 'commitments', index));
  for (const item of [...sections.milestones, ...demo.milestones])
    must(commitments, item.commitment, item, 'commitment');
  for (const item of demo.layer?.series ?? []) {
    must(indicators, item.indicator, item, 'indicator');
    item.skipped.forEach((key, index) => period(key, item, 'skipped', index));
    if (item.until !== undefined) period(item.until, item, 'until');
  }
}

function hangsOnItself(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set([id]);
  for (let above = parents.get(id) ?? null; above !== null; above = parents.get(above) ?? null) {
    if (seen.has(above)) return true;
    seen.add(above);
  }
  return false;
}

/** The reports of each step in rounds: an entry holds a step once, so its second report goes into a second entry. */
function inRounds(reports: readonly MilestoneItem[]): MilestoneItem[][] {
  const rounds: MilestoneItem[][] = [];
  const told = new Map<string, number>();
  for (const report of reports) {
    const key = `${report.commitment}/${report.id}`;
    const round = told.get(key) ?? 0;
    told.set(key, round + 1);
    (rounds[round] ??= []).push(report);
  }
  return rounds;
}

/** Submits a pack, and its demonstration layer when asked. Returns the number of entries written. */
export async function loadPack(
  store: Store,
  ledger: Ledger,
  pack: Pack,
  options: { actor: string; demo: boolean; restate?: boolean },
): Promise<number> {
  const { jurisdiction, sections, demo } = pack;
  await addJurisdiction(store, jurisdiction.id, jurisdiction.name);
  const of = { jurisdiction: jurisdiction.id, actor: options.actor, demo: false };
  const act: Submission[] = [];
  const hand = (submission: Submission, lines: readonly unknown[]) => {
    if (lines.length > 0) act.push(submission);
  };
  const { organisations, places, indicators, composites, identities, observations } = sections;
  hand({ ...of, kind: 'organisation.put', payload: { organisations } }, organisations);
  hand({ ...of, kind: 'place.put', payload: { places } }, places);
  hand({ ...of, kind: 'indicator.put', payload: { indicators } }, indicators);
  if (sections.plan) {
    let { commitments } = sections;
    if (options.restate) {
      const { name, text, spans } = restatementOf(sections.plan, commitments);
      const hash = await putBlob(store, jurisdiction.id, Buffer.from(text));
      commitments = commitments.map((item) => {
        const [from, to] = spans.get(item.id) ?? [0, 0];
        return { ...item, restated: { document: hash, span: [from, to] } };
      });
      const payload = { id: 'restatement', name, textHash: hash, format: 'txt', characters: text.length };
      act.push({ ...of, kind: 'document.add', payload });
    }
    act.push({ ...of, kind: 'plan.put', payload: { plan: sections.plan, mode: 'replace', commitments } });
  }
  hand({ ...of, kind: 'composite.put', payload: { composites } }, composites);
  hand({ ...of, kind: 'identity.put', payload: { identities } }, identities);
  hand({ ...of, kind: 'observation.put', payload: { observations } }, observations);
  for (const milestones of inRounds(sections.milestones))
    act.push({ ...of, kind: 'milestone.put', payload: { milestones } });
  if (options.demo && demo.layer) {
    const made: ObservationItem[] = demonstrate(
      demo.layer,
      sections.indicators,
      sections.observations,
      jurisdiction.id,
      sections.places,
    );
    hand({ ...of, demo: true, kind: 'observation.put', payload: { observations: made } }, made);
    for (const milestones of inRounds(demo.milestones))
      act.push({ ...of, demo: true, kind: 'milestone.put', payload: { milestones } });
  }
  return (await ledger.submit(act)).length;
}

/** Folders of the packs that ship with Lantu. */
const shipped = join(import.meta.dirname, '..', '..', '..', 'packs');

export function shippedPacks(): string[] {
  return readdirSync(shipped)
    .toSorted()
    .map((name) => join(shipped, name))
    .filter((path) => statSync(path).isDirectory());
}

/** A pack that ships with Lantu. Throws a RangeError when there is none of that name. */
export function shippedPack(name: string): string {
  const path = join(shipped, name);
  if (!existsSync(path)) throw new RangeError(`there is no pack ${name}`);
  return path;
}

/** The shipped pack of a jurisdiction; null: it has none. */
export function packOf(jurisdiction: string): Pack | null {
  return (
    shippedPacks()
      .map(readPack)
      .find((pack) => pack.jurisdiction.id === jurisdiction) ?? null
  );
}
