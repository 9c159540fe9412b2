import { DayField } from '../../ui/pickers/index.tsx';
import { useText } from '../../ui/text.tsx';

export interface Step {
  title: string;
  due: string;
}

/** The steps of a plan of rectification, each with its day. */
export function PlanSteps({ steps, onChange }: { steps: readonly Step[]; onChange: (steps: Step[]) => void }) {
  const { t } = useText();
  const change = (at: number, more: Partial<Step>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...more } : step)));
  return (
    <fieldset className="act-steps">
      <legend>{t('整改节点', 'Steps')}</legend>
      {steps.map((step, at) => (
        <div key={at} className="act-step">
          <input
            className="field"
            required={at === 0}
            minLength={2}
            maxLength={200}
            aria-label={t(`第 ${at + 1} 个节点`, `Step ${at + 1}`)}
            placeholder={t('做到什么', 'What is done')}
            value={step.title}
            onChange={(event) => change(at, { title: event.target.value })}
          />
          <DayField
            aria-label={t(`第 ${at + 1} 个节点的完成日期`, `Day of step ${at + 1}`)}
            value={step.due}
            onChange={(due) => change(at, { due })}
          />
          {steps.length > 1 && (
            <button
              type="button"
              className="icon-button"
              aria-label={t(`去掉第 ${at + 1} 个节点`, `Take out step ${at + 1}`)}
              onClick={() => onChange(steps.filter((_, index) => index !== at))}
            >
              ×
            </button>
          )}
        </div>
      ))}
      {steps.length < 30 && (
        <button type="button" className="text-button" onClick={() => onChange([...steps, { title: '', due: '' }])}>
          {t('加一个节点', 'Add a step')}
        </button>
      )}
    </fieldset>
  );
}
