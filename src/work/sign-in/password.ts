import { hash } from '@node-rs/argon2';
import { Problem } from '../../http/problem.ts';

/** What a password must be. */
export interface PasswordPolicy {
  /** Characters at least. */
  length: number;
  /** Kinds of characters at least, of capitals, small letters, digits and symbols. */
  classes: number;
}

/** Length protects, mixtures do not (NIST SP 800-63B, 5.1.1.2): twelve characters of any kind. */
const usual: PasswordPolicy = { length: 12, classes: 1 };

/** The policy of the organisation, `LANTU_PASSWORD=LENGTH,CLASSES` (`10,3`), never shorter than 8; else the usual one. */
export function passwordPolicy(setting: string | undefined = process.env.LANTU_PASSWORD): PasswordPolicy {
  const [length = 0, classes = 1] = (setting ?? '').split(',').map(Number);
  return Number.isInteger(length) && length >= 8 && Number.isInteger(classes) && classes >= 1 && classes <= 4
    ? { length, classes }
    : usual;
}

/** What people choose first; looked for inside the password, without case. */
const common = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  '123456',
  '654321',
  '111111',
  '000000',
  'abc123',
  'qwerty',
  'asdfgh',
  'zxcvbn',
  '1qaz2wsx',
  'iloveyou',
  'welcome',
  'letmein',
  'admin',
  'root123',
  'woaini',
  '5201314',
  'lantu',
];

/**
 * argon2id of a new password that the policy lets pass. Throws 422 `password-weak` and says why: too short, too few kinds
 * of characters, the login in it, hardly more than a common password, or few different characters.
 */
export async function hashPassword(
  password: string,
  login: string,
  policy: PasswordPolicy = passwordPolicy(),
): Promise<string> {
  const low = password.toLowerCase();
  const classes = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^A-Za-z\d]/u].filter((pattern) => pattern.test(password)).length;
  if ([...password].length < policy.length)
    throw weak(`密码至少 ${policy.length} 位`, `A password has at least ${policy.length} characters`);
  if (classes < policy.classes)
    throw weak(
      `密码要含大写、小写、数字、符号中的 ${policy.classes} 类`,
      `A password has ${policy.classes} of these kinds: capitals, small letters, digits, symbols`,
    );
  if (login.length >= 3 && low.includes(login.toLowerCase()))
    throw weak('密码里不能有账号', 'A password must not hold the login');
  const rest = common.reduce((left, word) => left.replaceAll(word, ''), low);
  if (rest.length < policy.length / 2) throw weak('这是常见密码', 'This is a common password');
  if (new Set(low).size < 5) throw weak('密码里不同的字符太少', 'The password has too few different characters');
  return hash(password);
}

const weak = (zh: string, en: string) =>
  new Problem({
    status: 422,
    code: 'password-weak',
    zh: `${zh}。`,
    en: `${en}.`,
    hint: { zh: '可以用几个不相干的词连成一句。', en: 'A few unrelated words in a row will do.' },
    where: 'password',
  });
