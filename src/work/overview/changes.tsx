import { Link } from '@tanstack/react-router';
import { dayText } from '../../ui/format.ts';
import { Light } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import type { Overview } from './api.ts';

/** Lights that changed since last month: from what, to what, why. */
export function ChangeTable({ changes, jurisdiction }: { changes: Overview['changes']; jurisdiction: string }) {
  const { t, tx, lang } = useText();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('自上月以来的变化', 'Changed since last month')}</h2>
        <span className="soft small">
          {t(`对比 ${dayText(changes.since, lang)}`, `against ${dayText(changes.since, lang)}`)}
        </span>
      </div>
      {changes.rows.length === 0 ? (
        <p className="soft overview-none">{t('没有变灯。', 'No light changed.')}</p>
      ) : (
        <ul className="changes">
          {changes.rows.map((row) => (
            <li key={row.commitment}>
              <p className="changes-head">
                <Link
                  to="/$jurisdiction/plan"
                  params={{ jurisdiction }}
                  search={{ c: row.commitment }}
                  className="quiet row-name"
                >
                  {tx(row.title)}
                </Link>
                <span className="changes-lights">
                  <Light light={row.from} bare /> <span aria-label={t('变为', 'became')}>→</span>{' '}
                  <Light light={row.to} bare />
                </span>
              </p>
              <p className="soft small">{tx(row.why)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
