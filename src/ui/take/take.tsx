import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { save } from '../download.ts';
import { useText } from '../text.tsx';
import type { Taken } from './cells.ts';
import './take.css';

interface Act {
  name: string;
  act: () => Promise<unknown>;
}

/** What can be taken along: a button that shows itself when the pointer or the keyboard comes near, and a short list. */
function Take({ label, acts }: { label: string; acts: readonly Act[] }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [said, say] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      const inside = event.target instanceof Node && box.current?.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('keydown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('keydown', away);
    };
  }, [open]);
  const run = async ({ name, act }: Act) => {
    say('');
    const done = await act().catch(() => false);
    say(
      done === false
        ? t('没有成功，换一种方式再试', 'It did not work; try another way')
        : t(`${name}：好了`, `${name}: done`),
    );
    setOpen(false);
  };
  return (
    <div ref={box} className={`take no-print${open ? ' is-open' : ''}`}>
      <span role="status" className="take-said">
        {said}
      </span>
      <button
        type="button"
        className="take-button"
        aria-expanded={open}
        aria-label={t(`带走“${label}”`, `Take along: ${label}`)}
        title={t('复制、下载', 'Copy, download')}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 2v8M5 7l3 3 3-3M3 13h10" />
        </svg>
      </button>
      {open && (
        <div className="take-list">
          {acts.map((one) => (
            <button key={one.name} type="button" onClick={() => void run(one)}>
              {one.name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Whether the page shows demonstration data, as its head says. */
const ofDemo = (): boolean => document.querySelector('.demo-badge, .demo-mark') !== null;

/** All rows of a long table stand in the page only while it is printed, or taken along. */
async function whole(table: () => HTMLTableElement | null | undefined): Promise<Taken | null> {
  const { takenFrom } = await import('./cells.ts');
  window.dispatchEvent(new Event('beforeprint'));
  try {
    const found = table();
    return found ? takenFrom(found, ofDemo()) : null;
  } finally {
    window.dispatchEvent(new Event('afterprint'));
  }
}

function tableActs(
  t: (zh: string, en: string) => string,
  label: string,
  table: () => HTMLTableElement | null | undefined,
): Act[] {
  return [
    {
      name: t('复制表格', 'Copy the table'),
      act: async () => {
        const [read, { copyTable }] = await Promise.all([whole(table), import('./clipboard.ts')]);
        return read !== null && copyTable(read);
      },
    },
    {
      name: t('下载 .xlsx', 'Download .xlsx'),
      act: async () => {
        const [read, { xlsxOf }] = await Promise.all([whole(table), import('./xlsx.ts')]);
        if (read) save(new Blob([xlsxOf(read) as Uint8Array<ArrayBuffer>]), `${fileName(label)}.xlsx`);
      },
    },
  ];
}

const fileName = (label: string): string =>
  label
    .replace(/[\\/:*?"<>|\s]+/gu, ' ')
    .trim()
    .slice(0, 80) || 'lantu';

/** Takes a table along; `region` holds it. */
export function TakeTable({ label, region }: { label: string; region: RefObject<HTMLElement | null> }) {
  const { t } = useText();
  return <Take label={label} acts={tableActs(t, label, () => region.current?.querySelector('table'))} />;
}

/** A picture that can be taken along, as PNG, as SVG, and its numbers where they stand in a table below it. */
export function TakePicture({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [numbers, setNumbers] = useState(false);
  useEffect(() => setNumbers(frame.current?.querySelector('table') !== null), []);
  const picture = async () => {
    const svg = frame.current?.querySelector<SVGSVGElement>('svg:not(.take svg)');
    const demo = ofDemo() ? t('（演示数据）', ' (demonstration data)') : '';
    const { svgOf, pngOf } = await import('./picture.ts');
    return svg ? { ...svgOf(svg, `${label}${demo}`), pngOf } : null;
  };
  const acts: Act[] = [
    {
      name: 'PNG',
      act: async () => {
        const made = await picture();
        if (!made) return false;
        save(await made.pngOf(made), `${fileName(label)}.png`);
        return true;
      },
    },
    {
      name: 'SVG',
      act: async () => {
        const made = await picture();
        if (!made) return false;
        save(new Blob([made.text], { type: 'image/svg+xml' }), `${fileName(label)}.svg`);
        return true;
      },
    },
    ...(numbers ? tableActs(t, label, () => frame.current?.querySelector('table')) : []),
  ];
  return (
    <div ref={frame} className="take-picture">
      {children}
      <Take label={label} acts={acts} />
    </div>
  );
}
