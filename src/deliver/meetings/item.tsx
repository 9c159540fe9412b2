import { Link } from '@tanstack/react-router';
import { TrendChart } from '../../ui/chart.tsx';
import { dayText, period, quantity, share } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { AgendaItem, Meeting } from './api.ts';

/** One item of the walk: where it stands, the way to here, why, what was promised, and whether it was kept. */
export function Item({
  item,
  place,
  of,
  notes,
}: {
  item: AgendaItem;
  place: number;
  of: number;
  notes: Meeting['notes'];
}) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { seen } = item;
  const from = {
    red: t('红灯', 'red'),
    late: t('逾期督办', 'late directive'),
    promised: t('上次答应', 'promised last time'),
    added: t('另议', 'added'),
  }[item.from];
  const kept = { kept: t('✓ 做到了', '✓ kept'), broken: t('✗ 没做到', '✗ not kept'), open: t('未到期', 'not due yet') };
  return (
    <article className="card meeting-item" aria-live="polite">
      <p className="soft trail">
        {place} / {of} · {from}
        {item.leadName && ` · ${tx(item.leadName)}`}
        {item.directive && (
          <>
            {' · '}
            <Link to="/$jurisdiction/directives/$directive" params={{ jurisdiction, directive: item.directive }}>
              {item.number}
            </Link>
          </>
        )}
      </p>
      <h2>
        {item.title} <DemoMark show={seen?.demo ?? false} />
      </h2>
      <div className="meeting-sides">
        <div>
          {seen && (
            <>
              <p className="one-number-value">
                {seen.value === null ? '' : quantity(seen.value, seen.unit, lang)}
                {seen.period !== null && <span className="soft small"> {period(seen.period, lang)}</span>}{' '}
                <Light light={seen.light} />
              </p>
              <p>{tx(seen.why)}</p>
              {seen.probability !== null && (
                <p className="soft">
                  {t('达成可能', 'Likely')} {share(seen.probability)}
                </p>
              )}
            </>
          )}
          {item.trend.length > 1 && seen && (
            <TrendChart
              trend={{ history: item.trend }}
              unit={seen.unit}
              label={t(`${item.title}：${item.trend.length} 期的走势`, `${item.title}: ${item.trend.length} periods`)}
            />
          )}
        </div>
        <div>
          <h3>{t('答应过什么', 'What was promised')}</h3>
          {item.promised.length === 0 ? (
            <p className="soft">{t('没有答应过。', 'Nothing yet.')}</p>
          ) : (
            <ul className="plain">
              {item.promised.map((one, at) => (
                <li key={`${at} ${one.text}`}>
                  {one.text}
                  {one.due !== null && (
                    <span className="soft"> {t(`${dayText(one.due, 'zh')}前`, `by ${dayText(one.due, 'en')}`)}</span>
                  )}{' '}
                  <b className={one.kept === 'broken' ? 'is-red' : ''}>{kept[one.kept]}</b>
                </li>
              ))}
            </ul>
          )}
          {notes.length > 0 && (
            <>
              <h3>{t('发言', 'Said')}</h3>
              <ul className="plain">
                {notes.map((note) => (
                  <li key={note.at}>{note.text}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </article>
  );
}
