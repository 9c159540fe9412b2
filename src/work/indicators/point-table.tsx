import { useState } from 'react';
import { dayText, period, quantity, shortHash } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import { statusWords } from '../../ui/thread.tsx';
import type { PeriodPoints, Point } from './series.ts';

const FIRST = 24;

/** Every point with where it comes from; numbers that were revised keep their history below them. */
export function PointTable({
  groups,
  unit,
  onOpen,
}: {
  groups: PeriodPoints[];
  unit: string;
  onOpen: (key: string) => void;
}) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? groups : groups.slice(0, FIRST);
  return (
    <section className="card">
      <h2>{t('每个数的来源', 'Source of every number')}</h2>
      {groups.length === 0 ? (
        <p className="soft">{t('一个数也没有。', 'There is no number.')}</p>
      ) : (
        <table className="plain is-stacked points">
          <thead>
            <tr>
              <th scope="col">{t('时期', 'Period')}</th>
              <th scope="col" className="n">
                {t('数值', 'Value')}
              </th>
              <th scope="col">{t('状态', 'Status')}</th>
              <th scope="col">{t('来源', 'Source')}</th>
              <th scope="col">{t('可知日', 'Known from')}</th>
              <th scope="col">{t('账本', 'Ledger')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((g) => (
              <Rows key={g.period} group={g} unit={unit} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {groups.length > FIRST && !all && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          {t(`再看更早的 ${groups.length - FIRST} 期`, `Show ${groups.length - FIRST} earlier periods`)}
        </button>
      )}
    </section>
  );
}

function Rows({ group, unit, onOpen }: { group: PeriodPoints; unit: string; onOpen: (key: string) => void }) {
  return (
    <>
      <PointRow point={group.current} unit={unit} onOpen={onOpen} />
      {group.earlier.map((p) => (
        <PointRow key={`${p.knownOn}${p.submission?.seq ?? ''}`} point={p} unit={unit} onOpen={onOpen} old />
      ))}
    </>
  );
}

function PointRow({
  point: p,
  unit,
  onOpen,
  old = false,
}: {
  point: Point;
  unit: string;
  onOpen: (key: string) => void;
  old?: boolean;
}) {
  const { t, tx, lang } = useText();
  const status = statusWords[p.status];
  return (
    <tr className={old ? 'is-old' : undefined}>
      <td className="nowrap">{old ? <span className="soft">{t('曾为', 'was')}</span> : period(p.period, lang)}</td>
      <td className="n">
        <button type="button" className="text-button point-value" onClick={() => onOpen(`${p.period}@${p.knownOn}`)}>
          {p.value === null ? t('无数', 'none') : quantity(p.value, unit, lang)}
        </button>{' '}
        <DemoMark show={p.demo} />
      </td>
      <td className="nowrap">
        {p.missing ? <span className="is-red">{tx(p.missing)}</span> : status ? tx(status) : p.status}
      </td>
      <td>
        {p.source}{' '}
        {p.grade !== '演示' && <span className="soft small nowrap">{t(`${p.grade} 级`, `grade ${p.grade}`)}</span>}
      </td>
      <td className="nowrap">{dayText(p.knownOn, lang)}</td>
      <td className="nowrap">
        {p.submission ? (
          <>
            {t(`第 ${p.submission.seq} 号`, `No. ${p.submission.seq}`)}{' '}
            <code className="soft">{shortHash(p.submission.hash)}</code>
          </>
        ) : (
          <span className="soft">—</span>
        )}
      </td>
    </tr>
  );
}
