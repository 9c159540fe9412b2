import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  cancelImport,
  commitImport,
  getImport,
  type ImportChoices,
  type ImportView,
  readImportAgain,
  startImport,
} from '../evidence/intake/import-api.ts';
import { call } from './call.ts';
import { ImportReview } from './import-review.tsx';
import type { Grid } from './grid-text.ts';
import { PasteGrid } from './paste-grid.tsx';
import { Progress } from './progress.tsx';
import { reading } from './query.ts';
import { Loading, ProblemBox } from './states.tsx';
import { useText } from './text.tsx';
import { UploadZone } from './upload-zone.tsx';
import './import-panel.css';

export type ImportTarget = { register: string } | 'reports' | 'observations' | 'milestones';

const moving = (view: ImportView | undefined) =>
  view?.state === 'waiting' || view?.state === 'reading' || view?.state === 'writing';

const FORMATS = '.xlsx,.xlsm,.csv,.tsv,.txt,.xls,.et,.ods,.geojson,.json,text/csv';

/**
 * A sheet comes in: a file or what was pasted, read and checked on the server, every problem named, then written in one
 * entry. `grid` is what the paste grid starts with (its column heads and rows already filled in); `onDone` is told once,
 * when the rows are written.
 */
export function ImportPanel({
  jurisdiction,
  target,
  grid,
  onDone,
}: {
  jurisdiction: string;
  target: ImportTarget;
  grid?: Grid;
  onDone: () => void;
}) {
  const { t } = useText();
  const [draft, setDraft] = useState<string | null>(null);
  const [pasted, setPasted] = useState<Grid>(grid ?? { columns: [], rows: [] });
  const start = useMutation({
    mutationFn: async (input: { file: File } | { text: string }) => {
      const register = typeof target === 'string' ? { kind: target } : { register: target.register };
      return call(startImport, {
        params: { jurisdiction },
        ...('file' in input ? { body: register, file: input.file } : { body: { ...register, text: input.text } }),
      });
    },
    onSuccess: ({ id }) => setDraft(id),
  });
  return (
    <div className="import-panel">
      {start.error && <ProblemBox error={start.error} />}
      {draft === null ? (
        <>
          <UploadZone
            busy={start.isPending}
            onFile={(file) => start.mutate({ file })}
            className="upload-zone"
            accept={FORMATS}
            name={t('表格文件', 'Sheet')}
            choose={t('选择表格文件', 'Choose a sheet')}
          >
            {(button) => (
              <>
                {button}
                <span className="soft">
                  {t(
                    '或把文件拖到这里：Excel、WPS 的 .xlsx、.xls、.et，.ods，或 .csv（UTF-8、GB18030 都认）',
                    'or drop it here: .xlsx, .xls, .et, .ods, or .csv (UTF-8 or GB18030)',
                  )}
                </span>
              </>
            )}
          </UploadZone>
          <PasteGrid
            grid={pasted}
            busy={start.isPending}
            onChange={setPasted}
            onRead={(text) => start.mutate({ text })}
          />
        </>
      ) : (
        <ImportDraft
          key={draft}
          jurisdiction={jurisdiction}
          draft={draft}
          onDone={onDone}
          onAgain={() => {
            setDraft(null);
            start.reset();
          }}
        />
      )}
      {draft === null && (
        <p className="soft small">
          {t(
            '先核对、后写入：上传之后会列出每一处问题，你确认之前什么也不写。',
            'Checked first, written later: every problem is listed, and nothing is written until you say so.',
          )}
        </p>
      )}
    </div>
  );
}

function ImportDraft({
  jurisdiction,
  draft,
  onDone,
  onAgain,
}: {
  jurisdiction: string;
  draft: string;
  onDone: () => void;
  onAgain: () => void;
}) {
  const { t, tx } = useText();
  const queries = useQueryClient();
  const params = { jurisdiction, draft };
  const options = reading(getImport, { params });
  const query = useQuery({ ...options, refetchInterval: (q) => (moving(q.state.data) ? 400 : false) });
  const commit = useMutation({
    mutationFn: (body: { confirmed: { key: string; reason: string }[]; partial: boolean }) =>
      call(commitImport, { params, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: options.queryKey }),
  });
  const anew = useMutation({
    mutationFn: (choices: ImportChoices) => call(readImportAgain, { params, body: { choices } }),
    onSettled: () => queries.invalidateQueries({ queryKey: options.queryKey }),
  });
  const cancel = useMutation({
    mutationFn: () => call(cancelImport, { params }),
    onSettled: () => {
      queries.removeQueries({ queryKey: options.queryKey });
      onAgain();
    },
  });
  const state = query.data?.state;
  const told = useRef(false);
  useEffect(() => {
    if (state === 'done' && !told.current) {
      told.current = true;
      onDone();
    }
  }, [state, onDone]);
  if (query.error) return <ProblemBox error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading lines={2} />;
  const view = query.data;
  const again = (
    <button type="button" className="button" onClick={onAgain}>
      {t('再导入一份', 'Import another')}
    </button>
  );
  return (
    <>
      {commit.error && <ProblemBox error={commit.error} />}
      {anew.error && <ProblemBox error={anew.error} />}
      {moving(view) && (
        <Progress
          value={view.progress}
          step={tx(view.step)}
          {...(view.state !== 'writing' && { onCancel: () => cancel.mutate() })}
        />
      )}
      {view.state === 'review' && (
        <ImportReview
          jurisdiction={jurisdiction}
          view={view}
          busy={commit.isPending || anew.isPending}
          onCommit={(body) => commit.mutate(body)}
          onChoose={(choices) => anew.mutate(choices)}
          onAgain={() => cancel.mutate()}
        />
      )}
      {view.state === 'done' && (
        <div className="import-end" role="status">
          <p>
            <b>
              {view.seq === null
                ? t('和已有的一样，什么也没有改。', 'The same as what stands; nothing was changed.')
                : t(
                    `已写入 ${view.rows.added + view.rows.changed} 行。`,
                    `${view.rows.added + view.rows.changed} rows written.`,
                  )}
            </b>{' '}
            {view.seq !== null && (
              <span className="soft">{t(`账本第 ${view.seq} 号`, `Ledger entry ${view.seq}`)}</span>
            )}
          </p>
          {again}
        </div>
      )}
      {view.state === 'failed' && (
        <div className="import-end" role="alert">
          <p className="problem-title">
            {view.problem ? tx(view.problem.title) : t('读取失败', 'It could not be read')}
          </p>
          {view.problem?.hint && <p>{tx(view.problem.hint)}</p>}
          <button type="button" className="button" onClick={onAgain}>
            {t('重新选择', 'Choose again')}
          </button>
        </div>
      )}
      {view.state === 'cancelled' && (
        <div className="import-end">
          <p>{t('已经停下，什么也没有写。', 'Stopped; nothing was written.')}</p>
          {again}
        </div>
      )}
    </>
  );
}
