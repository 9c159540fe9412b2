import type { ImportView } from '../../evidence/intake/import-api.ts';
import { type Run, runKind } from '../../evidence/run/index.ts';

/** A sheet between reading and writing. It belongs to the person who made it. */
export interface ImportBody extends Omit<ImportView, 'id' | 'state' | 'progress' | 'step' | 'problem'> {
  /** It is read first; once it was looked at, the same run goes on to write it. */
  phase: 'read' | 'write';
  /** The data have changed since it was looked at: it is shown anew. */
  movedOn: boolean;
  /** Who writes, as of the upload, then as of the word to write it. */
  by: { login: string; role: string; organisation: string | null };
  /** The day that counts as today. */
  today: string;
  confirmed: { key: string; reason: string }[];
  /** The good rows go in without those that were refused. */
  partial: boolean;
}

export const imports = runKind<ImportBody>({
  id: 'registers.import',
  name: { zh: '未完成的导入', en: 'imports that are not done' },
  work: new URL('./import-work.ts', import.meta.url),
  // A sheet of 50,000 rows takes seconds.
  seconds: 600,
  megabytes: 2048,
  most: { person: 20, city: 200 },
  keptDays: 7,
  failed: {
    code: 'import-stopped',
    title: { zh: '导入中断了，没有写入任何数据。', en: 'The import stopped; nothing was written.' },
    hint: { zh: '再试一次；仍不行请拆成几份。', en: 'Try again; if it fails again, split the file.' },
  },
  fixed: ({ phase }) => phase === 'write',
  keepsFile: ({ phase }) => phase === 'read',
});

export const emptyBody = (of: Pick<ImportBody, 'target' | 'file' | 'by' | 'today'>): ImportBody => ({
  ...of,
  phase: 'read',
  movedOn: false,
  confirmed: [],
  partial: false,
  choices: {},
  fields: [],
  meanings: {},
  rows: { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0 },
  problems: [],
  problemCount: 0,
  sample: [],
  left: [],
  leftCount: 0,
  sheets: [],
  shown: [],
  seq: null,
});

const ready = { zh: '待确认', en: 'Ready for review' };
const again = { zh: '数据已变，请重新确认', en: 'The data moved on; look at it again' };
const whileReading = { waiting: 'waiting', running: 'reading', done: 'review' } as const;
const whileWriting = { waiting: 'writing', running: 'writing', done: 'done' } as const;

/** An import as it is shown: what its two runs are called is older than runs. */
export function importView({ id, state, progress, step, problem, body }: Run<ImportBody>): ImportView {
  const { phase, movedOn, by: _by, today: _today, confirmed: _confirmed, partial: _partial, ...shown } = body;
  const names = phase === 'read' ? whileReading : whileWriting;
  const review = phase === 'read' && state === 'done';
  return {
    ...shown,
    id,
    state: state === 'failed' || state === 'cancelled' ? state : names[state],
    progress,
    step: review ? (movedOn ? again : ready) : step,
    problem,
  };
}
