import { inThread } from '../../run/index.ts';
import type { WrittenWorkbook } from './write.ts';
import type * as Writing from './write-work.ts';

/** `work` of write-work.ts in a thread: ten thousand rows take longer than a request may hold up the others. */
export function writeTable(format: 'xlsx' | 'csv', book: WrittenWorkbook): Promise<Uint8Array> {
  const module = new URL('./write-work.ts', import.meta.url);
  return inThread<typeof Writing>(module, { format, book }, { seconds: 120, megabytes: 2048 });
}
