import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { Problem } from '../../http/problem.ts';

/**
 * A file that only a passphrase opens: the line `LANTU-SEALED-1`, 16 bytes of salt and 12 of nonce, the content under
 * AES-256-GCM with the key that scrypt (N 2^15, r 8, p 1) makes of passphrase and salt, and the 16 bytes of its tag.
 */
const magic = Buffer.from('LANTU-SEALED-1\n');
const saltSize = 16;
const nonceSize = 12;
const tagSize = 16;
const headSize = magic.length + saltSize + nonceSize;

const keyOf = (passphrase: string, salt: Buffer) =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 128 * 1024 * 1024 });

/** Encrypts what goes through it. */
export function sealing(passphrase: string): Transform {
  const salt = randomBytes(saltSize);
  const nonce = randomBytes(nonceSize);
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce);
  const stream = new Transform({
    transform: (chunk: Buffer, _: BufferEncoding, done: TransformCallback) => done(null, cipher.update(chunk)),
    flush: (done) => done(null, Buffer.concat([cipher.final(), cipher.getAuthTag()])),
  });
  stream.push(Buffer.concat([magic, salt, nonce]));
  return stream;
}

/** True for a file that `sealing` wrote. */
export function isSealedFile(file: string): boolean {
  return part(file, 0, magic.length).equals(magic);
}

/** The content of a sealed file. A wrong passphrase, or a file that was changed, ends the stream with 422 `backup-locked`. */
export function unsealed(file: string, passphrase: string | undefined): Readable {
  if (!passphrase) throw locked();
  const head = part(file, 0, headSize);
  const { size } = statSync(file);
  const cipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(passphrase, head.subarray(magic.length, magic.length + saltSize)),
    head.subarray(magic.length + saltSize),
  );
  cipher.setAuthTag(part(file, size - tagSize, tagSize));
  const open = new Transform({
    transform: (chunk: Buffer, _: BufferEncoding, done: TransformCallback) => done(null, cipher.update(chunk)),
    flush: (done) => {
      try {
        done(null, cipher.final());
      } catch {
        done(locked());
      }
    },
  });
  pipeline(createReadStream(file, { start: headSize, end: Math.max(headSize, size - tagSize - 1) }), open, () => {});
  return open;
}

function part(file: string, from: number, length: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(handle, bytes, 0, length, Math.max(0, from)));
  } finally {
    closeSync(handle);
  }
}

const locked = () =>
  new Problem({
    status: 422,
    code: 'backup-locked',
    zh: '备份是加密的，口令不对，或文件被改动过。',
    en: 'The backup is encrypted; the passphrase is wrong, or the file was altered.',
    hint: {
      zh: '把备份时的口令放进 LANTU_BACKUP_PASSPHRASE_FILE 指的文件。',
      en: 'Put the passphrase of the backup into the file that LANTU_BACKUP_PASSPHRASE_FILE names.',
    },
  });
