import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayText } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import type { MilestoneView } from './api.ts';
import { MilestoneForm } from './form.tsx';
import { MilestoneThread } from './thread.tsx';
import './milestones.css';

export { MilestoneThread } from './thread.tsx';

/** The steps of a commitment: what is done, what is late, how each came about; set and changed by the plan office. */
export function Milestones({
  commitment,
  steps,
  asOf,
  stepped,
}: {
  commitment: string;
  steps: readonly MilestoneView[];
  asOf: string;
  /** The commitment is judged by its steps. */
  stepped: boolean;
}) {
  const { t, tx } = useText();
  const { capabilities } = useReader();
  const { asOf: day, jurisdiction } = usePlace();
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const mayWrite = capabilities.includes('plan.write') && day === undefined;
  if (!mayWrite && steps.length === 0 && !stepped) return null;
  return (
    <section className="milestone-section">
      <h3>{t('节点', 'Milestones')}</h3>
      {steps.length === 0 && !editing && (
        <p className="soft">
          {!stepped
            ? t('没有节点，按指标亮灯。', 'No milestones: judged by its indicator.')
            : mayWrite
              ? t('还没有节点，无从亮灯。', 'There are no milestones to be judged by.')
              : t('还没有节点，由规划管理设定。', 'There are no milestones; the plan office sets them.')}
        </p>
      )}
      {editing ? (
        <MilestoneForm commitment={commitment} steps={steps} onClose={() => setEditing(false)} />
      ) : (
        <ul className="milestones">
          {steps.map((step) => (
            <li key={keyOf(step)}>
              <span className="milestone-mark" aria-hidden="true">
                {step.doneOn ? '✓' : step.due < asOf ? '!' : '·'}
              </span>
              <span>
                {tx(step.title)} <DemoMark show={step.demo} />
                {step.organisation && <span className="soft small"> {tx(step.organisation.name)}</span>}
                {step.evidence && (
                  <span className="soft small">
                    {' '}
                    {t('佐证：', 'Proof: ')}
                    {tx(step.evidence)}
                  </span>
                )}
              </span>
              <span className={step.doneOn === null && step.due < asOf ? 'is-red' : 'soft'}>
                <When step={step} asOf={asOf} />
              </span>
              {capabilities.includes('evidence.read') && (
                <button
                  type="button"
                  className="text-button"
                  aria-expanded={open === keyOf(step)}
                  aria-label={t(`经过：${step.title.zh}`, `History of ${step.title.en}`)}
                  onClick={() => setOpen(open === keyOf(step) ? null : keyOf(step))}
                >
                  {t('经过', 'History')}
                </button>
              )}
              {open === keyOf(step) && (
                <div className="milestone-thread">
                  <MilestoneThread commitment={step.commitment} milestone={step.id} />
                  {capabilities.includes('audit.read') && (
                    <p className="small">
                      <Link
                        to="/$jurisdiction/audit"
                        params={{ jurisdiction }}
                        search={{ view: 'trace', commitment, milestone: step.id }}
                      >
                        {t('在审计里看', 'See it in the audit')}
                      </Link>
                    </p>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && !editing && (
        <button type="button" className="button" onClick={() => setEditing(true)}>
          {steps.length === 0 ? t('设定节点', 'Set milestones') : t('改节点', 'Change milestones')}
        </button>
      )}
    </section>
  );
}

const keyOf = (step: MilestoneView) => `${step.commitment} ${step.id}`;

function When({ step, asOf }: { step: MilestoneView; asOf: string }) {
  const { t } = useText();
  if (step.doneOn !== null) {
    const done = t(`${dayText(step.doneOn, 'zh')}完成`, `done ${dayText(step.doneOn, 'en')}`);
    return step.preliminary ? `${done}${t('，待审核', ', waiting for review')}` : done;
  }
  return step.due < asOf
    ? t(`应于 ${dayText(step.due, 'zh')}完成，已过期`, `due ${dayText(step.due, 'en')}, overdue`)
    : t(`${dayText(step.due, 'zh')}前`, `by ${dayText(step.due, 'en')}`);
}
