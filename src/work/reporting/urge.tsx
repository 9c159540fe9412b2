import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { type Task, urgeReports } from './api.ts';
import { readAnew } from '../../ui/query.ts';

/** 催报: the units of what was chosen are asked once more; it is told to them and kept. */
export function Urge({ tasks, onDone }: { tasks: readonly Task[]; onDone: () => void }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const urge = useMutation({
    mutationFn: () =>
      call(urgeReports, {
        params: { jurisdiction },
        body: { lines: tasks.map(({ about, place, period }) => ({ about, place, period })) },
      }),
    onSuccess: async () => {
      onDone();
      await readAnew(queries);
    },
  });
  return (
    <span className="review-several">
      {urge.data && tasks.length === 0 && (
        <span role="status" className="soft">
          ✓{' '}
          {t(
            `已通知 ${urge.data.organisations} 个单位，账本第 ${urge.data.seq} 号`,
            `${urge.data.organisations} units told, ledger entry ${urge.data.seq}`,
          )}
        </span>
      )}
      <button
        type="button"
        className="button"
        disabled={tasks.length === 0 || urge.isPending}
        onClick={() => urge.mutate()}
      >
        {t(`催报所选 ${tasks.length} 项`, `Urge ${tasks.length} chosen`)}
      </button>
      {urge.error && <ProblemBox error={urge.error} />}
    </span>
  );
}
