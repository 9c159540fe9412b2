import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call, type ResponseOf } from '../../ui/call.ts';
import { moment, period } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { confirmWarning, listWarnings } from './api.ts';
import { Frame } from './frame.tsx';
import { TaskLink } from './task-link.tsx';

type Warnings = ResponseOf<typeof listWarnings>;
type Warning = Warnings['warnings'][number];

/** 数据核验: figures and lists that a check doubts; somebody stands by them with a reason, or mends them. */
export function ChecksPage() {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const query = useReading(
    listWarnings,
    { params: { jurisdiction } },
    { enabled: reader.capabilities.includes('evidence.read') },
  );
  return (
    <Frame title={t('数据核验', 'Data checks')} demo={query.data?.warnings.some((warning) => warning.demo) ?? false}>
      <Await query={query}>{(data) => <Board data={data} />}</Await>
    </Frame>
  );
}

function Board({ data }: { data: Warnings }) {
  const { t, tx, lang } = useText();
  const reader = useReader();
  const search = useSearch({ from: '/$jurisdiction/reporting/checks' });
  const navigate = useNavigate({ from: '/$jurisdiction/reporting/checks' });
  const checkOf = (warning: Warning) =>
    data.checks.find((check) => check.raises.some((beginning) => warning.code.startsWith(beginning)));
  const open = data.warnings.filter((warning) => warning.confirmed === null);
  const some = search.done === '1' ? data.warnings.filter((warning) => warning.confirmed !== null) : open;
  const owners = new Map(
    data.warnings.flatMap((warning) => (warning.owner ? [[warning.owner.id, warning.owner.name] as const] : [])),
  );
  const shown = some.filter(
    (warning) =>
      (search.check === undefined || checkOf(warning)?.code === search.check) &&
      (search.owner === undefined || warning.owner?.id === search.owner),
  );
  const ofRegister = (warning: Warning) => warning.about.startsWith('register:');
  const checkName = (warning: Warning) => {
    const check = checkOf(warning);
    return check ? tx(check.name) : warning.code;
  };
  const warningColumns: Column<Warning>[] = [
    {
      head: t('指标或台账', 'Figure or list'),
      by: (warning) => tx(warning.name),
      cell: (warning) => (
        <>
          <TaskLink
            task={{
              about: warning.about,
              kind: ofRegister(warning) ? 'register' : 'indicator',
              name: warning.name,
            }}
          />{' '}
          <DemoMark show={warning.demo} />
          {warning.owner && <div className="soft small">{tx(warning.owner.name)}</div>}
        </>
      ),
    },
    {
      head: t('期或字段', 'Period or field'),
      className: 'nowrap',
      by: (warning) => warning.period,
      cell: (warning) => (ofRegister(warning) ? warning.period : period(warning.period, lang)),
    },
    { head: t('检查', 'Check'), className: 'nowrap', by: checkName },
    { head: t('哪里可疑', 'What is doubted'), text: true, cell: (warning) => tx(warning) },
    {
      head: t('说明', 'Reason'),
      className: 'warning-reason',
      cell: (warning) =>
        warning.confirmed ? (
          <>
            {warning.confirmed.reason}
            <div className="soft small">
              {warning.confirmed.actor} {moment(warning.confirmed.at, lang)}
            </div>
          </>
        ) : reader.capabilities.includes('evidence.write') ? (
          <Confirm warning={warning} />
        ) : (
          <span className="soft">{t('等填报单位说明', 'The organisation has not explained it yet')}</span>
        ),
    },
  ];
  return (
    <>
      <h1>{t('数据核验', 'Data checks')}</h1>
      <p className="lead">
        {data.warnings.length === 0
          ? t('没有可疑的数。', 'No figure is in doubt.')
          : t(
              `${open.length} 处可疑还没有人确认，${data.warnings.length - open.length} 处已有说明。可疑不等于错：核对后改数，或写明理由。`,
              `${open.length} doubts are open, ${data.warnings.length - open.length} are explained. A doubt is not an error: mend the figure or say why it is right.`,
            )}
      </p>
      <div className="filters" role="search" aria-label={t('筛选', 'Filter')}>
        <span className="chips">
          {data.checks.map((check) => (
            <button
              key={check.code}
              type="button"
              className="chip"
              title={tx(check.about)}
              aria-pressed={search.check === check.code}
              onClick={() =>
                void navigate({
                  search: (s) => ({ ...s, check: s.check === check.code ? undefined : check.code }),
                  replace: true,
                })
              }
            >
              {tx(check.name)}{' '}
              <span className="count">{some.filter((warning) => checkOf(warning)?.code === check.code).length}</span>
            </button>
          ))}
        </span>
        <button
          type="button"
          className="chip"
          aria-pressed={search.done === '1'}
          onClick={() => void navigate({ search: (s) => ({ ...s, done: s.done ? undefined : '1' }), replace: true })}
        >
          {t('已有说明的', 'Explained')} <span className="count">{data.warnings.length - open.length}</span>
        </button>
        {owners.size > 1 && (
          <TreePicker
            aria-label={t('责任单位', 'Organisation')}
            none={t('全部单位', 'All organisations')}
            value={search.owner ?? ''}
            options={[...owners].map(([id, name]) => ({ id, name: tx(name) }))}
            onChange={(id) => void navigate({ search: (s) => ({ ...s, owner: id || undefined }), replace: true })}
          />
        )}
      </div>
      {shown.length === 0 ? (
        <Empty
          title={
            search.done === '1' ? t('还没有说明过的', 'None was explained yet') : t('没有要核的', 'Nothing to check')
          }
        >
          <p>
            {t(
              '范围、突变、不变、关系和数字分布五项检查随数据自动进行。',
              'Five checks run by themselves: bounds, jumps, unchanged figures, identities, digits.',
            )}
          </p>
        </Empty>
      ) : (
        <section className="card">
          <Table
            label={t('数据核验', 'Data checks')}
            stacked
            rows={shown}
            rowKey={(warning) => `${warning.about} ${warning.period} ${warning.code}`}
            columns={warningColumns}
          />
        </section>
      )}
      <dl className="facts checks-legend soft small">
        {data.checks.map((check) => (
          <div key={check.code}>
            <dt>{tx(check.name)}</dt>
            <dd>{tx(check.about)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Confirm({ warning }: { warning: Warning }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      call(confirmWarning, {
        params: { jurisdiction },
        body: {
          about: warning.about,
          place: warning.place,
          period: warning.period,
          code: warning.code,
          reason: reason.trim(),
        },
      }),
    onSuccess: () => readAnew(queries),
  });
  return (
    <form
      className="with-reason"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <input
        className="field"
        value={reason}
        minLength={2}
        maxLength={500}
        required
        placeholder={t('确实如此的理由', 'Why it is right')}
        aria-label={t(`${warning.name.zh} 确实如此的理由`, `Why ${tx(warning.name)} is right`)}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button" disabled={confirm.isPending || reason.trim().length < 2}>
        {t('确认', 'Confirm')}
      </button>
      {confirm.error && <ProblemBox error={confirm.error} />}
    </form>
  );
}
