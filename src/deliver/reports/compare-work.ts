import { comparePlans, type Comparison } from '../../core/plan/index.ts';
import { readDocument } from '../../evidence/intake/document/index.ts';
import { comparisonDocument } from './comparison.ts';
import { render } from './word/render.ts';

export type Asked =
  | { want: 'text'; bytes: Uint8Array; name: string }
  | { want: 'findings'; old: string; fresh: string }
  | { want: 'annex'; old: string; fresh: string; oldName: string; newName: string; place: string; asOf: string };

export interface Compared {
  text?: string;
  comparison?: Comparison;
  docx?: Uint8Array;
}

/** What compares texts of plans: seconds for long ones, so in a thread. */
export async function work(asked: Asked): Promise<Compared> {
  if (asked.want === 'text') return { text: (await readDocument(asked.bytes, { name: asked.name })).text };
  const comparison = comparePlans(asked.old, asked.fresh);
  if (asked.want === 'findings') return { comparison };
  const { oldName, newName, place, asOf } = asked;
  const document = comparisonDocument(comparison, { old: oldName, fresh: newName, place, asOf });
  return { docx: (await render(document, { pdf: false })).docx };
}
