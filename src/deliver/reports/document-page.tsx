import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../ui/call.ts';
import { download } from '../../ui/download.ts';
import { dayText, moment } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { reading, useReading, readAnew } from '../../ui/query.ts';
import { RunProgress } from '../../ui/run.tsx';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import {
  exportReport,
  getReport,
  getReportFile,
  issueReport,
  listReports,
  type ReportView,
  writeReport,
} from './api.ts';
import { Passage } from './passage.tsx';
import './reports.css';
import '../deliver.css';

/** A document: read, rewritten passage by passage, issued, exported. */
export function DocumentPage() {
  const { t } = useText();
  const { document } = useParams({ from: '/$jurisdiction/reports/$document' });
  const { jurisdiction } = usePlace();
  const query = useReading(getReport, { params: { jurisdiction, document } });
  return (
    <MemberPage
      group="directives"
      className="directives reports print-page"
      title={query.data?.title ?? t('文书', 'Document')}
      demo={query.data?.demo ?? false}
    >
      <Await query={query}>{(held) => <Paper held={held} />}</Await>
    </MemberPage>
  );
}

function Paper({ held }: { held: ReportView }) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const params = { jurisdiction, document: held.id };
  const refresh = () => queries.invalidateQueries({ queryKey: [getReport.path] });
  const write = useMutation({
    mutationFn: (edits: Record<string, string | null>) =>
      call(writeReport, { params, body: { base: held.base, edits } }),
    onSettled: refresh,
  });
  return (
    <>
      <div className="no-print">
        <Exporting held={held} />
        {held.faults.length > 0 && (
          <div className="card" role="alert">
            <b className="is-red">■ {t('合计对不上，不能导出', 'The sums do not hold: no export')}</b>
            <ul>
              {held.faults.map((fault) => (
                <li key={`${fault.block} ${fault.zh}`}>{t(fault.zh, fault.en)}</li>
              ))}
            </ul>
          </div>
        )}
        {held.mayWrite && <Issuing held={held} />}
        {write.error && <ProblemBox error={write.error} />}
      </div>
      <article className="paper" lang="zh-CN">
        <h1>
          {held.title} <DemoMark show={held.demo} />
        </h1>
        <p className="soft report-number">
          {held.number ?? t('文号签发时编', 'The number is taken when it is issued')} · {t('数据截至', 'data as of')}{' '}
          {dayText(held.asOf, lang)}
        </p>
        {held.blocks.map((shown) => (
          <Passage
            key={shown.block.id}
            shown={shown}
            mayWrite={held.mayWrite}
            busy={write.isPending}
            onWrite={(text) => write.mutate({ [shown.block.id]: text })}
          />
        ))}
      </article>
      <section className="card no-print">
        <h2>{t('版本', 'Versions')}</h2>
        <ol className="plain-list">
          {held.versions.map(({ seq, by, at, edits }) => (
            <li key={seq}>
              {moment(at, lang)} · {by} · {t(`手改 ${edits} 处`, `${edits} edits`)} ·{' '}
              {t(`账本第 ${seq} 号`, `entry ${seq}`)}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Exporting({ held }: { held: ReportView }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [template, setTemplate] = useState('');
  const [run, setRun] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const listed = useQuery(reading(listReports, { params: { jurisdiction } }));
  const start = useMutation({
    mutationFn: () =>
      call(exportReport, {
        params: { jurisdiction, document: held.id },
        body: { template: template === '' ? null : template },
      }),
    onSuccess: (answer) => {
      setDone(false);
      setRun(answer.run);
    },
  });
  const take = useMutation({
    mutationFn: (as: 'docx' | 'pdf') =>
      download(getReportFile, { params: { jurisdiction, run: run ?? '' }, query: { as } }),
  });
  const templates = listed.data?.templates ?? [];
  return (
    <section className="card report-export">
      <div className="report-row">
        {templates.length > 0 && (
          <label>
            {t('版式', 'Layout')}
            <select className="field" value={template} onChange={(event) => setTemplate(event.target.value)}>
              <option value="">{t('国标公文（GB/T 9704）', 'GB/T 9704')}</option>
              {templates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button
          type="button"
          className="button is-main"
          disabled={start.isPending || held.faults.length > 0}
          onClick={() => start.mutate()}
        >
          {t('导出 Word 和 PDF', 'Export as Word and PDF')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('打印', 'Print')}
        </button>
      </div>
      {start.error && <ProblemBox error={start.error} />}
      {run !== null && <RunProgress run={run} onEnd={() => setDone(true)} />}
      {run !== null && done && (
        <p className="form-foot">
          <button type="button" className="button" onClick={() => take.mutate('docx')}>
            {t('下载 Word', 'Download Word')}
          </button>{' '}
          <button type="button" className="button" onClick={() => take.mutate('pdf')}>
            {t('下载 PDF', 'Download PDF')}
          </button>
        </p>
      )}
      {take.error && <ProblemBox error={take.error} />}
    </section>
  );
}

/** 版头, 版记 and the number: what an office sets when a document is issued. */
function Issuing({ held }: { held: ReportView }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [sender, setSender] = useState(held.frame.sender ?? '');
  const [copies, setCopies] = useState((held.frame.copies ?? []).join('、'));
  const [code, setCode] = useState('');
  const refresh = () => readAnew(queries);
  const params = { jurisdiction, document: held.id };
  const set = useMutation({
    mutationFn: () =>
      call(writeReport, {
        params,
        body: {
          base: held.base,
          frame: {
            ...held.frame,
            ...(sender.trim() === '' ? { sender: undefined } : { sender: sender.trim() }),
            copies: copies
              .split(/[、,，]/u)
              .map((one) => one.trim())
              .filter((one) => one !== ''),
          },
        },
      }),
    onSettled: refresh,
  });
  const issue = useMutation({
    mutationFn: () => call(issueReport, { params, body: { base: held.base, code: code.trim() } }),
    onSettled: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issue.mutate();
  };
  return (
    <details className="card">
      <summary>{t('版头、版记和签发', 'Head, foot and issue')}</summary>
      <form className="form" onSubmit={submit}>
        <div className="report-row">
          <label>
            {t('发文机关标志（红头，可不填）', 'Sender (red head, optional)')}
            <input
              className="field"
              maxLength={60}
              value={sender}
              onChange={(event) => setSender(event.target.value)}
            />
          </label>
          <label>
            {t('抄送（用顿号分开）', 'Copies to')}
            <input
              className="field"
              maxLength={1000}
              value={copies}
              onChange={(event) => setCopies(event.target.value)}
            />
          </label>
          <button type="button" className="button" disabled={set.isPending} onClick={() => set.mutate()}>
            {t('保存', 'Save')}
          </button>
        </div>
        <div className="report-row">
          <label>
            {t('机关代字', 'Code of the sender')}
            <input
              className="field"
              required
              maxLength={20}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              placeholder="清府办发"
            />
          </label>
          <button type="submit" className="button is-main" disabled={issue.isPending || held.faults.length > 0}>
            {t('签发并编号', 'Issue and number')}
          </button>
        </div>
        <p className="soft small">{t('签发后不能再改。', 'It cannot be changed after that.')}</p>
        {(set.error ?? issue.error) && <ProblemBox error={set.error ?? issue.error} />}
      </form>
    </details>
  );
}
