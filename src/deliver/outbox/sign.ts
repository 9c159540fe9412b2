import { createHmac } from 'node:crypto';

/** Signatures of robots and webhooks, as their receivers check them. */

/**
 * 钉钉 robot: HMAC-SHA256 with the secret as key over `timestamp\nsecret`, base64; `at` in milliseconds. In the address it is
 * percent-encoded (open.dingtalk.com, 自定义机器人安全设置). The vector in the vendor's FAQ signs the timestamp alone: that is
 * the sign-in interface, not the robot.
 */
export function dingtalkSign(at: number, secret: string): string {
  return createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');
}

/** 飞书 robot: the key is `timestamp\nsecret` and the message is empty; `at` in seconds (open.feishu.cn, 自定义机器人). */
export function feishuSign(at: number, secret: string): string {
  return createHmac('sha256', `${at}\n${secret}`).update('').digest('base64');
}

export type WebhookAlgorithm = 'sha256' | 'sm3';

/**
 * Standard Webhooks 1.0: HMAC over `id.timestamp.body` with the base64 secret (after `whsec_`), `v1,` and base64; `at` in
 * seconds. With SM3 (GB/T 32905) instead of SHA-256 the version is `v1sm3`: ours, the standard leaves other versions open.
 */
export function webhookSign(
  message: { id: string; at: number; body: string },
  secret: string,
  algorithm: WebhookAlgorithm = 'sha256',
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac(algorithm, key).update(`${message.id}.${message.at}.${message.body}`).digest('base64');
  return `${algorithm === 'sha256' ? 'v1' : 'v1sm3'},${digest}`;
}
