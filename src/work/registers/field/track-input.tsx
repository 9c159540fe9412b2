import { useContext } from 'react';
import { placeFault } from '../../../ui/here.tsx';
import { Schema } from '../../../ui/map/schema.tsx';
import { mostPoints } from '../../../ui/outbox/track.ts';
import { useWay } from '../../../ui/outbox/use-way.ts';
import { useText } from '../../../ui/text.tsx';
import { DraftContext } from './pieces.tsx';

/** Records the way of the device while the page is open; it goes along as a file. */
export function TrackInput() {
  const { t, tx } = useText();
  const work = useContext(DraftContext);
  const { on, fault, start, stop } = useWay(work?.put);
  if (!work) return null;
  const { track } = work.draft;
  return (
    <div className="form-field">
      <p>
        <button type="button" className="button" aria-pressed={on} onClick={on ? stop : () => void start()}>
          {on ? t('停止记录轨迹', 'Stop recording') : t('记录轨迹', 'Record the way')}
        </button>{' '}
        {track.length > 0 && (
          <>
            <span role="status" className="soft small">
              {t(`已记 ${track.length} 个点`, `${track.length} points`)}
              {track.length >= mostPoints && t('，记满了', ', full')}
            </span>{' '}
            {!on && (
              <button type="button" className="text-button" onClick={() => work.put(() => ({ track: [] }))}>
                {t('不要轨迹', 'Drop it')}
              </button>
            )}
          </>
        )}
      </p>
      {track.length > 1 && (
        <Schema
          onPick={undefined}
          layers={[
            {
              id: 'way',
              name: t('走过的路', 'The way so far'),
              lines: [
                {
                  id: 'way',
                  way: track.map(([lon, lat]) => [lon, lat] as const),
                  name: t('走过的路', 'The way so far'),
                },
              ],
            },
          ]}
        />
      )}
      {on && (
        <p className="soft small">
          {t(
            '请让本页开着；关掉屏幕，浏览器就不再记。',
            'Keep this page open: with the screen off nothing is recorded.',
          )}
        </p>
      )}
      {fault !== null && (
        <p className="is-red small" role="alert">
          {tx(placeFault(fault))}
        </p>
      )}
    </div>
  );
}
