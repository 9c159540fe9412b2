import { noticeKinds } from './kinds.ts';

const text = { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } }, required: ['zh', 'en'] };
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** The webhooks of the OpenAPI document: what a channel of the kind `webhook` sends (Standard Webhooks 1.0). */
export const webhooks = {
  notice: {
    post: {
      operationId: 'receiveNotice',
      'x-zh': '有事发生：督办、预警、考核、催报；渠道选了“数据变动”的，还有数据变动。',
      tags: ['open'],
      summary:
        'Something happened: a directive, an alert, scores, a reminder to report; data changed, where it is asked for.',
      description:
        'Sent to the address of a channel (系统·通知渠道) until it is answered with 2xx; 408, 425, 429 and 5xx are tried again after 1 minute, 10 minutes, 1 hour, 6 hours and 16 hours. The same `webhook-id` is the same message: it may come twice. The type `data` comes to channels that name it; `link` is the resource to ask for again. Check the signature before reading the body.',
      security: [],
      parameters: [
        header('webhook-id', 'Key of the message, the same whenever it is sent again.'),
        header('webhook-timestamp', 'Seconds since 1970 at which it was sent.'),
        header(
          'webhook-signature',
          '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body` with the secret of the channel; `v1sm3,` with HMAC-SM3.',
        ),
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['type', 'timestamp', 'data'],
              properties: {
                type: { type: 'string', enum: Object.keys(noticeKinds) },
                timestamp: { type: 'string', format: 'date-time' },
                data: {
                  type: 'object',
                  required: ['event', 'on', 'title', 'body', 'link'],
                  properties: {
                    event: { type: 'string' },
                    on: { type: 'string', format: 'date' },
                    title: text,
                    body: text,
                    link: { type: 'string' },
                  },
                },
              },
            },
          },
        },
      },
      responses: {
        200: { description: 'It has arrived.' },
        '4XX': { description: 'Not sent again, but for 408, 425 and 429.' },
      },
    },
  },
};
