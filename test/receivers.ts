import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as listen, type Server as NetServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a receiver does with the next requests. */
export type Mood = 'well' | 'code' | 'permanent' | 'broken' | 'hang' | 'cut' | 'away';

export interface Received {
  at: number;
  body: Record<string, unknown>;
  headers: IncomingMessage['headers'];
  /** The text in it, whatever the vendor calls it. */
  text: string;
}

export interface Receiver {
  url: string;
  /** What it took. */
  taken: Received[];
  /** Everything that came, taken or not. */
  tried: number;
  mood: Mood;
  /** What it refused, by its rules. */
  refused: string[];
  close(): Promise<void>;
}

export type Vendor = 'wecom' | 'dingtalk' | 'feishu' | 'webhook';

/**
 * A receiver that keeps a vendor's rules as they are published: signature, clock, pace with its block, size, and success told
 * by a code in an answer of status 200. `now` gives its milliseconds.
 */
export async function receiver(vendor: Vendor, secret: string, now: () => number = Date.now): Promise<Receiver> {
  let blockedUntil = 0;
  let came: number[] = [];
  const open = new Set<Socket>();
  const say = (code: number, text: string) =>
    vendor === 'feishu' ? { code, msg: text } : { errcode: code, errmsg: text };
  const made: Receiver = {
    url: '',
    taken: [],
    tried: 0,
    mood: 'well',
    refused: [],
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };

  function judge(request: IncomingMessage, raw: string): { status: number; answer: object } {
    const at = now();
    const url = new URL(request.url ?? '/', 'http://x');
    const body = JSON.parse(raw) as Record<string, unknown>;
    const no = (code: number, text: string) => {
      made.refused.push(text);
      return { status: 200, answer: say(code, text) };
    };
    const sign = (key: string, message: string) => createHmac('sha256', key).update(message).digest('base64');
    if (vendor === 'webhook') {
      const { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': given } = request.headers;
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const right = createHmac('sha256', key)
        .update(`${String(id)}.${String(stamp)}.${raw}`)
        .digest('base64');
      if (given !== `v1,${right}` || Math.abs(at / 1000 - Number(stamp)) > 300) {
        made.refused.push('signature');
        return { status: 401, answer: {} };
      }
      made.taken.push({ at, body, headers: request.headers, text: JSON.stringify(body) });
      return { status: 200, answer: {} };
    }
    if (vendor === 'dingtalk') {
      const stamp = Number(url.searchParams.get('timestamp'));
      if (Math.abs(at - stamp) > 3_600_000 || url.searchParams.get('sign') !== sign(secret, `${stamp}\n${secret}`))
        return no(310_000, 'sign not match');
      if (at < blockedUntil) return no(130_101, 'send too fast, exceed 20 times per minute');
    }
    if (vendor === 'feishu') {
      const stamp = Number(body.timestamp);
      if (Math.abs(at / 1000 - stamp) > 3600 || body.sign !== sign(`${stamp}\n${secret}`, ''))
        return no(19_021, 'sign match fail or timestamp is not within one hour from current time');
    }
    if (vendor === 'wecom' && url.searchParams.get('key') !== secret) return no(93_000, 'invalid webhook url');
    const text = JSON.stringify(body);
    const bytes = Buffer.byteLength(
      vendor === 'wecom' ? String((body.markdown as { content?: string } | undefined)?.content ?? '') : text,
    );
    if (bytes > (vendor === 'wecom' ? 4_096 : 20_000)) return no(vendor === 'feishu' ? 9_499 : 460_101, 'too long');
    came = came.filter((one) => one > at - 60_000);
    const perMinute = vendor === 'feishu' ? 100 : 20;
    const perSecond = vendor === 'feishu' ? 5 : 20;
    came.push(at);
    if (came.length > perMinute || came.filter((one) => one > at - 1_000).length > perSecond) {
      if (vendor === 'dingtalk') blockedUntil = at + 600_000;
      return no({ wecom: 45_009, dingtalk: 130_101, feishu: 11_232 }[vendor], 'too fast');
    }
    made.taken.push({ at, body, headers: request.headers, text });
    return { status: 200, answer: say(0, 'ok') };
  }

  const server: Server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk: Buffer) => (raw += chunk.toString()));
    request.on('end', () => {
      made.tried += 1;
      const send = (status: number, answer: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (made.mood === 'hang') return;
      if (made.mood === 'cut') return void request.socket.destroy();
      if (made.mood === 'broken') return void send(500, {});
      if (made.mood === 'code')
        return void send(200, say({ wecom: 45_009, dingtalk: 130_101, feishu: 11_232, webhook: 0 }[vendor], 'busy'));
      if (made.mood === 'permanent') return void send(vendor === 'webhook' ? 410 : 200, say(40_058, 'no'));
      const { status, answer } = judge(request, raw);
      send(status, answer);
    });
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Gone: whoever comes finds nobody.
    if (made.mood === 'away') socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const path = {
    wecom: `/cgi-bin/webhook/send?key=${secret}`,
    dingtalk: '/robot/send?access_token=t',
    feishu: '/open-apis/bot/v2/hook/h',
    webhook: '/hook',
  };
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path[vendor]}`;
  return made;
}

export interface Mailbox {
  port: number;
  letters: { to: string; data: string }[];
  /** The answer to a recipient; absent: it is taken. */
  answer: string | null;
  close(): Promise<void>;
}

/** A small mail server (RFC 5321) without encryption. */
export async function mailbox(): Promise<Mailbox> {
  const made: Mailbox = {
    port: 0,
    letters: [],
    answer: null,
    close: () => new Promise((done) => server.close(() => done())),
  };
  const server: NetServer = listen((socket) => {
    let text = '';
    let data = false;
    let to = '';
    socket.on('error', () => {});
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (;;) {
        if (data) {
          const end = text.indexOf('\r\n.\r\n');
          if (end < 0) return;
          made.letters.push({ to, data: text.slice(0, end) });
          text = text.slice(end + 5);
          data = false;
          socket.write('250 taken\r\n');
          continue;
        }
        const end = text.indexOf('\r\n');
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        const word = line.slice(0, 4).toUpperCase();
        if (word === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? '';
        if (word === 'DATA') data = true;
        if (word === 'QUIT') socket.end('221 bye\r\n');
        else
          socket.write(
            word === 'DATA' ? '354 go on\r\n' : word === 'RCPT' && made.answer ? `${made.answer}\r\n` : '250 ok\r\n',
          );
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  made.port = (server.address() as AddressInfo).port;
  return made;
}
