import { useMutation } from '@tanstack/react-query';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { FileRef } from '../../core/register/model.ts';
import { uploadFile } from './api.ts';
import { sizeText } from './value-text.tsx';

/** Files of a record: kept at once, named in the record when the form is saved. */
export function FileInput({ id, described, files, onChange }: { id: string; described: string | undefined; files: FileRef[]; onChange: (files: FileRef[]) => void }) {
  const { t } = useText();
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
              <button type="button" className="text-button" aria-label={t(`去掉附件 ${file.name}`, `Take out ${file.name}`)} onClick={() => onChange(files.filter((other) => other !== file))}>
                {t('去掉', 'Take out')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        type="file"
        multiple
        disabled={send.isPending}
        aria-describedby={described}
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
