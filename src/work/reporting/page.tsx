import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { BySheet } from '../../ui/by-sheet.tsx';
import { download } from '../../ui/download.ts';
import { period } from '../../ui/format.ts';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getForm, getReporting, listDuties, type Task } from './api.ts';
import { DebtCards } from './debt.tsx';
import { keyOf, pasted } from './entry.ts';
import { Frame } from './frame.tsx';
import { HandInBar } from './hand-in-bar.tsx';
import { Notices } from './notices-card.tsx';
import { TaskTable } from './task-table.tsx';
import { useHandIn } from './use-hand-in.ts';
import { leadOf, listName, stateNames } from './words.ts';

/** 我的填报: what is due, late and returned, filled in on the spot or by a sheet. */
export function ReportingPage() {
  const { tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const { organisation } = useSearch({ from: '/$jurisdiction/reporting' });
  const query = useReading(
    getReporting,
    { params: { jurisdiction }, query: organisation === undefined ? {} : { organisation } },
    { enabled: reader.capabilities.includes('evidence.read') },
  );
  return (
    <Frame title={tx(listName(reader))} demo={query.data?.demo ?? false}>
      <Await query={query}>{(data) => <Board data={data} />}</Await>
    </Frame>
  );
}

type Reporting = NonNullable<ReturnType<typeof useReading<typeof getReporting>>['data']>;

const order = ['returned', 'late', 'due', 'submitted', 'approved'] as const;

function Board({ data }: { data: Reporting }) {
  const { t, tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const handIn = useHandIn(jurisdiction, data.tasks, data.today);
  const open = data.tasks.filter(
    (task) =>
      task.mayReport &&
      task.kind !== 'register' &&
      (task.state === 'returned' || task.state === 'late' || task.state === 'due'),
  );
  // Stays while it is open, so that what it says of the last sheet is not lost when nothing is left to report.
  const [bySheet, setBySheet] = useState(false);
  const fill = (from: string, cells: readonly string[]) => {
    for (const { key, value } of pasted(open.filter(({ kind }) => kind === 'indicator').map(keyOf), from, cells))
      handIn.change(key, { value });
  };
  return (
    <>
      <div className="reporting-head">
        <div>
          <h1>{tx(listName(reader))}</h1>
          <p className="lead">
            {data.organisation && (
              <>
                {tx(data.organisation.name)}
                {t('：', ': ')}
              </>
            )}
            {tx(leadOf(data.tasks))}
          </p>
        </div>
        <WhoseReports />
      </div>
      <Notices notices={data.notices} />
      {(open.length > 0 || bySheet) && <FormSheet tasks={open} open={bySheet} onOpen={setBySheet} />}
      {data.tasks.length === 0 && (
        <Empty title={t('现在没有要报的', 'Nothing is to be reported now')}>
          <p>
            {t(
              '到了应报的日子，指标和台账会列在这里；谁报什么见“填报责任”。',
              'Figures and lists appear here when they are due; who reports what stands under "Who reports".',
            )}
          </p>
        </Empty>
      )}
      {order.map((state) => {
        const tasks = data.tasks.filter((task) => task.state === state);
        return tasks.length === 0 ? null : (
          <TaskTable
            key={state}
            state={state}
            title={tx(stateNames[state])}
            tasks={tasks}
            handIn={handIn}
            units={new Set(data.tasks.map((task) => task.organisation?.id)).size > 1}
            onPasteDown={fill}
          />
        );
      })}
      {data.total > data.tasks.length && (
        <p className="soft">
          {t(
            `共 ${data.total} 项，这里列出最急的 ${data.tasks.length} 项；选一个单位可以看到它的全部。`,
            `${data.total} in all; the ${data.tasks.length} most urgent are listed. Choose an organisation to see all of its own.`,
          )}
        </p>
      )}
      <HandInBar handIn={handIn} />
      <DebtCards debt={data.debt} own={data.organisation?.id ?? null} />
    </>
  );
}

/** For those who look at the whole: the reports of one organisation. */
function WhoseReports() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const { organisation } = useSearch({ from: '/$jurisdiction/reporting' });
  const navigate = useNavigate({ from: '/$jurisdiction/reporting' });
  const whole = reader.user !== null && reader.user.organisation === null;
  const duties = useReading(listDuties, { params: { jurisdiction } }, { enabled: whole });
  if (!whole || !duties.data) return null;
  return (
    <div className="reporting-whose">
      <TreePicker
        aria-label={t('哪个单位', 'Which organisation')}
        none={t('全部单位', 'All organisations')}
        value={organisation ?? ''}
        options={duties.data.organisations.map(({ id, name, parent }) => ({ id, name: tx(name), parent }))}
        onChange={(id) => void navigate({ search: { organisation: id || undefined } })}
      />
    </div>
  );
}

/** What is to be reported as a sheet. */
function FormSheet({
  tasks,
  open,
  onOpen,
}: {
  tasks: readonly Task[];
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { organisation } = useSearch({ from: '/$jurisdiction/reporting' });
  const grid = {
    columns:
      lang === 'zh'
        ? ['指标', '统计期', '单位', '本期数', '未填原因', '数据来源', '说明']
        : ['Indicator', 'Period', 'Unit', 'Value', 'Why no value', 'Source', 'Note'],
    rows: tasks.map((task) => [
      tx(task.name),
      task.kind === 'milestone' ? tx(task.scope ?? task.name) : lang === 'zh' ? period(task.period, lang) : task.period,
      task.unit ?? '',
      '',
      '',
      '',
      '',
    ]),
  };
  return (
    <BySheet
      sentence={t(
        '项目多时用表格填：下载、在 Excel 或 WPS 里填好、上传。',
        'Many items? Download the form, fill it in with Excel or WPS, upload it.',
      )}
      form={t('下载填报表', 'Download the form')}
      empty={tasks.length === 0}
      fetchForm={() =>
        download(getForm, { params: { jurisdiction }, query: organisation === undefined ? {} : { organisation } })
      }
      target="reports"
      grid={grid}
      open={open}
      onOpen={onOpen}
    />
  );
}
