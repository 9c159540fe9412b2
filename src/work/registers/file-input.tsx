import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { FileRef } from '../../core/register/model.ts';
import { uploadFile } from './api.ts';
import { figure } from '../../ui/format.ts';

/** Files of a record: kept at once, named in the record when the form is saved. */
export function FileInput({
  id,
  label,
  described,
  files,
  onChange,
}: {
  id: string;
  label: string;
  described: string | undefined;
  files: FileRef[];
  onChange: (files: FileRef[]) => void;
}) {
  const { t } = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const { jurisdiction } = usePlace();
  const send = useMutation({
    mutationFn: async (chosen: File[]) => {
      const kept: FileRef[] = [];
      for (const file of chosen) kept.push(await call(uploadFile, { params: { jurisdiction }, file }));
      return kept;
    },
    onSuccess: (kept) => onChange([...files, ...kept]),
  });
  return (
    <>
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.hash + file.name}>
              {file.name} <span className="soft small">{sizeText(file.bytes)}</span>{' '}
              <button
                type="button"
                className="text-button"
                aria-label={t(`去掉附件 ${file.name}`, `Take out ${file.name}`)}
                onClick={() => onChange(files.filter((other) => other !== file))}
              >
                {t('去掉', 'Take out')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p>
        <button
          type="button"
          id={id}
          className="button"
          disabled={send.isPending}
          aria-describedby={described}
          onClick={() => chooser.current?.click()}
        >
          {t('选择文件', 'Choose files')}
        </button>
      </p>
      <input
        ref={chooser}
        type="file"
        className="sr"
        multiple
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          if (chosen.length > 0) send.mutate(chosen);
        }}
      />
      {send.isPending && (
        <p className="soft small" role="status">
          {t('正在上传…', 'Uploading…')}
        </p>
      )}
      {send.error && <ProblemBox error={send.error} />}
    </>
  );
}

export function sizeText(bytes: number): string {
  return bytes < 1024
    ? `${bytes}\u2009B`
    : bytes < 1_048_576
      ? `${figure(bytes / 1024, 0)}\u2009KB`
      : `${figure(bytes / 1_048_576, 1)}\u2009MB`;
}
