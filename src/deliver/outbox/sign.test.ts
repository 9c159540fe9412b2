import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { dingtalkSign, feishuSign, webhookSign } from './sign.ts';

// Signatures that Python and Node agree on, with secrets and times of the vendors' own examples.
test.each([
  [
    1577262236757,
    'this is secret',
    'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=',
    'hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D',
  ],
  [
    1767225600000,
    'SEClantu0000000000000000000000000000test',
    'PE6ELfNCp16cddVVcpqNBnww76+B9o0/R08Cqc1KDEo=',
    'PE6ELfNCp16cddVVcpqNBnww76%2BB9o0%2FR08Cqc1KDEo%3D',
  ],
  [
    1599360473000,
    'SECthisisasecret',
    'q4DFamrAoQTG8MOd+bmcaFvXWZAdHc5XU5VeWLZpLFA=',
    'q4DFamrAoQTG8MOd%2BbmcaFvXWZAdHc5XU5VeWLZpLFA%3D',
  ],
])('钉钉 at %i', (at, secret, sign, encoded) => {
  expect(dingtalkSign(at, secret)).toBe(sign);
  expect(encodeURIComponent(dingtalkSign(at, secret))).toBe(encoded);
});

test('钉钉 does not sign the timestamp alone, as the sign-in interface does', () => {
  expect(encodeURIComponent(dingtalkSign(1546084445901, 'testappSecret'))).not.toBe(
    'HCbG3xNE3vzhO%2Bu7qCUL1jS5hsu2n5r2cFhnTrtyDAE%3D',
  );
});

test.each([
  [1599360473, 'demo', 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8='],
  [1767225600, 'lantu-feishu-secret', 'wuEbI5w4FRMX0uUlxV6CIZK6uM5TDPHX0kVOHmu0Ymg='],
])('飞书 at %i, which is never what 钉钉 would sign', (at, secret, sign) => {
  expect(feishuSign(at, secret)).toBe(sign);
  expect(feishuSign(at, secret)).not.toBe(dingtalkSign(at, secret));
});

test('飞书 refuses the signature made the way of 钉钉', () => {
  expect(feishuSign(1599360473, 'demo')).not.toBe('DkEDUyVoOOJ539qBvUgMyzkzIdRWlf4e/V3Rq+ONJnQ=');
});

test('a webhook after Standard Webhooks, and with SM3', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1614265330, body: '{"test": 2432232314}' };
  const secret = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(webhookSign(message, secret)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(webhookSign(message, `whsec_${secret}`)).toBe(webhookSign(message, secret));
  expect(webhookSign(message, secret, 'sm3')).toMatch(/^v1sm3,[\w+/]{43}=$/);
  // HMAC-SM3 itself.
  expect(createHmac('sm3', 'key').update('abc').digest('hex')).toBe(
    '28e63256e7c5a087b1f073265dc53092163f7b82729735d06f28f10af9d52393',
  );
});
