import type { Domain } from '../../evidence/domain.ts';
import { pulse, wake } from '../../evidence/pulse.ts';
import { remind } from './reminders.ts';
import { outboxRoutes } from './routes.ts';
import { Sender } from './send.ts';
import { spool } from './spool.ts';

export const outbox: Domain = {
  id: 'outbox',
  routes: outboxRoutes,
  listen: (services) => {
    const sender = new Sender(services);
    const reminded = new Map<string, string>();
    const endSpool = pulse(services, 'notices', async (jurisdiction) => {
      await spool(services.store, jurisdiction);
      // Reports are looked at once a day: what is due turns with the days.
      if (reminded.get(jurisdiction) !== services.today()) {
        await remind(services, jurisdiction);
        reminded.set(jurisdiction, services.today());
      }
      wake(services, 'outbox', jurisdiction);
    });
    const endSending = pulse(services, 'outbox', (jurisdiction, ended) => sender.round(jurisdiction, ended));
    return async () => {
      await endSpool();
      await endSending();
    };
  },
};

export { spool } from './spool.ts';
export { webhooks } from './webhook.ts';
