import type { Domain } from '../../evidence/domain.ts';
import { pulse, wake } from '../../evidence/pulse.ts';
import { remindToday } from './reminders.ts';
import { outboxRoutes } from './routes.ts';
import { Sender } from './send.ts';
import { placesToTell, placesWithChannels, spool } from './spool.ts';

export const outbox: Domain = {
  id: 'outbox',
  routes: outboxRoutes,
  listen: (services) => {
    const sender = new Sender(services);
    const endSpool = pulse(
      services,
      'notices',
      async (jurisdiction) => {
        await spool(services.store, jurisdiction);
        await remindToday(services, jurisdiction);
        wake(services, 'outbox', jurisdiction);
      },
      (store) => placesToTell(store, services.today()),
    );
    const endSending = pulse(
      services,
      'outbox',
      (jurisdiction, ended) => sender.round(jurisdiction, ended),
      placesWithChannels,
    );
    return async () => {
      await endSpool();
      await endSending();
    };
  },
};

export { spool } from './spool.ts';
export { webhooks } from './webhook.ts';
