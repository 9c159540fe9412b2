import type { PackRecords } from '../../core/plan/plan-file.ts';
import { type ChainFile, readChain } from './chain-file.ts';

/** The chains that a pack holds, as records: the chain itself, its links and its edges, each with its source. */
export function chainRecords(texts: readonly string[]): PackRecords[] {
  const files = texts.map(readChain);
  const plain = { stage: null, passed: {} };
  const real = { on: newestDay(files), source: '产业链文件', grade: 'B' as const };
  const batch = (register: string, records: PackRecords['records']) =>
    records.length === 0 ? [] : [{ ...real, register, records }];
  return [
    ...batch(
      'chains',
      files.map(({ chain }) => ({
        ...plain,
        id: chain.id,
        values: { name: chain.name.zh, name_en: chain.name.en, rank: chain.role },
      })),
    ),
    ...batch(
      'chain-nodes',
      files.flatMap(({ chain, sources, nodes }) =>
        nodes.map(({ id, name, tier, unit, industry, source }) => ({
          ...plain,
          id,
          values: {
            name: name.zh,
            name_en: name.en,
            chain: chain.id,
            tier,
            unit,
            ...(industry !== null && { industry }),
            ...sourceOf(sources, source),
          },
        })),
      ),
    ),
    ...batch(
      'chain-edges',
      files.flatMap(({ sources, edges }) =>
        edges.map(({ from, to, source }, n) => ({
          ...plain,
          id: edgeId(from, to, n),
          values: { from, to, ...sourceOf(sources, source) },
        })),
      ),
    ),
  ];
}

/** The chains are known from the day of the newest source. A year or month stands for its first day. */
function newestDay(files: readonly ChainFile[]): string {
  const days = files.flatMap(({ sources }) => Object.values(sources).map(({ asOf }) => `${asOf}-01-01`.slice(0, 10)));
  return days.toSorted().at(-1) ?? '';
}

/** Two long names that begin alike must not become one record. */
function edgeId(from: string, to: string, n: number): string {
  const id = `${from}-${to}`;
  return id.length <= 40 ? id : `${id.slice(0, 35)}-${n}`;
}

function sourceOf(sources: Readonly<Record<string, { name: string; asOf: string }>>, id: string) {
  const source = sources[id];
  return { source: source?.name ?? '', ...(source && { as_of: source.asOf }) };
}
