import { Link } from '@tanstack/react-router';
import { signed } from '../../ui/format.ts';
import { DemoMark, LightMark } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import type { Overview } from './api.ts';

/** The six 更加 in one strip: value, light, what moved it. */
export function IndexStrip({ indices, jurisdiction }: { indices: Overview['indices']; jurisdiction: string }) {
  const { t, tx } = useText();
  return (
    <section className="card index-strip" aria-label={t('六个更加', 'Six indices')}>
      {indices.map((index) => (
        <Link
          key={index.id}
          to="/$jurisdiction/indices/$index"
          params={{ jurisdiction, index: index.id }}
          className="index-cell"
          title={tx(index.why)}
        >
          <span className="index-name">
            {tx(index.name)} <DemoMark show={index.demo} />
          </span>
          <span className="index-value">{index.value === null ? '—' : index.value.toFixed(1)}</span>
          <span className={`index-note is-${index.light}`}>
            <LightMark light={index.light} /> {note(index)}
          </span>
        </Link>
      ))}
    </section>
  );

  function note(index: Overview['indices'][number]): string {
    if (index.value === null) return index.missing ? tx(index.missing) : t('不出数', 'No value');
    const change = index.change === null ? '' : `${t('较上月', 'month')} ${signed(index.change)}`;
    return [change, index.note ? tx(index.note) : ''].filter(Boolean).join(t('，', ', '));
  }
}
