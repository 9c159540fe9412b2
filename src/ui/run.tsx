import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cancelRun, getRun } from '../evidence/run/api.ts';
import { call } from './call.ts';
import { usePlace } from './place.ts';
import { Progress } from './progress.tsx';
import { reading } from './query.ts';
import { Loading, ProblemBox } from './states.tsx';
import { useText } from './text.tsx';

const isOpen = (state: string | undefined) => state === 'waiting' || state === 'running';

/** How far long work is, asked again until it ends; whoever began it may stop it. `onEnd` is called once it has ended. */
export function RunProgress({ run, onEnd }: { run: string; onEnd: () => void }) {
  const { tx } = useText();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction, run };
  const query = useQuery({
    ...reading(getRun, { params }),
    refetchInterval: ({ state: { data } }) => (!data || isOpen(data.state) ? 500 : false),
    staleTime: 0,
  });
  const cancel = useMutation({
    mutationFn: () => call(cancelRun, { params }),
    onSettled: () => query.refetch(),
  });
  const state = query.data?.state;
  useEffect(() => {
    if (state !== undefined && !isOpen(state)) onEnd();
    // Once for each state, however often the page is drawn.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [state]);
  const problem = query.error ?? cancel.error;
  if (problem) return <ProblemBox error={problem} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading lines={2} />;
  const { progress, step, mine } = query.data;
  return <Progress value={progress} step={tx(step)} {...(mine && { onCancel: () => cancel.mutate() })} />;
}
