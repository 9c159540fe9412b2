import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type AnyEndpoint, call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import type { Meeting } from './api.ts';
import { readAnew } from '../../ui/query.ts';

/** Writes something into a meeting, and reads it anew. */
export function useWriting(held: Meeting) {
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ endpoint, body }: { endpoint: AnyEndpoint; body: object }) =>
      call(endpoint, { params: { jurisdiction, meeting: held.id }, body }),
    onSettled: () => {
      // Not waited for: a form that stayed open until everything is read anew would swallow the next key of the walk.
      void readAnew(queries);
    },
  });
}

export type Writing = ReturnType<typeof useWriting>;
