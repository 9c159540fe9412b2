import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readDocument } from '../evidence/intake/document/index.ts';
import { Problem } from '../http/problem.ts';

/** The text of a plan in a file of text, Word or PDF. Throws a Problem where it cannot be read. */
export async function planText(file: string): Promise<string> {
  const { text } = await readDocument(await read(file), { name: basename(file) });
  return text;
}

async function read(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    // Told before reading: a file of gigabytes must not be taken into memory to be refused.
    if (size > 20 * 1024 * 1024)
      throw new Problem({
        status: 413,
        code: 'too-large',
        zh: '文件超过 20 MB。',
        en: 'The file is larger than 20 MB.',
        hint: { zh: '拆成几份，或去掉图片。', en: 'Split it, or leave out the pictures.' },
      });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  }
}
