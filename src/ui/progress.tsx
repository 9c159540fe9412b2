import { useText } from './text.tsx';

/** How far a job is, what it is doing, and the way to stop it. `value` is 0 to 1. */
export function Progress({ value, step, onCancel }: { value: number; step: string; onCancel?: () => void }) {
  const { t } = useText();
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className="progress">
      <div
        className="progress-line"
        role="progressbar"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={step}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <p aria-live="polite">
        <span>{step}</span>
        <span className="soft">{percent}%</span>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            {t('停止', 'Stop')}
          </button>
        )}
      </p>
    </div>
  );
}
