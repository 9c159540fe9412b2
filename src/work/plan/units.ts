import { useMemo } from 'react';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { listIndicators } from '../indicators/api.ts';
import type { CommitmentView } from './api.ts';

export type UnitOf = (commitment: CommitmentView) => string;

/** The unit in which a commitment's standing is counted: that of its indicator, which need not be the target's own. */
export function useUnits(): UnitOf {
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(listIndicators, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return useMemo(() => {
    const units = new Map(query.data?.indicators.map((i) => [i.id, i.unit]));
    return (c) => units.get(c.indicator ?? '') ?? c.target?.unit ?? '';
  }, [query.data]);
}
