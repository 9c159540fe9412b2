import { parse } from 'yaml';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';

/** Becomes the id of a record. */
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
/** A = seen in an official source; M = general knowledge of the trade, to be checked. */
const grade = z.enum(['A', 'B', '计算', 'M', '演示']);
/** A year, month or day, as exactly as it is known. */
const when = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** A chain as data (packs/…/chain/*.yaml): what goes into what, with source and date of every node and edge. */
export const chainFile = z.strictObject({
  lantu: z.literal(1),
  chain: z.strictObject({ id, name: text, role: z.enum(['main', 'special', 'other']) }),
  sources: z.record(id, z.strictObject({ name: z.string().min(1), grade, asOf: when })),
  nodes: z
    .array(
      z.strictObject({
        id,
        name: text,
        unit: z.string().min(1),
        tier: z.enum(['upstream', 'middle', 'downstream', 'market']),
        /** Industry by GB/T 4754-2017, four digits; left out where it is not certain. */
        industry: z
          .string()
          .regex(/^\d{4}$/)
          .nullable()
          .default(null),
        source: id,
      }),
    )
    .min(1)
    .max(500),
  edges: z.array(z.strictObject({ from: id, to: id, source: id })),
});
export type ChainFile = z.infer<typeof chainFile>;

/** Reads a chain file. Throws a Problem (422) that names the field: shape, an id twice or that leads nowhere, a circle. */
export function readChain(yaml: string): ChainFile {
  const fault = (where: string, zh: string, en: string) =>
    new Problem({
      status: 422,
      code: 'chain-file-malformed',
      zh: `产业链文件 ${where}：${zh}`,
      en: `Chain file ${where}: ${en}`,
      where,
    });
  let raw: unknown;
  try {
    raw = parse(yaml, { maxAliasCount: 0 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw fault('YAML', why, why);
  }
  const parsed = chainFile.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw fault(issue?.path.join('.') ?? '', issue?.message ?? '', issue?.message ?? '');
  }
  const { nodes, edges, sources } = parsed.data;
  const seen = new Set<string>();
  for (const [n, node] of nodes.entries()) {
    if (seen.has(node.id)) throw fault(`nodes.${n}.id`, `${node.id} 出现两次`, `${node.id} stands twice`);
    seen.add(node.id);
    if (!sources[node.source])
      throw fault(`nodes.${n}.source`, `没有来源 ${node.source}`, `there is no source ${node.source}`);
  }
  for (const [n, edge] of edges.entries()) {
    const lost = [edge.from, edge.to].find((one) => !seen.has(one));
    if (lost !== undefined) throw fault(`edges.${n}`, `没有节点 ${lost}`, `there is no node ${lost}`);
    if (!sources[edge.source])
      throw fault(`edges.${n}.source`, `没有来源 ${edge.source}`, `there is no source ${edge.source}`);
  }
  const left = new Set(seen);
  for (let free = true; free;) {
    free = false;
    for (const node of left) {
      if (edges.some((edge) => edge.to === node && left.has(edge.from))) continue;
      left.delete(node);
      free = true;
    }
  }
  const [circle] = left;
  if (circle !== undefined) throw fault('edges', `${circle} 绕成了圈`, `${circle} lies on a circle`);
  return parsed.data;
}
