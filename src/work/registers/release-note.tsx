import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { releaseRegister } from './api.ts';
import { useRegister } from './use-register.ts';

/** A change of the list that would show more about people: it waits for a second person. */
export function ReleaseNote() {
  const { t, lang } = useText();
  const { data, params } = useRegister();
  const queries = useQueryClient();
  const release = useMutation({
    mutationFn: () => call(releaseRegister, { params }),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).includes('/registers') }),
  });
  const { pending } = data;
  if (!pending) return null;
  const shows = pending.shows.join(t('、', ', '));
  return (
    <section className="card" role="status">
      <p>
        {t(
          `${pending.by} 于 ${moment(pending.at, lang)} 提出改动，会公开：${shows}。要另一位规划管理人员复核后才生效。`,
          `${pending.by} proposed a change on ${moment(pending.at, lang)} that would show: ${shows}. It counts once somebody else of the plan office has released it.`,
        )}
      </p>
      {!pending.mine && (
        <button type="button" className="button" disabled={release.isPending} onClick={() => release.mutate()}>
          {t('复核通过', 'Release')}
        </button>
      )}
      {release.error && <ProblemBox error={release.error} />}
    </section>
  );
}
