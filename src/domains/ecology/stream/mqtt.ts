import { connectAsync } from 'mqtt';
import { complain } from '../../../evidence/store/complain.ts';
import type { Gates } from '../../../evidence/domain.ts';
import { Session } from '../hj212/session.ts';
import type { StreamIntake } from './intake.ts';

/** Bytes of one message: some frames of a station. */
const mostBytes = 64 * 1024;

/**
 * Listens to a broker as a second door: a message on the topic holds frames of HJ 212 as a line of TCP would. What is to be said
 * back goes to the same topic with `/answer` behind it. A message is acknowledged to the broker once its frames are on disk.
 */
export async function openMqtt(
  intake: StreamIntake,
  { url, topic }: NonNullable<Gates['mqtt']>,
): Promise<() => Promise<void>> {
  const client = await connectAsync(url, {
    clean: false,
    clientId: 'lantu-hj212',
    reconnectPeriod: 5_000,
    connectTimeout: 10_000,
  });
  client.on('error', (error: Error) => complain('mqtt', error));
  client.handleMessage = (packet, done) => {
    const bytes = Buffer.from(packet.payload);
    if (packet.topic.endsWith('/answer') || bytes.length > mostBytes) return done();
    const session = new Session(intake, (text) => client.publish(`${packet.topic}/answer`, text, { qos: 1 }));
    session
      .push(bytes)
      .then(() => session.flush())
      .then(() => {
        session.drop();
        // Replies come as messages of their own: what this one asked for is not waited for.
        session.end();
        done();
      })
      // Without an acknowledgement the broker sends it again.
      .catch((error: unknown) => {
        complain('mqtt', error);
        done(error instanceof Error ? error : new Error(String(error)));
      });
  };
  await client.subscribeAsync(topic, { qos: 1 });
  return async () => {
    await client.endAsync();
  };
}
