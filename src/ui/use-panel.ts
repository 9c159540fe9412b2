import { type RefObject, useEffect, useRef, useState } from 'react';

/** A panel below its button: open until Escape, or until somebody points elsewhere than into `area`. */
export function usePanel<E extends HTMLElement>(): {
  area: RefObject<E | null>;
  open: boolean;
  setOpen: (open: boolean) => void;
} {
  const area = useRef<E>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      const inside = event.target instanceof Node && area.current?.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('keydown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('keydown', away);
    };
  }, [open]);
  return { area, open, setOpen };
}
