import { useState } from 'react';
import { useText } from './text.tsx';

/** What is wrong with a place that a device was asked for. */
export function placeFault(code: number | undefined): { zh: string; en: string } {
  switch (code) {
    case undefined:
      return {
        zh: '这个浏览器不提供位置（要用 https 打开）。',
        en: 'This browser gives no position (the page must be opened by https).',
      };
    case 1:
      return {
        zh: '没有得到使用位置的许可，请在浏览器设置里允许。',
        en: 'The position was not permitted; allow it in the settings of the browser.',
      };
    default:
      return { zh: '定位没有成功，到开阔处再试。', en: 'No position was found; try again under an open sky.' };
  }
}

/** Degrees as they are kept: six decimals are a tenth of a metre. */
export const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Fills in where the device is: longitude and latitude in WGS 84, which agrees with CGCS2000 to a decimetre. */
export function Here({ onHere }: { onHere: (point: [number, number]) => void }) {
  const { t, tx } = useText();
  const [state, setState] = useState<'waiting' | { metres: number } | { fault: number | undefined } | null>(null);
  const ask = () => {
    const source = navigator.geolocation as Geolocation | undefined;
    if (!source) return setState({ fault: undefined });
    setState('waiting');
    source.getCurrentPosition(
      ({ coords }) => {
        onHere([degrees(coords.longitude), degrees(coords.latitude)]);
        setState({ metres: Math.round(coords.accuracy) });
      },
      ({ code }) => setState({ fault: code }),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 10_000 },
    );
  };
  return (
    <span className="here is-wide">
      <button type="button" className="button" disabled={state === 'waiting'} onClick={ask}>
        {t('用我的位置', 'Use my position')}
      </button>{' '}
      <span role="status" className="small">
        {state === 'waiting' && t('正在定位…', 'Looking for the position…')}
        {state !== null && state !== 'waiting' && 'metres' in state && (
          <span className="soft">{t(`误差约 ${state.metres} 米`, `within about ${state.metres} m`)}</span>
        )}
        {state !== null && state !== 'waiting' && 'fault' in state && (
          <span className="is-red">{tx(placeFault(state.fault))}</span>
        )}
      </span>
    </span>
  );
}
