import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { type Decision, listReviews, review, type Task } from './api.ts';
import { keyOf } from './entry.ts';
import { Frame } from './frame.tsx';
import { ReviewTable, WithReason } from './review-table.tsx';

/** 审核: what waits, against what was reported before; approve or return, one or several at once. */
export function ReviewPage() {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const query = useReading(
    listReviews,
    { params: { jurisdiction } },
    { enabled: reader.capabilities.includes('evidence.review') },
  );
  const shown = [...(query.data?.waiting ?? []), ...(query.data?.reviewed ?? [])];
  return (
    <Frame
      title={t('审核', 'Review')}
      needs="evidence.review"
      demo={shown.some((task) => task.demo || task.before?.demo || task.yearBefore?.demo)}
    >
      <Await query={query}>{(data) => <Board waiting={data.waiting} reviewed={data.reviewed} />}</Await>
    </Frame>
  );
}

function Board({ waiting, reviewed }: { waiting: readonly Task[]; reviewed: readonly Task[] }) {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const decide = useMutation({
    mutationFn: ({ tasks, decision, reason }: { tasks: readonly Task[]; decision: Decision; reason: string }) =>
      call(review, {
        params: { jurisdiction },
        body: {
          lines: tasks.map((task) => ({
            about: task.about,
            place: task.place,
            period: task.period,
            of: task.base ?? 0,
            decision,
            reason,
          })),
        },
      }),
    onSuccess: () => setChosen(new Set()),
    onSettled: () => readAnew(queries),
  });
  const own = (task: Task) => task.submittedBy === reader.user?.id;
  const picked = waiting.filter((task) => !own(task) && chosen.has(keyOf(task)));
  const done = decide.data && decide.variables;
  return (
    <>
      <h1>{t('审核', 'Review')}</h1>
      <p className="lead">
        {waiting.length === 0
          ? t('没有等待审核的。', 'Nothing waits for review.')
          : t(`${waiting.length} 项等待审核。`, `${waiting.length} wait for review.`)}
      </p>
      {decide.error && <ProblemBox error={decide.error} />}
      {done && (
        <p className="card hand-in is-done" role="status">
          ✓{' '}
          {done.decision === 'approve'
            ? t(`通过 ${done.tasks.length} 项。`, `${done.tasks.length} approved.`)
            : done.decision === 'return'
              ? t(`退回 ${done.tasks.length} 项。`, `${done.tasks.length} returned.`)
              : t(`撤回审核 ${done.tasks.length} 项。`, `${done.tasks.length} reopened.`)}{' '}
          <span className="soft">{t(`账本第 ${decide.data?.seq} 号`, `Ledger entry ${decide.data?.seq}`)}</span>
        </p>
      )}
      {waiting.length > 0 && (
        <section className="card tasks" aria-labelledby="waiting">
          <div className="card-head">
            <h2 id="waiting">{t('待审核', 'Waiting')}</h2>
            <span className="review-several">
              <button
                type="button"
                className="button is-main"
                disabled={picked.length === 0 || decide.isPending}
                onClick={() => decide.mutate({ tasks: picked, decision: 'approve', reason: '' })}
              >
                {t(`通过所选 ${picked.length} 项`, `Approve ${picked.length} chosen`)}
              </button>
              <WithReason
                word={t(`退回所选 ${picked.length} 项`, `Return ${picked.length} chosen`)}
                busy={picked.length === 0 || decide.isPending}
                hint={t('退回原因，例如：请核对口径', 'Why, e.g. check the scope')}
                onGive={(reason) => decide.mutate({ tasks: picked, decision: 'return', reason })}
              />
            </span>
          </div>
          <ReviewTable
            label={t('待审核', 'Waiting')}
            tasks={waiting}
            own={own}
            busy={decide.isPending}
            choose={{
              chosen,
              may: (task) => !own(task),
              name: (task) => t(`选 ${task.name.zh}`, `Choose ${task.name.en}`),
              onChoose: setChosen,
            }}
            onDecide={(task, decision, reason) => decide.mutate({ tasks: [task], decision, reason })}
          />
        </section>
      )}
      {reviewed.length > 0 && (
        <section className="card tasks" aria-labelledby="reviewed">
          <h2 id="reviewed">{t('审核过的', 'Reviewed lately')}</h2>
          <ReviewTable
            label={t('审核过的', 'Reviewed lately')}
            tasks={reviewed}
            own={own}
            busy={decide.isPending}
            onDecide={(task, decision, reason) => decide.mutate({ tasks: [task], decision, reason })}
          />
        </section>
      )}
    </>
  );
}
