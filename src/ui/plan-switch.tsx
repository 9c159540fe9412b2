import type { Pair } from './text.tsx';
import { useText } from './text.tsx';
import './plan-switch.css';

export const planKindWords: Record<'outline' | 'yearly' | 'special' | 'decision', Pair> = {
  outline: { zh: '规划纲要', en: 'Outline' },
  yearly: { zh: '年度计划', en: 'Yearly plan' },
  special: { zh: '专项规划', en: 'Special plan' },
  decision: { zh: '会议决定', en: 'Decision' },
};

interface Shown {
  id: string;
  kind: keyof typeof planKindWords;
  title: Pair;
}

/** Which of the plans in force is shown: one by itself, or all, each promise once. Nothing where there is only one. */
export function PlanSwitch({
  plans,
  only,
  choose,
}: {
  plans: readonly Shown[];
  only: string | null;
  choose: (plan: string | undefined) => void;
}) {
  const { t, tx } = useText();
  if (plans.length < 2) return null;
  return (
    <div className="plan-switch" role="group" aria-label={t('看哪一份规划', 'Which plan')}>
      <button type="button" className="chip" aria-pressed={only === null} onClick={() => choose(undefined)}>
        {t(`全部 ${plans.length} 份`, `All ${plans.length}`)}
      </button>
      {plans.map((plan) => (
        <button
          key={plan.id}
          type="button"
          className="chip"
          title={tx(plan.title)}
          aria-pressed={only === plan.id}
          onClick={() => choose(plan.id)}
        >
          {tx(planKindWords[plan.kind])} · {tx(plan.title)}
        </button>
      ))}
    </div>
  );
}
