import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { years, share } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { planOnly, usePlace } from '../../ui/place.ts';
import { PlanSwitch } from '../../ui/plan-switch.tsx';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { Matters } from '../home/glance.tsx';
import { getOverview, type Overview } from './api.ts';
import { AttentionTable } from './attention.tsx';
import { ChangeTable } from './changes.tsx';
import { DebtTable } from './debt.tsx';
import { HeadlineCards } from './headline.tsx';
import { IndexStrip } from './index-strip.tsx';
import './overview.css';

/** Outlooks of this very state are on the way: they come within seconds of the last entry. */
const again = (data: Overview) => (data.plan && data.foreseen?.current !== true ? 2_000 : false);

/** One screen: will we make it, what is in the way, what to look at today. */
export function OverviewPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { plan } = useSearch({ from: '/$jurisdiction/overview' });
  const query = useReading(getOverview, { params: { jurisdiction }, query: planOnly({ asOf, plan }) }, { again });
  return (
    <Page title={t('总览', 'Overview')} demo={query.data?.demo ?? false} className="overview">
      <Await query={query} skeleton={<Skeleton />}>
        {(data) => (data.plan ? <Board data={data} plan={data.plan} /> : <NoPlan data={data} />)}
      </Await>
    </Page>
  );
}

function Board({ data, plan }: { data: Overview; plan: NonNullable<Overview['plan']> }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const several = data.plans.length > 1 && data.only === null;
  const navigate = useNavigate({ from: '/$jurisdiction/overview' });
  return (
    <>
      <h1>
        {several
          ? t(
              `${tx(data.jurisdiction.name)}：${data.plans.length} 份规划并行`,
              `${tx(data.jurisdiction.name)}: ${data.plans.length} plans in force`,
            )
          : tx(plan.title)}
      </h1>
      <PlanSwitch
        plans={data.plans}
        only={data.only}
        choose={(chosen) => void navigate({ search: (s) => ({ ...s, plan: chosen }) })}
      />
      <LeadSentence data={data} plan={plan} />
      <Matters />
      {data.headline && data.headline.cards.length > 0 && (
        <HeadlineCards headline={data.headline} jurisdiction={jurisdiction} />
      )}
      {data.indices.length > 0 && <IndexStrip indices={data.indices} jurisdiction={jurisdiction} />}
      <div className={`overview-two${data.debt ? '' : ' is-single'}`}>
        <AttentionTable attention={data.attention} jurisdiction={jurisdiction} />
        <div className="overview-side">
          {data.debt && <DebtTable debt={data.debt} jurisdiction={jurisdiction} />}
          <ChangeTable changes={data.changes} jurisdiction={jurisdiction} />
        </div>
      </div>
    </>
  );
}

function LeadSentence({ data, plan }: { data: Overview; plan: NonNullable<Overview['plan']> }) {
  const { lang, tx } = useText();
  const { jurisdiction } = usePlace();
  const c = data.counts;
  const to = (light: string, text: string, strong = false) => (
    <Link
      to="/$jurisdiction/plan"
      params={{ jurisdiction }}
      search={{ view: 'tree', light, ...(data.only !== null && { plan: data.only }) }}
      className={strong ? 'lead-red' : 'lead-link'}
    >
      {text}
    </Link>
  );
  const cards = data.headline?.cards ?? [];
  const good = cards.filter((card) => card.light === 'green').length;
  if (lang === 'en') {
    return (
      <p className="lead">
        Plan {years(plan.horizon, lang)}, {share(plan.timeProgress)} of the time has passed. Of {c.commitments}{' '}
        commitments {to('red', `${c.red} are red`, c.red > 0)}, {to('yellow', `${c.yellow} yellow`)},{' '}
        {to('green', `${c.green} green`)} and {to('grey', `${c.grey} without evidence`)}.
        {data.headline && cards.length > 0 && ` ${tx(data.headline.name)}: ${good} of ${cards.length} green.`}
      </p>
    );
  }
  return (
    <p className="lead">
      规划期 {years(plan.horizon, lang)}，时间已过 {share(plan.timeProgress)}。{c.commitments} 项目标任务中{' '}
      {to('red', `${c.red} 项红灯`, c.red > 0)}，{to('yellow', `${c.yellow} 项黄灯`)}，
      {to('green', `${c.green} 项绿灯`)}，{to('grey', `${c.grey} 项无据`)}
      {data.headline && cards.length > 0 && `；${tx(data.headline.name)} 中 ${good} 项绿灯`}。
    </p>
  );
}

function NoPlan({ data }: { data: Overview }) {
  const { t, tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  return (
    <>
      <h1>{tx(data.jurisdiction.name)}</h1>
      <Matters />
      <Empty title={t('还没有规划', 'No plan yet')}>
        <p>
          {t(
            '导入一份公开的规划文本：系统逐句找出目标任务，由人核对后入库，从此每一项都有灯、有据、有主。',
            'Import a published plan: the system finds its commitments sentence by sentence, a person checks them, and from then on each has a light, evidence and an owner.',
          )}
        </p>
        {reader.capabilities.includes('plan.write') ? (
          <Link className="button is-main" to="/$jurisdiction/import" params={{ jurisdiction }}>
            {t('导入规划', 'Import a plan')}
          </Link>
        ) : (
          <Link className="button is-main" to="/sign-in" search={{ to: `/${jurisdiction}/import` }}>
            {t('用规划管理账号登录后导入', 'Sign in as plan office to import')}
          </Link>
        )}
      </Empty>
    </>
  );
}

/** Stands where the page will stand, so that nothing moves when the figures come. */
function Skeleton() {
  const { t } = useText();
  return (
    <div className="overview-skeleton" role="status" aria-label={t('正在载入', 'Loading')}>
      <i className="line is-title" />
      <i className="line" />
      <div className="headline">
        <i className="block" />
        <i className="block" />
        <i className="block" />
      </div>
      <i className="block is-strip" />
    </div>
  );
}
