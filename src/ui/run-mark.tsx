import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AnyEndpoint } from './call.ts';
import { dayText } from './format.ts';
import { usePlace } from './place.ts';
import { Progress } from './progress.tsx';
import { reading } from './query.ts';
import { useText, type Pair } from './text.tsx';

/** What results that are computed in the background are of, and whether newer ones are on the way. */
interface RunLike {
  head: number | null;
  asOf: string | null;
  updating: boolean;
  progress: number | null;
  step: Pair | null;
  problem: Pair | null;
}

/** Reads results that are computed in the background, and again while newer ones are on the way. */
export function usePolled<E extends AnyEndpoint>(
  endpoint: E,
  input: { params?: z.input<E['params']>; query?: z.input<E['query']> },
) {
  return useQuery({
    ...reading(endpoint, input),
    staleTime: 5_000,
    refetchInterval: (query) => ((query.state.data as { run?: RunLike } | undefined)?.run?.updating ? 1_200 : false),
  });
}

/** Says of which entry the results are while they are not the newest; the progress where there are none yet. */
export function RunMark({ run }: { run: RunLike }) {
  const { t, tx, lang } = useText();
  const { asOf } = usePlace();
  if (run.problem)
    return (
      <p className="run-mark is-yellow" role="status">
        ▲ {tx(run.problem)}
      </p>
    );
  if (!run.updating) return null;
  const step = run.step ? tx(run.step) : t('排队', 'Waiting');
  if (run.head === null)
    return <Progress value={run.progress ?? 0} step={t(`正在计算：${step}`, `Computing: ${step}`)} />;
  const day =
    run.asOf !== null && asOf === undefined ? t(`、${dayText(run.asOf, lang)}`, `, ${dayText(run.asOf, lang)}`) : '';
  return (
    <p className="run-mark soft" role="status">
      {t(`按第 ${run.head} 条账目${day}计算，正在更新`, `Computed from ledger entry ${run.head}${day}; being updated`)}{' '}
      {run.progress !== null && run.progress > 0 && `${Math.round(run.progress * 100)}%`}
    </p>
  );
}
