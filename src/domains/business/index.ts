import type { Domain } from '../../evidence/domain.ts';
import { environmentList } from './environment-list.ts';
import { reformList } from './reform-list.ts';
import { environment, reforms, tickets } from './registers.ts';
import { ticketList } from './ticket-list.ts';

export const business: Domain = {
  id: 'business',
  routes: () => [],
  registers: [tickets, reforms, environment],
  lists: [ticketList, reformList, environmentList],
};
