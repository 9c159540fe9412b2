import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { UploadZone } from '../../ui/upload-zone.tsx';
import '../../ui/import-panel.css';
import type { SheetProblemRow } from './entry-api.ts';

interface Answer {
  rows: readonly { what: 'added' | 'changed' | 'same' }[];
  problems: readonly SheetProblemRow[];
  left: number;
  written: boolean;
}
type Given = { file: File } | { text: string };

/** Rows of a sheet, uploaded or pasted, looked at before they are written. `send` asks the server; `shown` draws its rows. */
export function SheetIn<A extends Answer>({
  heads,
  send,
  shown,
  onWritten,
}: {
  /** The heads of the sheet, as an example. */
  heads: string;
  send: (given: Given, dry: boolean) => Promise<A>;
  shown: (answer: A) => ReactNode;
  onWritten?: (answer: A) => void;
}) {
  const { t, tx } = useText();
  const queries = useQueryClient();
  const [given, setGiven] = useState<Given | null>(null);
  const look = useMutation({
    mutationFn: (next: Given) => {
      setGiven(next);
      return send(next, true);
    },
  });
  const write = useMutation({
    mutationFn: () => send(given ?? { text: '' }, false),
    onSuccess: async (answer) => {
      onWritten?.(answer);
      await queries.invalidateQueries();
    },
  });
  const answer = write.data ?? look.data;
  const count = (what: string) => answer?.rows.filter((row) => row.what === what).length ?? 0;
  const [added, changed] = [count('added'), count('changed')];
  const again = () => {
    setGiven(null);
    look.reset();
    write.reset();
  };
  const error = write.error ?? look.error;
  return (
    <div className="import-panel">
      {error && <ProblemBox error={error} />}
      {!answer && (
        <>
          <UploadZone
            busy={look.isPending}
            onFile={(file) => look.mutate({ file })}
            className="upload-zone"
            accept=".xlsx,.xlsm,.csv,.tsv,.txt,.xls,.et,.ods,text/csv"
            name={t('表格文件', 'Sheet')}
            choose={t('选择表格文件', 'Choose a sheet')}
          >
            {(button) => (
              <>
                {button}
                <span className="soft">{t(`表头：${heads}`, `Heads: ${heads}`)}</span>
              </>
            )}
          </UploadZone>
          <textarea
            className="field paste-here"
            rows={2}
            value=""
            readOnly
            aria-label={t('粘贴表格', 'Paste a table')}
            placeholder={t(
              '或者从表格里复制（带表头），点这里粘贴',
              'Or copy from a spreadsheet with its heads, and paste here',
            )}
            onPaste={(event) => {
              event.preventDefault();
              look.mutate({ text: event.clipboardData.getData('text/plain') });
            }}
          />
        </>
      )}
      {answer && (
        <>
          <p role="status">
            {write.data
              ? t(`已写入 ${added + changed} 行。`, `${added + changed} rows written.`)
              : t(
                  `新增 ${added}，更改 ${changed}，不变 ${count('same')}。`,
                  `${added} new, ${changed} changed, ${count('same')} unchanged.`,
                )}
          </p>
          {answer.problems.length > 0 && (
            <Table
              label={t('问题', 'Problems')}
              rows={answer.problems}
              rowKey={({ row, column, zh }, index) => `${row} ${column} ${zh} ${index}`}
              columns={[
                { head: t('行', 'Row'), n: true, by: ({ row }) => row },
                { head: t('栏', 'Column'), by: ({ column }) => column },
                { head: t('问题', 'Problem'), text: true, by: (one) => tx(one) },
              ]}
            />
          )}
          {shown(answer)}
          <p className="import-buttons">
            {!write.data && (
              <button
                type="button"
                className="button is-main"
                disabled={write.isPending || answer.problems.length > 0 || added + changed === 0}
                onClick={() => write.mutate()}
              >
                {t(`写入 ${added + changed} 行`, `Write ${added + changed} rows`)}
              </button>
            )}
            <button type="button" className="button" onClick={again}>
              {write.data
                ? t('再导入一份', 'Another sheet')
                : answer.problems.length > 0
                  ? t('改好后重新上传', 'Mend it and upload again')
                  : t('重新选择', 'Choose again')}
            </button>
          </p>
        </>
      )}
    </div>
  );
}

/** A row of a sheet by what would become of it. */
export function What({ what }: { what: 'added' | 'changed' | 'same' }) {
  const { t } = useText();
  return { added: t('新增', 'New'), changed: t('更改', 'Changed'), same: t('不变', 'Unchanged') }[what];
}
