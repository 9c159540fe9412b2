import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type AnyEndpoint, call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { listReleases } from './api.ts';

/** What is done to releases; every answer of it shows at once. */
export function useReleasing() {
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ endpoint, body }: { endpoint: AnyEndpoint; body: object }) =>
      call(endpoint, { params: { jurisdiction }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [listReleases.path] }),
  });
}
