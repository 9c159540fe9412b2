import { useNavigate, useSearch } from '@tanstack/react-router';
import { dayText, years } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { LightBar } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { planKindWords } from '../../ui/plan-switch.tsx';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Closing } from './closing.tsx';
import { listPlans, type PlansView } from './succession-api.ts';
import './years.css';

/** 收官与接续: all plans on their way through time; one is closed, and what is not finished goes on in the next. */
export function SuccessionPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(listPlans, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage group="plan" title={t('收官与接续', 'Succession')} className="years">
      <h1>{t('规划的收官与接续', 'Plans, closed and carried on')}</h1>
      <p className="lead">
        {t(
          '收官后，末次亮灯连同日期不再变动；没有完成的结转到下一份规划，历史、指标和台账接着走。按日期看，哪一天就在哪一天的规划之下。',
          'A closed plan keeps its last lights and their day; what is not finished goes on in the next plan with its history, its indicators and registers. Each day stands under the plans of that day.',
        )}
      </p>
      <Await query={query}>
        {(data) => (data.plans.length === 0 ? <Empty title={t('还没有规划', 'No plan yet')} /> : <Plans data={data} />)}
      </Await>
    </GroupPage>
  );
}

function Plans({ data }: { data: PlansView }) {
  const { t, tx, lang } = useText();
  const search = useSearch({ from: '/$jurisdiction/plan/succession' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan/succession' });
  const states = {
    'in-force': t('现行', 'In force'),
    'to-come': t('未起效', 'To come'),
    closed: t('已收官', 'Closed'),
  };
  const shown = data.plans.find((plan) => plan.id === search.plan);
  return (
    <>
      <section className="card">
        <Table
          label={t('规划', 'Plans')}
          rows={data.plans}
          rowKey={(plan) => plan.id}
          columns={[
            {
              head: t('规划', 'Plan'),
              cell: (plan) => (
                <button
                  type="button"
                  className="text-button"
                  aria-pressed={plan.id === search.plan}
                  onClick={() => void navigate({ search: (s) => ({ ...s, plan: plan.id }) })}
                >
                  {tx(plan.title)}
                </button>
              ),
            },
            { head: t('种类', 'Kind'), cell: (plan) => tx(planKindWords[plan.kind]) },
            { head: t('规划期', 'Years'), cell: (plan) => years(plan.horizon, lang) },
            {
              head: t('状态', 'State'),
              cell: (plan) =>
                plan.closedOn === null
                  ? `${states[plan.state]}${plan.from === null ? '' : t(`，${dayText(plan.from, 'zh')}起`, ` from ${dayText(plan.from, 'en')}`)}`
                  : t(`${dayText(plan.closedOn, 'zh')}收官`, `closed on ${dayText(plan.closedOn, 'en')}`),
            },
            {
              head: t('文号', 'Document'),
              cell: (plan) => plan.document ?? <span className="soft">{t('未填', 'none')}</span>,
            },
            { head: t('灯', 'Lights'), cell: (plan) => <LightBar counts={plan.counts} /> },
          ]}
        />
      </section>
      {shown && shown.state !== 'to-come' && <Closing key={shown.id} plan={shown} plans={data.plans} />}
    </>
  );
}
