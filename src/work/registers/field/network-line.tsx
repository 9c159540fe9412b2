import { useSyncExternalStore } from 'react';
import { useText } from '../../../ui/text.tsx';

const subscribe = (listener: () => void) => {
  for (const name of ['online', 'offline']) window.addEventListener(name, listener);
  return () => {
    for (const name of ['online', 'offline']) window.removeEventListener(name, listener);
  };
};

/** Says that there is no network, and what that means. Nothing while there is one. */
export function NetworkLine() {
  const { t } = useText();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <p role="status" className="network-line">
      {!online && (
        <span className="is-yellow">
          ▲ {t('没有网络，填的先存在本机。', 'No network: what you fill in is kept on this device first.')}
        </span>
      )}
    </p>
  );
}
