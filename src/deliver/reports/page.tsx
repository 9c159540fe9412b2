import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { DayField } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { reading, useReading, readAnew } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { UploadZone } from '../../ui/upload-zone.tsx';
import { beginReport, dropTemplate, listReports, putTemplate, subjectsOf } from './api.ts';
import './reports.css';
import '../deliver.css';

type Listed = Awaited<ReturnType<typeof listing>>;
const listing = (jurisdiction: string) => call(listReports, { params: { jurisdiction } });

/** 报告: what was written, the way to begin a document, the templates of the office. */
export function ReportsPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listReports, { params: { jurisdiction } });
  return (
    <MemberPage group="directives" className="directives reports" title={t('报告', 'Documents')}>
      <h1>{t('报告', 'Documents')}</h1>
      <p className="lead">
        {t(
          '文书由数据生成，可手改；数据变了，手改的保留，新稿列在旁边。合计对不上不能导出。',
          'Documents are written from the data and can be edited; when the data move on, what was edited stays beside the new draft.',
        )}
      </p>
      <Await query={query}>
        {(listed) => (
          <>
            {listed.mayWrite && <BeginForm kinds={listed.kinds} />}
            <Documents listed={listed} />
            <Templates listed={listed} />
          </>
        )}
      </Await>
    </MemberPage>
  );
}

function Documents({ listed: { documents, kinds } }: { listed: Listed }) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  if (documents.length === 0) return <Empty title={t('还没有文书。', 'No documents yet.')} />;
  const nameOf = (kind: string) => (lang === 'zh' ? kind : (kinds.find(({ name }) => name === kind)?.en ?? kind));
  return (
    <Table
      label={t('文书', 'Documents')}
      stacked
      rows={documents}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('文书', 'Document'),
          cell: ({ id, kind, demo }) => (
            <>
              <Link className="row-name" to="/$jurisdiction/reports/$document" params={{ jurisdiction, document: id }}>
                {nameOf(kind)}
              </Link>{' '}
              <DemoMark show={demo} />
            </>
          ),
        },
        {
          head: t('数据截至', 'Data as of'),
          cell: ({ asOf }) => (asOf === null ? t('当天', 'today') : dayText(asOf, lang)),
        },
        { head: t('手改', 'Edited'), n: true, cell: ({ edits }) => edits },
        {
          head: t('状态', 'State'),
          cell: ({ number, issuedOn }) =>
            number === null ? t('草稿', 'Draft') : `${number} · ${issuedOn === null ? '' : dayText(issuedOn, lang)}`,
        },
      ]}
    />
  );
}

function BeginForm({ kinds }: { kinds: Listed['kinds'] }) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const { today } = useReader();
  const search = useSearch({ from: '/$jurisdiction/reports' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [kind, setKind] = useState(kinds.find(({ name }) => name === search.kind)?.name ?? kinds[0]?.name ?? '');
  const [subject, setSubject] = useState(search.of ?? '');
  const [fixed, setFixed] = useState(false);
  const [asOf, setAsOf] = useState(today);
  const asks = kinds.find(({ name }) => name === kind)?.subject != null;
  const subjects = useQuery({ ...reading(subjectsOf, { params: { jurisdiction, kind } }), enabled: asks });
  const begin = useMutation({
    mutationFn: () =>
      call(beginReport, {
        params: { jurisdiction },
        body: { kind, subject: subject === '' ? null : subject, asOf: fixed ? asOf : null },
      }),
    onSuccess: async ({ id }) => {
      await readAnew(queries);
      await navigate({ to: '/$jurisdiction/reports/$document', params: { jurisdiction, document: id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <form className="card form" onSubmit={submit}>
      <h2>{t('拟一份文书', 'Begin a document')}</h2>
      <div className="report-row">
        <label>
          {t('文种', 'Kind')}
          <select
            className="field"
            value={kind}
            onChange={(event) => {
              setKind(event.target.value);
              setSubject('');
            }}
          >
            {kinds.map(({ name, en }) => (
              <option key={name} value={name}>
                {lang === 'zh' ? name : en}
              </option>
            ))}
          </select>
        </label>
        {asks && (
          <label>
            {t('对象', 'About')}
            <select className="field" required value={subject} onChange={(event) => setSubject(event.target.value)}>
              <option value="">{t('请选择', 'Choose')}</option>
              {(subjects.data?.subjects ?? []).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="check">
          <input type="checkbox" checked={fixed} onChange={(event) => setFixed(event.target.checked)} />{' '}
          {t('数据定格在某一天', 'Data of a fixed day')}
        </label>
        {fixed && <DayField aria-label={t('数据截至', 'Data as of')} value={asOf} max={today} onChange={setAsOf} />}
      </div>
      {!asks && subject !== '' && (
        <p className="soft">
          {t(`涉及 ${subject.split(',').length} 件督办单`, `About ${subject.split(',').length} directives`)}
        </p>
      )}
      {begin.error && <ProblemBox error={begin.error} />}
      <button type="submit" className="button is-main" disabled={begin.isPending}>
        {begin.isPending ? t('正在起草…', 'Drafting…') : t('起草', 'Draft')}
      </button>
    </form>
  );
}

function Templates({ listed: { templates, mayWrite } }: { listed: Listed }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: [listReports.path] });
  const put = useMutation({
    mutationFn: (file: File) =>
      call(putTemplate, { params: { jurisdiction }, body: { name: file.name.replace(/\.docx$/iu, '') }, file }),
    onSuccess: refresh,
  });
  const drop = useMutation({
    mutationFn: (template: string) => call(dropTemplate, { params: { jurisdiction, template } }),
    onSuccess: refresh,
  });
  if (!mayWrite && templates.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('本单位的模板', 'Templates of the office')}</h2>
      <p className="soft">
        {t(
          '在自己的 .docx 里写 {标题}、{数据截至}、{一、总体评价}，表格用 {#主要指标进展情况表}{指标}{/主要指标进展情况表}；填不了的标签会逐个指出。',
          'Write {标题}, {数据截至} and the heads of sections into your own .docx; tables are loops. Tags that cannot be filled are named.',
        )}
      </p>
      {templates.length > 0 && (
        <ul className="plain-list">
          {templates.map(({ id, name }) => (
            <li key={id}>
              {name}{' '}
              {mayWrite && (
                <button
                  type="button"
                  className="button is-small"
                  disabled={drop.isPending}
                  onClick={() => drop.mutate(id)}
                >
                  {t('停用', 'Withdraw')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <UploadZone
          busy={put.isPending}
          onFile={(file) => put.mutate(file)}
          className="upload-zone"
          accept=".docx"
          name={t('模板文件', 'Template')}
          choose={t('上传模板', 'Upload a template')}
        >
          {(button) => button}
        </UploadZone>
      )}
      {(put.error ?? drop.error) && <ProblemBox error={put.error ?? drop.error} />}
      {put.data && (
        <p role="status">
          {t(`已收下，用到 ${put.data.tags.length} 个标签。`, `Kept; it uses ${put.data.tags.length} tags.`)}
        </p>
      )}
    </section>
  );
}
