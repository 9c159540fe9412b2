import { alertKinds } from './alerts.ts';
import { paperKinds } from './papers.ts';
import { directiveKinds } from './directives.ts';
import { meetingKinds } from './meetings.ts';
import { scoreKinds } from './scores.ts';

/** Entries about what is done: directives, meetings, alerts, scores, documents. */
export const deliveryEntries = {
  tables: [
    'directive',
    'directive_event',
    'meeting',
    'alert',
    'alert_state',
    'score',
    'score_appeal',
    'paper',
    'paper_version',
    'paper_template',
  ],
  kinds: { ...directiveKinds, ...meetingKinds, ...alertKinds, ...scoreKinds, ...paperKinds },
} as const;
