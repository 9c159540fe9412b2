import { useState } from 'react';
import type { ImportView } from '../evidence/intake/import-api.ts';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

type ImportProblem = ImportView['problems'][number];

/** What an import would do, every problem with its cell, and a field for the reason where a warning is stood by. */
export function ImportReview({
  view,
  busy,
  onCommit,
  onAgain,
}: {
  view: ImportView;
  busy: boolean;
  onCommit: (confirmed: { key: string; reason: string }[]) => void;
  onAgain: () => void;
}) {
  const { t } = useText();
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const { rows, problems } = view;
  const errors = problems.filter((problem) => problem.severity === 'error');
  const doubts = problems.flatMap((problem) =>
    problem.severity === 'warning' && problem.key !== null
      ? [{ key: problem.key, reason: reasons.get(problem.key)?.trim() ?? '' }]
      : [],
  );
  const open = doubts.filter((doubt) => doubt.reason.length < 2).length;
  const writes = rows.added + rows.changed;
  const ready = errors.length === 0 && open === 0 && writes > 0;
  return (
    <div className="import-review">
      <p role="status">
        {view.file.name !== '' && <b>{view.file.name}</b>}{' '}
        {t(
          `读到 ${rows.read} 行：新增 ${rows.added}，更改 ${rows.changed}，不变 ${rows.unchanged}`,
          `${rows.read} rows read: ${rows.added} new, ${rows.changed} changed, ${rows.unchanged} unchanged`,
        )}
        {rows.refused > 0 && (
          <>
            {t('，', ', ')}
            <b className="is-red">{t(`${rows.refused} 行有错`, `${rows.refused} with errors`)}</b>
          </>
        )}
        {t('。', '.')}
      </p>
      {problems.length > 0 && (
        <ProblemTable
          problems={problems}
          count={view.problemCount}
          reasons={reasons}
          onReason={(key, reason) => setReasons((now) => new Map(now).set(key, reason))}
        />
      )}
      {errors.length === 0 && view.sample.length > 0 && <Sample sample={view.sample} writes={writes} />}
      <p className="import-buttons">
        {errors.length === 0 && writes > 0 && (
          <button type="button" className="button is-main" disabled={busy || !ready} onClick={() => onCommit(doubts)}>
            {busy ? t('正在写入…', 'Writing…') : t(`写入 ${writes} 行`, `Write ${writes} rows`)}
          </button>
        )}
        <button type="button" className={errors.length > 0 ? 'button is-main' : 'button'} onClick={onAgain}>
          {errors.length > 0
            ? t('改好后重新上传', 'Mend it and upload again')
            : writes > 0
              ? t('不写，重新选择', 'Do not write; choose again')
              : t('重新选择', 'Choose again')}
        </button>
        {errors.length > 0 && (
          <span className="soft">{t('有错误时整份都不写。', 'Nothing is written while there are errors.')}</span>
        )}
        {errors.length === 0 && open > 0 && (
          <span className="soft">{t(`还有 ${open} 处提醒要写明理由。`, `${open} warnings need a reason.`)}</span>
        )}
        {errors.length === 0 && writes === 0 && (
          <span className="soft">
            {t('和已有的一样，没有要写的。', 'The same as what stands; there is nothing to write.')}
          </span>
        )}
      </p>
    </div>
  );
}

function ProblemTable({
  problems,
  count,
  reasons,
  onReason,
}: {
  problems: readonly ImportProblem[];
  count: number;
  reasons: ReadonlyMap<string, string>;
  onReason: (key: string, reason: string) => void;
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
            cell: ({ fix, key, severity, row }) => (
              <>
                {fix && tx(fix)}
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

function Sample({ sample, writes }: { sample: ImportView['sample']; writes: number }) {
  const { t, tx } = useText();
  return (
    <details className="import-sample" open={sample.length <= 12}>
      <summary>
        {sample.length < writes
          ? t(`看前 ${sample.length} 行会怎么写`, `What the first ${sample.length} rows become`)
          : t('会这样写', 'What will be written')}
      </summary>
      <Table
        label={t('会这样写', 'What will be written')}
        headless
        rows={sample}
        rowKey={(line) => `${line.row} ${line.title}`}
        columns={[
          { head: '', className: 'soft nowrap', cell: (line) => t(`第 ${line.row} 行`, `Row ${line.row}`) },
          {
            head: '',
            cell: (line) => (
              <>
                <b>{line.title}</b>{' '}
                <span className="soft">{line.what === 'added' ? t('新增', 'new') : t('更改', 'changed')}</span>
                <div>
                  {line.changes.map((change) => (
                    <span key={tx(change.name)} className="import-change">
                      <span className="soft">{tx(change.name)}</span>{' '}
                      {change.from !== '' && <s className="soft">{change.from}</s>} {change.to}
                    </span>
                  ))}
                </div>
              </>
            ),
          },
        ]}
      />
    </details>
  );
}
