import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** True while the page is being printed. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes the page as it stands when the event is over.
    const on = () => flushSync(() => setPrinting(true));
    const off = () => setPrinting(false);
    window.addEventListener('beforeprint', on);
    window.addEventListener('afterprint', off);
    return () => {
      window.removeEventListener('beforeprint', on);
      window.removeEventListener('afterprint', off);
    };
  }, []);
  return printing;
}

/** Whether there is more than is in sight, so that the keyboard must be able to scroll. Columns of virtual rows only widen. */
export function useScrolls(region: RefObject<HTMLDivElement | null>, virtual: boolean): boolean {
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const node = region.current;
    const table = node?.firstElementChild;
    if (!node || !table) return undefined;
    let width = node.clientWidth;
    const look = () => {
      if (node.clientWidth !== width) for (const head of heads(node)) head.style.minInlineSize = '';
      width = node.clientWidth;
      setScrolls(node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
    };
    const watch = new ResizeObserver(look);
    watch.observe(node);
    watch.observe(table);
    return () => watch.disconnect();
  }, [region]);
  useLayoutEffect(() => {
    if (virtual && region.current)
      for (const head of heads(region.current)) head.style.minInlineSize = `${head.offsetWidth}px`;
  });
  return scrolls;
}

const heads = (region: HTMLElement) => region.querySelectorAll<HTMLElement>('thead th');
