import { useEffect } from 'react';

/** Seconds that a part of a page stays on a wall screen. */
const seconds = 20;

/** What stands on its own on a page: blocks below its title. A block that holds nothing but blocks stands for them. */
function blocksOf(page: Element): HTMLElement[] {
  return [...page.children].filter(
    (node): node is HTMLElement =>
      node instanceof HTMLElement && !['H1', 'NAV', 'P'].includes(node.tagName) && !node.matches('.lead, .take'),
  );
}

/** Blocks that fit below one another into a height, in their order; one that is higher stands alone. */
export function pagesOf(heights: readonly number[], room: number): number[][] {
  const pages: number[][] = [];
  let left = 0;
  for (const [at, height] of heights.entries()) {
    const last = pages.at(-1);
    if (last && height <= left) last.push(at);
    else pages.push([at]);
    left = (last && height <= left ? left : room) - height;
  }
  return pages;
}

/**
 * Nobody scrolls a wall screen: a page that is higher than the screen is shown part by part, each for a while, and a part
 * that is higher by itself is drawn smaller. Arrow keys turn by hand.
 */
export function useWall(wall: boolean, main: { current: HTMLElement | null }): void {
  useEffect(() => {
    const frame = main.current;
    if (!wall || !frame) return undefined;
    let at = 0;
    const show = () => {
      const page = frame.querySelector('.page');
      if (!page) return;
      const blocks = blocksOf(page);
      for (const block of blocks) {
        block.style.removeProperty('display');
        block.style.removeProperty('zoom');
      }
      const top = blocks[0]?.getBoundingClientRect().top ?? 0;
      const room = window.innerHeight - (top + window.scrollY) - 24;
      const gap = 16;
      const heights = blocks.map((block) => block.getBoundingClientRect().height + gap);
      const pages = pagesOf(heights, room);
      const shown = new Set(pages[at % Math.max(1, pages.length)] ?? []);
      for (const [index, block] of blocks.entries()) {
        if (!shown.has(index)) block.style.display = 'none';
        else if ((heights[index] ?? 0) > room) block.style.setProperty('zoom', String(room / (heights[index] ?? room)));
      }
      window.scrollTo(0, 0);
    };
    const turn = (step: number) => {
      at = Math.max(0, at + step);
      show();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight' || event.key === 'PageDown') turn(1);
      if (event.key === 'ArrowLeft' || event.key === 'PageUp') turn(-1);
    };
    let soon: number | undefined;
    const later = () => {
      window.clearTimeout(soon);
      soon = window.setTimeout(show, 300);
    };
    // Figures come after the page: it is laid out again when something was drawn.
    const watch = new MutationObserver(later);
    watch.observe(frame, { childList: true, subtree: true });
    window.addEventListener('resize', later);
    document.addEventListener('keydown', onKey);
    const clock = window.setInterval(() => turn(1), seconds * 1000);
    later();
    return () => {
      watch.disconnect();
      window.removeEventListener('resize', later);
      document.removeEventListener('keydown', onKey);
      window.clearInterval(clock);
      window.clearTimeout(soon);
      const page = frame.querySelector('.page');
      for (const block of page ? blocksOf(page) : []) {
        block.style.removeProperty('display');
        block.style.removeProperty('zoom');
      }
    };
  }, [wall, main]);
}
