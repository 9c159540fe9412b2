import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { BySheet } from '../../ui/by-sheet.tsx';
import { call, type ResponseOf } from '../../ui/call.ts';
import { download } from '../../ui/download.ts';
import { dayText } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { milestonesSheet, proposeMilestones, setMilestones } from './api.ts';
import './milestones.css';

type Proposal = ResponseOf<typeof proposeMilestones>;

/** 节点: a first set of dated steps for everything that is judged by steps and has none; all steps as a sheet. */
export function MilestonesPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(proposeMilestones, { params: { jurisdiction }, query: {} });
  return (
    <MemberPage title={t('节点', 'Milestones')} needs="plan.write" group="plan">
      <Await query={query}>{(data) => <Board key={data.having} data={data} />}</Await>
    </MemberPage>
  );
}

function Board({ data }: { data: Proposal }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [bySheet, setBySheet] = useState(false);
  const all = data.commitments;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(all.map(({ id }) => id)));
  const picked = all.filter(({ id }) => chosen.has(id));
  const count = picked.reduce((sum, { steps }) => sum + steps.length, 0);
  const confirm = useMutation({
    mutationFn: () =>
      call(setMilestones, {
        params: { jurisdiction },
        body: {
          steps: picked.flatMap(({ id, steps }) =>
            steps.map((step) => ({ ...step, commitment: id, id: null, base: null })),
          ),
        },
      }),
    onSuccess: () => readAnew(queries),
  });
  return (
    <>
      <h1>{t('节点', 'Milestones')}</h1>
      <p className="lead">
        {t(
          `${data.judged} 项任务按节点亮灯，${data.having} 项已有节点，${data.judged - data.having} 项还没有。`,
          `${data.judged} commitments are judged by milestones; ${data.having} have some, ${data.judged - data.having} have none.`,
        )}
      </p>
      <BySheet
        sentence={t(
          '也可以用表格设定：下载节点表，改好后上传。',
          'Or by sheet: download all milestones, change, upload.',
        )}
        form={t('下载节点表', 'Download the sheet')}
        fetchForm={() => download(milestonesSheet, { params: { jurisdiction }, query: {} })}
        target="milestones"
        grid={{ columns: ['任务编号', '节点', '到期日', '权重', '佐证要求', '填报单位'], rows: [] }}
        open={bySheet}
        onOpen={setBySheet}
      />
      {confirm.error && <ProblemBox error={confirm.error} />}
      {all.length === 0 ? (
        <Empty title={t('都有节点了', 'All of them have milestones')}>
          <p>
            {t('要改的，在任务的抽屉里改，或用节点表。', 'Change them in the drawer of a commitment, or by the sheet.')}
          </p>
        </Empty>
      ) : (
        <section className="card">
          <div className="card-head">
            <h2>{t('拟定的节点', 'Proposed')}</h2>
            <button
              type="button"
              className="button is-main"
              disabled={picked.length === 0 || confirm.isPending}
              onClick={() => confirm.mutate()}
            >
              {t(
                `确认所选 ${picked.length} 项任务的 ${count} 个节点`,
                `Confirm ${count} milestones of ${picked.length}`,
              )}
            </button>
          </div>
          <p className="soft">
            {t(
              '按任务的动词和剩余时间拟定；确认后成为账本里的节点，随时可以在任务里修改、拆分。',
              'By the verb of each and the time that is left. Once confirmed they stand in the ledger and can be changed or split.',
            )}
          </p>
          <Table
            label={t('拟定的节点', 'Proposed')}
            stacked
            rows={all}
            rowKey={(row) => row.id}
            choose={{
              chosen,
              may: () => true,
              name: (row) => t(`选 ${row.title.zh}`, `Choose ${row.title.en}`),
              onChoose: setChosen,
            }}
            columns={[
              {
                head: t('目标任务', 'Commitment'),
                by: (row) => row.id,
                cell: (row) => (
                  <>
                    <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: row.id }} className="quiet">
                      {tx(row.title)}
                    </Link>
                    <div className="soft small">{row.id}</div>
                  </>
                ),
              },
              {
                head: t('牵头', 'Lead'),
                by: (row) => row.lead && tx(row.lead.name),
                cell: (row) => (row.lead ? tx(row.lead.name) : <span className="is-red">{t('无主', 'No owner')}</span>),
              },
              {
                head: t('节点', 'Milestones'),
                cell: (row) => (
                  <ol className="milestone-proposal">
                    {row.steps.map((step) => (
                      <li key={step.due}>
                        <span className="nowrap">{dayText(step.due, lang)}</span> {tx(step.title)}
                      </li>
                    ))}
                  </ol>
                ),
              },
            ]}
          />
        </section>
      )}
    </>
  );
}
