import type { ReactNode } from 'react';
import { actorName } from './actor.ts';
import { dayText, moment, period, quantity, shortHash } from './format.ts';
import { DemoMark } from './light.tsx';
import { sourceGrade } from './source-grade.ts';
import { useText, type Pair } from './text.tsx';

export interface ThreadPoint {
  period: string;
  value: number | null;
  missing: Pair | null;
  status: string;
  knownOn: string;
  source: string;
  grade: string;
  demo: boolean;
  submission: { seq: number; actor: string; at: string; hash: string } | null;
}

export const statusWords: Record<string, Pair> = {
  preliminary: { zh: '初步数', en: 'Preliminary' },
  approved: { zh: '核定数', en: 'Approved' },
  revised: { zh: '修订数', en: 'Revised' },
};

function Step({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li>
      <span className="thread-name">{name}</span>
      <div>{children}</div>
    </li>
  );
}

/**
 * A number pulled to its source: value, evidence, submission, person, and the sentence of the plan that it answers.
 * `sentence` is that clause, or what to say when the document is not imported.
 */
export function Thread({
  point,
  unit,
  evidence,
  sentence,
}: {
  point: ThreadPoint;
  unit: string;
  evidence: Pair | null;
  sentence: ReactNode;
}) {
  const { t, tx, lang } = useText();
  const status = statusWords[point.status];
  return (
    <ol className="thread">
      <Step name={t('数值', 'Value')}>
        <b>{point.value === null ? t('无数', 'No number') : quantity(point.value, unit, lang)}</b>{' '}
        <DemoMark show={point.demo} />
        <p>
          {period(point.period, lang)} · {status ? tx(status) : point.status}
        </p>
        {point.missing && <p>{tx(point.missing)}</p>}
      </Step>
      <Step name={t('实据', 'Evidence')}>
        {point.source}
        <p>
          {evidence && `${tx(evidence)} · `}
          {tx(sourceGrade(point.grade))} ·{' '}
          {t(`${dayText(point.knownOn, lang)}起可知`, `known from ${dayText(point.knownOn, lang)}`)}
        </p>
      </Step>
      <Step name={t('填报', 'Submission')}>
        {point.submission ? (
          <>
            {t(`账本第 ${point.submission.seq} 号`, `Ledger entry ${point.submission.seq}`)}
            <p>
              SM3 <code title={point.submission.hash}>{shortHash(point.submission.hash)}</code>
            </p>
          </>
        ) : (
          t('没有对应的填报', 'No submission holds it')
        )}
      </Step>
      <Step name={t('填报人', 'Person')}>
        {point.submission ? (
          <>
            {tx(actorName(point.submission.actor))}
            <p>{moment(point.submission.at, lang)}</p>
          </>
        ) : (
          '—'
        )}
      </Step>
      <Step name={t('规划原句', 'Sentence')}>{sentence}</Step>
    </ol>
  );
}
