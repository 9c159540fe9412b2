import { Link } from '@tanstack/react-router';
import { period, targetText } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { planKindWords } from '../../ui/plan-switch.tsx';
import { useText } from '../../ui/text.tsx';
import type { CommitmentView, PlanView } from './api.ts';

/** By which plan a commitment is judged, what each plan in force says of it, and where it comes from. */
export function Plans({ commitment: c, data }: { commitment: CommitmentView; data: PlanView }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const plans = new Map(data.plans.map((plan) => [plan.id, plan]));
  if (!c.judgedBy || (data.plans.length < 2 && c.judgedBy.year === null && !c.carried)) return null;
  const { judgedBy: by } = c;
  return (
    <section>
      <h3>{t('所在规划', 'Plans')}</h3>
      <p>
        {by.year === null
          ? t(`按《${by.title.zh}》亮灯`, `Its light is given by “${by.title.en}”`)
          : t(`按 ${by.year} 年任务亮灯`, `Its light is given by the task of ${by.year}`)}
        {by.document !== null && t(`（${by.document}）`, ` (${by.document})`)}
      </p>
      {c.clauses.length > 1 && (
        <ul>
          {c.clauses.map((clause) => {
            const plan = plans.get(clause.plan);
            return (
              <li key={clause.plan}>
                {plan && `${tx(planKindWords[plan.kind])} · ${tx(plan.title)}${t('：', ': ')}`}
                {clause.target
                  ? `${targetText(clause.target, lang)}${t('，', ', ')}${period(clause.target.period, lang)}`
                  : tx(clause.title)}
              </li>
            );
          })}
        </ul>
      )}
      {c.carried && (
        <p>
          <Link to="/$jurisdiction/plan/succession" params={{ jurisdiction }} search={{ plan: c.carried.plan }}>
            {t(
              `结转自《${c.carried.title.zh}》${c.carried.commitment}`,
              `Carried over from “${c.carried.title.en}”, ${c.carried.commitment}`,
            )}
          </Link>
        </p>
      )}
    </section>
  );
}
