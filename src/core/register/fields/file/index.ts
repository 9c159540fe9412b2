import type { FileRef } from '../../field.ts';
import { type FieldKind, filledIn, plain, Wrong } from '../kind.ts';

const mostFiles = 20;

/** Uploaded files: their bytes are blobs of the jurisdiction under their hashes. */
export const file: FieldKind<FileRef[]> = {
  name: { zh: '附件', en: 'Files' },
  parts: [],
  check: (_field, raw) =>
    isFiles(raw) ? raw : new Wrong('not-a-file', '应为上传的附件', 'is a list of uploaded files'),
  holds: isFiles,
  words: (value) => plain(value.map((one) => one.name).join(', ')),
  compares: 'nothing',
  ops: filledIn,
  sheet: null,
  bulky: () => true,
};

function isFiles(raw: unknown): raw is FileRef[] {
  return (
    Array.isArray(raw) &&
    raw.length <= mostFiles &&
    raw.every(
      (one) =>
        typeof one === 'object' &&
        one !== null &&
        /^[0-9a-f]{64}$/.test(String(one.hash)) &&
        typeof one.name === 'string' &&
        Number.isSafeInteger(one.bytes) &&
        Object.keys(one).length === 3,
    )
  );
}
