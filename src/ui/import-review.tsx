import { useState } from 'react';
import { type ImportChoices, type ImportView, refusedRows } from '../evidence/intake/import-api.ts';
import { addressOf } from './call.ts';
import { ImportColumns, ImportFigures, ImportLeft, ImportShown } from './import-choices.tsx';
import { ProblemTable } from './import-problems.tsx';
import { ImportRows } from './import-rows.tsx';
import { useText } from './text.tsx';

/** What an import would do, every problem with its cell, what was left out, and everything that a person may choose about it. */
export function ImportReview({
  jurisdiction,
  view,
  busy,
  onCommit,
  onChoose,
  onAgain,
}: {
  jurisdiction: string;
  view: ImportView;
  busy: boolean;
  onCommit: (body: { confirmed: { key: string; reason: string }[]; partial: boolean }) => void;
  onChoose: (choices: ImportChoices) => void;
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
  const [partial, setPartial] = useState(false);
  // Rows that are refused can stay behind; what is wrong with the whole file cannot.
  const mayLeave = errors.length > 0 && errors.every(({ whole }) => whole !== true) && rows.added + rows.changed > 0;
  const blocked = errors.length > 0 && !(mayLeave && partial);
  const choose = (more: ImportChoices) => onChoose({ ...view.choices, ...more });
  const mean = (key: string, field: string | null) => choose({ ties: { ...view.choices.ties, [key]: { field } } });
  const hidden = problems.some(({ code }) => code === 'hidden-rows') || view.choices.hidden !== undefined;
  const open = doubts.filter((doubt) => doubt.reason.length < 2).length;
  const writes = rows.added + rows.changed;
  const ready = !blocked && open === 0 && writes > 0;
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
          view={view}
          busy={busy}
          onMean={mean}
          problems={problems}
          count={view.problemCount}
          reasons={reasons}
          onReason={(key, reason) => setReasons((now) => new Map(now).set(key, reason))}
        />
      )}
      {view.target.kind === 'observations' && <ImportFigures choices={view.choices} busy={busy} onChoose={choose} />}
      <ImportColumns view={view} busy={busy} onChoose={choose} />
      <ImportLeft view={view} busy={busy} onChoose={choose} onMean={mean} />
      <ImportShown view={view} />
      {hidden && (
        <label className="import-choice">
          <input
            type="checkbox"
            checked={view.choices.hidden === 'out'}
            disabled={busy}
            onChange={(event) => choose({ hidden: event.target.checked ? 'out' : 'in' })}
          />{' '}
          {t('不读隐藏的行（筛选掉的、手工隐藏的）', 'Leave hidden rows out (by a filter or by hand)')}
        </label>
      )}
      {view.target.kind === 'register' && (
        <label className="import-choice">
          <input
            type="checkbox"
            checked={view.choices.blank === 'clear'}
            disabled={busy}
            onChange={(event) => choose({ blank: event.target.checked ? 'clear' : 'leave' })}
          />{' '}
          {t(
            '空白单元格清除原有的值（不勾选则保持原样）',
            'Blank cells take out what stands (unticked: they leave it)',
          )}
        </label>
      )}
      {(writes > 0 || rows.refused > 0) && <ImportRows jurisdiction={jurisdiction} view={view} />}
      {mayLeave && (
        <label className="import-choice">
          <input type="checkbox" checked={partial} onChange={(event) => setPartial(event.target.checked)} />{' '}
          {t(
            `只写入没有错的 ${writes} 行，有错的 ${rows.refused} 行留下`,
            `Write the ${writes} good rows only; the ${rows.refused} with errors stay behind`,
          )}
        </label>
      )}
      <p className="import-buttons">
        {!blocked && writes > 0 && (
          <button
            type="button"
            className="button is-main"
            disabled={busy || !ready}
            onClick={() => onCommit({ confirmed: doubts.filter(({ reason }) => reason.length >= 2), partial })}
          >
            {busy ? t('正在写入…', 'Writing…') : t(`写入 ${writes} 行`, `Write ${writes} rows`)}
          </button>
        )}
        {mayLeave && (
          <a className="button" href={addressOf(refusedRows.path, { jurisdiction, draft: view.id })} download>
            {t('下载有错的行', 'Download the rows with errors')}
          </a>
        )}
        <button type="button" className={blocked ? 'button is-main' : 'button'} onClick={onAgain}>
          {errors.length > 0
            ? t('改好后重新上传', 'Mend it and upload again')
            : writes > 0
              ? t('不写，重新选择', 'Do not write; choose again')
              : t('重新选择', 'Choose again')}
        </button>
        {blocked && (
          <span className="soft">{t('有错误时整份都不写。', 'Nothing is written while there are errors.')}</span>
        )}
        {!blocked && open > 0 && (
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
