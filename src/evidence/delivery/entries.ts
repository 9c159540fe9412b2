import { alertKinds } from './alerts.ts';
import { directiveKinds } from './directives.ts';
import { meetingKinds } from './meetings.ts';
import { scoreKinds } from './scores.ts';

/** Entries about what is done: directives, meetings, alerts, scores. */
export const deliveryEntries = {
  tables: ['directive', 'directive_event', 'meeting', 'alert', 'alert_state', 'score', 'score_appeal'],
  kinds: { ...directiveKinds, ...meetingKinds, ...alertKinds, ...scoreKinds },
} as const;
