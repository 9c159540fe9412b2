import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type ObservationItem, type PlanFile, planFile } from '../core/plan/plan-file.ts';
import { Problem } from '../http/problem.ts';
import { type DemoFile, demoFile, demonstrate } from './demo.ts';
import { addJurisdiction, type Ledger } from './ledger.ts';
import type { Store } from './store.ts';

/** A folder of plan files (or one file), read and checked: every reference in it leads somewhere. */
export interface Pack {
  jurisdiction: NonNullable<PlanFile['jurisdiction']>;
  sections: { [K in Exclude<keyof PlanFile, 'lantu' | 'jurisdiction' | 'plan'>]-?: NonNullable<PlanFile[K]> } & { plan: PlanFile['plan'] };
  demo: { layer: DemoFile | null; milestones: NonNullable<PlanFile['milestones']> };
}

/**
 * Reads `*.yaml` of a pack. `demo.yaml` describes the demonstration layer; `demo-*.yaml` are plan files that belong to it.
 * Throws a Problem (422) that names the file, the line and the field.
 */
export function readPack(path: string): Pack {
  const files = statSync(path).isDirectory() ? readdirSync(path).filter((name) => /\.(ya?ml|json)$/.test(name)).sort().map((name) => join(path, name)) : [path];
  const sections: Pack['sections'] = { organisations: [], places: [], plan: undefined, commitments: [], indicators: [], composites: [], observations: [], milestones: [] };
  let jurisdiction: Pack['jurisdiction'] | undefined;
  const demo: Pack['demo'] = { layer: null, milestones: [] };
  for (const file of files) {
    if (basename(file) === 'demo.yaml') {
      demo.layer = readYaml(file, demoFile);
      continue;
    }
    const part = readYaml(file, planFile);
    if (basename(file).startsWith('demo-')) {
      demo.milestones.push(...(part.milestones ?? []));
      continue;
    }
    jurisdiction = part.jurisdiction ?? jurisdiction;
    sections.plan = part.plan ?? sections.plan;
    for (const key of ['organisations', 'places', 'commitments', 'indicators', 'composites', 'observations', 'milestones'] as const) {
      (sections[key] as unknown[]).push(...(part[key] ?? []));
    }
  }
  if (!jurisdiction) throw malformed(path, 'jurisdiction', '缺少行政区', 'the jurisdiction is missing');
  const pack = { jurisdiction, sections, demo };
  checkReferences(path, pack);
  return pack;
}

function readYaml<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, maxAliasCount: 0 } as never);
  const fault = document.errors[0];
  if (fault) throw malformed(file, `line ${lines.linePos(fault.pos[0]).line}`, fault.message, fault.message);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path ?? [];
  const node = document.getIn(where, true) as { range?: [number, number, number] } | undefined;
  const line = node?.range ? `line ${lines.linePos(node.range[0]).line}, ` : '';
  throw malformed(file, `${line}${where.map(String).join('.')}`, issue?.message ?? '', issue?.message ?? '');
}

function malformed(file: string, where: string, zh: string, en: string): Problem {
  return new Problem({
    status: 422,
    code: 'plan-file-malformed',
    zh: `${basename(file)}(${where}):${zh}`,
    en: `${basename(file)} (${where}): ${en}`,
    where,
    hint: { zh: '对照 docs/plan-file.md 改正后再导入。', en: 'Compare with docs/plan-file.md, mend it, and import again.' },
  });
}

function checkReferences(path: string, { sections, demo }: Pack): void {
  const idsOf = (name: string, items: readonly { id: string }[]) => {
    const ids = new Set<string>();
    for (const { id } of items) {
      if (ids.has(id)) throw malformed(path, `${name}.${id}`, '编号重复', 'the id stands twice');
      ids.add(id);
    }
    return ids;
  };
  const organisations = idsOf('organisations', sections.organisations);
  const commitments = idsOf('commitments', sections.commitments);
  const indicators = idsOf('indicators', sections.indicators);
  const tags = new Set((sections.plan?.taxonomies ?? []).flatMap((taxonomy) => taxonomy.values.map((value) => `${taxonomy.id}/${value.id}`)));
  const must = (known: Set<string>, id: string | null, where: string) => {
    if (id !== null && !known.has(id)) throw malformed(path, where, `没有 ${id}`, `there is no ${id}`);
  };
  for (const item of sections.commitments) {
    const at = `commitments.${item.id}`;
    must(commitments, item.parent, `${at}.parent`);
    must(indicators, item.indicator, `${at}.indicator`);
    must(organisations, item.lead, `${at}.lead`);
    for (const id of item.supporting) must(organisations, id, `${at}.supporting`);
    for (const tag of item.tags) must(tags, tag, `${at}.tags`);
    if (item.kind === 'target' && item.target && !item.indicator) throw malformed(path, at, '目标没有指标', 'a target without an indicator');
  }
  for (const group of sections.plan?.groups ?? []) for (const member of group.members) for (const id of member.commitments) must(commitments, id, `groups.${group.id}`);
  for (const item of sections.indicators) must(organisations, item.owner, `indicators.${item.id}.owner`);
  for (const item of sections.composites) {
    for (const part of item.parts) must(indicators, part.indicator, `composites.${item.id}`);
    for (const id of item.commitments) must(commitments, id, `composites.${item.id}.commitments`);
  }
  for (const item of sections.observations) must(indicators, item.indicator, `observations.${item.indicator}.${item.period}`);
  for (const item of [...sections.milestones, ...demo.milestones]) must(commitments, item.commitment, `milestones.${item.commitment}`);
  for (const item of demo.layer?.series ?? []) must(indicators, item.indicator, `demo.${item.indicator}`);
}

/** Submits a pack, and its demonstration layer when asked. Returns the number of entries written. */
export async function loadPack(store: Store, ledger: Ledger, pack: Pack, options: { actor: string; demo: boolean }): Promise<number> {
  const { jurisdiction, sections, demo } = pack;
  await addJurisdiction(store, jurisdiction.id, jurisdiction.name);
  const of = { jurisdiction: jurisdiction.id, actor: options.actor, demo: false };
  let entries = 0;
  const submit = async (submission: Parameters<Ledger['submit']>[0], filled: boolean) => {
    if (!filled) return;
    await ledger.submit(submission);
    entries += 1;
  };
  await submit({ ...of, kind: 'organisation.put', payload: { organisations: sections.organisations } }, sections.organisations.length > 0);
  await submit({ ...of, kind: 'place.put', payload: { places: sections.places } }, sections.places.length > 0);
  await submit({ ...of, kind: 'indicator.put', payload: { indicators: sections.indicators } }, sections.indicators.length > 0);
  if (sections.plan) await submit({ ...of, kind: 'plan.put', payload: { plan: sections.plan, mode: 'replace', commitments: sections.commitments } }, true);
  await submit({ ...of, kind: 'composite.put', payload: { composites: sections.composites } }, sections.composites.length > 0);
  await submit({ ...of, kind: 'observation.put', payload: { observations: sections.observations } }, sections.observations.length > 0);
  await submit({ ...of, kind: 'milestone.put', payload: { milestones: sections.milestones } }, sections.milestones.length > 0);
  if (options.demo && demo.layer) {
    const made: ObservationItem[] = demonstrate(demo.layer, sections.indicators, sections.observations, jurisdiction.id);
    await submit({ ...of, demo: true, kind: 'observation.put', payload: { observations: made } }, made.length > 0);
    await submit({ ...of, demo: true, kind: 'milestone.put', payload: { milestones: demo.milestones } }, demo.milestones.length > 0);
  }
  return entries;
}

/** The packs that ship with Lantu. */
export function shippedPack(name: string): string {
  const path = join(import.meta.dirname, '..', '..', 'packs', name);
  if (!existsSync(path)) throw new RangeError(`there is no pack ${name}`);
  return path;
}
