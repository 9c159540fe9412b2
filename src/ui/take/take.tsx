import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { save } from '../download.ts';
import { useText } from '../text.tsx';
import { usePanel } from '../use-panel.ts';
import './take.css';

type Way = 'copy' | 'xlsx' | 'png' | 'svg';

/** What can be taken along: a button that shows itself when the pointer or the keyboard comes near, and a short list. */
function Take({
  label,
  ways,
  holder,
}: {
  label: string;
  ways: readonly Way[];
  /** Holds the table, and the picture. */
  holder: RefObject<HTMLElement | null>;
}) {
  const { t } = useText();
  const [said, say] = useState('');
  const { area, open, setOpen } = usePanel<HTMLDivElement>();
  const names: Record<Way, string> = {
    copy: t('复制表格', 'Copy the table'),
    xlsx: t('下载 .xlsx', 'Download .xlsx'),
    png: 'PNG',
    svg: 'SVG',
  };
  const take = async (way: Way) => {
    say('');
    const done = await (
      way === 'copy' || way === 'xlsx'
        ? takeTable(way, label, holder.current)
        : takePicture(way, label, t('（演示数据）', ' (demonstration data)'), holder.current)
    ).catch(() => false);
    say(
      done
        ? t(`${names[way]}：好了`, `${names[way]}: done`)
        : t('没有成功，换一种方式再试', 'It did not work; try another way'),
    );
    setOpen(false);
  };
  return (
    <div ref={area} className={`take no-print${open ? ' is-open' : ''}`}>
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
          {ways.map((way) => (
            <button key={way} type="button" onClick={() => void take(way)}>
              {names[way]}
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
function whole<T>(read: () => T): T {
  window.dispatchEvent(new Event('beforeprint'));
  try {
    return read();
  } finally {
    window.dispatchEvent(new Event('afterprint'));
  }
}

const fileName = (label: string): string =>
  label
    .replace(/[\\/:*?"<>|\s]+/gu, ' ')
    .trim()
    .slice(0, 80) || 'lantu';

async function takeTable(way: 'copy' | 'xlsx', label: string, holder: HTMLElement | null): Promise<boolean> {
  const [{ takenFrom }, { copyTable }, { xlsxOf }] = await Promise.all([
    import('./cells.ts'),
    import('./clipboard.ts'),
    import('./xlsx.ts'),
  ]);
  const read = whole(() => {
    const table = holder?.querySelector('table');
    return table ? takenFrom(table, ofDemo()) : null;
  });
  if (!read) return false;
  if (way === 'copy') return copyTable(read);
  save(new Blob([xlsxOf(read) as Uint8Array<ArrayBuffer>]), `${fileName(label)}.xlsx`);
  return true;
}

async function takePicture(
  way: 'png' | 'svg',
  label: string,
  demo: string,
  holder: HTMLElement | null,
): Promise<boolean> {
  const svg = holder?.querySelector<SVGSVGElement>('svg:not(.take svg)');
  if (!svg) return false;
  const { svgOf, pngOf } = await import('./picture.ts');
  const made = svgOf(svg, ofDemo() ? `${label}${demo}` : label);
  save(
    way === 'png' ? await pngOf(made) : new Blob([made.text], { type: 'image/svg+xml' }),
    `${fileName(label)}.${way}`,
  );
  return true;
}

/** Takes a table along; `region` holds it. */
export function TakeTable({ label, region }: { label: string; region: RefObject<HTMLElement | null> }) {
  return <Take label={label} ways={['copy', 'xlsx']} holder={region} />;
}

/** A picture that can be taken along, as PNG, as SVG, and its numbers where they stand in a table below it. */
export function TakePicture({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [numbers, setNumbers] = useState(false);
  useEffect(() => setNumbers(frame.current?.querySelector('table') !== null), []);
  return (
    <div ref={frame} className="take-picture">
      {children}
      <Take label={label} ways={numbers ? ['png', 'svg', 'copy', 'xlsx'] : ['png', 'svg']} holder={frame} />
    </div>
  );
}
