import { useParams, useSearch } from '@tanstack/react-router';

/** Where the reader is: the jurisdiction of the path and the as-of day of the address (undefined means today). */
export function usePlace(): { jurisdiction: string; asOf: string | undefined; wall: boolean } {
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  return { jurisdiction: params.jurisdiction ?? '', asOf: search.asOf, wall: search.wall === '1' };
}

/** `{ asOf, plan }` for a query, of what is given. */
export function planOnly({ asOf, plan }: { asOf?: string | undefined; plan?: string | undefined }): {
  asOf?: string;
  plan?: string;
} {
  return { ...asOfOnly(asOf), ...(plan !== undefined && { plan }) };
}

/** `{ asOf }` for a query, or nothing. */
export function asOfOnly(asOf: string | undefined): { asOf?: string } {
  return asOf === undefined ? {} : { asOf };
}
