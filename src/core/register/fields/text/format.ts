/** Texts with a published form: whether one holds, and what to say when it does not. */
export const formats = {
  'credit-code': {
    holds: isCreditCode,
    zh: '不是有效的统一社会信用代码（18 位，末位为校验码），请核对',
    en: 'is not a valid unified social credit code (18 characters, the last one checks the others)',
  },
  'id-number': {
    holds: isIdNumber,
    zh: '不是有效的公民身份号码（18 位，末位为校验码），请核对',
    en: 'is not a valid citizen id number (18 characters, the last one checks the others)',
  },
  mobile: {
    holds: (text: string) => /^1[3-9]\d{9}$/.test(text),
    zh: '不是有效的手机号（11 位）',
    en: 'is not a valid mobile number (11 digits)',
  },
} as const;

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015, clause 4.5 (ISO 7064 scheme on modulus 31). */
function isCreditCode(text: string): boolean {
  if (text.length !== 18) return false;
  const digits = [...text].map((c) => creditAlphabet.indexOf(c));
  if (digits.includes(-1)) return false;
  const sum = digits.slice(0, 17).reduce((total, digit, index) => total + digit * (3 ** index % 31), 0);
  return digits[17] === (31 - (sum % 31)) % 31;
}

/** GB 11643-1999: ISO 7064 MOD 11-2 over the first 17 digits; the birthday must be a day of the calendar. */
function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return false;
  const sum = Array.from(text.slice(0, 17)).reduce(
    (total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11),
    0,
  );
  return text[17] === '10X98765432'[sum % 11];
}
