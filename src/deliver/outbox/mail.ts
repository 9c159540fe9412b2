import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { ChannelSecret, ChannelSettings, Outcome } from './channels.ts';
import { isPrivate } from './post.ts';

/** One message by e-mail. The Message-ID is the key: a server that gets it twice can tell. */
export async function mail(
  message: { id: string; to: string; title: string; body: string },
  settings: ChannelSettings,
  secret: ChannelSecret,
): Promise<Outcome> {
  const { host, port, tls, from, allowPrivate } = settings;
  try {
    const addresses = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }];
    if (!allowPrivate && addresses.some(({ address }) => isPrivate(address)))
      return { kind: 'dead', code: 'private-address', said: host };
    const transport = createTransport({
      host: addresses[0]?.address ?? host,
      port,
      secure: tls,
      tls: { servername: isIP(host) === 0 ? host : '' },
      ...(secret.user !== '' && { auth: { user: secret.user, pass: secret.password } }),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 10_000,
      // What a notice says never makes the program read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from,
        to: message.to,
        subject: message.title,
        text: message.body,
        messageId: `<${message.id}@${
          from
            .split('@')
            .at(-1)
            ?.replace(/[^\w.-]/g, '') || 'lantu'
        }>`,
      });
    } finally {
      transport.close();
    }
    return { kind: 'sent' };
  } catch (error) {
    const { responseCode, code, message: said } = error as { responseCode?: number; code?: string; message: string };
    const short = said.slice(0, 300);
    // 5yz is for good (RFC 5321, 4.2.1); 4yz and whatever the network says may pass.
    return responseCode !== undefined && responseCode >= 500
      ? { kind: 'dead', code: `smtp-${responseCode}`, said: short }
      : { kind: 'retry', code: responseCode === undefined ? (code ?? 'network') : `smtp-${responseCode}`, said: short };
  }
}
