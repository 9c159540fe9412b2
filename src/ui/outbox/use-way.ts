import { useEffect, useState } from 'react';
import { degrees } from '../here.tsx';
import type { TrackPoint } from './store.ts';
import { withPoint } from './track.ts';

/** Takes the way as it was kept last and gives what it is now. */
type Put = (change: (before: { track: readonly TrackPoint[] }) => { track: TrackPoint[] }) => void;

/**
 * Follows the device while it is on. `fault`: null while all is well, the code of the browser where the place cannot be
 * told, undefined where the device has no places.
 */
export function useWay(put: Put | undefined) {
  const [on, setOn] = useState(false);
  const [fault, setFault] = useState<number | null | undefined>(null);
  useEffect(() => {
    if (!on || !put) return undefined;
    const watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        setFault(null);
        put(({ track }) => ({
          track: withPoint(track, [
            degrees(coords.longitude),
            degrees(coords.latitude),
            new Date(timestamp).toISOString(),
          ]),
        }));
      },
      ({ code }) => setFault(code),
      { enableHighAccuracy: true },
    );
    return () => navigator.geolocation.clearWatch(watch);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `put` works on what is kept, whichever drawing it is of
  }, [on]);
  return {
    on,
    fault,
    stop: () => setOn(false),
    /** True when it follows from now on. */
    start: (): boolean => {
      const able = 'geolocation' in navigator;
      setFault(able ? null : undefined);
      setOn(able);
      return able;
    },
  };
}
