import { addressOf } from '../../ui/call.ts';
import { dayText, moment, shortHash } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { type Pair, useText } from '../../ui/text.tsx';
import { Link } from '@tanstack/react-router';
import { getFile } from '../registers/api.ts';
import { type MilestoneTrace, traceMilestone } from './api.ts';

const words: Record<MilestoneTrace['steps'][number]['what'], Pair> = {
  set: { zh: '设定', en: 'Set' },
  changed: { zh: '改动', en: 'Changed' },
  dropped: { zh: '取消', en: 'Dropped' },
  stated: { zh: '载入', en: 'Stated' },
  submitted: { zh: '填报', en: 'Handed in' },
  approved: { zh: '通过', en: 'Approved' },
  returned: { zh: '退回', en: 'Returned' },
  reopened: { zh: '撤回审核', en: 'Reopened' },
};

/** One step, entry by entry: set, reported with which file, approved or returned, and why. */
export function MilestoneThread({ commitment, milestone }: { commitment: string; milestone: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { capabilities } = useReader();
  const query = useReading(traceMilestone, { params: { jurisdiction, commitment, milestone } });
  return (
    <Await query={query}>
      {(trace) => (
        <ol className="thread">
          {trace.steps.map((step) => (
            <li key={step.seq}>
              <span className="thread-name">{tx(words[step.what])}</span>
              <div>
                <b>
                  {step.doneOn === null || step.what === 'set' || step.what === 'changed'
                    ? t(`${dayText(step.due, 'zh')}到期`, `due ${dayText(step.due, 'en')}`)
                    : t(`${dayText(step.doneOn, 'zh')}完成`, `done ${dayText(step.doneOn, 'en')}`)}
                </b>{' '}
                <DemoMark show={step.demo} />
                {step.note && <p>{step.note}</p>}
                {step.file && (
                  <p>
                    <a
                      href={addressOf(getFile.path, { jurisdiction, hash: step.file.hash }, { name: step.file.name })}
                      download={step.file.name}
                    >
                      {step.file.name}
                    </a>
                  </p>
                )}
                <p className="soft small">
                  {step.actor} · {moment(step.at, lang)} · {step.source} · SM3{' '}
                  <code title={step.hash}>{shortHash(step.hash)}</code>
                </p>
                {capabilities.includes('audit.read') && (
                  <p className="small">
                    <Link
                      to="/$jurisdiction/audit"
                      params={{ jurisdiction }}
                      search={{ view: 'ledger', entry: String(step.seq) }}
                    >
                      {t(`账本第 ${step.seq} 号`, `Ledger entry ${step.seq}`)}
                    </Link>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Await>
  );
}
