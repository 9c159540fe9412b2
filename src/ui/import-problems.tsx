import type { ImportView } from '../evidence/intake/import-api.ts';
import { WordField } from './import-word.tsx';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

type ImportProblem = ImportView['problems'][number];

/** Every problem with its cell and what to do, and a field for the reason where a warning is stood by. */
export function ProblemTable({
  view,
  busy,
  problems,
  count,
  reasons,
  onReason,
  onMean,
}: {
  view: ImportView;
  busy: boolean;
  problems: readonly ImportProblem[];
  count: number;
  reasons: ReadonlyMap<string, string>;
  onReason: (key: string, reason: string) => void;
  onMean: (key: string, id: string | null) => void;
}) {
  const { t, tx } = useText();
  return (
    <>
      <Table
        label={t('问题', 'Problems')}
        stacked
        className="import-problems"
        rows={problems}
        rowKey={({ sheet, row, column, code }, index) => `${sheet} ${row} ${column} ${code} ${index}`}
        columns={[
          {
            head: t('在哪里', 'Where'),
            className: 'nowrap',
            cell: ({ row, column, header, sheet }) => (
              <>
                {row > 0 && (
                  <b>
                    {column}
                    {row}
                  </b>
                )}{' '}
                {header}
                <div className="soft small">{sheet}</div>
              </>
            ),
          },
          {
            head: t('问题', 'Problem'),
            text: true,
            by: (problem) => `${problem.column}${problem.row} ${problem.header} ${tx(problem)}`,
            cell: (problem) => (
              <>
                <span className={problem.severity === 'error' ? 'is-red' : 'is-yellow'}>
                  {problem.severity === 'error' ? t('■ 错误', '■ Error') : t('▲ 提醒', '▲ Warning')}
                </span>{' '}
                {tx(problem)}
              </>
            ),
          },
          {
            head: t('怎么办', 'What to do'),
            text: true,
            cell: ({ fix, key, severity, row, word }) => (
              <>
                {fix && tx(fix)}
                {word && <WordField word={word} view={view} busy={busy} onMean={onMean} />}
                {key !== null && severity === 'warning' && (
                  <input
                    className="field"
                    value={reasons.get(key) ?? ''}
                    maxLength={500}
                    placeholder={t('理由，例如：口径并入了乡镇', 'Reason, e.g. towns were taken in')}
                    aria-label={t(`第 ${row} 行的理由`, `Reason for row ${row}`)}
                    onChange={(event) => onReason(key, event.target.value)}
                  />
                )}
              </>
            ),
          },
        ]}
      />
      {count > problems.length && (
        <p className="soft">
          {t(
            `共 ${count} 处，这里列出前 ${problems.length} 处。`,
            `${count} in all; the first ${problems.length} are listed.`,
          )}
        </p>
      )}
    </>
  );
}
