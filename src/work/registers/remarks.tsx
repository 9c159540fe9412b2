import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { FileRef } from '../../core/register/model.ts';
import { call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { FileInput } from './file-input.tsx';
import { usePieces } from './pieces.tsx';
import { useRegister } from './use-register.ts';
import { addRemark, listRemarks, type Remark } from './work-api.ts';

/** What people wrote under a record, the newest first, and the place to write. Nothing of it can be changed. */
export function Remarks({ record }: { record: string }) {
  const { t } = useText();
  const { params, mayWrite } = useRegister();
  const query = useReading(listRemarks, { params: { ...params, record }, query: { limit: 200 } });
  return (
    <section>
      <h3>{t('办理记录', 'Thread')}</h3>
      <Await query={query}>
        {({ remarks, total, mayRemark }) => (
          <>
            {mayRemark && mayWrite && <Write record={record} />}
            {remarks.length === 0 && <p className="soft">{t('还没有人写。', 'Nobody wrote yet.')}</p>}
            <RemarkList remarks={remarks} />
            {total > remarks.length && (
              <p className="soft small">
                {t(`共 ${total} 条，这里是最新的 ${remarks.length} 条。`, `The newest ${remarks.length} of ${total}.`)}
              </p>
            )}
          </>
        )}
      </Await>
    </section>
  );
}

export function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  const { tx, lang } = useText();
  const pieces = usePieces();
  return (
    <ol className="thread remarks">
      {remarks.map((remark) => (
        <li key={remark.seq}>
          <span className="thread-name nowrap">{moment(remark.at, lang)}</span>
          <div>
            <b>{remark.by.name}</b>
            {remark.organisation && <span className="soft"> {tx(remark.organisation.name)}</span>}{' '}
            <DemoMark show={remark.demo} />
            <p className="long-text">{remark.text}</p>
            {remark.files.length > 0 && <pieces.Files files={remark.files} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Write({ record }: { record: string }) {
  const { t } = useText();
  const { params } = useRegister();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<FileRef[]>([]);
  const send = useMutation({
    mutationFn: () => call(addRemark, { params: { ...params, record }, body: { text: text.trim(), files } }),
    onSuccess: () => {
      setText('');
      setFiles([]);
      void queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="remark-form" onSubmit={submit}>
      <label htmlFor="remark">{t('写一条（写下就不能改）', 'Write (it cannot be changed later)')}</label>
      <textarea
        id="remark"
        className="field"
        rows={3}
        value={text}
        maxLength={4000}
        onChange={(event) => setText(event.target.value)}
      />
      <FileInput id="remark-files" label={t('附件', 'Files')} described={undefined} files={files} onChange={setFiles} />
      <button type="submit" className="button is-main" disabled={send.isPending || text.trim() === ''}>
        {t('写上', 'Write it')}
      </button>
      {send.error && <ProblemBox error={send.error} />}
    </form>
  );
}
