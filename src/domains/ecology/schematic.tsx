import { Link } from '@tanstack/react-router';
import { LightMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Lake } from './api.ts';
import { classNames } from './words.ts';
import './ecology.css';

/**
 * Lakes and rivers as they flow: a column for each step to the lowest water. Nothing of their shape is known; what flows into what
 * is, and so is the light of each section.
 */
export function Schematic({ lake }: { lake: Lake }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const byId = new Map(lake.stretches.map((one) => [one.id, one]));
  const stepsOf = (id: string, seen: readonly string[] = []): number => {
    const next = byId.get(id)?.downstream;
    return next && byId.has(next) && !seen.includes(next) ? 1 + stepsOf(next, [...seen, id]) : 0;
  };
  const steps = lake.stretches.map(({ id }) => stepsOf(id));
  const deepest = Math.max(0, ...steps);
  return (
    <>
      <p className="soft table-line">
        {t(
          '示意：从左到右为水流方向，不代表真实形状和距离。',
          'Schematic: water flows from left to right; no true shape or distance.',
        )}
      </p>
      <ol className="waters">
        {Array.from({ length: deepest + 1 }, (_, n) => deepest - n).map((step) => (
          <li key={step}>
            <ul>
              {lake.stretches
                .filter((_, at) => steps[at] === step)
                .map((stretch) => (
                  <li key={stretch.id} className={`water is-${stretch.body}`}>
                    <strong>{stretch.name}</strong>
                    {stretch.downstream && byId.has(stretch.downstream) && (
                      <span className="soft small">→ {byId.get(stretch.downstream)?.name}</span>
                    )}
                    {lake.sections
                      .filter(({ stretchId }) => stretchId === stretch.id)
                      .map((section) => (
                        <Link
                          key={section.id}
                          to="/$jurisdiction/ecology/stations/$mn"
                          params={{ jurisdiction, mn: section.mn }}
                        >
                          <LightMark light={section.light} /> {section.name}{' '}
                          <b>{section.class === null ? t('无数据', 'no data') : classNames[section.class]}</b>
                        </Link>
                      ))}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
