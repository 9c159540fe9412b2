import { useRef, useState, type DragEvent } from 'react';
import { useText } from './text.tsx';

const FORMATS = '.xlsx,.xlsm,.csv,.tsv,.txt,text/csv';

/** Where a sheet is dropped or chosen. */
export function UploadZone({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    <div
      className={`upload-zone${over ? ' is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <button type="button" className="button is-main" disabled={busy} onClick={() => input.current?.click()}>
        {busy ? t('正在上传…', 'Uploading…') : t('选择表格文件', 'Choose a sheet')}
      </button>
      <span className="soft">
        {t(
          '或把文件拖到这里：Excel、WPS 的 .xlsx，或 .csv（UTF-8、GB18030 都认）',
          'or drop it here: .xlsx of Excel or WPS, or .csv (UTF-8 or GB18030)',
        )}
      </span>
      <input
        ref={input}
        type="file"
        className="sr"
        accept={FORMATS}
        tabIndex={-1}
        aria-label={t('表格文件', 'Sheet')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
