import { useState } from 'react';
import { dayText, period, quantity, shortHash } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { sourceGrade } from '../../ui/source-grade.ts';
import { useText } from '../../ui/text.tsx';
import { statusWords } from '../../ui/thread.tsx';
import type { PeriodPoints, Point } from './series.ts';

const FIRST = 24;

/** A number that stands, with those that it took the place of, or one of them. */
interface Line {
  point: Point;
  earlier?: readonly Point[];
}

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
  const { t, tx, lang } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? groups : groups.slice(0, FIRST);
  const columns: Column<Line>[] = [
    {
      head: t('时期', 'Period'),
      className: 'nowrap',
      cell: ({ point, earlier }) =>
        earlier ? period(point.period, lang) : <span className="soft">{t('曾为', 'was')}</span>,
    },
    {
      head: t('数值', 'Value'),
      n: true,
      cell: ({ point }) => (
        <>
          <button
            type="button"
            className="text-button point-value"
            onClick={() => onOpen(`${point.period}@${point.knownOn}`)}
          >
            {point.value === null ? t('无数', 'none') : quantity(point.value, unit, lang)}
          </button>{' '}
          <DemoMark show={point.demo} />
        </>
      ),
    },
    {
      head: t('状态', 'Status'),
      className: 'nowrap',
      cell: ({ point }) => {
        const status = statusWords[point.status];
        if (point.missing) return <span className="is-red">{tx(point.missing)}</span>;
        return status ? tx(status) : point.status;
      },
    },
    {
      head: t('来源', 'Source'),
      text: true,
      cell: ({ point }) => (
        <>
          {point.source} {point.grade !== '演示' && <span className="soft small">{tx(sourceGrade(point.grade))}</span>}
        </>
      ),
    },
    {
      head: t('可知日', 'Known from'),
      className: 'nowrap',
      cell: ({ point }) => dayText(point.knownOn, lang),
    },
    {
      head: t('账本', 'Ledger'),
      className: 'nowrap',
      cell: ({ point: { submission } }) =>
        submission && (
          <>
            {t(`第 ${submission.seq} 号`, `No. ${submission.seq}`)}{' '}
            <code className="soft">{shortHash(submission.hash)}</code>
          </>
        ),
    },
  ];
  return (
    <section className="card">
      <h2>{t('每个数的来源', 'Source of every number')}</h2>
      {groups.length === 0 ? (
        <p className="soft">{t('一个数也没有。', 'There is no number.')}</p>
      ) : (
        <Table
          label={t('每个数的来源', 'Source of every number')}
          stacked
          className="points"
          rows={shown.map(({ current, earlier }): Line => ({ point: current, earlier }))}
          rowKey={({ point }) => `${point.period}@${point.knownOn} ${point.submission?.seq ?? ''}`}
          below={({ earlier }) => earlier?.map((point): Line => ({ point }))}
          rowClass={({ earlier }) => (earlier ? undefined : 'is-old')}
          columns={columns}
        />
      )}
      {groups.length > FIRST && !all && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          {t(`再看更早的 ${groups.length - FIRST} 期`, `Show ${groups.length - FIRST} earlier periods`)}
        </button>
      )}
    </section>
  );
}
