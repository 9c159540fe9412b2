import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../http/problem.ts';

const mark = 'v1:';

/**
 * Secrets that the program must read again (second factors) are encrypted in the database with a key from outside it:
 * AES-256-GCM, `v1:` and base64 of nonce, tag and text. A copy of the database, or a backup, opens none of them.
 */
export class Vault {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /**
   * The key of `LANTU_SECRET_KEY_FILE`, else of `DIR/secret-key`, which is made at first (mode 0600): 64 hexadecimal digits.
   * Throws 503 `secret-key-malformed`.
   */
  static at(dataDir: string, file = process.env.LANTU_SECRET_KEY_FILE): Vault {
    const path = file ?? join(dataDir, 'secret-key');
    if (!file && !existsSync(path)) {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    }
    const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    if (!/^[0-9a-f]{64}$/i.test(text))
      throw new Problem({
        status: 503,
        code: 'secret-key-malformed',
        zh: `密钥文件 ${path} 应为 64 位十六进制数。`,
        en: `The key file ${path} must hold 64 hexadecimal digits.`,
        hint: { zh: '用 openssl rand -hex 32 生成。', en: 'Make one with openssl rand -hex 32.' },
      });
    return new Vault(Buffer.from(text, 'hex'));
  }

  /** A key that nobody else has and that ends with the process: for tests. */
  static passing(): Vault {
    return new Vault(randomBytes(32));
  }

  seal(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  /** What was sealed; texts of before there was a vault are themselves. Throws 503 `secret-key-wrong`. */
  open(sealed: string): string {
    if (!isSealed(sealed)) return sealed;
    const bytes = Buffer.from(sealed.slice(mark.length), 'base64');
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12));
      cipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
    } catch {
      throw new Problem({
        status: 503,
        code: 'secret-key-wrong',
        zh: '密钥不是加密这些数据的那一把。',
        en: 'The key is not the one that the secrets were encrypted with.',
        hint: {
          zh: '放回原来的密钥文件；找不回来就重置二次验证。',
          en: 'Put the old key file back; if it is lost, reset the second factors.',
        },
      });
    }
  }
}

export function isSealed(text: string): boolean {
  return text.startsWith(mark);
}
