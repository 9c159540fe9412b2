import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { download } from '../../ui/download.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { UploadZone } from '../../ui/upload-zone.tsx';
import { compareAnnex, comparePlanTexts, type ComparisonView, readPlanText } from './api.ts';
import './reports.css';
import '../deliver.css';

interface Text {
  name: string;
  text: string;
}
const nothing: Text = { name: '', text: '' };

/** 规划对照: two texts, commitment by commitment, with both passages. Nothing of them is kept. */
export function ComparePage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [old, setOld] = useState(nothing);
  const [fresh, setFresh] = useState(nothing);
  const compare = useMutation({
    mutationFn: () => call(comparePlanTexts, { params: { jurisdiction }, body: { old: old.text, new: fresh.text } }),
  });
  const annex = useMutation({
    mutationFn: () =>
      download(compareAnnex, {
        params: { jurisdiction },
        body: {
          old: old.text,
          new: fresh.text,
          oldName: old.name || t('旧文本', 'old text'),
          newName: fresh.name || t('新文本', 'new text'),
        },
      }),
  });
  const ready = old.text.trim() !== '' && fresh.text.trim() !== '';
  return (
    <MemberPage group="directives" className="directives reports" title={t('规划对照', 'Plan against plan')}>
      <h1>{t('规划对照', 'Plan against plan')}</h1>
      <p className="lead">
        {t(
          '两份规划或报告逐条对照：改数、改比较词、改期、删去、新增，各附原文；文中自述的差额与旧文核对。',
          'Two plans by commitment: number, comparator, date, dropped, new, each with both passages; stated differences are checked.',
        )}
      </p>
      <div className="compare-sides">
        <Side label={t('旧文本', 'Old text')} value={old} onChange={setOld} />
        <Side label={t('新文本', 'New text')} value={fresh} onChange={setFresh} />
      </div>
      <p className="form-foot">
        <button
          type="button"
          className="button is-main"
          disabled={!ready || compare.isPending}
          onClick={() => compare.mutate()}
        >
          {compare.isPending ? t('正在对照…', 'Comparing…') : t('对照', 'Compare')}
        </button>{' '}
        {compare.data && (
          <button type="button" className="button" disabled={annex.isPending} onClick={() => annex.mutate()}>
            {t('下载 Word 附件', 'Download the Word annex')}
          </button>
        )}
      </p>
      {(compare.error ?? annex.error) && <ProblemBox error={compare.error ?? annex.error} />}
      {compare.data && <Findings findings={compare.data.findings} />}
    </MemberPage>
  );
}

function Side({ label, value, onChange }: { label: string; value: Text; onChange: (text: Text) => void }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const read = useMutation({
    mutationFn: (file: File) => call(readPlanText, { params: { jurisdiction }, file }),
    onSuccess: onChange,
  });
  return (
    <div className="card">
      <label>
        {label} {value.name !== '' && <span className="soft">{value.name}</span>}
        <textarea
          className="field"
          rows={8}
          maxLength={400_000}
          value={value.text}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
      </label>
      <UploadZone
        busy={read.isPending}
        onFile={(file) => read.mutate(file)}
        className="upload-zone"
        accept=".docx,.pdf,.txt,.html"
        name={label}
        choose={t('选择文件', 'Choose a file')}
      >
        {(button) => button}
      </UploadZone>
      {read.error && <ProblemBox error={read.error} />}
    </div>
  );
}

type Finding = ComparisonView['findings'][number];

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useText();
  const promises = findings.filter(({ kind }) => kind !== 'fact');
  const facts = findings.filter(({ kind }) => kind === 'fact');
  const [changed, setChanged] = useState(true);
  const kept = promises.filter(({ verdict }) => verdict === 'kept').length;
  return (
    <>
      <p role="status">
        {t(
          `承诺 ${promises.length} 项，其中保留 ${kept} 项、有变化 ${promises.length - kept} 项；事实和预测 ${facts.length} 项，另列。`,
          `${promises.length} promises: ${kept} kept, ${promises.length - kept} changed; ${facts.length} facts apart.`,
        )}
      </p>
      <label className="check">
        <input type="checkbox" checked={changed} onChange={(event) => setChanged(event.target.checked)} />{' '}
        {t('只看有变化的', 'Only what changed')}
      </label>
      <Rows
        label={t('承诺', 'Promises')}
        rows={changed ? promises.filter(({ verdict }) => verdict !== 'kept') : promises}
      />
      {facts.length > 0 && (
        <>
          <h2>{t('事实和预测', 'Facts and forecasts')}</h2>
          <Rows label={t('事实和预测', 'Facts and forecasts')} rows={facts} />
        </>
      )}
    </>
  );
}

function Rows({ label, rows }: { label: string; rows: Finding[] }) {
  const { t, lang } = useText();
  const numbered = rows.map((row, at) => ({ ...row, at }));
  return (
    <Table
      label={label}
      stacked
      rows={numbered}
      rowKey={({ at }) => String(at)}
      columns={[
        { head: t('事项', 'Subject'), cell: ({ subject }) => subject },
        {
          head: t('变化', 'Change'),
          cell: ({ verdict, verdictName, direction }) =>
            lang === 'zh' ? verdictName : `${verdict}${direction ? ` (${direction})` : ''}`,
        },
        { head: t('旧文', 'Old'), cell: (row) => row.old?.text ?? '—' },
        { head: t('新文', 'New'), cell: (row) => row.new?.text ?? '—' },
        {
          head: t('自述差额', 'Stated difference'),
          cell: ({ stated }) =>
            stated === null
              ? ''
              : `${stated.says}${stated.agrees === null ? '' : stated.agrees ? t(' ✓ 相符', ' ✓ agrees') : t(' ✗ 不符', ' ✗ differs')}`,
        },
      ]}
    />
  );
}
