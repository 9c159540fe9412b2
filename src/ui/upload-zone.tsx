import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useText } from './text.tsx';

interface UploadZoneProps {
  busy: boolean;
  onFile: (file: File) => void;
  /** What the chooser offers: endings and media types. */
  accept: string;
  /** What is handed in, for those who listen. */
  name: string;
  /** What the button says. */
  choose: string;
  className?: string;
  /** What stands in the zone around its button. */
  children: (button: ReactNode) => ReactNode;
}

/** Where a file is dropped or chosen. */
export function UploadZone({ busy, onFile, accept, name, choose, className = '', children }: UploadZoneProps) {
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
      className={`${className}${over ? ' is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children(
        <button type="button" className="button is-main" disabled={busy} onClick={() => input.current?.click()}>
          {busy ? t('正在上传…', 'Uploading…') : choose}
        </button>,
      )}
      <input
        ref={input}
        type="file"
        className="sr"
        accept={accept}
        tabIndex={-1}
        aria-label={name}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}
