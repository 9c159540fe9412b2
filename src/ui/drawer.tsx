import { useEffect, useRef, type ReactNode } from 'react';
import { UNSAFE_PortalProvider as PortalProvider } from 'react-aria/PortalProvider';
import { useText } from './text.tsx';

/** A sheet from the right (from below on a phone). A native dialog: focus stays in it, Escape closes it. */
export function Drawer({ title, onClose, children }: { title: ReactNode; onClose: () => void; children: ReactNode }) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const closesList = useRef(false);
  useEffect(() => {
    const node = dialog.current;
    if (node && !node.open) node.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby="drawer-title"
      onClose={onClose}
      // Escape closes the list that is open inside, and only the next one the drawer.
      onKeyDownCapture={(event) => {
        closesList.current = event.key === 'Escape' && dialog.current?.querySelector('.picker-popover') !== null;
      }}
      onCancel={(event) => {
        if (closesList.current) event.preventDefault();
        closesList.current = false;
      }}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div className="drawer-body">
        <header className="drawer-head">
          <h2 id="drawer-title">{title}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={t('关闭', 'Close')}
            onClick={() => dialog.current?.close()}
          >
            ×
          </button>
        </header>
        {/* What opens from a field stands inside the modal dialog: outside of it nothing can be reached. */}
        <PortalProvider getContainer={() => dialog.current}>{children}</PortalProvider>
      </div>
    </dialog>
  );
}
