import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { UploadZone } from '../../ui/upload-zone.tsx';
import { createDraft, listDrafts } from './api.ts';

const FORMATS = '.txt,.docx,.pdf,.html,.htm,text/plain,text/html,application/pdf';

/** The way in: drop a file, choose one, paste the text, or go on with a draft that is open. */
export function ImportStart() {
  const { t, tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate({ from: '/$jurisdiction/import' });
  const place = reader.jurisdictions.find((j) => j.id === jurisdiction);
  const send = useMutation({
    mutationFn: (input: { file: File } | { text: string }) =>
      call(createDraft, {
        params: { jurisdiction },
        ...('file' in input
          ? { body: { name: input.file.name.slice(0, 200) }, file: input.file }
          : { body: { text: input.text, name: t('粘贴的文本', 'Pasted text') } }),
      }),
    onSuccess: ({ id }) => void navigate({ search: { draft: id } }),
  });
  return (
    <>
      <h1>{t('导入规划', 'Import a plan')}</h1>
      <p className="lead">
        {place ? t(`导入到 ${tx(place.name)}。`, `Into ${tx(place.name)}. `) : ''}
        {t(
          '系统逐句找出目标任务，由人核对之后才入库。',
          'The system finds the commitments sentence by sentence; they become the plan only after a person has checked them.',
        )}
        {reader.capabilities.includes('jurisdiction.create') && (
          <>
            {' '}
            <Link to="/add-jurisdiction">{t('换一个新地区', 'Another jurisdiction')}</Link>
          </>
        )}
      </p>
      {send.error && <ProblemBox error={send.error} />}
      <div className="import-ways">
        <DropZone busy={send.isPending} onFile={(file) => send.mutate({ file })} />
        <Paste busy={send.isPending} onText={(text) => send.mutate({ text })} />
      </div>
      <OpenDrafts />
    </>
  );
}

function DropZone(given: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useText();
  return (
    <UploadZone
      {...given}
      className="card drop"
      accept={FORMATS}
      name={t('规划文件', 'Plan file')}
      choose={t('选择文件', 'Choose a file')}
    >
      {(button) => (
        <>
          <h2>{t('把规划文件拖到这里', 'Drop the plan file here')}</h2>
          <p className="soft">
            {t(
              '文本、Word（docx）、带文字的 PDF、网页都可以；GB18030 等旧编码能认。',
              'Text, Word (docx), PDF with text, web pages; old encodings such as GB18030 are recognised.',
            )}
          </p>
          {button}
        </>
      )}
    </UploadZone>
  );
}

function Paste({ busy, onText }: { busy: boolean; onText: (text: string) => void }) {
  const { t } = useText();
  const [text, setText] = useState('');
  return (
    <div className="card paste">
      <h2>
        <label htmlFor="paste">{t('或者粘贴文本', 'Or paste the text')}</label>
      </h2>
      <textarea id="paste" className="field" rows={7} value={text} onChange={(e) => setText(e.target.value)} />
      <p className="import-actions">
        <button type="button" className="button" disabled={busy || text.trim() === ''} onClick={() => onText(text)}>
          {t('识别这段文本', 'Read this text')}
        </button>
        <span className="soft small">{t(`${text.length} 字`, `${text.length} characters`)}</span>
      </p>
    </div>
  );
}

function OpenDrafts() {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listDrafts, { params: { jurisdiction } });
  const drafts =
    query.data?.filter((d) => d.state === 'review' || d.state === 'reading' || d.state === 'compiling') ?? [];
  if (query.error) return <ProblemBox error={query.error} retry={() => void query.refetch()} />;
  if (drafts.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('没核完的草稿', 'Open drafts')}</h2>
      <Table
        label={t('没核完的草稿', 'Open drafts')}
        stacked
        rows={drafts}
        rowKey={(draft) => draft.id}
        columns={[
          {
            head: t('文件', 'File'),
            cell: (draft) => (
              <Link to="/$jurisdiction/import" params={{ jurisdiction }} search={{ draft: draft.id }}>
                {draft.name}
              </Link>
            ),
          },
          {
            head: t('何时', 'When'),
            className: 'soft',
            cell: (draft) => moment(draft.createdAt, lang),
          },
          {
            head: t('待核', 'To review'),
            n: true,
            cell: (draft) =>
              draft.state === 'review'
                ? t(`${draft.open} / ${draft.items} 项`, `${draft.open} of ${draft.items}`)
                : t('正在读', 'Reading'),
          },
        ]}
      />
    </section>
  );
}
