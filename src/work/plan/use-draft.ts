import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import { call, CallProblem } from '../../ui/call.ts';
import { reading, readAnew } from '../../ui/query.ts';
import { cancelDraft, commitDraft, getDraft, listDrafts, mendDraft, type PlanDraftView } from './api.ts';

type MendBody = z.input<typeof mendDraft.body>;
export type ItemMend = MendBody['items'][number];
export interface Mend {
  items?: ItemMend[];
  plan?: MendBody['plan'];
}

const moving = (draft: PlanDraftView | undefined) => draft?.state === 'reading' || draft?.state === 'compiling';

/** A draft, asked again while it is being read. */
export function useDraft(jurisdiction: string, draft: string) {
  return useQuery({
    ...reading(getDraft, { params: { jurisdiction, draft } }),
    refetchInterval: (query) => (moving(query.state.data) ? 500 : false),
  });
}

/** The decisions as they will be, shown before the server has answered. */
function foreseen(draft: PlanDraftView, mend: Mend): PlanDraftView {
  const changes = new Map((mend.items ?? []).map((i) => [i.id, i]));
  return {
    ...draft,
    items: draft.items.map((item) => {
      const to = changes.get(item.id);
      if (!to) return item;
      const changed = Object.fromEntries(Object.entries(to.change ?? {}).filter(([, v]) => v !== undefined));
      return {
        ...item,
        ...changed,
        decision: to.decision ?? item.decision,
        mergedInto: to.mergedInto === undefined ? item.mergedInto : to.mergedInto,
      };
    }),
  };
}

/** What a reviewer does to a draft. Changes go out one after the other, each with the version that the last one left. */
export function useDraftWork(jurisdiction: string, draft: string) {
  const queries = useQueryClient();
  const params = useMemo(() => ({ jurisdiction, draft }), [jurisdiction, draft]);
  const key = reading(getDraft, { params }).queryKey;
  const lists = reading(listDrafts, { params: { jurisdiction } }).queryKey;
  const version = () => queries.getQueryData<PlanDraftView>(key)?.version ?? 0;
  const mend = useMutation({
    scope: { id: `draft-${jurisdiction}-${draft}` },
    mutationFn: (input: Mend) =>
      call(mendDraft, {
        params,
        body: { version: version(), items: input.items ?? [], ...(input.plan && { plan: input.plan }) },
      }),
    onMutate: (input) => {
      const now = queries.getQueryData<PlanDraftView>(key);
      if (now) queries.setQueryData(key, foreseen(now, input));
    },
    onSuccess: (next) => {
      // While more changes wait, only the version counts: the whole answer would undo what is shown of them.
      const waiting =
        queries.isMutating({ predicate: (m) => m.options.scope?.id === `draft-${jurisdiction}-${draft}` }) > 1;
      queries.setQueryData<PlanDraftView>(key, (now) => (waiting && now ? { ...now, version: next.version } : next));
    },
    onError: () => void queries.invalidateQueries({ queryKey: key }),
  });
  const cancel = useMutation({
    mutationFn: () => call(cancelDraft, { params }),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: key });
      await queries.invalidateQueries({ queryKey: lists });
    },
  });
  const commit = useMutation({
    scope: { id: `draft-${jurisdiction}-${draft}` },
    mutationFn: (how: Omit<z.input<typeof commitDraft.body>, 'version'>) =>
      call(commitDraft, { params, body: { version: version(), ...how } }),
    onSuccess: () => readAnew(queries),
    onError: (error) => {
      if (error instanceof CallProblem && error.status === 409) void queries.invalidateQueries({ queryKey: key });
    },
  });
  /** The draft as it is now, for a person who was told that something changed. */
  const again = () => queries.fetchQuery({ ...reading(getDraft, { params }), staleTime: 0 });
  return { mend, cancel, commit, again };
}
